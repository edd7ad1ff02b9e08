/* test-store-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-visit.h"

#include "test-async.h"
#include "test-store.h"

/* A visitor that writes down what it is told: lines, in the order of the alphabet. */

static gpointer
lines_make (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
lines_take_scope (gpointer               made,
                  const RosterFactScope *scope)
{
  g_ptr_array_add (made, g_strdup_printf ("scope %s %s %s", scope->kind, scope->subject != NULL ? scope->subject : "-",
                                          scope->object != NULL ? scope->object : "-"));
}

static void
lines_take_fact (gpointer          made,
                 const RosterFact *fact)
{
  g_assert_true (g_utf8_validate (fact->subject, -1, NULL));
  g_assert_true (g_utf8_validate (fact->value, -1, NULL));
  g_ptr_array_add (made, g_strdup_printf ("%s %s %s %s", fact->kind, fact->subject, fact->object != NULL ? fact->object : "-", fact->value));
}

static gboolean
lines_end (gpointer made)
{
  return ((GPtrArray *) made)->len > 0;
}

static const RosterStoreVisitor LINES = {
  lines_make,
  lines_take_scope,
  lines_take_fact,
  lines_end,
  (void (*) (gpointer)) g_ptr_array_unref,
};

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static char *
visit (RosterStoreCenter *center,
       RosterStorePart    part)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_visit_async (center, part, &LINES, NULL, test_async_store, &result));
  lines = roster_store_visit_finish (center, result, &error);
  g_assert_no_error (error);
  if (lines == NULL)
    return NULL;

  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
fill (TestStore *test)
{
  g_autoptr (GPtrArray) people = test_store_facts ("person", "user:1", "", "Ana", "user:2", "", "Bo", NULL);
  g_autoptr (GPtrArray) rooms = test_store_facts ("room", "room:1", "floor:1", "Hall", NULL);
  g_autoptr (GPtrArray) grants = test_store_facts ("grant", "user:1", "ad:1", "ADMIN", "user:1", "ad:2", "OPERATOR", NULL);
  g_autoptr (GPtrArray) none = test_store_facts ("grant", NULL);

  test_store_put (test->center, "person", NULL, NULL, people);
  test_store_put (test->center, "room", NULL, NULL, rooms);
  test_store_put (test->center, "grant", "user:1", NULL, grants);
  test_store_put (test->center, "grant", "user:2", NULL, none);
}

static void
test_parts (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *nothing = NULL;
  g_autofree char *common = NULL;
  g_autofree char *subjects = NULL;

  test_store_set_up (test);
  test_store_open (test);
  nothing = visit (test->center, ROSTER_STORE_PART_COMMON);
  g_assert_null (nothing);

  fill (test);
  test_store_reopen (test);
  common = visit (test->center, ROSTER_STORE_PART_COMMON);
  g_assert_cmpstr (common, ==, "person user:1 - Ana\nperson user:2 - Bo\nroom room:1 floor:1 Hall\nscope person - -\nscope room - -");
  subjects = visit (test->center, ROSTER_STORE_PART_SUBJECTS);
  g_assert_cmpstr (subjects, ==, "grant user:1 ad:1 ADMIN\ngrant user:1 ad:2 OPERATOR\nscope grant user:1 -\nscope grant user:2 -");
  test_store_tear_down (test);
}

/* What has lost its text is not a fact any more, and what is told is valid whatever the disk says. */
static void
test_damaged_texts (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *common = NULL;
  g_autofree char *subjects = NULL;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_exec (test, "DELETE FROM text WHERE text IN ('user:2', 'floor:1', 'OPERATOR');"
                         "UPDATE text SET text = CAST (x'416EFF' AS TEXT) WHERE text = 'Ana'");
  test_store_reopen (test);

  common = visit (test->center, ROSTER_STORE_PART_COMMON);
  g_assert_cmpstr (common, ==, "person user:1 - An\357\277\275\nscope person - -\nscope room - -");
  subjects = visit (test->center, ROSTER_STORE_PART_SUBJECTS);
  g_assert_cmpstr (subjects, ==, "grant user:1 ad:1 ADMIN\nscope grant user:1 -");
  test_store_tear_down (test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/visit/parts", test_parts);
  g_test_add_func ("/store/visit/damaged-texts", test_damaged_texts);

  return g_test_run ();
}
