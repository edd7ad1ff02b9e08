/* test-session-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"
#include "roster-comparison.h"
#include "roster-error.h"
#include "roster-event.h"
#include "roster-person.h"

typedef struct
{
  RosterClock *clock;
  RosterDirectory *directory;
  RosterComparison *comparison;
  GPtrArray *people; /* what is told of them the next time */
  GString *found;    /* one line for each event */
} Fixture;

static void
on_found (RosterComparison *comparison,
          GPtrArray        *events,
          Fixture          *fixture)
{
  static const char *const NAMES[] = {
    "invited", "accepted", "declined", "withdrawn", "joined", "left", "role", "agency", "agency-lost", "account", "vanished", "returned",
    "ad-account", "ad-account-lost",
  };

  for (guint i = 0; i < events->len; i++)
    {
      RosterEvent *event = events->pdata[i];

      g_string_append_printf (fixture->found, "%s %s\n", NAMES[roster_event_get_kind (event)], roster_item_get_key (roster_event_get_item (event)));
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = roster_clock_new_manual (g_get_real_time ());
  fixture->directory = roster_directory_new ();
  fixture->comparison = roster_comparison_new (fixture->directory, fixture->clock);
  fixture->people = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->found = g_string_new (NULL);
  g_signal_connect (fixture->comparison, "found", G_CALLBACK (on_found), fixture);
  roster_comparison_reset (fixture->comparison, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->comparison);
  g_assert_finalize_object (fixture->directory);
  g_clear_object (&fixture->clock);
  g_ptr_array_unref (fixture->people);
  g_string_free (fixture->found, TRUE);
}

static void
add (Fixture          *fixture,
     const char       *user_id,
     const char       *email,
     RosterMembership  membership,
     RosterRole        role)
{
  RosterPerson *person = roster_person_new (user_id, email);

  roster_person_set_membership (person, membership);
  roster_person_set_role (person, role);
  g_ptr_array_add (fixture->people, person);
}

static void
add_agency (Fixture    *fixture,
            const char *bc_id)
{
  g_ptr_array_add (fixture->people, roster_agency_new (bc_id));
}

static void
assert_found (Fixture    *fixture,
              const char *expected)
{
  g_assert_cmpstr (fixture->found->str, ==, expected);
  g_string_truncate (fixture->found, 0);
}

/* Tells the directory of who was added since the last time. */
static void
read_people (Fixture    *fixture,
             const char *expected)
{
  roster_directory_merge_principals (fixture->directory, fixture->people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  g_ptr_array_set_size (fixture->people, 0);
  assert_found (fixture, expected);
}

static void
read_ad_accounts (Fixture           *fixture,
                  const char *const *ids,
                  const char        *expected)
{
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *ids != NULL; ids++)
    g_ptr_array_add (ad_accounts, roster_ad_account_new (*ids));
  roster_directory_merge_ad_accounts (fixture->directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  assert_found (fixture, expected);
}

#define PENDING ROSTER_MEMBERSHIP_PENDING
#define REJECTED ROSTER_MEMBERSHIP_REJECTED
#define BOUND ROSTER_MEMBERSHIP_BOUND
#define STANDARD ROSTER_ROLE_STANDARD
#define ADMIN ROSTER_ROLE_ADMIN

static void
test_invitations (Fixture       *fixture,
                  gconstpointer  data)
{
  add (fixture, NULL, "ana@x.example", PENDING, STANDARD);
  read_people (fixture, "");
  add (fixture, NULL, "ana@x.example", PENDING, STANDARD);
  read_people (fixture, "");
  add (fixture, "7", "Ana@X.example", BOUND, STANDARD);
  read_people (fixture, "accepted user:7\n");

  add (fixture, "7", "Ana@X.example", BOUND, STANDARD);
  add (fixture, NULL, "bo@x.example", PENDING, STANDARD);
  read_people (fixture, "invited mail:bo@x.example\n");
  add (fixture, "7", "Ana@X.example", BOUND, STANDARD);
  add (fixture, NULL, "bo@x.example", REJECTED, STANDARD);
  read_people (fixture, "declined mail:bo@x.example\n");
  add (fixture, "7", "Ana@X.example", BOUND, STANDARD);
  read_people (fixture, "");

  add (fixture, "7", "Ana@X.example", BOUND, STANDARD);
  add (fixture, NULL, "bo@x.example", PENDING, STANDARD);
  read_people (fixture, "invited mail:bo@x.example\n");
  add (fixture, "7", "Ana@X.example", BOUND, STANDARD);
  read_people (fixture, "withdrawn mail:bo@x.example\n");
}

static void
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  add (fixture, "1", "one@x.example", BOUND, ADMIN);
  read_people (fixture, "");
  add (fixture, "1", "one@x.example", BOUND, ADMIN);
  add (fixture, "2", "two@x.example", BOUND, STANDARD);
  read_people (fixture, "joined user:2\n");
  add (fixture, "1", "one@x.example", BOUND, ADMIN);
  add (fixture, "2", "two@x.example", BOUND, ADMIN);
  read_people (fixture, "role user:2\n");
  add (fixture, "1", "one@x.example", BOUND, ADMIN);
  add (fixture, "2", "two@x.example", ROSTER_MEMBERSHIP_UNBOUND, ADMIN);
  read_people (fixture, "left user:2\n");
  add (fixture, "1", "one@x.example", BOUND, ADMIN);
  read_people (fixture, "");
  read_people (fixture, "left user:1\n");
}

static void
test_agencies (Fixture       *fixture,
               gconstpointer  data)
{
  read_people (fixture, "");
  add_agency (fixture, "70");
  read_people (fixture, "agency bc:70\n");
  read_people (fixture, "agency-lost bc:70\n");
}

/* An agency that was asked to be a partner is in the list from then on; that TikTok lists it says that it has accepted. */
static void
test_agency_accepts (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterAgency) asked = roster_agency_new ("70");

  read_people (fixture, "");
  roster_agency_set_waiting (asked, TRUE);
  roster_directory_take_principal (fixture->directory, ROSTER_PRINCIPAL (asked));
  assert_found (fixture, "agency bc:70\n");
  read_people (fixture, "");
  add_agency (fixture, "70");
  read_people (fixture, "accepted bc:70\n");
  add_agency (fixture, "70");
  read_people (fixture, "");
}

static void
test_ad_accounts (Fixture       *fixture,
                  gconstpointer  data)
{
  read_ad_accounts (fixture, (const char *const[]) { "1", "2", NULL }, "");
  read_ad_accounts (fixture, (const char *const[]) { "1", "2", "3", NULL }, "ad-account ad:3\n");
  read_ad_accounts (fixture, (const char *const[]) { "2", "3", NULL }, "ad-account-lost ad:1\n");
}

/* Each list starts anew with what is opened next, and what a Standard member sees is not compared at all. */
static void
test_reset (Fixture       *fixture,
            gconstpointer  data)
{
  read_ad_accounts (fixture, (const char *const[]) { "1", NULL }, "");
  roster_directory_clear (fixture->directory);
  roster_comparison_reset (fixture->comparison, TRUE);
  read_ad_accounts (fixture, (const char *const[]) { "2", NULL }, "");
  read_ad_accounts (fixture, (const char *const[]) { NULL }, "ad-account-lost ad:2\n");

  roster_comparison_reset (fixture->comparison, FALSE);
  read_ad_accounts (fixture, (const char *const[]) { "2", NULL }, "");
  read_ad_accounts (fixture, (const char *const[]) { "3", NULL }, "");
}

static void
expect (Fixture           *fixture,
        RosterChange      *change,
        RosterChangeState  state)
{
  g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_REFUSED, "No");

  roster_change_set_state (change, state, state == ROSTER_CHANGE_STATE_FAILED ? error : NULL);
  roster_comparison_expect (fixture->comparison, change);
}

static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (RosterPerson) two = roster_person_new ("2", "two@x.example");
  g_autoptr (RosterPerson) three = roster_person_new ("3", "three@x.example");
  g_autoptr (RosterChange) remove_two = roster_change_new_remove (two);
  g_autoptr (RosterChange) remove_three = roster_change_new_remove (three);
  g_autoptr (RosterAdAccount) ad_account = roster_ad_account_new ("1");
  g_autoptr (RosterChange) level = roster_change_new_level (ROSTER_PRINCIPAL (two), ad_account, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST);

  add (fixture, "2", "two@x.example", BOUND, ADMIN);
  add (fixture, "3", "three@x.example", BOUND, STANDARD);
  read_people (fixture, "");
  expect (fixture, remove_two, ROSTER_CHANGE_STATE_SENDING);
  expect (fixture, remove_three, ROSTER_CHANGE_STATE_FAILED);

  /* One's own change is passed over once; one that failed is not what happened, and another kind of change is not either. */
  read_people (fixture, "left user:3\n");
  add (fixture, "2", "two@x.example", BOUND, STANDARD);
  read_people (fixture, "joined user:2\n");
  expect (fixture, level, ROSTER_CHANGE_STATE_DONE);
  read_people (fixture, "left user:2\n");
}

/* A change that does not show in the list, as that of a finance role, is not taken for what somebody else does afterwards. */
static void
test_own_shows_nowhere (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterPerson) two = roster_person_new ("2", "two@x.example");
  g_autoptr (RosterChange) finance_role = roster_change_new_member_role (two, STANDARD, STANDARD, ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_ANALYST);

  add (fixture, "2", "two@x.example", BOUND, STANDARD);
  read_people (fixture, "");
  expect (fixture, finance_role, ROSTER_CHANGE_STATE_SENDING);
  add (fixture, "2", "two@x.example", BOUND, STANDARD);
  read_people (fixture, "");
  roster_change_set_state (finance_role, ROSTER_CHANGE_STATE_DONE, NULL);
  add (fixture, "2", "two@x.example", BOUND, STANDARD);
  read_people (fixture, "");
  add (fixture, "2", "two@x.example", BOUND, ADMIN);
  read_people (fixture, "role user:2\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/session/comparison/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("invitations", test_invitations);
  ADD ("members", test_members);
  ADD ("agencies", test_agencies);
  ADD ("agency-accepts", test_agency_accepts);
  ADD ("ad-accounts", test_ad_accounts);
  ADD ("reset", test_reset);
  ADD ("own", test_own);
  ADD ("own-shows-nowhere", test_own_shows_nowhere);
#undef ADD

  return g_test_run ();
}
