/* test-model-mentions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-mentions.h"
#include "test-directory.h"

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return g_strcmp0 (roster_item_get_key (*(RosterItem **) a), roster_item_get_key (*(RosterItem **) b));
}

static void
assert_mentions (RosterMentions *mentions,
                 const char     *text,
                 const char     *keys)
{
  g_autoptr (GPtrArray) items = roster_mentions_find (mentions, text);
  g_autoptr (GString) found = g_string_new (NULL);

  g_ptr_array_sort (items, compare_keys);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", roster_item_get_key (items->pdata[i]));
  g_assert_cmpstr (found->str, ==, keys);
}

static void
test_names (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterMentions) mentions = roster_mentions_new (directory);

  assert_mentions (mentions, NULL, "");
  assert_mentions (mentions, "", "");
  assert_mentions (mentions, "Nothing that is known; 10 of 2.", "");
  assert_mentions (mentions, "Tomas Novak was given Shop 10.", "ad:10 user:1");
  assert_mentions (mentions, "TOMAS NOVAK, tomas@northwind.example", "user:1");
  assert_mentions (mentions, "maria@studio.example was invited", "mail:maria@studio.example");
  assert_mentions (mentions, "„Zoë Østergård“ ist beigetreten", "user:2");
  assert_mentions (mentions, "Harbour <b>Coffee</b> & Co (owner Harbour)", "ad:7");
  assert_mentions (mentions, "TikTok account 7400000000000000001", "tt:7400000000000000001");
  assert_mentions (mentions, "@acme", "tt:7400000000000000001");
  assert_mentions (mentions, "Lumen Media (7200000000000000001)", "bc:7200000000000000001");
}

/* A name that is part of a longer word is another. */
static void
test_part_of_a_word (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterMentions) mentions = roster_mentions_new (directory);

  assert_mentions (mentions, "Shop 100", "");
  assert_mentions (mentions, "Shop 1", "");
  assert_mentions (mentions, "Workshop 10", "");
  assert_mentions (mentions, "74000000000000000011", "");
  assert_mentions (mentions, "notomas@northwind.example", "");
  assert_mentions (mentions, "Tomas Novakova", "");
  assert_mentions (mentions, "Tomas", "");
}

/* All that bear a name are meant. */
static void
test_namesakes (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterMentions) mentions = NULL;

  roster_item_set_name (ROSTER_ITEM (roster_directory_find_principal (directory, "user:2")), "Tomas Novak");
  roster_item_set_name (ROSTER_ITEM (roster_directory_find_ad_account (directory, "ad:10")), "Tomas");
  mentions = roster_mentions_new (directory);
  assert_mentions (mentions, "Tomas Novak signed in.", "ad:10 user:1 user:2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/mentions/names", test_names);
  g_test_add_func ("/model/mentions/part-of-a-word", test_part_of_a_word);
  g_test_add_func ("/model/mentions/namesakes", test_namesakes);

  return g_test_run ();
}
