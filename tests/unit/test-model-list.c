/* test-model-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ad-account.h"
#include "roster-list.h"

static RosterAdAccount *
account (const char *id,
         const char *name)
{
  RosterAdAccount *self = roster_ad_account_new (id);

  roster_item_set_name (ROSTER_ITEM (self), name);

  return self;
}

/* "1=One,2=Two" */
static GPtrArray *
accounts (const char *description)
{
  g_auto (GStrv) parts = g_strsplit (description, ",", -1);
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      if (pair[0] != NULL)
        g_ptr_array_add (array, account (pair[0], pair[1]));
    }

  return array;
}

static char *
describe (GListStore *store)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "," : "", roster_item_get_id (item), roster_item_get_name (item));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
merge (GListStore *store,
       const char *description,
       const char *expected)
{
  g_autoptr (GPtrArray) fresh = accounts (description);
  g_autofree char *result = NULL;

  roster_list_merge (store, fresh);
  result = describe (store);
  g_assert_cmpstr (result, ==, expected);
}

static void
test_merge (void)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (RosterItem) second = NULL;
  g_autoptr (RosterItem) still = NULL;

  merge (store, "", "");
  merge (store, "1=One,2=Two,3=Three,4=Four", "1=One,2=Two,3=Three,4=Four");
  second = g_list_model_get_item (G_LIST_MODEL (store), 1);

  merge (store, "5=Five,4=Four,2=Zwei", "2=Zwei,4=Four,5=Five");
  still = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_true (still == second);

  merge (store, "4=Four,4=Again,6=Six,6=Later", "4=Again,6=Later");
  merge (store, "", "");
}

static void
count_changes (GListModel *model,
               guint       position,
               guint       removed,
               guint       added,
               gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
count_notifies (GObject    *object,
                GParamSpec *pspec,
                gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_merge_is_quiet (void)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (RosterItem) first = NULL;
  guint n_changes = 0, n_notifies = 0;

  merge (store, "1=One,2=Two,3=Three,4=Four", "1=One,2=Two,3=Three,4=Four");
  first = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_signal_connect (store, "items-changed", G_CALLBACK (count_changes), &n_changes);
  g_signal_connect (first, "notify", G_CALLBACK (count_notifies), &n_notifies);

  merge (store, "1=One,2=Two,3=Three,4=Four", "1=One,2=Two,3=Three,4=Four");
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpuint (n_notifies, ==, 0);

  /* A run that is gone leaves in one step; one property that differs is one notification. */
  merge (store, "1=Eins,4=Four", "1=Eins,4=Four");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (n_notifies, ==, 1);
}

static void
test_find (void)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  merge (store, "1=One,2=Two", "1=One,2=Two");
  g_assert_cmpstr (roster_item_get_name (roster_list_find (G_LIST_MODEL (store), "ad:2")), ==, "Two");
  g_assert_null (roster_list_find (G_LIST_MODEL (store), "tt:2"));
  g_assert_null (roster_list_find (G_LIST_MODEL (store), NULL));
}

/* Random lists against the plain meaning of the words: what was there stays in its order, what is new follows in the order of the telling. */
static void
test_random (void)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_free);
      guint n_fresh = (guint) g_test_rand_int_range (0, 12);

      for (guint i = 0; i < n_fresh; i++)
        {
          g_autofree char *id = g_strdup_printf ("%d", g_test_rand_int_range (0, 15));
          gboolean told = FALSE;

          for (guint j = 0; j < fresh->len; j++)
            told |= g_str_equal (roster_item_get_id (fresh->pdata[j]), id);
          if (!told)
            g_ptr_array_add (fresh, account (id, "x"));
        }

      for (guint i = 0; i < expected->len; i++)
        for (guint j = 0; j < fresh->len; j++)
          if (g_str_equal (expected->pdata[i], roster_item_get_id (fresh->pdata[j])))
            g_ptr_array_add (now, g_strdup (expected->pdata[i]));
      for (guint j = 0; j < fresh->len; j++)
        if (!g_ptr_array_find_with_equal_func (expected, roster_item_get_id (fresh->pdata[j]), g_str_equal, NULL))
          g_ptr_array_add (now, g_strdup (roster_item_get_id (fresh->pdata[j])));

      roster_list_merge (store, fresh);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, now->len);
      for (guint i = 0; i < now->len; i++)
        {
          g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

          g_assert_cmpstr (roster_item_get_id (item), ==, now->pdata[i]);
        }
      g_clear_pointer (&expected, g_ptr_array_unref);
      expected = g_steal_pointer (&now);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list/merge", test_merge);
  g_test_add_func ("/list/merge-is-quiet", test_merge_is_quiet);
  g_test_add_func ("/list/find", test_find);
  g_test_add_func ("/list/random", test_random);

  return g_test_run ();
}
