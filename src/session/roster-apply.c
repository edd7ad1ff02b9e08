/* roster-apply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply.h"

#include <glib/gi18n.h>

#include "roster-agency.h"
#include "roster-api-asset.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"
#include "roster-list.h"
#include "roster-person.h"

/* Sends changes, one after the other, each at most once. No write of TikTok's carries a key that would make a repetition harmless, so when
 * an answer is lost the state is read back and decides: done, failed, or (when that cannot be read either) unknown.
 *
 * The session may show another Business Center, or none, before all is sent. Then the change under way is settled, nothing more is sent,
 * and the lists, which are another's by then, are left alone.
 *
 * One change goes through these steps; only lowering an agency takes both writes. */
typedef enum
{
  STEP_WRITE,
  STEP_SECOND_WRITE,
  STEP_READ_BACK,
} Step;

typedef gboolean (*WriteFinish) (RosterApiClient  *client,
                                 GAsyncResult     *result,
                                 GError          **error);

typedef struct
{
  RosterSession *session;
  RosterApiClient *client;
  RosterDirectory *directory;
  char *bc_id;
  GListModel *changes;
  RosterApplyFlags flags;

  guint position;
  RosterChange *change; /* the one under way */
  Step step;
  Step settles;       /* the write that is being read back */
  gboolean half_done; /* what an agency had is taken away, and not shared again yet */
  gboolean signed_out;
  gboolean left_out;  /* something was not sent */
  WriteFinish finish;
  GError *write_error;   /* what is to be settled by reading back */
  GError *first_failure;
} Apply;

static void apply_next (GTask *task);
static void send_step (GTask *task);
static void share_again (GTask *task);

static void
apply_free (Apply *apply)
{
  g_clear_object (&apply->session);
  g_clear_object (&apply->client);
  g_clear_object (&apply->directory);
  g_clear_pointer (&apply->bc_id, g_free);
  g_clear_object (&apply->changes);
  g_clear_object (&apply->change);
  g_clear_error (&apply->write_error);
  g_clear_error (&apply->first_failure);
  g_free (apply);
}

static const char *
id_of (gpointer item)
{
  return roster_item_get_id (ROSTER_ITEM (item));
}

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

/* An agency cannot be lowered in place: what it has is taken away and shared again (TikTok's help centre, "Manage partner access"). */
static gboolean
lowers_agency (RosterChange *change)
{
  return roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LEVEL &&
         ROSTER_IS_AGENCY (roster_change_get_principal (change)) &&
         roster_change_get_to_level (change) != ROSTER_LEVEL_NONE &&
         roster_change_get_to_level (change) < roster_change_get_from_level (change);
}

static gboolean
is_shown (Apply *apply)
{
  return roster_session_shows (apply->session, apply->client, apply->bc_id);
}

static gboolean
contains (GPtrArray  *items,
          const char *key)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (key_of (items->pdata[i]), key) == 0)
      return TRUE;

  return FALSE;
}

/* Brings the directory up to date with a change that is known to have been taken. */
static void
take_over (Apply *apply)
{
  RosterChange *change = apply->change;
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
    case ROSTER_CHANGE_KIND_ROLES:
      {
        gpointer asset = account != NULL ? (gpointer) account : roster_change_get_ad_account (change);
        g_autoptr (RosterGrant) grant = roster_grant_new (key_of (asset), roster_change_get_to_level (change), NULL, roster_change_get_roles (change));

        roster_access_set_grant (roster_directory_get_access (apply->directory), key_of (roster_change_get_principal (change)), grant);
        break;
      }

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      {
        GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);
        RosterAdAccount *ad_account = roster_change_get_ad_account (change);
        g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);

        /* Where the other links have not been read, one more or less says nothing about their number. */
        if (roster_tiktok_account_get_link_count (account) < 0)
          return;

        for (guint i = 0; i < g_list_model_get_n_items (links); i++)
          {
            g_autoptr (RosterItem) link = g_list_model_get_item (links, i);

            if (!g_str_equal (key_of (link), key_of (ad_account)))
              g_ptr_array_add (now, g_steal_pointer (&link));
          }
        if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LINK)
          g_ptr_array_add (now, g_object_ref (ad_account));
        roster_directory_set_links (apply->directory, account, now);
        break;
      }

    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      break; /* verified, and so taken over, by listing */
    }
}

/* Ends the change under way. Takes @error. */
static void
conclude (GTask             *task,
          RosterChangeState  state,
          GError            *error)
{
  Apply *apply = g_task_get_task_data (task);
  g_autoptr (GError) why = error;

  if (state != ROSTER_CHANGE_STATE_DONE && apply->half_done && why != NULL)
    /* Translators: an agency's level was to be lowered; what comes after the colon is TikTok's reason. */
    g_prefix_error (&why, "%s ", _("The agency’s access was taken away, but the lower level could not be given:"));

  apply->signed_out |= g_error_matches (why, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  if (state == ROSTER_CHANGE_STATE_DONE && is_shown (apply))
    take_over (apply);
  else if (apply->first_failure == NULL && why != NULL)
    apply->first_failure = g_error_copy (why);

  apply->half_done = FALSE;
  g_clear_error (&apply->write_error);
  roster_change_set_state (apply->change, state, why);
  apply_next (task);
}

/* Reading back */

static void
settle (GTask    *task,
        gboolean  is_as_wanted)
{
  Apply *apply = g_task_get_task_data (task);

  if (is_as_wanted)
    conclude (task, ROSTER_CHANGE_STATE_DONE, NULL);
  else if (apply->write_error != NULL)
    conclude (task, ROSTER_CHANGE_STATE_FAILED, g_steal_pointer (&apply->write_error));
  else
    conclude (task, ROSTER_CHANGE_STATE_FAILED,
              roster_error_new_api (ROSTER_ERROR_CONFLICT, 0, NULL, NULL, _("TikTok accepted the request, but shows no change yet.")));
}

/* Takes @error. */
static void
cannot_settle (GTask  *task,
               GError *error)
{
  Apply *apply = g_task_get_task_data (task);
  g_autoptr (GError) read_error = error;

  conclude (task, ROSTER_CHANGE_STATE_UNKNOWN, apply->write_error != NULL ? g_steal_pointer (&apply->write_error) : g_steal_pointer (&read_error));
}

static void
settle_by_grants (GTask             *task,
                  RosterAccessScope  scope,
                  GPtrArray         *grants,
                  GError            *error)
{
  Apply *apply = g_task_get_task_data (task);
  RosterChange *change = apply->change;
  const char *column = scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ? key_of (roster_change_get_ad_account (change))
                                                                : key_of (roster_change_get_tiktok_account (change));
  RosterLevel level = ROSTER_LEVEL_NONE;
  RosterTiktokRoles roles = ROSTER_TIKTOK_ROLES_NONE;

  if (grants == NULL)
    {
      cannot_settle (task, error);
      return;
    }

  if (is_shown (apply))
    roster_access_set_grants (roster_directory_get_access (apply->directory), key_of (roster_change_get_principal (change)), scope, grants);

  for (guint i = 0; i < grants->len; i++)
    {
      const RosterGrant *grant = grants->pdata[i];

      if (g_strcmp0 (grant->asset_key, column) != 0)
        continue;

      level = grant->level;
      roles = grant->roles;
    }

  /* The answer to the first of the two writes was lost, and it was taken: what is left is to share again. */
  if (lowers_agency (change) && level == ROSTER_LEVEL_NONE && apply->settles == STEP_WRITE)
    {
      g_clear_error (&apply->write_error);
      share_again (task);
      return;
    }

  settle (task, scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ? level == roster_change_get_to_level (change)
                                                         : roles == roster_change_get_roles (change));
}

static void
on_grants_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = roster_api_asset_list_grants_finish (apply->client, result, &error);

  settle_by_grants (task, roster_change_get_kind (apply->change) == ROSTER_CHANGE_KIND_LEVEL ? ROSTER_ACCESS_SCOPE_AD_ACCOUNTS : ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
                    grants, error);
}

static void
on_shared_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = roster_api_partner_list_shared_finish (apply->client, result, &error);

  settle_by_grants (task, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants, error);
}

static void
on_links_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) links = roster_api_tiktok_account_list_links_finish (apply->client, result, &error);
  RosterTiktokAccount *account = roster_change_get_tiktok_account (apply->change);
  gboolean linked;

  if (links == NULL)
    {
      cannot_settle (task, error);
      return;
    }

  if (is_shown (apply))
    roster_directory_set_links (apply->directory, account, links);
  linked = contains (links, key_of (roster_change_get_ad_account (apply->change)));
  settle (task, linked == (roster_change_get_kind (apply->change) == ROSTER_CHANGE_KIND_LINK));
}

static void
on_accounts_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) accounts = roster_api_asset_list_tiktok_accounts_finish (apply->client, result, &error);

  if (accounts == NULL)
    {
      cannot_settle (task, error);
      return;
    }

  if (is_shown (apply))
    roster_directory_merge_tiktok_accounts (apply->directory, accounts);
  settle (task, !contains (accounts, key_of (roster_change_get_tiktok_account (apply->change))));
}

/* Not cancellable: what was sent has to be known. */
static void
read_back (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);
  RosterChange *change = apply->change;

  apply->settles = apply->step;
  apply->step = STEP_READ_BACK;
  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      if (ROSTER_IS_AGENCY (roster_change_get_principal (change)))
        {
          roster_api_partner_list_shared_async (apply->client, apply->bc_id, id_of (roster_change_get_principal (change)), NULL,
                                                on_shared_read, g_object_ref (task));
          break;
        }
      roster_api_asset_list_grants_async (apply->client, apply->bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS,
                                          id_of (roster_change_get_principal (change)), NULL, NULL, on_grants_read, g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      roster_api_asset_list_grants_async (apply->client, apply->bc_id, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
                                          id_of (roster_change_get_principal (change)), NULL, NULL, on_grants_read, g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      roster_api_tiktok_account_list_links_async (apply->client, apply->bc_id, id_of (roster_change_get_tiktok_account (change)), NULL,
                                                  on_links_read, g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      roster_api_asset_list_tiktok_accounts_async (apply->client, apply->bc_id, NULL, on_accounts_read, g_object_ref (task));
    }
}

/* Writing */

/* The second half of lowering an agency. */
static void
share_again (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);

  if (is_shown (apply))
    {
      g_autoptr (RosterGrant) nothing = roster_grant_new (key_of (roster_change_get_ad_account (apply->change)), ROSTER_LEVEL_NONE, NULL, ROSTER_TIKTOK_ROLES_NONE);

      roster_access_set_grant (roster_directory_get_access (apply->directory), key_of (roster_change_get_principal (apply->change)), nothing);
    }
  apply->half_done = TRUE;
  apply->step = STEP_SECOND_WRITE;
  send_step (task);
}

/* Whether an earlier attempt at lowering got through with its first half only. */
static gboolean
is_half_done (Apply *apply)
{
  RosterAccess *access = roster_directory_get_access (apply->directory);
  const char *row, *column;

  if (!lowers_agency (apply->change) || !is_shown (apply))
    return FALSE;

  row = key_of (roster_change_get_principal (apply->change));
  column = key_of (roster_change_get_ad_account (apply->change));

  return roster_access_is_known (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS) &&
         roster_access_get_direct_level (access, row, column) == ROSTER_LEVEL_NONE;
}

/* Stopping between the two halves of lowering would leave an agency with nothing, so the second is not cancellable. */
static GCancellable *
get_cancellable (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);

  return apply->step == STEP_SECOND_WRITE ? NULL : g_task_get_cancellable (task);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *apply = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean taken = apply->finish (apply->client, result, &error);
  RosterChangeKind kind = roster_change_get_kind (apply->change);

  if (taken && apply->step == STEP_WRITE && lowers_agency (apply->change))
    {
      share_again (task);
      return;
    }

  /* Disconnecting is verified, and the first link of an account brings the others along: both by reading. */
  if (taken && kind != ROSTER_CHANGE_KIND_DISCONNECT &&
      (kind != ROSTER_CHANGE_KIND_LINK || roster_tiktok_account_get_link_count (roster_change_get_tiktok_account (apply->change)) >= 0))
    {
      conclude (task, ROSTER_CHANGE_STATE_DONE, NULL);
      return;
    }

  if (!taken && !roster_error_outcome_unknown (error))
    {
      conclude (task, ROSTER_CHANGE_STATE_FAILED, g_steal_pointer (&error));
      return;
    }

  g_clear_error (&apply->write_error);
  apply->write_error = g_steal_pointer (&error);
  read_back (task);
}

static void
send_level (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);
  RosterChange *change = apply->change;
  RosterPrincipal *principal = roster_change_get_principal (change);
  RosterLevel level = roster_change_get_to_level (change);
  const char *asset_id = id_of (roster_change_get_ad_account (change));
  const char *asset_ids[] = { asset_id, NULL };
  GCancellable *cancellable = get_cancellable (task);
  gboolean takes_away = level == ROSTER_LEVEL_NONE || (apply->step == STEP_WRITE && lowers_agency (change));

  if (ROSTER_IS_AGENCY (principal) && takes_away)
    {
      apply->finish = roster_api_partner_stop_sharing_finish;
      roster_api_partner_stop_sharing_async (apply->client, apply->bc_id, id_of (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, asset_ids,
                                             cancellable, on_written, g_object_ref (task));
    }
  else if (ROSTER_IS_AGENCY (principal))
    {
      apply->finish = roster_api_partner_add_finish;
      roster_api_partner_add_async (apply->client, apply->bc_id, id_of (principal), asset_ids, level, cancellable, on_written,
                                    g_object_ref (task));
    }
  else if (takes_away)
    {
      apply->finish = roster_api_asset_unassign_finish;
      roster_api_asset_unassign_async (apply->client, apply->bc_id, id_of (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, asset_id,
                                       cancellable, on_written, g_object_ref (task));
    }
  else
    {
      apply->finish = roster_api_asset_assign_ad_account_finish;
      roster_api_asset_assign_ad_account_async (apply->client, apply->bc_id, id_of (principal), asset_id, level, cancellable, on_written,
                                                g_object_ref (task));
    }
}

static void
send_step (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);
  RosterChange *change = apply->change;
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  RosterPrincipal *principal = roster_change_get_principal (change);
  GCancellable *cancellable = get_cancellable (task);

  if (ROSTER_IS_PERSON (principal) && roster_person_get_user_id (ROSTER_PERSON (principal)) == NULL)
    {
      conclude (task, ROSTER_CHANGE_STATE_FAILED,
                g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("The invitation has not been accepted yet.")));
      return;
    }

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      send_level (task);
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      if (roster_change_get_roles (change) == ROSTER_TIKTOK_ROLES_NONE)
        {
          apply->finish = roster_api_asset_unassign_finish;
          roster_api_asset_unassign_async (apply->client, apply->bc_id, id_of (principal), ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
                                           id_of (account), cancellable, on_written, g_object_ref (task));
          break;
        }
      apply->finish = roster_api_asset_assign_tiktok_account_finish;
      roster_api_asset_assign_tiktok_account_async (apply->client, apply->bc_id, id_of (principal), id_of (account),
                                                    roster_change_get_roles (change), cancellable, on_written, g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_LINK:
      apply->finish = roster_api_tiktok_account_link_finish;
      roster_api_tiktok_account_link_async (apply->client, apply->bc_id, id_of (account), id_of (roster_change_get_ad_account (change)),
                                            cancellable, on_written, g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_UNLINK:
      apply->finish = roster_api_tiktok_account_unlink_finish;
      roster_api_tiktok_account_unlink_async (apply->client, apply->bc_id, id_of (account), id_of (roster_change_get_ad_account (change)),
                                              cancellable, on_written, g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_DISCONNECT:
      apply->finish = roster_api_asset_delete_tiktok_account_finish;
      roster_api_asset_delete_tiktok_account_async (apply->client, apply->bc_id, id_of (account), cancellable, on_written,
                                                    g_object_ref (task));
      break;

    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      conclude (task, ROSTER_CHANGE_STATE_FAILED, g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "Not yet"));
    }
}

static void
finish (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);

  if (is_shown (apply))
    roster_directory_update_all (apply->directory);

  if (apply->first_failure != NULL)
    g_task_return_error (task, g_steal_pointer (&apply->first_failure));
  else if (apply->left_out)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Not everything was sent."));
  else
    g_task_return_boolean (task, TRUE);
}

/* Nothing more is sent once the user stops it, or opens something else, or the token does not work any more. */
static gboolean
has_to_stop (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);

  return (apply->first_failure != NULL && (apply->flags & ROSTER_APPLY_FLAGS_STOP_AT_FAILURE) != 0) || apply->signed_out ||
         g_cancellable_is_cancelled (g_task_get_cancellable (task)) || !is_shown (apply);
}

static void
apply_next (GTask *task)
{
  Apply *apply = g_task_get_task_data (task);

  g_clear_object (&apply->change);
  while (apply->position < g_list_model_get_n_items (apply->changes))
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (apply->changes, apply->position);

      if (has_to_stop (task))
        {
          apply->left_out = TRUE;
          break;
        }

      /* A list that is applied again only sends what did not work the last time; what is on its way already is not sent twice. */
      apply->position++;
      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE || roster_change_get_state (change) == ROSTER_CHANGE_STATE_SENDING)
        continue;

      /* Where nobody knows whether it was taken, that comes first. */
      apply->change = g_steal_pointer (&change);
      apply->step = STEP_WRITE;
      roster_session_tell_sending (apply->session, apply->change);
      if (roster_change_get_state (apply->change) == ROSTER_CHANGE_STATE_UNKNOWN)
        {
          apply->step = STEP_SECOND_WRITE; /* whichever it was: it is not sent again by this call */
          g_clear_error (&apply->write_error);
          apply->write_error = roster_change_get_error (apply->change) != NULL ? g_error_copy (roster_change_get_error (apply->change)) : NULL;
          roster_change_set_state (apply->change, ROSTER_CHANGE_STATE_SENDING, NULL);
          read_back (task);
        }
      else
        {
          roster_change_set_state (apply->change, ROSTER_CHANGE_STATE_SENDING, NULL);
          if (is_half_done (apply))
            share_again (task);
          else
            send_step (task);
        }
      return;
    }

  finish (task);
}

/**
 * roster_apply_async:
 * @session: the session whose Business Center is changed
 * @changes: a list of #RosterChange; those that are done are passed over, so that the same list can be given again to retry the rest
 * @flags: what to do after a failure
 * @cancellable: (nullable): stops before the next change; the one under way is settled. So does opening something else in @session
 * @callback: called when all is over
 * @user_data: passed to @callback
 *
 * Sends changes one by one and brings the session's lists up to date. Each change says by itself how it went. A change that was left
 * unknown is first read back; it is sent again only by another call, once reading has shown that TikTok does not have it.
 */
void
roster_apply_async (RosterSession       *session,
                    GListModel          *changes,
                    RosterApplyFlags     flags,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  RosterBusinessCenter *business_center = roster_session_get_business_center (session);
  Apply *apply = g_new0 (Apply, 1);

  g_task_set_source_tag (task, roster_apply_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, apply, (GDestroyNotify) apply_free);

  apply->session = g_object_ref (session);
  g_set_object (&apply->client, roster_session_get_client (session));
  g_set_object (&apply->directory, roster_session_get_directory (session));
  g_set_object (&apply->changes, changes);
  apply->flags = flags;

  if (apply->client == NULL || business_center == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
      return;
    }
  apply->bc_id = g_strdup (id_of (business_center));

  apply_next (task);
}

/**
 * roster_apply_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: the first failure; each change has its own
 *
 * Returns: whether every change is done
 */
gboolean
roster_apply_finish (RosterSession  *session,
                     GAsyncResult   *result,
                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
