/* roster-finding-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-finding-changes.h"

#include <string.h>

/* What would mend a finding. Only what follows from the data is proposed: whom to make Admin, and what to give to somebody who reaches nothing,
 * nobody but a person can know. */

/* Names that are shorter than this stand in others by chance. */
#define SHORTEST_NAME 4

/* Takes @change. */
static void
add (RosterChangeSet *changes,
     RosterChange    *change)
{
  roster_change_set_add (changes, change);
  g_object_unref (change);
}

/* Only by an address can an invitation be withdrawn. */
static RosterChangeSet *
withdraw (RosterPerson *person)
{
  RosterChangeSet *changes;

  if (roster_person_get_user_id (person) != NULL)
    return NULL;

  changes = roster_change_set_new ();
  add (changes, roster_change_new_withdraw (person));

  return changes;
}

/* The ad accounts on which @row has exactly @level, directly, in the order of the directory. */
static GListStore *
list_ad_accounts (RosterDirectory *directory,
                  const char      *row,
                  RosterLevel      level)
{
  GListModel *ad_accounts = roster_directory_get_ad_accounts (directory);
  RosterAccess *access = roster_directory_get_access (directory);
  GListStore *found = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (ad_accounts, i);

      if (roster_access_get_direct_level (access, row, roster_item_get_key (ROSTER_ITEM (ad_account))) == level)
        g_list_store_append (found, ad_account);
    }

  return found;
}

/* Withdraws the invitation of @person and sends it to @address, with everything that it promised; when something of that is not known, or
 * cannot be asked for in one invitation, nothing is proposed that would lose it. */
static RosterChangeSet *
invite_again (RosterDirectory *directory,
              RosterPerson    *person,
              const char      *address)
{
  RosterAccess *access = roster_directory_get_access (directory);
  const char *row = roster_item_get_key (ROSTER_ITEM (person));
  RosterRole role = roster_person_get_role (person);
  RosterFinanceRole finance_role = roster_person_get_finance_role (person);
  RosterLevel level = ROSTER_LEVEL_ANALYST;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GListStore) promised = NULL;
  RosterChangeSet *changes;

  if (address == NULL || !roster_access_is_known (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS) ||
      (role != ROSTER_ROLE_ADMIN && role != ROSTER_ROLE_STANDARD) || finance_role == ROSTER_FINANCE_ROLE_OTHER)
    return NULL;

  grants = roster_access_dup_grants (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
  if (grants->len > 0)
    level = ((RosterGrant *) grants->pdata[0])->level;
  promised = list_ad_accounts (directory, row, level);
  if (level == ROSTER_LEVEL_OTHER || (grants->len > 0 && g_list_model_get_n_items (G_LIST_MODEL (promised)) != grants->len))
    return NULL;

  changes = withdraw (person);
  if (changes != NULL)
    add (changes, roster_change_new_invite (address, role, finance_role, grants->len > 0 ? G_LIST_MODEL (promised) : NULL, level));

  return changes;
}

/* Whether somebody with @address is in the list, invited or a member. */
static gboolean
is_listed (RosterDirectory *directory,
           const char      *address)
{
  GListModel *principals = roster_directory_get_principals (directory);
  g_autofree char *wanted = roster_person_dup_address_key (address);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      g_autofree char *key = ROSTER_IS_PERSON (principal) ? roster_person_dup_address_key (roster_principal_get_address (principal)) : NULL;

      if (g_strcmp0 (key, wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

static RosterChangeSet *
correct_address (RosterFinding   *finding,
                 RosterDirectory *directory,
                 RosterPerson    *person)
{
  const char *correction = roster_finding_get_correction (finding);

  return is_listed (directory, correction) ? withdraw (person) : invite_again (directory, person, correction);
}

/* What groups give cannot be lowered for one of their members. */
static RosterChangeSet *
lower_to_operator (RosterDirectory *directory,
                   RosterPerson    *person)
{
  g_autoptr (GListStore) ad_accounts = list_ad_accounts (directory, roster_item_get_key (ROSTER_ITEM (person)), ROSTER_LEVEL_ADMIN);
  g_autoptr (RosterChangeSet) changes = roster_change_set_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (ad_accounts)); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (G_LIST_MODEL (ad_accounts), i);

      add (changes, roster_change_new_level (ROSTER_PRINCIPAL (person), ad_account, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_OPERATOR));
    }

  return g_list_model_get_n_items (G_LIST_MODEL (changes)) > 0 ? g_steal_pointer (&changes) : NULL;
}

/* Letters and digits only: "Harbour Coffee", "harbour.coffee" and "HARBOUR-COFFEE" are alike. */
static char *
squeeze (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name != NULL ? name : "", -1);
  GString *squeezed = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (squeezed, g_utf8_get_char (p));

  return g_string_free (squeezed, FALSE);
}

static gboolean
are_alike (const char *a,
           const char *b)
{
  return g_utf8_strlen (a, -1) >= SHORTEST_NAME && g_utf8_strlen (b, -1) >= SHORTEST_NAME && (strstr (a, b) != NULL || strstr (b, a) != NULL);
}

/* Where there is one ad account only, or one only that is called like the TikTok account, it is that one. */
static RosterChangeSet *
link_to_the_one (RosterDirectory     *directory,
                 RosterTiktokAccount *account)
{
  GListModel *ad_accounts = roster_directory_get_ad_accounts (directory);
  g_autofree char *handle = squeeze (roster_tiktok_account_get_handle (account));
  g_autofree char *name = squeeze (roster_item_get_name (ROSTER_ITEM (account)));
  g_autoptr (RosterAdAccount) any = NULL;
  g_autoptr (RosterAdAccount) alike = NULL;
  guint n_any = 0, n_alike = 0;
  RosterChangeSet *changes;

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (ad_accounts, i);
      g_autofree char *other = squeeze (roster_item_get_name (ROSTER_ITEM (ad_account)));

      if (roster_ad_account_get_membership (ad_account) != ROSTER_MEMBERSHIP_BOUND)
        continue;

      n_any++;
      g_set_object (&any, ad_account);
      if (are_alike (handle, other) || are_alike (name, other))
        {
          n_alike++;
          g_set_object (&alike, ad_account);
        }
    }

  if (n_alike != 1 && n_any != 1)
    return NULL;

  changes = roster_change_set_new ();
  add (changes, roster_change_new_link (account, n_alike == 1 ? alike : any));

  return changes;
}

/**
 * roster_finding_make_changes:
 * @finding: a finding
 * @directory: what is known of the Business Center
 *
 * Tells what would mend a finding, to be looked at and sent by a person. An agency's level is left alone, since lowering it pauses ads.
 *
 * Returns: (transfer full) (nullable): what would mend it, in the order in which it has to be sent; %NULL when mending it takes a choice
 */
RosterChangeSet *
roster_finding_make_changes (RosterFinding   *finding,
                             RosterDirectory *directory)
{
  gpointer subject;
  RosterChangeSet *changes = NULL;

  g_return_val_if_fail (ROSTER_IS_FINDING (finding) && ROSTER_IS_DIRECTORY (directory), NULL);

  subject = roster_finding_get_subject (finding);

  switch (roster_finding_get_kind (finding))
    {
    case ROSTER_FINDING_KIND_STALE_INVITATION:
      changes = invite_again (directory, subject, roster_principal_get_address (subject));
      break;

    case ROSTER_FINDING_KIND_MISTYPED_INVITATION:
      changes = correct_address (finding, directory, subject);
      break;

    case ROSTER_FINDING_KIND_DECLINED_INVITATION:
      changes = withdraw (subject);
      break;

    case ROSTER_FINDING_KIND_MANAGES_FINANCE:
      changes = lower_to_operator (directory, subject);
      break;

    case ROSTER_FINDING_KIND_NOT_LINKED:
      changes = link_to_the_one (directory, subject);
      break;

    case ROSTER_FINDING_KIND_REACHES_NOTHING:
    case ROSTER_FINDING_KIND_ONLY_ADMIN:
    case ROSTER_FINDING_KIND_AGENCY_MANAGES_FINANCE:
    case ROSTER_FINDING_KIND_NO_OPERATOR:
    case ROSTER_FINDING_KIND_UNUSABLE:
    case ROSTER_FINDING_KIND_VANISHED:
    case ROSTER_FINDING_KIND_NEAR_LIMIT:
    default:
      break;
    }

  return changes;
}
