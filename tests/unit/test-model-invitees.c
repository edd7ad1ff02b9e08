/* test-model-invitees.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-check.h"
#include "roster-invitees.h"
#include "test-directory.h"

/* The states of all, a letter each: New, Doubtful, Malformed, Twice, mEmber, Invited. */
static void
assert_states (RosterInvitees *invitees,
               const char     *expected,
               guint           n_wanted)
{
  static const char LETTERS[] = "NDMTEI";
  g_autoptr (GString) found = g_string_new (NULL);
  guint counts[sizeof LETTERS] = { 0 };

  for (guint i = 0; i < roster_invitees_get_n_all (invitees); i++)
    {
      RosterInviteeState state = roster_invitee_get_state (roster_invitees_get (invitees, i));

      g_string_append_c (found, LETTERS[state]);
      counts[state]++;
    }
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpuint (roster_invitees_count_wanted (invitees), ==, n_wanted);
  for (guint i = 0; LETTERS[i] != '\0'; i++)
    g_assert_cmpuint (roster_invitees_count (invitees, (RosterInviteeState) i), ==, counts[i]);
}

static RosterInvitee *
get (RosterInvitees *invitees,
     guint           position)
{
  return roster_invitees_get (invitees, position);
}

static void
count (gpointer  unused,
       guint    *n_times)
{
  (*n_times)++;
}

static void
test_states (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);

  assert_states (invitees, "", 0);
  roster_invitees_set_text (invitees, "nina@studio.example; tim@northwimd.example; bob; TOMAS@northwind.example; Maria@Studio.example; nina@STUDIO.example");
  assert_states (invitees, "NDEIT", 1); /* a name beside addresses is no slip */
  g_assert_cmpstr (roster_invitee_get_correction (get (invitees, 1)), ==, "tim@northwind.example");
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (roster_invitee_get_person (get (invitees, 2)))), ==, "user:1");
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (roster_invitee_get_person (get (invitees, 3)))), ==, "mail:maria@studio.example");
  g_assert_cmpuint (roster_invitee_get_start (get (invitees, 1)), ==, 21);

  roster_invitees_set_text (invitees, "nina@studio");
  assert_states (invitees, "M", 0);
}

/* What is wished for somebody stays while more is typed, and goes when it cannot be any more. */
static void
test_again (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  guint n_changes = 0;

  roster_invitees_set_text (invitees, "maria@studio.example, tomas@northwind.example");
  assert_states (invitees, "IE", 0);
  g_signal_connect (invitees, "changed", G_CALLBACK (count), &n_changes);

  g_assert_true (roster_invitee_can_be_again (get (invitees, 0)));
  g_assert_false (roster_invitee_can_be_again (get (invitees, 1)));
  roster_invitee_set_again (get (invitees, 1), TRUE);
  g_assert_cmpuint (n_changes, ==, 0);
  roster_invitee_set_again (get (invitees, 0), TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  assert_states (invitees, "IE", 1);

  roster_invitees_set_text (invitees, "nina@studio.example, Maria@studio.example");
  assert_states (invitees, "NI", 2);

  roster_directory_drop_principal (directory, "mail:maria@studio.example");
  assert_states (invitees, "NN", 2);
  g_assert_false (roster_invitee_get_again (get (invitees, 1)));
}

/* The list of people can come later, and change. */
static void
test_people_change (void)
{
  g_autoptr (RosterDirectory) directory = roster_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  RosterPerson *person;

  roster_invitees_set_text (invitees, "ana@northwind.example, bob@northwimd.example");
  assert_states (invitees, "NN", 2);

  person = roster_person_new ("1", "ana@northwind.example");
  roster_person_set_membership (person, ROSTER_MEMBERSHIP_BOUND);
  g_ptr_array_add (people, person);
  /* The invitation of somebody who became a member in another way is still there. */
  person = roster_person_new (NULL, "Ana@northwind.example");
  roster_person_set_membership (person, ROSTER_MEMBERSHIP_PENDING);
  g_ptr_array_add (people, person);
  roster_directory_merge_principals (directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  assert_states (invitees, "ED", 0);

  g_ptr_array_set_size (people, 0);
  person = roster_person_new ("1", "ana@northwind.example");
  roster_person_set_membership (person, ROSTER_MEMBERSHIP_UNBOUND);
  g_ptr_array_add (people, person);
  person = roster_person_new (NULL, "bob@northwimd.example");
  roster_person_set_membership (person, ROSTER_MEMBERSHIP_REJECTED);
  g_ptr_array_add (people, person);
  roster_directory_merge_principals (directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  assert_states (invitees, "NI", 1);
  g_assert_true (roster_invitee_can_be_again (get (invitees, 1)));
}

/* What is doubtful is not invited before somebody looked at it, and what was accepted stays so while more is written. */
static void
test_accept (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  g_autoptr (RosterChangeSet) changes = NULL;
  guint n_changes = 0;

  roster_invitees_set_text (invitees, "-bob@studio.example\nana@stud\321\226o.example");
  assert_states (invitees, "DD", 0);
  g_assert_cmpint (roster_invitee_get_doubt (get (invitees, 0)), ==, ROSTER_ADDRESS_DOUBT_SIGN);
  g_assert_cmpstr (roster_invitee_get_correction (get (invitees, 0)), ==, "bob@studio.example");
  g_assert_cmpint (roster_invitee_get_doubt (get (invitees, 1)), ==, ROSTER_ADDRESS_DOUBT_SCRIPTS);
  changes = roster_invitees_make_changes (invitees, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_ANALYST);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (changes)), ==, 0);

  g_signal_connect (invitees, "changed", G_CALLBACK (count), &n_changes);
  g_assert_cmpuint (roster_invitees_count_waiting (invitees), ==, 2);
  roster_invitee_set_accepted (get (invitees, 0), TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (roster_invitees_count_waiting (invitees), ==, 1);
  assert_states (invitees, "DD", 1);
  roster_invitees_set_text (invitees, "nina@studio.example, -bob@studio.example");
  assert_states (invitees, "ND", 2);
  g_assert_true (roster_invitee_get_accepted (get (invitees, 1)));
  roster_invitee_set_accepted (get (invitees, 1), FALSE);
  assert_states (invitees, "ND", 1);

  /* Only what is doubtful is accepted. */
  roster_invitee_set_accepted (get (invitees, 0), TRUE);
  g_assert_false (roster_invitee_get_accepted (get (invitees, 0)));
}

/* A domain that looks like that of colleagues, however it is written. */
static void
test_lookalikes (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);

  roster_invitees_set_text (invitees, "ana@n\320\276rthwind.example, bob@xn--nrthwind-1ij.example, cleo@n\303\263rthwind.example, dora@northwind.example");
  g_assert_cmpint (roster_invitee_get_doubt (get (invitees, 0)), ==, ROSTER_ADDRESS_DOUBT_LOOKALIKE);
  g_assert_cmpstr (roster_invitee_get_correction (get (invitees, 0)), ==, "ana@northwind.example");
  g_assert_cmpint (roster_invitee_get_doubt (get (invitees, 2)), ==, ROSTER_ADDRESS_DOUBT_LOOKALIKE);
  g_assert_cmpstr (roster_invitee_get_correction (get (invitees, 2)), ==, "cleo@northwind.example");
  g_assert_cmpint (roster_invitee_get_state (get (invitees, 3)), ==, ROSTER_INVITEE_STATE_NEW);
  g_assert_cmpuint (roster_invitees_count_wanted (invitees), <=, 2);
}

/* Both spellings of a domain are the same person, also somebody who is a member. */
static void
test_spellings (void)
{
  g_autoptr (RosterDirectory) directory = roster_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  RosterPerson *person = roster_person_new ("1", "zoe@m\303\274nchen-media.example");

  roster_person_set_membership (person, ROSTER_MEMBERSHIP_BOUND);
  g_ptr_array_add (people, person);
  roster_directory_merge_principals (directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);

  roster_invitees_set_text (invitees, "ana9@m\303\274nchen-media.example; ana9@xn--mnchen-media-dlb.example; zoe@XN--mnchen-media-dlb.example");
  assert_states (invitees, "NTE", 1);
  g_assert_cmpstr (roster_invitee_get_text (get (invitees, 0)), ==, "ana9@xn--mnchen-media-dlb.example");
}

/* The same address without a doubt further down counts. */
static void
test_doubt_of_file (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  g_autoptr (GPtrArray) entries = roster_address_list_split ("Name;E-mail;E-mail 2\nNina;nina@studio.example;nina@home.example", ROSTER_ADDRESS_LIST_FILE);

  g_assert_cmpuint (entries->len, ==, 2);
  roster_invitees_note_doubt (invitees, entries->pdata[1]);
  roster_invitees_set_text (invitees, "nina@studio.example\nNina@home.example");
  assert_states (invitees, "ND", 1);
  g_assert_cmpint (roster_invitee_get_doubt (get (invitees, 1)), ==, ROSTER_ADDRESS_DOUBT_SECOND);

  roster_invitees_set_text (invitees, "a@x.com <bob@studio.example>\nbob@studio.example");
  assert_states (invitees, "DTN", 1);
}

/* A long text is judged in many turns of the main loop; nobody is invited before it is done, and then the same is said as about its parts. */
static void
test_slices (void)
{
  static const char PIECE[] = "nina%u@studio.example, -bob%u@studio.example; tomas@northwind.example\n\"Ana\" <ana%u@northwimd.example>\n";
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  guint n_turns = 0;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, PIECE, i, i, i);
  roster_invitees_set_text (invitees, text->str);
  while (roster_invitees_is_judging (invitees))
    {
      g_assert_cmpuint (roster_invitees_count_wanted (invitees), ==, 0);
      g_assert_cmpuint (roster_invitees_get_n_all (invitees), ==, 0);
      g_main_context_iteration (NULL, TRUE);
      n_turns++;
    }
  /* 4000 addresses: 100 a turn are judged, some 30 a turn are found. */
  g_assert_cmpuint (n_turns, >, 200);
  for (guint i = 0; i < 1000; i++)
    g_string_append (expected, i == 0 ? "NDED" : "NDTD");
  assert_states (invitees, expected->str, 1000);

  /* What comes while it is being looked at takes its place. */
  g_string_append (text, "last@studio.example");
  roster_invitees_set_text (invitees, text->str);
  g_main_context_iteration (NULL, TRUE);
  roster_invitees_set_text (invitees, "first@studio.example");
  assert_states (invitees, "N", 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_states (invitees, "N", 1);
}

static void
test_changes (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterInvitees) invitees = roster_invitees_new (directory);
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (RosterChangeSet) changes = NULL;
  g_autoptr (RosterChange) withdrawal = NULL;
  g_autoptr (RosterChange) invitation = NULL;
  g_autoptr (GArray) verdicts = NULL;

  g_list_store_append (ad_accounts, roster_directory_find_ad_account (directory, "ad:2"));
  roster_invitees_set_text (invitees, "maria@studio.example; tomas@northwind.example; nina@studio; nina@studio.example; nina@studio.example");
  roster_invitee_set_again (get (invitees, 0), TRUE);

  changes = roster_invitees_make_changes (invitees, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_ANALYST, G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_OPERATOR);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (changes)), ==, 3);

  withdrawal = g_list_model_get_item (G_LIST_MODEL (changes), 0);
  g_assert_cmpint (roster_change_get_kind (withdrawal), ==, ROSTER_CHANGE_KIND_WITHDRAW);
  g_assert_cmpstr (roster_principal_get_address (roster_change_get_principal (withdrawal)), ==, "maria@studio.example");
  invitation = g_list_model_get_item (G_LIST_MODEL (changes), 2);
  g_assert_cmpint (roster_change_get_kind (invitation), ==, ROSTER_CHANGE_KIND_INVITE);
  g_assert_cmpstr (roster_principal_get_address (roster_change_get_principal (invitation)), ==, "nina@studio.example");
  g_assert_cmpint (roster_change_get_to_role (invitation), ==, ROSTER_ROLE_STANDARD);
  g_assert_cmpint (roster_change_get_to_finance_role (invitation), ==, ROSTER_FINANCE_ROLE_ANALYST);
  g_assert_cmpint (roster_change_get_to_level (invitation), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpuint (g_list_model_get_n_items (roster_change_get_ad_accounts (invitation)), ==, 1);

  /* What is made fits what is known. */
  verdicts = roster_change_set_check (changes, directory, NULL);
  for (guint i = 0; i < verdicts->len; i++)
    g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, i).obstacle, ==, ROSTER_CHANGE_OBSTACLE_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invitees/states", test_states);
  g_test_add_func ("/invitees/again", test_again);
  g_test_add_func ("/invitees/people-change", test_people_change);
  g_test_add_func ("/invitees/accept", test_accept);
  g_test_add_func ("/invitees/lookalikes", test_lookalikes);
  g_test_add_func ("/invitees/spellings", test_spellings);
  g_test_add_func ("/invitees/doubt-of-file", test_doubt_of_file);
  g_test_add_func ("/invitees/slices", test_slices);
  g_test_add_func ("/invitees/changes", test_changes);

  return g_test_run ();
}
