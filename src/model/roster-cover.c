/* roster-cover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cover.h"

/* A set that is to be covered: the ad accounts to which some TikTok account is linked, each with the TikTok accounts that it brings along.
 * Lazy greedy: the count of a candidate only ever falls, so one that is still the best after being counted again is the best of all. */

typedef struct
{
  RosterAdAccount *ad_account;
  GPtrArray *accounts; /* of RosterTiktokAccount, unowned */
  guint left;          /* how many of them were not covered when this was last counted */
  guint position;      /* where it was first met: the same input gives the same answer */
} Candidate;

static void
candidate_free (Candidate *candidate)
{
  g_clear_object (&candidate->ad_account);
  g_ptr_array_unref (candidate->accounts);
  g_free (candidate);
}

static int
candidate_compare (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const Candidate *first = a;
  const Candidate *second = b;

  if (first->left != second->left)
    return first->left > second->left ? -1 : 1;

  return first->position < second->position ? -1 : first->position > second->position;
}

static guint
count_left (const Candidate *candidate,
            GHashTable      *covered)
{
  guint left = 0;

  for (guint i = 0; i < candidate->accounts->len; i++)
    left += !g_hash_table_contains (covered, candidate->accounts->pdata[i]);

  return left;
}

static GHashTable *
collect (GListModel *tiktok_accounts)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) candidate_free);

  for (guint i = 0; i < g_list_model_get_n_items (tiktok_accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (tiktok_accounts, i);
      GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);

      for (guint j = 0; j < g_list_model_get_n_items (links); j++)
        {
          g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (links, j);
          Candidate *candidate = g_hash_table_lookup (by_key, roster_item_get_key (ROSTER_ITEM (ad_account)));

          if (candidate == NULL)
            {
              candidate = g_new0 (Candidate, 1);
              candidate->position = g_hash_table_size (by_key);
              candidate->ad_account = g_steal_pointer (&ad_account);
              candidate->accounts = g_ptr_array_new ();
              g_hash_table_insert (by_key, (gpointer) roster_item_get_key (ROSTER_ITEM (candidate->ad_account)), candidate);
            }
          g_ptr_array_add (candidate->accounts, account);
          candidate->left++;
        }
    }

  return g_steal_pointer (&by_key);
}

/**
 * roster_cover_links:
 * @tiktok_accounts: a list of #RosterTiktokAccount that stay in the list during the call
 *
 * Finds few ad accounts to which, together, all TikTok accounts are linked that are linked to any. What the owners granted is read per ad
 * account (`/identity/get/`), so this is how few requests tell it about all of them. Greedy: at most the logarithm of the largest block
 * worse than the best cover, and the best itself where accounts are linked in blocks, as agencies do.
 *
 * Returns: (transfer full) (element-type RosterAdAccount): the ad accounts, the most useful first
 */
GPtrArray *
roster_cover_links (GListModel *tiktok_accounts)
{
  g_autoptr (GPtrArray) cover = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_key = collect (tiktok_accounts);
  g_autoptr (GHashTable) covered = g_hash_table_new (NULL, NULL);
  g_autoptr (GSequence) queue = g_sequence_new (NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, by_key);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_sequence_insert_sorted (queue, value, candidate_compare, NULL);

  while (!g_sequence_is_empty (queue))
    {
      GSequenceIter *first = g_sequence_get_begin_iter (queue);
      Candidate *candidate = g_sequence_get (first);
      guint left = count_left (candidate, covered);

      if (left == 0)
        {
          g_sequence_remove (first);
          continue;
        }

      if (left < candidate->left)
        {
          candidate->left = left;
          g_sequence_sort_changed (first, candidate_compare, NULL);
          continue;
        }

      for (guint i = 0; i < candidate->accounts->len; i++)
        g_hash_table_add (covered, candidate->accounts->pdata[i]);
      g_ptr_array_add (cover, g_object_ref (candidate->ad_account));
      g_sequence_remove (first);
    }

  return g_steal_pointer (&cover);
}
