/* test-model-cover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cover.h"

/* "1,2;2,3;" is three TikTok accounts: linked to 1 and 2, to 2 and 3, to nothing. */
static GListModel *
accounts_new (const char *description)
{
  GListStore *accounts = g_list_store_new (ROSTER_TYPE_TIKTOK_ACCOUNT);
  g_auto (GStrv) parts = g_strsplit (description, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new (id);
      g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto (GStrv) ids = g_strsplit (parts[i], ",", -1);

      for (guint j = 0; ids[j] != NULL; j++)
        g_ptr_array_add (links, roster_ad_account_new (ids[j]));
      roster_tiktok_account_set_linked_ad_accounts (account, links);
      g_list_store_append (accounts, account);
    }

  return G_LIST_MODEL (accounts);
}

static char *
cover (const char *description)
{
  g_autoptr (GListModel) accounts = accounts_new (description);
  g_autoptr (GPtrArray) ad_accounts = roster_cover_links (accounts);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ad_accounts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", roster_item_get_id (ad_accounts->pdata[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_cases (void)
{
  const struct
  {
    const char *description;
    const char *cover;
  } cases[] = {
    { "", "" },
    { ";;", "" },
    { "7", "7" },
    { "1,2;2,3;3,4,2", "2" },
    { "1,2,3;4,5", "1,4" },
    { "1;1;1;2;2,1", "1,2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = cover (cases[i].description);

      g_assert_cmpstr (result, ==, cases[i].cover);
    }
}

/* Random links: everything that is linked is covered, nothing is chosen in vain, and never more than twice the best of all subsets. */
static void
test_random (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n_accounts = (guint) g_test_rand_int_range (1, 9);
      guint links[8] = { 0 };
      g_autoptr (GString) description = g_string_new (NULL);
      g_autofree char *result = NULL;
      g_auto (GStrv) chosen = NULL;
      guint best = 99, mask = 0;

      for (guint i = 0; i < n_accounts; i++)
        {
          gboolean first = TRUE;

          if (i > 0)
            g_string_append_c (description, ';');
          for (guint j = 0; j < 8; j++)
            {
              if (g_test_rand_int_range (0, 3) > 0)
                continue;

              g_string_append_printf (description, "%s%u", first ? "" : ",", j);
              first = FALSE;
              links[i] |= 1u << j;
            }
        }

      for (guint subset = 0; subset < 256; subset++)
        {
          gboolean covers = TRUE;

          for (guint i = 0; i < n_accounts; i++)
            covers &= links[i] == 0 || (links[i] & subset) != 0;
          if (covers)
            best = MIN (best, (guint) __builtin_popcount (subset));
        }

      result = cover (description->str);
      chosen = g_strsplit (result, ",", -1);
      for (guint i = 0; chosen[i] != NULL; i++)
        mask |= 1u << (guint) g_ascii_strtoull (chosen[i], NULL, 10);
      for (guint i = 0; i < n_accounts; i++)
        g_assert_true (links[i] == 0 || (links[i] & mask) != 0);
      g_assert_cmpuint (g_strv_length (chosen), <=, 2 * best);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cover/cases", test_cases);
  g_test_add_func ("/cover/random", test_random);

  return g_test_run ();
}
