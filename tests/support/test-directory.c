/* test-directory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-directory.h"

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-person.h"
#include "roster-record.h"

/* A small agency, for what only looks at lists: an Admin, two members, one of whom nothing has been read, an invitation, an agency; and a
 * large one. */

static void
add_person (GPtrArray        *people,
            const char       *user_id,
            const char       *email,
            const char       *name,
            RosterRole        role,
            RosterMembership  membership)
{
  RosterPerson *person = roster_person_new (user_id, email);

  roster_item_set_name (ROSTER_ITEM (person), name);
  roster_principal_set_address (ROSTER_PRINCIPAL (person), email);
  roster_person_set_role (person, role);
  roster_person_set_membership (person, membership);
  g_ptr_array_add (people, person);
}

static void
add_ad_account (GPtrArray  *ad_accounts,
                const char *id,
                const char *name,
                const char *owner)
{
  RosterAdAccount *ad_account = roster_ad_account_new (id);

  roster_item_set_name (ROSTER_ITEM (ad_account), name);
  roster_ad_account_set_owner_name (ad_account, owner);
  roster_ad_account_set_ownership (ad_account, ROSTER_OWNERSHIP_OWN);
  roster_ad_account_set_membership (ad_account, ROSTER_MEMBERSHIP_BOUND);
  g_ptr_array_add (ad_accounts, ad_account);
}

/**
 * test_directory_give:
 * @directory: the directory
 * @row_key: who
 * @first_key: (nullable): the key of an ad account
 * @...: its level, then further pairs of key and level, then %NULL
 *
 * Says all that @row_key has been given directly.
 */
void
test_directory_give (RosterDirectory *directory,
                     const char      *row_key,
                     const char      *first_key,
                     ...)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  va_list args;

  va_start (args, first_key);
  for (const char *key = first_key; key != NULL; key = va_arg (args, const char *))
    g_ptr_array_add (grants, roster_grant_new (key, (RosterLevel) va_arg (args, int), NULL, ROSTER_TIKTOK_ROLES_NONE));
  va_end (args);

  roster_access_set_grants (roster_directory_get_access (directory), row_key, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
}

static void
give_tiktok_accounts (RosterDirectory   *directory,
                      const char        *row_key,
                      const char        *key,
                      RosterTiktokRoles  roles)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  if (key != NULL)
    g_ptr_array_add (grants, roster_grant_new (key, ROSTER_LEVEL_NONE, NULL, roles));
  roster_access_set_grants (roster_directory_get_access (directory), row_key, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, grants);
}

/**
 * test_directory_new:
 *
 * Returns: (transfer full): Aoife (Admin, everything), Tomas (three ad accounts, one of them also through a group), Zoë (not read yet), an
 *   invitation to maria@studio.example, and the agency Lumen Media
 */
RosterDirectory *
test_directory_new (void)
{
  RosterDirectory *directory = roster_directory_new ();
  g_autoptr (GPtrArray) principals = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) tiktok_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) in_group = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  RosterAgency *agency = roster_agency_new ("7200000000000000001");
  RosterTiktokAccount *account = roster_tiktok_account_new ("7400000000000000001");
  RosterAccountGroup *group = roster_account_group_new ("7500000000000000001");

  add_person (principals, "1", "tomas@northwind.example", "Tomas Novak", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND);
  add_person (principals, "2", "zoe@northwind.example", "Zoë Østergård", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND);
  add_person (principals, NULL, "maria@studio.example", NULL, ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_PENDING);
  add_person (principals, "3", "aoife@northwind.example", "Aoife Byrne", ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_BOUND);
  roster_item_set_name (ROSTER_ITEM (agency), "Lumen Media");
  roster_principal_set_address (ROSTER_PRINCIPAL (agency), "7200000000000000001");
  g_ptr_array_add (principals, agency);
  roster_directory_merge_principals (directory, principals, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);

  add_ad_account (ad_accounts, "10", "Shop 10", "Acme");
  add_ad_account (ad_accounts, "2", "Shop 2", "Acme");
  add_ad_account (ad_accounts, "7", "Harbour <b>Coffee</b> & Co", "Harbour");
  roster_directory_merge_ad_accounts (directory, ad_accounts, ROSTER_MERGE_CERTAIN);

  g_ptr_array_add (links, g_object_ref (roster_directory_find_ad_account (directory, "ad:2")));
  roster_tiktok_account_set_handle (account, "acme");
  g_ptr_array_add (tiktok_accounts, account);
  roster_directory_merge_tiktok_accounts (directory, tiktok_accounts, ROSTER_MERGE_CERTAIN);
  roster_directory_set_links (directory, account, links);

  g_ptr_array_add (groups, group);
  roster_directory_merge_account_groups (directory, groups, ROSTER_MERGE_CERTAIN);
  g_ptr_array_add (in_group, (gpointer) "ad:2");
  g_ptr_array_add (members, roster_grant_new ("user:1", ROSTER_LEVEL_OPERATOR, NULL, ROSTER_TIKTOK_ROLES_NONE));
  roster_access_set_group (roster_directory_get_access (directory), "group:7500000000000000001", "Acme all", in_group, members);

  test_directory_give (directory, "user:1", "ad:10", ROSTER_LEVEL_ADMIN, "ad:2", ROSTER_LEVEL_ANALYST, "ad:7", ROSTER_LEVEL_ANALYST, NULL);
  test_directory_give (directory, "user:3", "ad:10", ROSTER_LEVEL_ADMIN, NULL);
  test_directory_give (directory, "mail:maria@studio.example", "ad:7", ROSTER_LEVEL_OPERATOR, NULL);
  test_directory_give (directory, "bc:7200000000000000001", NULL);
  give_tiktok_accounts (directory, "user:1", NULL, ROSTER_TIKTOK_ROLES_NONE);
  give_tiktok_accounts (directory, "user:3", "tt:7400000000000000001", ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE);
  roster_directory_update_all (directory);

  return directory;
}

/**
 * test_directory_new_large:
 * @n_people: how many people
 * @n_ad_accounts: how many ad accounts
 *
 * Returns: (transfer full): that many, of whom the first person has all ad accounts and the others one each
 */
RosterDirectory *
test_directory_new_large (guint n_people,
                          guint n_ad_accounts)
{
  RosterDirectory *directory = roster_directory_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  roster_directory_merge_account_groups (directory, groups, ROSTER_MERGE_CERTAIN);
  for (guint i = 0; i < n_ad_accounts; i++)
    {
      g_autofree char *id = g_strdup_printf ("73%017u", i);
      g_autofree char *name = g_strdup_printf ("Ad account %u", i);
      g_autofree char *key = g_strconcat ("ad:", id, NULL);

      add_ad_account (ad_accounts, id, name, "Northwind");
      g_ptr_array_add (grants, roster_grant_new (key, ROSTER_LEVEL_OPERATOR, NULL, ROSTER_TIKTOK_ROLES_NONE));
    }
  roster_directory_merge_ad_accounts (directory, ad_accounts, ROSTER_MERGE_CERTAIN);

  for (guint i = 0; i < n_people; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      g_autofree char *email = g_strdup_printf ("person%u@northwind.example", i);
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      add_person (people, id, email, name, ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND);
    }
  roster_directory_merge_principals (directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);

  roster_access_set_grants (roster_directory_get_access (directory), "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  for (guint i = 1; i < n_people && n_ad_accounts > 0; i++)
    {
      g_autofree char *row_key = g_strdup_printf ("user:%u", i + 1);
      const RosterGrant *grant = grants->pdata[i % n_ad_accounts];

      test_directory_give (directory, row_key, grant->asset_key, ROSTER_LEVEL_ANALYST, NULL);
    }
  roster_directory_update_all (directory);

  return directory;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

static void
describe_items (GPtrArray  *lines,
                GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (list, i);
      g_autofree char *record = roster_record_write (G_OBJECT (item));

      g_ptr_array_add (lines, g_strdup_printf ("%s %s", roster_item_get_key (item), record));
    }
}

/* All that a directory says, in lines, sorted. */
char *
test_directory_describe (RosterDirectory *directory)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  RosterAccess *access = roster_directory_get_access (directory);
  GListModel *principals = roster_directory_get_principals (directory);
  GListModel *ad_accounts = roster_directory_get_ad_accounts (directory);
  GListModel *accounts = roster_directory_get_tiktok_accounts (directory);

  describe_items (lines, principals);
  describe_items (lines, ad_accounts);
  describe_items (lines, accounts);
  describe_items (lines, roster_directory_get_account_groups (directory));
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *row = roster_item_get_key (ROSTER_ITEM (principal));

      g_ptr_array_add (lines, g_strdup_printf ("%s reaches %d %d", row, roster_principal_get_ad_account_count (principal),
                                               roster_principal_get_tiktok_account_count (principal)));
      for (guint j = 0; j < g_list_model_get_n_items (ad_accounts); j++)
        {
          g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, j);
          g_autoptr (GArray) reasons = roster_access_dup_reasons (access, row, roster_item_get_key (ad_account));

          for (guint k = 0; k < reasons->len; k++)
            {
              const RosterReason *reason = &g_array_index (reasons, RosterReason, k);

              g_ptr_array_add (lines, g_strdup_printf ("%s %s because %d %d %s %s", row, roster_item_get_key (ad_account), reason->kind, reason->level,
                                                       reason->level_text, reason->source_name));
            }
        }
      for (guint j = 0; j < g_list_model_get_n_items (accounts); j++)
        {
          g_autoptr (RosterItem) account = g_list_model_get_item (accounts, j);

          g_ptr_array_add (lines, g_strdup_printf ("%s %s %u", row, roster_item_get_key (account),
                                                   (guint) roster_access_get_roles (access, row, roster_item_get_key (account))));
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);
      g_autoptr (RosterIdentity) identity = roster_tiktok_account_dup_identity (account);
      g_autofree char *record = roster_record_write (G_OBJECT (identity));

      g_ptr_array_add (lines, g_strdup_printf ("%s linked %d ready %d %s", roster_item_get_key (ROSTER_ITEM (account)),
                                               roster_tiktok_account_get_link_count (account), roster_tiktok_account_get_readiness (account), record));
    }

  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}
