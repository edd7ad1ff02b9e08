/* test-model-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address.h"
#include "roster-agency.h"
#include "roster-findings.h"
#include "roster-list.h"

#define NOW (G_GINT64_CONSTANT (1760000000) * G_TIME_SPAN_SECOND)

/* Two Admins and a Standard member who has an ad account, with a TikTok account that is ready: nothing to find. Each test breaks one thing. */
typedef struct
{
  RosterDirectory *directory;
  RosterFindings *findings;
  GPtrArray *principals;
  GPtrArray *ad_accounts;
  GPtrArray *tiktok_accounts;
} World;

static gpointer
add_person (World            *world,
            const char       *user_id,
            const char       *email,
            const char       *name,
            RosterRole        role,
            RosterMembership  membership)
{
  RosterPerson *person = roster_person_new (user_id, email);

  roster_item_set_name (ROSTER_ITEM (person), name);
  roster_person_set_role (person, role);
  roster_person_set_membership (person, membership);
  g_ptr_array_add (world->principals, person);
  roster_directory_merge_principals (world->directory, world->principals, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);

  return person;
}

static gpointer
add_ad_account (World      *world,
                const char *id,
                const char *name)
{
  RosterAdAccount *ad_account = roster_ad_account_new (id);

  roster_item_set_name (ROSTER_ITEM (ad_account), name);
  roster_ad_account_set_ownership (ad_account, ROSTER_OWNERSHIP_OWN);
  roster_ad_account_set_membership (ad_account, ROSTER_MEMBERSHIP_BOUND);
  g_ptr_array_add (world->ad_accounts, ad_account);
  roster_directory_merge_ad_accounts (world->directory, world->ad_accounts, ROSTER_MERGE_CERTAIN);

  return ad_account;
}

static void
link_to (World      *world,
         gpointer    tiktok_account,
         const char *ad_account_key)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  if (ad_account_key != NULL)
    g_ptr_array_add (links, roster_directory_find_ad_account (world->directory, ad_account_key));
  roster_directory_set_links (world->directory, tiktok_account, links);
}

static gpointer
add_tiktok_account (World      *world,
                    const char *id,
                    const char *name)
{
  RosterTiktokAccount *account = roster_tiktok_account_new (id);

  roster_item_set_name (ROSTER_ITEM (account), name);
  g_ptr_array_add (world->tiktok_accounts, account);
  roster_directory_merge_tiktok_accounts (world->directory, world->tiktok_accounts, ROSTER_MERGE_CERTAIN);

  return account;
}

/* Says that @principal has a level on the ad account @key, or nothing at all when that is NULL. */
static void
give (World       *world,
      gpointer     principal,
      const char  *key,
      RosterLevel  level)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  RosterAccess *access = roster_directory_get_access (world->directory);

  if (key != NULL)
    g_ptr_array_add (grants, roster_grant_new (key, level, NULL, ROSTER_TIKTOK_ROLES_NONE));
  roster_access_set_grants (access, roster_item_get_key (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  roster_access_set_grants (access, roster_item_get_key (principal), ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, none);
}

static void
update (World *world)
{
  roster_directory_update_all (world->directory);
  roster_findings_update (world->findings, NOW);
}

/* The finding with @key, or NULL. */
static RosterFinding *
find (World      *world,
      const char *key)
{
  return roster_list_find (G_LIST_MODEL (world->findings), key);
}

static guint
count (World *world)
{
  return g_list_model_get_n_items (G_LIST_MODEL (world->findings));
}

static void
assert_found (World                 *world,
              const char            *key,
              RosterFindingSeverity  severity,
              const char            *title)
{
  RosterFinding *finding;

  update (world);
  finding = find (world, key);
  g_assert_nonnull (finding);
  g_assert_cmpint (roster_finding_get_severity (finding), ==, severity);
  g_assert_cmpstr (roster_finding_get_title (finding), ==, title);
  g_assert_cmpstr (roster_finding_get_explanation (finding), !=, NULL);
  g_assert_cmpuint (count (world), ==, 1);
}

static void
assert_nothing_found (World *world)
{
  update (world);
  for (guint i = 0; i < count (world); i++)
    {
      g_autoptr (RosterFinding) finding = g_list_model_get_item (G_LIST_MODEL (world->findings), i);

      g_test_message ("%s: %s", roster_item_get_key (ROSTER_ITEM (finding)), roster_finding_get_title (finding));
    }
  g_assert_cmpuint (count (world), ==, 0);
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  world->directory = roster_directory_new ();
  world->findings = roster_findings_new (world->directory);
  world->principals = g_ptr_array_new_with_free_func (g_object_unref);
  world->ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  world->tiktok_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  roster_directory_merge_account_groups (world->directory, world->principals, ROSTER_MERGE_CERTAIN); /* none */

  add_ad_account (world, "10", "ACME-US");
  give (world, add_person (world, "1", "aoife@northwind.example", "Aoife", ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_BOUND), "ad:10", ROSTER_LEVEL_ADMIN);
  give (world, add_person (world, "2", "grace@northwind.example", "Grace", ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_BOUND), NULL, 0);
  give (world, add_person (world, "3", "tomas@northwind.example", "Tomas", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND), "ad:10", ROSTER_LEVEL_OPERATOR);
  link_to (world, add_tiktok_account (world, "20", "Acme"), "ad:10");
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  g_clear_object (&world->findings);
  g_clear_object (&world->directory);
  g_clear_pointer (&world->principals, g_ptr_array_unref);
  g_clear_pointer (&world->ad_accounts, g_ptr_array_unref);
  g_clear_pointer (&world->tiktok_accounts, g_ptr_array_unref);
}

static gpointer
invite (World      *world,
        const char *email,
        double      days_ago)
{
  gpointer person = add_person (world, NULL, email, NULL, ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_PENDING);

  if (days_ago > 0)
    roster_person_set_invited_at (person, NOW - (gint64) (days_ago * G_TIME_SPAN_DAY));

  return person;
}

static void
test_nothing (World         *world,
              gconstpointer  data)
{
  assert_nothing_found (world);
}

static void
test_unread (World         *world,
             gconstpointer  data)
{
  roster_directory_clear (world->directory);
  g_ptr_array_set_size (world->principals, 0);
  g_ptr_array_set_size (world->tiktok_accounts, 0);
  assert_nothing_found (world);

  /* The lists are there; what anybody was given, what is linked, and since when people are invited, is not. */
  add_person (world, "1", "aoife@northwind.example", "Aoife", ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_BOUND);
  add_person (world, "2", "grace@northwind.example", "Grace", ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_BOUND);
  add_person (world, "3", "tomas@northwind.example", "Tomas", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND);
  invite (world, "maria@studio.example", 0);
  add_tiktok_account (world, "20", "Acme");
  assert_nothing_found (world);
}

static void
test_stale (World         *world,
            gconstpointer  data)
{
  RosterPerson *maria = invite (world, "maria@studio.example", 6.9);
  RosterFinding *before;
  RosterFinding *after;

  assert_nothing_found (world);
  roster_person_set_invited_at (maria, NOW - 9 * G_TIME_SPAN_DAY);
  assert_found (world, "stale-invitation:mail:maria@studio.example", ROSTER_FINDING_SEVERITY_WARNING, "maria@studio.example has been invited for 9 days");

  /* A day later it is the same finding with another text. */
  before = find (world, "stale-invitation:mail:maria@studio.example");
  g_assert_true (roster_finding_get_subject (before) == ROSTER_ITEM (maria));
  roster_findings_update (world->findings, NOW + G_TIME_SPAN_DAY);
  after = find (world, "stale-invitation:mail:maria@studio.example");
  g_assert_true (before == after);
  g_assert_cmpstr (roster_finding_get_title (after), ==, "maria@studio.example has been invited for 10 days");

  roster_person_set_membership (maria, ROSTER_MEMBERSHIP_BOUND);
  assert_nothing_found (world);
}

static void
test_mistyped (World         *world,
               gconstpointer  data)
{
  RosterPerson *tom = invite (world, "Tom.Murphy@Northwnd.example", 23);
  RosterFinding *finding;

  /* It is not found stale as well: inviting it again would not help. */
  assert_found (world, "mistyped-invitation:mail:tom.murphy@northwnd.example", ROSTER_FINDING_SEVERITY_WARNING,
                "Is Tom.Murphy@Northwnd.example the right address?");
  finding = find (world, "mistyped-invitation:mail:tom.murphy@northwnd.example");
  g_assert_cmpstr (roster_finding_get_correction (finding), ==, "Tom.Murphy@northwind.example");
  g_assert_nonnull (strstr (roster_finding_get_explanation (finding), "Colleagues have addresses like Tom.Murphy@northwind.example"));

  invite (world, "tom.murphy@northwind.example", 1);
  update (world);
  g_assert_nonnull (strstr (roster_finding_get_explanation (finding), "Tom.Murphy@northwind.example is in the list as well"));

  /* A colleague who has accepted with such an address shows that it is none. */
  roster_person_set_membership (tom, ROSTER_MEMBERSHIP_BOUND);
  roster_person_set_role (tom, ROSTER_ROLE_ADMIN);
  invite (world, "ann@northwnd.example", 1);
  assert_nothing_found (world);
}

static void
test_slips (void)
{
  const struct
  {
    const char *domain;
    const char *meant;
    gboolean is_slip;
  } cases[] = {
    { "northwnd.example", "northwind.example", TRUE },
    { "northwiind.example", "northwind.example", TRUE },
    { "northwinf.example", "northwind.example", TRUE },
    { "nortwhind.example", "northwind.example", TRUE },
    { "northwind.exampl", "northwind.example", TRUE },
    { "northwind.co", "northwind.com", TRUE },
    { "nörthwind.example", "nörtwhind.example", TRUE },
    { "northwind.example", "northwind.example", FALSE },
    { "southwind.example", "northwind.example", FALSE },
    { "northwind.de", "northwind.dk", FALSE },
    { "northwind.es", "northwind.se", FALSE },
    { "gmx.de", "gmy.de", FALSE },
    { "", "northwind.example", FALSE },
  };
  g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *correction = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].domain, cases[i].meant);
      g_assert_cmpint (roster_address_is_slip (cases[i].domain, cases[i].meant), ==, cases[i].is_slip);
    }

  /* Of two, the one that more people have. */
  g_hash_table_insert (domains, (gpointer) "northwinds.example", GUINT_TO_POINTER (2));
  g_hash_table_insert (domains, (gpointer) "northwin.example", GUINT_TO_POINTER (3));
  correction = roster_address_dup_correction ("a@b@northwind.example", domains);
  g_assert_cmpstr (correction, ==, "a@b@northwin.example");
  g_assert_null (roster_address_dup_correction ("northwind.example", domains));
  g_assert_null (roster_address_dup_correction ("ann@", domains));
  g_assert_null (roster_address_dup_correction (NULL, domains));
  g_assert_null (roster_address_dup_correction ("ann@northwin.example", domains));
}

static void
test_declined (World         *world,
               gconstpointer  data)
{
  gpointer person = invite (world, "old@studio.example", 61);

  roster_person_set_membership (person, ROSTER_MEMBERSHIP_REJECTED);
  assert_found (world, "declined-invitation:mail:old@studio.example", ROSTER_FINDING_SEVERITY_INFORMATION, "old@studio.example declined the invitation");
}

static void
test_reaches_nothing (World         *world,
                      gconstpointer  data)
{
  RosterPerson *tom = add_person (world, "4", "tom@northwind.example", "Tom", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  assert_nothing_found (world); /* not read yet */
  roster_access_set_grants (roster_directory_get_access (world->directory), "user:4", ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, none);
  assert_nothing_found (world); /* one half of it */

  /* What the account groups give is not known. */
  roster_access_lose_groups (roster_directory_get_access (world->directory));
  give (world, tom, NULL, 0);
  assert_nothing_found (world);
  roster_directory_merge_account_groups (world->directory, none, ROSTER_MERGE_CERTAIN);
  assert_found (world, "reaches-nothing:user:4", ROSTER_FINDING_SEVERITY_WARNING, "Tom reaches nothing");

  roster_person_set_finance_role (tom, ROSTER_FINANCE_ROLE_ANALYST);
  assert_nothing_found (world);
  roster_person_set_finance_role (tom, ROSTER_FINANCE_ROLE_NONE);
  roster_person_set_role (tom, ROSTER_ROLE_ADMIN);
  assert_nothing_found (world);
  roster_person_set_role (tom, ROSTER_ROLE_STANDARD);
  give (world, tom, "ad:10", ROSTER_LEVEL_ANALYST);
  assert_nothing_found (world);
}

static void
test_only_admin (World         *world,
                 gconstpointer  data)
{
  RosterPerson *aoife = ROSTER_PERSON (roster_directory_find_principal (world->directory, "user:1"));
  RosterPerson *grace = ROSTER_PERSON (roster_directory_find_principal (world->directory, "user:2"));
  g_autoptr (RosterPerson) oneself = roster_person_new ("1", NULL);

  /* Of a role that is not known nobody can say that it is not one of an Admin. */
  roster_person_set_role (grace, ROSTER_ROLE_OTHER);
  assert_nothing_found (world);

  roster_person_set_membership (grace, ROSTER_MEMBERSHIP_PENDING);
  roster_person_set_role (grace, ROSTER_ROLE_ADMIN);
  assert_found (world, "only-admin:user:1", ROSTER_FINDING_SEVERITY_WARNING, "Aoife is the only Admin");
  roster_findings_set_oneself (world->findings, oneself);
  assert_found (world, "only-admin:user:1", ROSTER_FINDING_SEVERITY_WARNING, "You are the only Admin");

  /* A guest is told of no Admin at all. */
  roster_person_set_role (aoife, ROSTER_ROLE_STANDARD);
  roster_person_set_finance_role (aoife, ROSTER_FINANCE_ROLE_MANAGER);
  assert_nothing_found (world);
}

static void
test_finance (World         *world,
              gconstpointer  data)
{
  RosterPerson *tomas = ROSTER_PERSON (roster_directory_find_principal (world->directory, "user:3"));
  RosterAgency *agency = roster_agency_new ("5");
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  add_ad_account (world, "11", "ACME-UK");
  roster_item_set_name (ROSTER_ITEM (agency), "Lumen");
  g_ptr_array_add (world->principals, agency);
  roster_directory_merge_principals (world->directory, world->principals, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  give (world, agency, "ad:10", ROSTER_LEVEL_OPERATOR);
  assert_nothing_found (world);

  give (world, agency, "ad:10", ROSTER_LEVEL_ADMIN);
  assert_found (world, "agency-manages-finance:bc:5", ROSTER_FINDING_SEVERITY_INFORMATION, "Lumen may manage finance on 1 ad account");
  roster_agency_set_waiting (agency, TRUE);
  assert_nothing_found (world);
  give (world, agency, NULL, 0);

  give (world, tomas, "ad:10", ROSTER_LEVEL_ADMIN);
  assert_found (world, "manages-finance:user:3", ROSTER_FINDING_SEVERITY_INFORMATION, "Tomas may manage finance on 1 ad account");

  /* With an account group it is one more. */
  g_ptr_array_add (both, (gpointer) "ad:10");
  g_ptr_array_add (both, (gpointer) "ad:11");
  g_ptr_array_add (members, roster_grant_new ("user:3", ROSTER_LEVEL_ADMIN, NULL, ROSTER_TIKTOK_ROLES_NONE));
  roster_access_set_group (roster_directory_get_access (world->directory), "group:1", "Acme", both, members);
  assert_found (world, "manages-finance:user:3", ROSTER_FINDING_SEVERITY_INFORMATION, "Tomas may manage finance on 2 ad accounts");

  roster_person_set_finance_role (tomas, ROSTER_FINANCE_ROLE_MANAGER);
  assert_nothing_found (world);
}

static void
test_unknown_level (World         *world,
                    gconstpointer  data)
{
  RosterPerson *tomas = ROSTER_PERSON (roster_directory_find_principal (world->directory, "user:3"));

  give (world, tomas, "ad:10", ROSTER_LEVEL_OTHER);
  assert_nothing_found (world);
}

static void
test_tiktok_accounts (World         *world,
                      gconstpointer  data)
{
  RosterTiktokAccount *account = add_tiktok_account (world, "21", "Acme Trails");

  assert_nothing_found (world); /* its links have not been read */

  link_to (world, account, NULL);
  assert_found (world, "not-linked:tt:21", ROSTER_FINDING_SEVERITY_WARNING, "Acme Trails is linked to no ad account");

  add_ad_account (world, "11", "ACME-UK");
  link_to (world, account, "ad:11");
  roster_tiktok_account_set_handle (account, "acme.trails");
  assert_found (world, "no-operator:tt:21", ROSTER_FINDING_SEVERITY_WARNING, "@acme.trails is not ready for Spark Ads");

  link_to (world, account, "ad:10");
  assert_nothing_found (world);
}

static void
test_unusable (World         *world,
               gconstpointer  data)
{
  RosterTiktokAccount *account = roster_directory_find_tiktok_account (world->directory, "tt:20");
  g_autoptr (RosterIdentity) identity = roster_identity_new ();

  roster_identity_set_available_status (identity, "AVAILABLE");
  roster_tiktok_account_set_identity (account, identity);
  assert_nothing_found (world);
  roster_identity_set_available_status (identity, "AVAILABLE_AS_OF_TOMORROW");
  roster_tiktok_account_set_identity (account, identity);
  assert_nothing_found (world);
  roster_identity_set_available_status (identity, "SCOPE_UNAVAILABLE");
  roster_tiktok_account_set_identity (account, identity);
  assert_found (world, "unusable:tt:20", ROSTER_FINDING_SEVERITY_WARNING, "TikTok says that Acme cannot be used");
}

static void
test_vanished (World         *world,
               gconstpointer  data)
{
  g_autoptr (RosterTiktokAccount) gone = roster_tiktok_account_new ("22");
  g_autoptr (GPtrArray) vanished = g_ptr_array_new ();

  roster_tiktok_account_set_handle (gone, "acme.old");
  g_ptr_array_add (vanished, roster_directory_find_tiktok_account (world->directory, "tt:20"));
  roster_findings_set_vanished (world->findings, vanished);
  assert_nothing_found (world);

  g_ptr_array_add (vanished, gone);
  roster_findings_set_vanished (world->findings, vanished);
  assert_found (world, "vanished:tt:22", ROSTER_FINDING_SEVERITY_WARNING, "@acme.old is not in the Business Center any more");
  roster_findings_set_vanished (world->findings, NULL);
  assert_nothing_found (world);
}

static void
test_limits (World         *world,
             gconstpointer  data)
{
  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *email = g_strdup_printf ("admin%u@northwind.example", i);

      add_person (world, NULL, email, NULL, ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_PENDING);
    }
  assert_nothing_found (world);

  add_person (world, NULL, "next@northwind.example", NULL, ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_PENDING);
  assert_found (world, "near-limit:admins", ROSTER_FINDING_SEVERITY_INFORMATION, "Room for 2 more Admins");
  add_person (world, NULL, "last@northwind.example", NULL, ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_PENDING);
  assert_found (world, "near-limit:admins", ROSTER_FINDING_SEVERITY_INFORMATION, "Room for 1 more Admin");
  add_person (world, "9", "full@northwind.example", NULL, ROSTER_ROLE_ADMIN, ROSTER_MEMBERSHIP_BOUND);
  assert_found (world, "near-limit:admins", ROSTER_FINDING_SEVERITY_WARNING, "Room for 0 more Admins");
}

static void
test_large_limits (World         *world,
                   gconstpointer  data)
{
  for (guint i = 0; i < 717; i++)
    {
      g_autofree char *id = g_strdup_printf ("4%03u", i);

      g_ptr_array_add (world->tiktok_accounts, roster_tiktok_account_new (id));
    }
  add_tiktok_account (world, "23", "The 719th");
  assert_nothing_found (world);
  add_tiktok_account (world, "24", "The 720th");
  assert_found (world, "near-limit:tiktok-accounts", ROSTER_FINDING_SEVERITY_INFORMATION, "Room for 80 more TikTok accounts");
  g_ptr_array_set_size (world->tiktok_accounts, 1);
  roster_directory_merge_tiktok_accounts (world->directory, world->tiktok_accounts, ROSTER_MERGE_CERTAIN);
  assert_nothing_found (world);

  for (guint i = 0; i < 3596; i++)
    {
      g_autofree char *id = g_strdup_printf ("8%04u", i);
      RosterPerson *person = roster_person_new (id, NULL);

      roster_person_set_membership (person, ROSTER_MEMBERSHIP_BOUND);
      g_ptr_array_add (world->principals, person);
    }
  assert_nothing_found (world);
  add_person (world, NULL, "next@northwind.example", NULL, ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_PENDING);
  assert_found (world, "near-limit:members", ROSTER_FINDING_SEVERITY_INFORMATION, "Room for 400 more people");
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *n_changes)
{
  *n_changes += removed + added;
}

static void
test_in_place (World         *world,
               gconstpointer  data)
{
  RosterTiktokAccount *account = add_tiktok_account (world, "21", "Acme Trails");
  guint n_changes = 0;
  g_autoptr (RosterFinding) first = NULL;

  link_to (world, account, NULL);
  invite (world, "maria@studio.example", 8);
  roster_person_set_membership (invite (world, "old@studio.example", 8), ROSTER_MEMBERSHIP_REJECTED);
  g_signal_connect (world->findings, "items-changed", G_CALLBACK (on_items_changed), &n_changes);
  update (world);
  g_assert_cmpuint (count (world), ==, 3);
  g_assert_cmpuint (n_changes, ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (world->findings), 0);
  g_assert_cmpint (roster_finding_get_kind (first), ==, ROSTER_FINDING_KIND_STALE_INVITATION);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (world->findings)) == ROSTER_TYPE_FINDING);

  update (world);
  g_assert_cmpuint (n_changes, ==, 3);
  link_to (world, account, "ad:10");
  update (world);
  g_assert_cmpuint (n_changes, ==, 4);
}

typedef struct
{
  RosterGapKind kind;
  const char *key;
} Gap;

/* With each of @gaps alone @finding is not there, and with those that have nothing to do with it, or are about another, it is. */
static void
assert_silenced (World      *world,
                 const char *finding,
                 const Gap  *gaps,
                 guint       n_gaps)
{
  for (guint kind = 0; kind < ROSTER_GAP_KINDS; kind++)
    {
      g_autoptr (RosterGaps) one = roster_gaps_new ();
      const char *key = NULL;
      gboolean silenced = FALSE;

      for (guint i = 0; i < n_gaps; i++)
        if (gaps[i].kind == kind)
          {
            silenced = TRUE;
            key = gaps[i].key;
          }
      roster_gaps_add (one, kind, key != NULL ? key : "another");
      roster_findings_set_gaps (world->findings, one);
      update (world);
      g_test_message ("%s with a gap of kind %u", finding, kind);
      g_assert_cmpint (roster_list_find (G_LIST_MODEL (world->findings), finding) == NULL, ==, silenced);
    }

  for (guint i = 0; i < n_gaps; i++)
    {
      g_autoptr (RosterGaps) others = roster_gaps_new ();

      roster_gaps_add (others, gaps[i].kind, "another");
      roster_findings_set_gaps (world->findings, others);
      update (world);
      g_assert_cmpint (roster_list_find (G_LIST_MODEL (world->findings), finding) != NULL, ==, gaps[i].key != NULL);
    }

  roster_findings_set_gaps (world->findings, NULL);
  update (world);
  g_assert_nonnull (roster_list_find (G_LIST_MODEL (world->findings), finding));
}

static void
test_gap_reaches_nothing (World         *world,
                          gconstpointer  data)
{
  const Gap gaps[] = {
    { ROSTER_GAP_KIND_HOLDINGS, "user:4" }, { ROSTER_GAP_KIND_HOLDERS }, { ROSTER_GAP_KIND_AD_ACCOUNTS }, { ROSTER_GAP_KIND_ACCOUNT_GROUPS },
    { ROSTER_GAP_KIND_GROUP },
  };

  give (world, add_person (world, "4", "tom@northwind.example", "Tom", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND), NULL, 0);
  assert_silenced (world, "reaches-nothing:user:4", gaps, G_N_ELEMENTS (gaps));
}

static void
test_gap_only_admin (World         *world,
                     gconstpointer  data)
{
  const Gap gaps[] = { { ROSTER_GAP_KIND_PEOPLE } };

  roster_person_set_role (world->principals->pdata[1], ROSTER_ROLE_STANDARD);
  assert_silenced (world, "only-admin:user:1", gaps, G_N_ELEMENTS (gaps));
}

static void
test_gap_not_linked (World         *world,
                     gconstpointer  data)
{
  const Gap gaps[] = { { ROSTER_GAP_KIND_LINKS, "tt:21" } };

  link_to (world, add_tiktok_account (world, "21", "Blue"), NULL);
  assert_silenced (world, "not-linked:tt:21", gaps, G_N_ELEMENTS (gaps));
}

static void
test_gap_no_operator (World         *world,
                      gconstpointer  data)
{
  const Gap gaps[] = {
    { ROSTER_GAP_KIND_LINKS, "tt:21" }, { ROSTER_GAP_KIND_HOLDINGS }, { ROSTER_GAP_KIND_HOLDERS }, { ROSTER_GAP_KIND_AD_ACCOUNTS },
    { ROSTER_GAP_KIND_ACCOUNT_GROUPS }, { ROSTER_GAP_KIND_GROUP }, { ROSTER_GAP_KIND_PEOPLE }, { ROSTER_GAP_KIND_AGENCIES },
  };

  add_ad_account (world, "11", "BLUE");
  link_to (world, add_tiktok_account (world, "21", "Blue"), "ad:11");
  assert_silenced (world, "no-operator:tt:21", gaps, G_N_ELEMENTS (gaps));
}

/* What is there is there, whatever else may be. */
static void
test_gap_is_no_matter (World         *world,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) vanished = g_ptr_array_new_with_free_func (g_object_unref);

  give (world, add_person (world, "5", "fin@northwind.example", "Fin", ROSTER_ROLE_STANDARD, ROSTER_MEMBERSHIP_BOUND), "ad:10", ROSTER_LEVEL_ADMIN);
  invite (world, "maria@studio.example", 9);
  g_ptr_array_add (vanished, roster_tiktok_account_new ("99"));
  roster_findings_set_vanished (world->findings, vanished);
  assert_silenced (world, "manages-finance:user:5", NULL, 0);
  assert_silenced (world, "stale-invitation:mail:maria@studio.example", NULL, 0);
  assert_silenced (world, "vanished:tt:99", NULL, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/model/finding/" name, World, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("unread", test_unread);
  ADD ("stale", test_stale);
  ADD ("mistyped", test_mistyped);
  g_test_add_func ("/model/finding/slips", test_slips);
  ADD ("declined", test_declined);
  ADD ("reaches-nothing", test_reaches_nothing);
  ADD ("only-admin", test_only_admin);
  ADD ("finance", test_finance);
  ADD ("unknown-level", test_unknown_level);
  ADD ("tiktok-accounts", test_tiktok_accounts);
  ADD ("unusable", test_unusable);
  ADD ("vanished", test_vanished);
  ADD ("limits", test_limits);
  ADD ("large-limits", test_large_limits);
  ADD ("in-place", test_in_place);
  ADD ("gap/reaches-nothing", test_gap_reaches_nothing);
  ADD ("gap/only-admin", test_gap_only_admin);
  ADD ("gap/not-linked", test_gap_not_linked);
  ADD ("gap/no-operator", test_gap_no_operator);
  ADD ("gap/is-no-matter", test_gap_is_no_matter);
#undef ADD

  return g_test_run ();
}
