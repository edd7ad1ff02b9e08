/* roster-apply-settle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-settle-private.h"

#include "roster-api-asset.h"
#include "roster-api-member.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"

/* What became of writes, by reading. One reading tells about all changes of the same subject: a person's ad accounts, the links of a TikTok
 * account, who is invited. What is read is taken over into the session's directory, as long as that is of the same Business Center.
 *
 * None of this can be cancelled: what was sent has to be known. */

static void
settling_free (RosterSettling *settling)
{
  g_object_unref (settling->client);
  g_free (settling->bc_id);
  g_ptr_array_unref (settling->changes);
  g_clear_pointer (&settling->people, g_ptr_array_unref);
  g_clear_pointer (&settling->held, g_hash_table_unref);
  g_free (settling);
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

/**
 * roster_apply_settle_find:
 * @items: (element-type RosterItem): what was read
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the one with that key
 */
gpointer
roster_apply_settle_find (GPtrArray  *items,
                          const char *key)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (key_of (items->pdata[i]), key) == 0)
      return items->pdata[i];

  return NULL;
}

static RosterDirectory *
get_directory (GTask *task)
{
  RosterSession *session = g_task_get_source_object (task);
  RosterSettling *settling = g_task_get_task_data (task);

  return roster_session_shows (session, settling->client, settling->bc_id) ? roster_session_get_directory (session) : NULL;
}

static RosterSettled
taken_if (gboolean taken)
{
  return taken ? ROSTER_SETTLED_TAKEN : ROSTER_SETTLED_NOT_TAKEN;
}

/**
 * roster_apply_settle_judge:
 * @task: what settles some changes
 * @rows: what tells about them
 *
 * Ends with a verdict for each of them.
 */
void
roster_apply_settle_judge (GTask     *task,
                           GPtrArray *rows)
{
  RosterSettling *settling = g_task_get_task_data (task);
  RosterDirectory *directory = get_directory (task);
  g_autoptr (GArray) settled = g_array_sized_new (FALSE, FALSE, sizeof (RosterSettled), settling->changes->len);

  if (settling->reading->take != NULL && directory != NULL)
    settling->reading->take (directory, settling->changes->pdata[0], rows);

  for (guint i = 0; i < settling->changes->len; i++)
    {
      RosterSettled verdict = settling->reading->judge (task, settling->changes->pdata[i], rows, directory);

      g_array_append_val (settled, verdict);
    }
  g_task_return_pointer (task, g_steal_pointer (&settled), (GDestroyNotify) g_array_unref);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterSettling *settling = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = settling->reading->finish (ROSTER_API_CLIENT (source), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else if (settling->reading->go_on == NULL || !settling->reading->go_on (task, rows))
    roster_apply_settle_judge (task, rows);
}

/* Levels and roles */

static RosterSettled
judge_grant (GTask           *task,
             RosterChange    *change,
             GPtrArray       *grants,
             RosterDirectory *directory)
{
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  const char *column = account != NULL ? key_of (account) : key_of (roster_change_get_ad_account (change));
  RosterLevel level = ROSTER_LEVEL_NONE;
  RosterTiktokRoles roles = ROSTER_TIKTOK_ROLES_NONE;

  for (guint i = 0; i < grants->len; i++)
    {
      const RosterGrant *grant = grants->pdata[i];

      if (g_strcmp0 (grant->asset_key, column) != 0)
        continue;

      level = grant->level;
      roles = grant->roles;
    }

  if (account != NULL)
    return taken_if (roles == roster_change_get_roles (change));
  if (roster_change_needs_two_steps (change) && roster_change_get_writes (change) == 0 && level == ROSTER_LEVEL_NONE)
    {
      roster_change_set_writes (change, 1);
      return ROSTER_SETTLED_HALF_TAKEN;
    }

  return taken_if (level == roster_change_get_to_level (change));
}

static void
take_grants (RosterDirectory   *directory,
             RosterChange      *change,
             RosterAccessScope  scope,
             GPtrArray         *grants)
{
  roster_access_set_grants (roster_directory_get_access (directory), key_of (roster_change_get_principal (change)), scope, grants);
}

static void
take_levels (RosterDirectory *directory,
             RosterChange    *change,
             GPtrArray       *grants)
{
  take_grants (directory, change, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
}

static void
take_roles (RosterDirectory *directory,
            RosterChange    *change,
            GPtrArray       *grants)
{
  take_grants (directory, change, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, grants);
}

static const RosterReading levels_reading = { roster_api_asset_list_grants_finish, take_levels, judge_grant };
static const RosterReading roles_reading = { roster_api_asset_list_grants_finish, take_roles, judge_grant };
static const RosterReading shared_reading = { roster_api_partner_list_shared_finish, take_levels, judge_grant };

/* TikTok accounts */

static RosterSettled
judge_link (GTask           *task,
            RosterChange    *change,
            GPtrArray       *links,
            RosterDirectory *directory)
{
  gboolean linked = roster_apply_settle_find (links, key_of (roster_change_get_ad_account (change))) != NULL;

  return taken_if (linked == (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LINK));
}

static void
take_links (RosterDirectory *directory,
            RosterChange    *change,
            GPtrArray       *ad_accounts)
{
  roster_directory_set_links (directory, roster_change_get_tiktok_account (change), ad_accounts);
}

static const RosterReading links_reading = { roster_api_tiktok_account_list_links_finish, take_links, judge_link };

static RosterSettled
judge_disconnect (GTask           *task,
                  RosterChange    *change,
                  GPtrArray       *accounts,
                  RosterDirectory *directory)
{
  return taken_if (roster_apply_settle_find (accounts, key_of (roster_change_get_tiktok_account (change))) == NULL);
}

static void
take_accounts (RosterDirectory *directory,
               RosterChange    *change,
               GPtrArray       *tiktok_accounts)
{
  const char *key = key_of (roster_change_get_tiktok_account (change));

  roster_directory_merge_tiktok_accounts (directory, tiktok_accounts, ROSTER_MERGE_WHOLE);
  if (roster_apply_settle_find (tiktok_accounts, key) == NULL)
    roster_directory_drop_tiktok_account (directory, key);
}

static const RosterReading accounts_reading = { roster_api_asset_list_tiktok_accounts_finish, take_accounts, judge_disconnect };

/* People. Those who are invited have a file of their own. */

static RosterSettled
judge_member (GTask           *task,
              RosterChange    *change,
              GPtrArray       *people,
              RosterDirectory *directory)
{
  const char *key = key_of (roster_change_get_principal (change));
  RosterPerson *person = roster_apply_settle_find (people, key);

  if (person != NULL && directory != NULL)
    roster_directory_take_principal (directory, ROSTER_PRINCIPAL (person));
  else if (directory != NULL && roster_change_get_kind (change) != ROSTER_CHANGE_KIND_MEMBER_ROLE)
    roster_directory_drop_principal (directory, key);

  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_MEMBER_ROLE)
    return taken_if (person != NULL && roster_person_get_role (person) == roster_change_get_to_role (change) &&
                     roster_person_get_finance_role (person) == roster_change_get_to_finance_role (change));

  /* An invitation that is gone because it was accepted was not withdrawn. */
  for (guint i = 0; person == NULL && i < people->len && roster_change_get_kind (change) == ROSTER_CHANGE_KIND_WITHDRAW; i++)
    {
      const char *address = roster_principal_get_address (people->pdata[i]);

      if (address != NULL && g_ascii_strcasecmp (address, roster_principal_get_address (roster_change_get_principal (change))) == 0)
        person = people->pdata[i];
    }

  return taken_if (person == NULL);
}

static const RosterReading people_reading = { roster_api_member_list_finish, NULL, judge_member };

/* Agencies. One that has not accepted yet is not listed: that it is not there proves nothing then. */
static RosterSettled
judge_agency (GTask           *task,
              RosterChange    *change,
              GPtrArray       *agencies,
              RosterDirectory *directory)
{
  RosterAgency *agency = ROSTER_AGENCY (roster_change_get_principal (change));
  gboolean is_listed = roster_apply_settle_find (agencies, key_of (agency)) != NULL;

  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY)
    return is_listed ? ROSTER_SETTLED_TAKEN : ROSTER_SETTLED_OPEN;
  if (is_listed)
    return ROSTER_SETTLED_NOT_TAKEN;

  return roster_agency_get_waiting (agency) ? ROSTER_SETTLED_OPEN : ROSTER_SETTLED_TAKEN;
}

static const RosterReading agencies_reading = { roster_api_partner_list_finish, NULL, judge_agency };

/* An agency may be listed because of an earlier write: what was taken shows in what is shared with it. It is sent in its order. */
static RosterSettled
judge_shares (GTask           *task,
              RosterChange    *change,
              GPtrArray       *grants,
              RosterDirectory *directory)
{
  GListModel *ad_accounts = roster_change_get_ad_accounts (change);
  guint n_ad_accounts = g_list_model_get_n_items (ad_accounts), n_taken;
  g_autoptr (GHashTable) shared = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < grants->len; i++)
    {
      const RosterGrant *grant = grants->pdata[i];

      if (grant->level == roster_change_get_to_level (change))
        g_hash_table_add (shared, grant->asset_key);
    }
  for (n_taken = 0; n_taken < n_ad_accounts; n_taken++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (ad_accounts, n_taken);

      if (!g_hash_table_contains (shared, key_of (ad_account)) && !roster_change_is_refused (change, ad_account))
        break;
    }

  if (n_taken == n_ad_accounts)
    return ROSTER_SETTLED_TAKEN;
  if (n_taken <= roster_change_get_writes (change))
    return ROSTER_SETTLED_NOT_TAKEN;

  roster_change_set_writes (change, n_taken);

  return ROSTER_SETTLED_HALF_TAKEN;
}

static const RosterReading shares_reading = { roster_api_partner_list_shared_finish, NULL, judge_shares };

static gboolean
look_at_shares (GTask     *task,
                GPtrArray *agencies)
{
  RosterSettling *settling = g_task_get_task_data (task);
  RosterChange *change = settling->changes->pdata[0];
  gpointer agency = roster_change_get_principal (change);

  if (g_list_model_get_n_items (roster_change_get_ad_accounts (change)) == 0 || roster_apply_settle_find (agencies, key_of (agency)) == NULL)
    return FALSE;

  settling->reading = &shares_reading;
  roster_api_partner_list_shared_async (settling->client, settling->bc_id, id_of (agency), NULL, on_read, g_object_ref (task));

  return TRUE;
}

static const RosterReading agency_reading = { roster_api_partner_list_finish, NULL, judge_agency, look_at_shares };

/**
 * roster_apply_dup_subject:
 * @change: a change
 *
 * Returns: (transfer full): what has to be read to settle it, as a text: changes with the same are settled by one reading
 */
char *
roster_apply_dup_subject (RosterChange *change)
{
  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      return g_strconcat ("levels ", key_of (roster_change_get_principal (change)), NULL);

    case ROSTER_CHANGE_KIND_ROLES:
      return g_strconcat ("roles ", key_of (roster_change_get_principal (change)), NULL);

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      return g_strconcat ("links ", key_of (roster_change_get_tiktok_account (change)), NULL);

    case ROSTER_CHANGE_KIND_DISCONNECT:
      return g_strdup ("accounts");

    case ROSTER_CHANGE_KIND_INVITE:
      return g_strdup ("pending");

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      return g_strconcat ("agency ", key_of (roster_change_get_principal (change)), NULL);

    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      return g_strdup ("agencies");

    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
    default:
      return g_strdup ("people");
    }
}

/**
 * roster_apply_settle_async:
 * @session: the session
 * @client: the client that sent the changes
 * @bc_id: the ID of the Business Center that they are about
 * @changes: (element-type RosterChange): changes with the same roster_apply_dup_subject(), at least one
 * @callback: called when it was read
 * @user_data: passed to @callback
 *
 * Reads what became of changes.
 */
void
roster_apply_settle_async (RosterSession       *session,
                           RosterApiClient     *client,
                           const char          *bc_id,
                           GPtrArray           *changes,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  RosterSettling *settling = g_new0 (RosterSettling, 1);
  RosterChange *change = changes->pdata[0];
  gpointer principal = roster_change_get_principal (change);

  g_task_set_source_tag (task, roster_apply_settle_async);
  settling->client = g_object_ref (client);
  settling->bc_id = g_strdup (bc_id);
  settling->changes = g_ptr_array_ref (changes);
  g_task_set_task_data (task, settling, (GDestroyNotify) settling_free);

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      settling->reading = ROSTER_IS_AGENCY (principal) ? &shared_reading : &levels_reading;
      if (ROSTER_IS_AGENCY (principal))
        roster_api_partner_list_shared_async (client, bc_id, id_of (principal), NULL, on_read, task);
      else
        roster_api_asset_list_grants_async (client, bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, id_of (principal), NULL, NULL, on_read, task);
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      settling->reading = &roles_reading;
      roster_api_asset_list_grants_async (client, bc_id, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, id_of (principal), NULL, NULL, on_read, task);
      break;

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      settling->reading = &links_reading;
      roster_api_tiktok_account_list_links_async (client, bc_id, id_of (roster_change_get_tiktok_account (change)), NULL, on_read, task);
      break;

    case ROSTER_CHANGE_KIND_DISCONNECT:
      settling->reading = &accounts_reading;
      roster_api_asset_list_tiktok_accounts_async (client, bc_id, NULL, on_read, task);
      break;

    case ROSTER_CHANGE_KIND_INVITE:
      settling->reading = &roster_apply_pending_reading;
      roster_api_member_find_async (client, bc_id, ROSTER_MEMBERSHIP_PENDING, NULL, NULL, on_read, task);
      break;

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      settling->reading = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY ? &agency_reading : &agencies_reading;
      roster_api_partner_list_async (client, bc_id, NULL, on_read, task);
      break;

    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
    default:
      /* That somebody is gone is only proved by all who are there. */
      settling->reading = &people_reading;
      roster_api_member_list_async (client, bc_id, NULL, on_read, task);
    }
}

/**
 * roster_apply_settle_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why it could not be read
 *
 * Returns: (transfer full) (nullable) (element-type RosterSettled): what became of each change, in their order
 */
GArray *
roster_apply_settle_finish (RosterSession  *session,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session) && g_async_result_is_tagged (result, roster_apply_settle_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
