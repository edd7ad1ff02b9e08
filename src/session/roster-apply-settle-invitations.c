/* roster-apply-settle-invitations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-settle-private.h"

#include "roster-api-asset.h"
#include "roster-api-member.h"

/* What became of invitations, in these steps:
 *
 *   1. list who is invited;
 *   2. where somebody does not show there, look among the members: they may have accepted;
 *   3. read what these hold, where the invitation promised something: only then it was this one that they accepted. */

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

/* Who has that address and accepted, of those that were looked for. */
static RosterPerson *
find_member (GPtrArray    *people,
             RosterChange *invite)
{
  const char *address = roster_principal_get_address (roster_change_get_principal (invite));

  for (guint i = 0; i < people->len; i++)
    {
      const char *known = roster_principal_get_address (people->pdata[i]);

      if (roster_person_get_user_id (people->pdata[i]) != NULL && known != NULL && g_ascii_strcasecmp (known, address) == 0)
        return people->pdata[i];
    }

  return NULL;
}

/* Whether somebody is what an invitation was to make of them. */
static gboolean
has_role (RosterPerson *member,
          RosterChange *invite)
{
  return roster_person_get_role (member) == roster_change_get_to_role (invite) &&
         roster_person_get_finance_role (member) == roster_change_get_to_finance_role (invite);
}

/* An Admin reaches all of them. */
static gboolean
brings_ad_accounts (RosterChange *invite)
{
  g_autoptr (GPtrArray) carried = roster_apply_get_carried (invite, 0, ROSTER_APPLY_BATCH);

  return roster_change_get_to_role (invite) != ROSTER_ROLE_ADMIN && carried->len > 0;
}

static gboolean
holds_all (GPtrArray    *grants,
           RosterChange *invite)
{
  g_autoptr (GPtrArray) carried = roster_apply_get_carried (invite, 0, ROSTER_APPLY_BATCH);

  for (guint i = 0; i < carried->len; i++)
    {
      gboolean held = FALSE;

      for (guint j = 0; j < grants->len && !held; j++)
        held = g_strcmp0 (((RosterGrant *) grants->pdata[j])->asset_key, key_of (carried->pdata[i])) == 0 &&
               ((RosterGrant *) grants->pdata[j])->level >= roster_change_get_to_level (invite);
      if (!held)
        return FALSE;
    }

  return TRUE;
}

/* Only who was no member is sent an invitation, so whoever is one now, and has what it promised, has accepted it. Who has something else was a
 * member all along, and TikTok ignored it. */
static RosterSettled
judge_acceptance (GTask           *task,
                  RosterChange    *change,
                  RosterPerson    *member,
                  RosterDirectory *directory)
{
  RosterSettling *settling = g_task_get_task_data (task);
  GPtrArray *held = brings_ad_accounts (change) ? g_hash_table_lookup (settling->held, key_of (member)) : NULL;

  if (!has_role (member, change))
    return ROSTER_SETTLED_IGNORED;
  if (brings_ad_accounts (change) && held == NULL)
    return ROSTER_SETTLED_OPEN;
  if (held != NULL && !holds_all (held, change))
    return ROSTER_SETTLED_NOT_TAKEN;

  if (directory != NULL)
    roster_directory_take_principal (directory, ROSTER_PRINCIPAL (member));
  if (directory != NULL && held != NULL)
    roster_access_set_grants (roster_directory_get_access (directory), key_of (member), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, held);

  return ROSTER_SETTLED_TAKEN;
}

/* Who was invited before is ignored by TikTok without a word: then what was invited for does not show. What TikTok does not tell of somebody who
 * has not accepted says nothing. */
static RosterSettled
judge_invite (GTask           *task,
              RosterChange    *change,
              GPtrArray       *people,
              RosterDirectory *directory)
{
  RosterSettling *settling = g_task_get_task_data (task);
  RosterPerson *person = roster_apply_settle_find (people, key_of (roster_change_get_principal (change)));
  RosterPerson *member = person == NULL ? find_member (people, change) : NULL;

  if (member != NULL)
    return judge_acceptance (task, change, member, directory);
  if (person == NULL)
    return settling->members_unread ? ROSTER_SETTLED_OPEN : ROSTER_SETTLED_NOT_TAKEN;
  if ((roster_person_get_role (person) != ROSTER_ROLE_UNKNOWN && roster_person_get_role (person) != roster_change_get_to_role (change)) ||
      (roster_person_get_finance_role (person) != ROSTER_FINANCE_ROLE_NONE &&
       roster_person_get_finance_role (person) != roster_change_get_to_finance_role (change)))
    return ROSTER_SETTLED_IGNORED;

  if (directory != NULL)
    roster_directory_take_principal (directory, ROSTER_PRINCIPAL (person));

  return ROSTER_SETTLED_TAKEN;
}

/* Who may have accepted, and what that depends on was not read yet. */
static RosterPerson *
find_unread (RosterSettling *settling)
{
  for (guint i = 0; i < settling->changes->len; i++)
    {
      RosterChange *change = settling->changes->pdata[i];
      gboolean is_invited = roster_apply_settle_find (settling->people, key_of (roster_change_get_principal (change))) != NULL;
      RosterPerson *member = !is_invited && brings_ad_accounts (change) ? find_member (settling->people, change) : NULL;

      if (member != NULL && has_role (member, change) && !g_hash_table_contains (settling->held, key_of (member)))
        return member;
    }

  return NULL;
}

static void look_at_held (GTask *task);

static void
on_held_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterSettling *settling = g_task_get_task_data (task);

  g_hash_table_insert (settling->held, g_strdup (key_of (find_unread (settling))),
                       roster_api_asset_list_grants_finish (ROSTER_API_CLIENT (source), result, NULL));
  look_at_held (task);
}

static void
look_at_held (GTask *task)
{
  RosterSettling *settling = g_task_get_task_data (task);
  RosterPerson *member = find_unread (settling);

  if (member == NULL)
    roster_apply_settle_judge (task, settling->people);
  else
    roster_api_asset_list_grants_async (settling->client, settling->bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, roster_person_get_user_id (member), NULL, NULL,
                                        on_held_read, g_object_ref (task));
}

static void
free_grants (gpointer grants)
{
  if (grants != NULL)
    g_ptr_array_unref (grants);
}

static void
on_members_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterSettling *settling = g_task_get_task_data (task);
  g_autoptr (GPtrArray) members = roster_api_member_find_finish (ROSTER_API_CLIENT (source), result, NULL);

  settling->members_unread = members == NULL;
  for (guint i = 0; members != NULL && i < members->len; i++)
    g_ptr_array_add (settling->people, g_object_ref (members->pdata[i]));
  look_at_held (task);
}

/* Who does not show among the invited may be a member by now. */
static gboolean
look_among_members (GTask     *task,
                    GPtrArray *pending)
{
  RosterSettling *settling = g_task_get_task_data (task);
  const char *missing = NULL;
  guint n_missing = 0;

  for (guint i = 0; i < settling->changes->len; i++)
    {
      RosterPrincipal *principal = roster_change_get_principal (settling->changes->pdata[i]);

      if (roster_apply_settle_find (pending, key_of (principal)) != NULL)
        continue;

      missing = roster_principal_get_address (principal);
      n_missing++;
    }
  if (n_missing == 0)
    return FALSE;

  settling->people = g_ptr_array_ref (pending);
  settling->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_grants);
  roster_api_member_find_async (settling->client, settling->bc_id, ROSTER_MEMBERSHIP_BOUND, n_missing == 1 ? missing : NULL, NULL, on_members_read,
                                g_object_ref (task));

  return TRUE;
}

const RosterReading roster_apply_pending_reading = { roster_api_member_find_finish, NULL, judge_invite, look_among_members };
