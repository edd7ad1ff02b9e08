/* roster-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-queue.h"

#include <glib/gi18n.h>

#include "roster-api-asset.h"
#include "roster-api-wire.h"
#include "roster-apply.h"

/* What waits for an acceptance. An invitation can carry one level on at most fifty ad accounts; what goes beyond that is queued under the
 * invited person's key, in TikTok's own words: those stay readable for every later version of this program.
 *
 * Once the person is a member, what waits is given in these steps:
 *
 *   1. list it;
 *   2. read what the person holds. If the program went down after a grant was sent and before it left the queue, it is held by now, and is
 *      not sent a second time;
 *   3. send the rest;
 *   4. take from the queue what is held. What TikTok refused stays in it. */

#define ROLE_SEPARATOR ","

/**
 * roster_queue_write_roles:
 * @roles: what may be used of a TikTok account
 *
 * Returns: (transfer full): the same in TikTok's words, for the store; "" for nothing
 */
char *
roster_queue_write_roles (RosterTiktokRoles roles)
{
  g_autoptr (JsonArray) words = roster_api_wire_write_tiktok_roles (roles);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (words); i++)
    {
      if (text->len > 0)
        g_string_append (text, ROLE_SEPARATOR);
      g_string_append (text, json_array_get_string_element (words, i));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * roster_queue_read_roles:
 * @text: (nullable): what roster_queue_write_roles() gave
 *
 * Returns: what may be used of a TikTok account, as far as this version knows the words
 */
RosterTiktokRoles
roster_queue_read_roles (const char *text)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ROLE_SEPARATOR, -1);

  for (guint i = 0; words[i] != NULL; i++)
    json_array_add_string_element (array, words[i]);

  /* A word of which this version knows nothing cannot be sent by it either. */
  return roster_api_wire_read_tiktok_roles (array) & ~(guint) ROSTER_TIKTOK_ROLES_OTHER;
}

/**
 * roster_queue_grant_of_change:
 * @change: a level or roles for somebody whose invitation is pending
 *
 * Says as a grant for the queue what @change would give.
 *
 * Returns: (transfer full) (nullable): the grant; %NULL where nothing of the sort can wait: another kind of change, an agency, a member, or
 *   a change that takes something away
 */
RosterQueuedGrant *
roster_queue_grant_of_change (RosterChange *change)
{
  RosterPrincipal *principal;
  const char *subject;

  g_return_val_if_fail (ROSTER_IS_CHANGE (change), NULL);

  principal = roster_change_get_principal (change);
  if (!ROSTER_IS_PERSON (principal) || roster_person_get_user_id (ROSTER_PERSON (principal)) != NULL)
    return NULL;

  subject = roster_item_get_key (ROSTER_ITEM (principal));
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LEVEL)
    {
      const char *level = roster_api_wire_write_level (roster_change_get_to_level (change));

      return level == NULL ? NULL : roster_queued_grant_new (ROSTER_QUEUE_LEVEL, subject, roster_item_get_key (ROSTER_ITEM (roster_change_get_ad_account (change))), level);
    }
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_ROLES)
    {
      g_autofree char *roles = roster_queue_write_roles (roster_change_get_roles (change));

      return *roles == '\0' ? NULL : roster_queued_grant_new (ROSTER_QUEUE_ROLES, subject, roster_item_get_key (ROSTER_ITEM (roster_change_get_tiktok_account (change))), roles);
    }

  return NULL;
}

/**
 * roster_queue_change_of_grant:
 * @grant: a grant from the queue
 * @directory: where to find what it gives
 * @principal: who gets it: the member that the invited person has become
 *
 * Says as a change what @grant gives. What @principal holds now is taken from @directory.
 *
 * Returns: (transfer full) (nullable): the change; %NULL when @directory does not have the ad account or TikTok account, or when the grant
 *   was written by a version that knew more
 */
RosterChange *
roster_queue_change_of_grant (const RosterQueuedGrant *grant,
                              RosterDirectory         *directory,
                              RosterPrincipal         *principal)
{
  g_return_val_if_fail (grant != NULL && ROSTER_IS_DIRECTORY (directory) && ROSTER_IS_PRINCIPAL (principal), NULL);

  if (grant->object == NULL)
    return NULL;

  if (g_str_equal (grant->kind, ROSTER_QUEUE_LEVEL))
    {
      RosterAdAccount *ad_account = roster_directory_find_ad_account (directory, grant->object);
      RosterLevel level = roster_api_wire_read_level (grant->value);

      if (ad_account == NULL || level == ROSTER_LEVEL_NONE || level == ROSTER_LEVEL_OTHER)
        return NULL;

      return roster_change_new_level (principal, ad_account,
                                      roster_access_get_direct_level (roster_directory_get_access (directory), roster_item_get_key (ROSTER_ITEM (principal)), grant->object),
                                      level);
    }
  if (g_str_equal (grant->kind, ROSTER_QUEUE_ROLES))
    {
      RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, grant->object);
      RosterTiktokRoles roles = roster_queue_read_roles (grant->value);

      if (account == NULL || roles == ROSTER_TIKTOK_ROLES_NONE)
        return NULL;

      return roster_change_new_roles (principal, account,
                                      roster_access_get_roles (roster_directory_get_access (directory), roster_item_get_key (ROSTER_ITEM (principal)), grant->object),
                                      roles);
    }

  return NULL;
}

/* Forgetting. Where the disk does not let go of what waits, it is for nobody all the same: whoever turns up under that key is not given it, and
 * each time it is tried once more. What the next start finds was not said to be withdrawn either, on such a disk. */

/* Whose grants are for nobody, of a Business Center. */
#define FORGOTTEN "roster-queue-forgotten"

static GHashTable *
get_forgotten (RosterStoreCenter *center)
{
  GHashTable *forgotten = g_object_get_data (G_OBJECT (center), FORGOTTEN);

  if (forgotten == NULL)
    {
      forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (G_OBJECT (center), FORGOTTEN, forgotten, (GDestroyNotify) g_hash_table_unref);
    }

  return forgotten;
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree char *subject = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_store_queue_remove_finish (ROSTER_STORE_CENTER (source), result, &error))
    g_hash_table_remove (get_forgotten (ROSTER_STORE_CENTER (source)), subject);
  else
    g_info ("What waits for nobody stays in the queue: %s", error->message);
}

static void
on_listed_to_forget (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autofree char *subject = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grants = roster_store_queue_list_finish (ROSTER_STORE_CENTER (source), result, &error);

  if (grants == NULL)
    g_info ("What waits for nobody stays in the queue: %s", error->message);
  else if (grants->len > 0)
    roster_store_queue_remove_async (ROSTER_STORE_CENTER (source), grants, on_forgotten, g_steal_pointer (&subject));
  else
    g_hash_table_remove (get_forgotten (ROSTER_STORE_CENTER (source)), subject);
}

/**
 * roster_queue_may_be_accepted:
 * @directory: who is known
 *
 * Returns: whether an invitation that is not listed any more may be that of a member whom TikTok tells no address of; what waits stays then
 */
gboolean
roster_queue_may_be_accepted (RosterDirectory *directory)
{
  GListModel *principals = roster_directory_get_principals (directory);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *address = roster_principal_get_address (principal);

      if (ROSTER_IS_PERSON (principal) && (address == NULL || *address == '\0'))
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_queue_forget:
 * @center: whose queue
 * @subject: the key of somebody whose invitation is known to be gone: it was withdrawn from here, or declined, or two complete readings do not
 *   have it, and it cannot have been accepted either
 *
 * Takes out what waits for somebody. As long as it cannot be taken out it is not given to anybody.
 */
void
roster_queue_forget (RosterStoreCenter *center,
                     const char        *subject)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && subject != NULL);

  g_hash_table_add (get_forgotten (center), g_strdup (subject));
  roster_store_queue_list_async (center, subject, NULL, on_listed_to_forget, g_strdup (subject));
}

/**
 * roster_queue_is_forgotten:
 * @center: whose queue
 * @subject: a key
 *
 * Returns: whether what waits under that key is for nobody, and is there because it could not be taken out yet
 */
gboolean
roster_queue_is_forgotten (RosterStoreCenter *center,
                           const char        *subject)
{
  g_return_val_if_fail (ROSTER_IS_STORE_CENTER (center) && subject != NULL, FALSE);

  return g_hash_table_contains (get_forgotten (center), subject);
}

/**
 * roster_queue_begin_anew:
 * @center: whose queue
 * @subject: a key
 *
 * Says that what waits under that key is for somebody again: what was for nobody has been taken out.
 */
void
roster_queue_begin_anew (RosterStoreCenter *center,
                         const char        *subject)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && subject != NULL);

  g_hash_table_remove (get_forgotten (center), subject);
}

/* Giving */

typedef struct
{
  RosterSession *session;
  RosterApiClient *client;
  RosterStoreCenter *center;
  RosterPerson *person;
  GHashTable *passed_over; /* (nullable) */
  char *bc_id;
  char *subject;

  GPtrArray *grants;   /* what waits */
  GListStore *changes; /* what is to be sent */
  GPtrArray *sent;     /* of RosterQueuedGrant, unowned: for each of the changes, its grant */
  GPtrArray *settled;  /* of RosterQueuedGrant, unowned: what leaves the queue */
  gboolean wanted[ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS + 1]; /* by RosterAccessScope: to be read */
} Take;

static void
take_free (Take *take)
{
  g_clear_object (&take->session);
  g_clear_object (&take->client);
  g_clear_object (&take->center);
  g_clear_object (&take->person);
  g_clear_pointer (&take->passed_over, g_hash_table_unref);
  g_free (take->bc_id);
  g_free (take->subject);
  g_clear_pointer (&take->sent, g_ptr_array_unref);
  g_clear_pointer (&take->settled, g_ptr_array_unref);
  g_clear_pointer (&take->grants, g_ptr_array_unref);
  g_clear_object (&take->changes);
  g_free (take);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Take *take = g_task_get_task_data (task);
  GError *error = NULL;

  /* What could not leave the queue is held, and leaves it the next time. */
  if (!roster_store_queue_remove_finish (take->center, result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (take->changes), g_object_unref);
}

static void
remove_settled (GTask *task)
{
  Take *take = g_task_get_task_data (task);

  if (take->settled->len == 0)
    {
      g_task_return_pointer (task, g_object_ref (take->changes), g_object_unref);
      return;
    }

  roster_store_queue_remove_async (take->center, take->settled, on_removed, g_object_ref (task));
}

/* Whether nothing was said about a grant: it was stopped, or could not be asked for. */
static gboolean
was_held_up (RosterChange *change)
{
  const GError *error = roster_change_get_error (change);

  if (roster_change_get_state (change) != ROSTER_CHANGE_STATE_FAILED)
    return roster_change_get_state (change) == ROSTER_CHANGE_STATE_WAITING;

  return roster_error_is_network (error) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_RATE_LIMITED) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_MAINTENANCE) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Take *take = g_task_get_task_data (task);

  /* Each change has its own verdict. */
  roster_apply_finish (take->session, result, NULL);
  for (guint i = 0; i < take->sent->len; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (take->changes), i);
      RosterQueuedGrant *grant = take->sent->pdata[i];

      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE)
        g_ptr_array_add (take->settled, grant);
      else if (take->passed_over != NULL && was_held_up (change))
        g_hash_table_remove (take->passed_over, &grant->id);
    }

  remove_settled (task);
}

/* Whether the person holds as much already. A grant that waited never takes anything away: who was given more in the meantime keeps it. */
static gboolean
is_held (Take         *take,
         RosterChange *change)
{
  RosterAccess *access = roster_session_get_access (take->session);
  const char *row = roster_item_get_key (ROSTER_ITEM (take->person));

  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LEVEL)
    return roster_change_get_from_level (change) >= roster_change_get_to_level (change);

  return (~roster_access_get_roles (access, row, roster_item_get_key (ROSTER_ITEM (roster_change_get_tiktok_account (change)))) &
          roster_change_get_roles (change)) == 0;
}

/* Of two grants of the same thing the later is meant. */
static gboolean
is_overtaken (GPtrArray *grants,
              guint      position)
{
  const RosterQueuedGrant *grant = grants->pdata[position];

  for (guint i = position + 1; i < grants->len; i++)
    {
      const RosterQueuedGrant *later = grants->pdata[i];

      if (g_str_equal (later->kind, grant->kind) && g_strcmp0 (later->object, grant->object) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
give (GTask *task)
{
  Take *take = g_task_get_task_data (task);

  for (guint i = 0; i < take->grants->len; i++)
    {
      RosterQueuedGrant *grant = take->grants->pdata[i];
      g_autoptr (RosterChange) change = NULL;

      if (is_overtaken (take->grants, i))
        {
          g_ptr_array_add (take->settled, grant);
          continue;
        }

      change = roster_queue_change_of_grant (grant, roster_session_get_directory (take->session), ROSTER_PRINCIPAL (take->person));
      if (change == NULL)
        continue;

      if (is_held (take, change))
        {
          g_ptr_array_add (take->settled, grant);
          continue;
        }
      if (take->passed_over != NULL && g_hash_table_contains (take->passed_over, &grant->id))
        continue;

      /* From here on it is tried, and not again by this run of the program unless somebody asks, or it was held up. */
      if (take->passed_over != NULL)
        g_hash_table_add (take->passed_over, g_memdup2 (&grant->id, sizeof (grant->id)));
      g_ptr_array_add (take->sent, grant);
      g_list_store_append (take->changes, change);
    }

  if (take->sent->len == 0)
    remove_settled (task);
  else
    roster_apply_async (take->session, G_LIST_MODEL (take->changes), ROSTER_APPLY_FLAGS_NONE, g_task_get_cancellable (task), on_applied, g_object_ref (task));
}

static void read_next (GTask *task);

static void
on_holdings (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Take *take = g_task_get_task_data (task);
  RosterAccessScope scope = take->wanted[ROSTER_ACCESS_SCOPE_AD_ACCOUNTS] ? ROSTER_ACCESS_SCOPE_AD_ACCOUNTS : ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS;
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = roster_api_asset_list_grants_finish (take->client, result, &error);

  if (grants == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!roster_session_check_shows (take->session, task, take->client, take->bc_id))
    return;

  roster_access_set_grants (roster_session_get_access (take->session), roster_item_get_key (ROSTER_ITEM (take->person)), scope, grants);
  roster_directory_update_reach (roster_session_get_directory (take->session), ROSTER_PRINCIPAL (take->person));
  take->wanted[scope] = FALSE;
  read_next (task);
}

static void
read_next (GTask *task)
{
  Take *take = g_task_get_task_data (task);

  for (int scope = ROSTER_ACCESS_SCOPE_AD_ACCOUNTS; scope <= ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS; scope++)
    {
      if (!take->wanted[scope])
        continue;

      roster_api_asset_list_grants_async (take->client, take->bc_id, (RosterAccessScope) scope, roster_person_get_user_id (take->person), NULL,
                                          g_task_get_cancellable (task), on_holdings, g_object_ref (task));
      return;
    }

  give (task);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Take *take = g_task_get_task_data (task);
  RosterAccess *access;
  GError *error = NULL;

  take->grants = roster_store_queue_list_finish (take->center, result, &error);
  if (take->grants == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!roster_session_check_shows (take->session, task, take->client, take->bc_id))
    return;

  if (take->grants->len > 0 && roster_queue_is_forgotten (take->center, take->subject))
    {
      g_ptr_array_set_size (take->grants, 0);
      roster_queue_forget (take->center, take->subject);
    }

  access = roster_session_get_access (take->session);
  for (int scope = ROSTER_ACCESS_SCOPE_AD_ACCOUNTS; scope <= ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS; scope++)
    take->wanted[scope] = !roster_access_is_known (access, roster_item_get_key (ROSTER_ITEM (take->person)), (RosterAccessScope) scope);
  for (guint i = 0; i < take->grants->len; i++)
    {
      const RosterQueuedGrant *grant = take->grants->pdata[i];

      if (take->passed_over == NULL || !g_hash_table_contains (take->passed_over, &grant->id))
        take->wanted[g_str_equal (grant->kind, ROSTER_QUEUE_ROLES) ? ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS : ROSTER_ACCESS_SCOPE_AD_ACCOUNTS] = TRUE;
    }
  read_next (task);
}

/**
 * roster_queue_take_async:
 * @session: the session
 * @person: a member: somebody who accepted an invitation
 * @passed_over: (nullable) (element-type gint64): the numbers of grants that are left where they are, because they were tried before; those
 *   that are tried are added, unless they could not even be sent. Made with g_int64_hash() and g_free()
 * @cancellable: (nullable): stops before the next grant; the one under way is settled
 * @callback: called when all is over
 * @user_data: passed to @callback
 *
 * Gives a new member what has waited for the acceptance: `GET /bc/asset/get/` once or twice, `POST /bc/asset/assign/` for each grant that is
 * not held yet. Each leaves the queue once it is held. Where nothing waits, what @person holds is read if it is not known.
 */
void
roster_queue_take_async (RosterSession       *session,
                         RosterPerson        *person,
                         GHashTable          *passed_over,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  RosterBusinessCenter *business_center = roster_session_get_business_center (session);
  RosterStoreCenter *center = roster_session_get_center (session);
  Take *take = g_new0 (Take, 1);

  g_task_set_source_tag (task, roster_queue_take_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, take, (GDestroyNotify) take_free);

  take->session = g_object_ref (session);
  take->person = g_object_ref (person);
  take->passed_over = passed_over != NULL ? g_hash_table_ref (passed_over) : NULL;
  take->changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  take->sent = g_ptr_array_new ();
  take->settled = g_ptr_array_new ();
  if (business_center == NULL || center == NULL || roster_person_get_user_id (person) == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "%s", _("The invitation has not been accepted yet."));
      return;
    }

  g_set_object (&take->client, roster_session_get_client (session));
  take->center = g_object_ref (center);
  take->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (business_center)));
  take->subject = roster_person_dup_address_key (roster_principal_get_address (ROSTER_PRINCIPAL (person)));
  roster_store_queue_list_async (center, take->subject, cancellable, on_listed, g_object_ref (task));
}

/**
 * roster_queue_take_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why it could not be tried, or not be noted
 *
 * Returns: (transfer full) (nullable): a list of #RosterChange: what was sent, each with its verdict
 */
GListModel *
roster_queue_take_finish (RosterSession  *session,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_queue_take_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
