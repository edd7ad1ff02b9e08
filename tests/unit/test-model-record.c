/* test-model-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"
#include "roster-identity.h"
#include "roster-person.h"
#include "roster-record.h"

#include <string.h>

static void
test_round_trip (void)
{
  g_autoptr (RosterPerson) person = roster_person_new ("1", "ana@x.example");
  g_autoptr (RosterPerson) copy = roster_person_new ("1", NULL);
  g_autoptr (RosterIdentity) identity = roster_identity_new ();
  g_autoptr (RosterIdentity) identity_copy = roster_identity_new ();
  g_autoptr (RosterAgency) agency = roster_agency_new ("2");
  g_autoptr (RosterAgency) agency_copy = roster_agency_new ("2");
  g_autofree char *record = NULL;
  g_autofree char *again = NULL;
  g_autofree char *identity_record = NULL;
  g_autofree char *agency_record = NULL;

  roster_item_set_name (ROSTER_ITEM (person), "Ána \"the' <b>\n\\ 火");
  roster_person_set_role (person, ROSTER_ROLE_OTHER);
  roster_person_set_role_text (person, "AUDITOR");
  roster_person_set_membership (person, ROSTER_MEMBERSHIP_BOUND);
  record = roster_record_write (G_OBJECT (person));
  g_assert_null (strchr (record, '\n'));
  g_assert_true (roster_record_read (G_OBJECT (copy), record));
  again = roster_record_write (G_OBJECT (copy));
  g_assert_cmpstr (again, ==, record);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (copy)), ==, "Ána \"the' <b>\n\\ 火");
  g_assert_cmpstr (roster_principal_get_address (ROSTER_PRINCIPAL (copy)), ==, "ana@x.example");

  roster_identity_set_can_pull_video (identity, ROSTER_ANSWER_NO);
  identity_record = roster_record_write (G_OBJECT (identity));
  g_assert_true (roster_record_read (G_OBJECT (identity_copy), identity_record));
  g_assert_cmpint (roster_identity_get_can_pull_video (identity_copy), ==, ROSTER_ANSWER_NO);
  g_assert_cmpint (roster_identity_get_can_push_video (identity_copy), ==, ROSTER_ANSWER_UNKNOWN);

  roster_agency_set_waiting (agency, TRUE);
  agency_record = roster_record_write (G_OBJECT (agency));
  g_assert_true (roster_record_read (G_OBJECT (agency_copy), agency_record));
  g_assert_true (roster_agency_get_waiting (agency_copy));
}

/* What stands on a disk may be from another version, or damaged. */
static void
test_odd_records (void)
{
  const char *records[] = {
    "", "nonsense", "{", "[1, 2]", "{'name': 'bare'}", "{'name': <7>}", "{'role': <'ADMIN'>}", "{'role': <99>}", "{'nothing-of-the-kind': <1>}",
    "{'key': <'other'>}", "{'ad-account-count': <3>}", "\xff\xfe",
    "{'name': <'\xff'>}", "{'name': <'half", "{'name': <'half'", "{'role': <2147483648>}", "{'role': <>}", "{'role': <1", "@a{sv} {}", "{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (RosterPerson) person = roster_person_new ("1", NULL);

      roster_record_read (G_OBJECT (person), records[i]);
      g_assert_null (roster_item_get_name (ROSTER_ITEM (person)));
      g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_UNKNOWN);
      g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "user:1");
      g_assert_cmpint (roster_principal_get_ad_account_count (ROSTER_PRINCIPAL (person)), ==, -1);
    }
}

/* What is plain and what is left to GVariant come to the same. */
static void
test_other_versions (void)
{
  const char *records[] = {
    "{'colour': <'red'>, 'name': <'Ana'>, 'number': <7>, 'role': <2>, 'zeal': <true>}",
    "{'colour': <['red', 'blue']>, 'name': <'Ana'>, 'role': <2>}",
    "{'address': <5>, 'name': <'Ana'>, 'role': <2>}",
    "{'finance-role': <'ANALYST'>, 'name': <'Ana'>, 'role': <2>}",
    "{'finance-role': <true>, 'name': <'Ana'>, 'role': <2>}",
    "{'membership': <99>, 'name': <'Ana'>, 'role': <2>}",
    "{'key': <'other'>, 'name': <\"Ana\">, 'role': <2>}",
    "{'role': <2>, 'name': <'Ana'>}",
    "{'name': <'Bo'>, 'name': <'Ana'>, 'role': <2>}",
    "{'address': <'it\\'s'>, 'name': <'Ana'>, 'role': <2>}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (RosterPerson) person = roster_person_new ("1", NULL);

      g_assert_true (roster_record_read (G_OBJECT (person), records[i]));
      g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "user:1");
      g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (person)), ==, "Ana");
      g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_ADMIN);
      g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_UNKNOWN);
      g_assert_cmpint (roster_person_get_finance_role (person), ==, ROSTER_FINANCE_ROLE_NONE);
    }
}

/* More names than a record of any class of today has. */
static void
test_long_record (void)
{
  g_autoptr (GString) record = g_string_new ("{");
  g_autoptr (RosterPerson) person = roster_person_new ("1", NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (record, "'a%03u': <%u>, ", i, i);
  g_string_append (record, "'name': <'Ana'>}");

  g_assert_true (roster_record_read (G_OBJECT (person), record->str));
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (person)), ==, "Ana");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/round-trip", test_round_trip);
  g_test_add_func ("/record/odd-records", test_odd_records);

  g_test_add_func ("/record/other-versions", test_other_versions);
  g_test_add_func ("/record/long", test_long_record);

  return g_test_run ();
}
