/* roster-read-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-read-plan.h"

#include "roster-person.h"

/* How to read who holds which ad account with the fewest requests. With P people, A ad accounts and G grants it takes
 *
 *   from the people's side         the sum over people of      max (1, ceil (ad accounts held / 50))
 *   from the ad accounts' side     the sum over ad accounts of max (1, ceil (holders / 20))
 *
 * requests (the page sizes are TikTok's, of /bc/asset/get/ and /bc/asset/member/get/). Once both are known from the last time, that is an
 * exact comparison. Before, no more than about G / 50 + P / 2 against G / 20 + A / 2 can be said: with no more people than ad accounts the
 * first is never worse, and with more of them it depends on G, of which a few ad accounts, read first, give an idea. */

#define PEOPLE_PAGE 50
#define HOLDERS_PAGE 20
#define MAX_PROBES 4
#define PEOPLE_PER_PROBE 25

typedef struct
{
  GHashTable *holders; /* key of an ad account -> how many are known to hold it */
  guint from_people;
  guint n_known;
} Counts;

static guint
pages (guint n_rows,
       guint page)
{
  return MAX (1, (n_rows + page - 1) / page);
}

/**
 * roster_read_plan_is_member:
 * @principal: a person or an agency
 *
 * Returns: whether @principal is a person whose grants can be asked for by `user_id`
 */
gboolean
roster_read_plan_is_member (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_user_id (ROSTER_PERSON (principal)) != NULL &&
         roster_person_get_membership (ROSTER_PERSON (principal)) != ROSTER_MEMBERSHIP_REJECTED &&
         roster_person_get_membership (ROSTER_PERSON (principal)) != ROSTER_MEMBERSHIP_UNBOUND;
}

/* What the person holds counts for the ad accounts' side in any case: TikTok tells all who hold one. */
static void
count_member (RosterAccess    *access,
              RosterPrincipal *member,
              gboolean         wanted,
              Counts          *counts)
{
  const char *row = roster_item_get_key (ROSTER_ITEM (member));
  g_autoptr (GPtrArray) columns = roster_access_dup_columns (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
  guint n_direct = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      if (roster_access_get_direct_level (access, row, columns->pdata[i]) == ROSTER_LEVEL_NONE)
        continue;

      n_direct++;
      g_hash_table_insert (counts->holders, columns->pdata[i],
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts->holders, columns->pdata[i])) + 1));
    }

  if (!wanted)
    return;

  counts->from_people += pages (n_direct, PEOPLE_PAGE);
  counts->n_known += roster_access_is_known (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
}

/**
 * roster_read_plan_make:
 * @directory: what is known: the lists as just read, the grants of the last time
 * @members: (element-type RosterPerson): whose grants are to be read
 *
 * Returns: which side to read the grants from
 */
RosterReadPlan
roster_read_plan_make (RosterDirectory *directory,
                       GPtrArray       *members)
{
  RosterAccess *access = roster_directory_get_access (directory);
  GListModel *principals = roster_directory_get_principals (directory);
  guint n_ad_accounts = g_list_model_get_n_items (roster_directory_get_ad_accounts (directory));
  g_autoptr (GHashTable) holders = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  Counts counts = { .holders = holders };
  guint n_people = members->len, from_people, from_ad_accounts = n_ad_accounts;
  GHashTableIter iter;
  gpointer count;

  for (guint i = 0; i < members->len; i++)
    g_hash_table_add (wanted, members->pdata[i]);
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (roster_read_plan_is_member (principal))
        count_member (access, principal, g_hash_table_contains (wanted, principal), &counts);
    }
  from_people = counts.from_people;

  g_hash_table_iter_init (&iter, holders);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    from_ad_accounts += pages (GPOINTER_TO_UINT (count), HOLDERS_PAGE) - 1;

  if (counts.n_known < n_people)
    {
      guint n_probes = n_people > n_ad_accounts ? MIN (n_ad_accounts, CLAMP (n_people / PEOPLE_PER_PROBE, 1, MAX_PROBES)) : 0;

      return (RosterReadPlan) { ROSTER_READ_SIDE_PEOPLE, from_people, n_probes };
    }

  if (from_ad_accounts < from_people)
    return (RosterReadPlan) { ROSTER_READ_SIDE_AD_ACCOUNTS, from_ad_accounts, 0 };

  return (RosterReadPlan) { ROSTER_READ_SIDE_PEOPLE, from_people, 0 };
}

/**
 * roster_read_plan_choose_probed:
 * @n_people: how many people there are
 * @n_ad_accounts: how many ad accounts there are
 * @n_probes: how many of them were read, at least one
 * @n_holders: how many people hold those, in all
 *
 * Chooses by a sample. What was read for it counts for the ad accounts' side, since that need not be read again.
 *
 * Returns: the side that is likely to be cheaper
 */
RosterReadSide
roster_read_plan_choose_probed (guint n_people,
                                guint n_ad_accounts,
                                guint n_probes,
                                guint n_holders)
{
  double holders = (double) n_holders / n_probes;
  double held = holders * n_ad_accounts / n_people;
  /* A sum of rounded-up numbers is about half a page for each above the sum of the numbers. */
  double from_people = n_people * (held <= PEOPLE_PAGE / 2.0 ? 1 : held / PEOPLE_PAGE + 0.5);
  double from_ad_accounts = (n_ad_accounts - n_probes) * (holders <= HOLDERS_PAGE / 2.0 ? 1 : holders / HOLDERS_PAGE + 0.5);

  return from_ad_accounts < from_people ? ROSTER_READ_SIDE_AD_ACCOUNTS : ROSTER_READ_SIDE_PEOPLE;
}
