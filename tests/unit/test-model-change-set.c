/* test-model-change-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-set.h"
#include "test-directory.h"

#define N_PEOPLE 6
#define N_AD_ACCOUNTS 5
#define N_ROUNDS 300

/* A few people (of whom the first ones are Admins), ad accounts and levels, drawn; and beside it the same as plain numbers. */
typedef struct
{
  RosterDirectory *directory;
  RosterLevel levels[N_PEOPLE][N_AD_ACCOUNTS];
  gboolean admin[N_PEOPLE];
} Center;

static char *
person_id (guint i)
{
  return g_strdup_printf ("%u", i + 1);
}

static RosterPerson *
person (Center *center,
        guint   i)
{
  g_autofree char *key = g_strdup_printf ("user:%u", i + 1);

  return ROSTER_PERSON (roster_directory_find_principal (center->directory, key));
}

static RosterAdAccount *
ad_account (Center *center,
            guint   i)
{
  g_autofree char *key = g_strdup_printf ("ad:%u", i + 1);

  return roster_directory_find_ad_account (center->directory, key);
}

/* Fills the directory from the numbers. */
static void
show (Center *center)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *id = person_id (i);
      RosterPerson *fresh = roster_person_new (id, NULL);

      roster_person_set_membership (fresh, ROSTER_MEMBERSHIP_BOUND);
      roster_person_set_role (fresh, center->admin[i] ? ROSTER_ROLE_ADMIN : ROSTER_ROLE_STANDARD);
      g_ptr_array_add (people, fresh);
    }
  roster_directory_merge_principals (center->directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *row = g_strdup_printf ("user:%u", i + 1);
      g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

      for (guint j = 0; j < N_AD_ACCOUNTS; j++)
        {
          g_autofree char *column = g_strdup_printf ("ad:%u", j + 1);

          if (center->levels[i][j] != ROSTER_LEVEL_NONE)
            g_ptr_array_add (grants, roster_grant_new (column, center->levels[i][j], NULL, ROSTER_TIKTOK_ROLES_NONE));
        }
      roster_access_set_grants (roster_directory_get_access (center->directory), row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
    }
}

static void
set_up (Center        *center,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);

  center->directory = roster_directory_new ();
  for (guint i = 0; i < N_AD_ACCOUNTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (ad_accounts, roster_ad_account_new (id));
    }
  roster_directory_merge_ad_accounts (center->directory, ad_accounts, ROSTER_MERGE_CERTAIN);
}

static void
tear_down (Center        *center,
           gconstpointer  data)
{
  g_object_unref (center->directory);
}

static void
draw (Center *center)
{
  guint n_admins = (guint) g_test_rand_int_range (1, 4);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      center->admin[i] = i < n_admins;
      for (guint j = 0; j < N_AD_ACCOUNTS; j++)
        center->levels[i][j] = (RosterLevel) g_test_rand_int_range (ROSTER_LEVEL_NONE, ROSTER_LEVEL_OTHER);
    }
  show (center);
}

static RosterChange *
at (GListModel *list,
    guint       position)
{
  g_autoptr (RosterChange) change = g_list_model_get_item (list, position);

  return change;
}

static guint
index_of (gpointer item)
{
  return (guint) g_ascii_strtoull (roster_item_get_id (ROSTER_ITEM (item)), NULL, 10) - 1;
}

/* What sending would do to the numbers. */
static void
carry_out (Center       *center,
           RosterChange *change)
{
  guint i = index_of (roster_change_get_principal (change));

  switch ((int) roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      center->levels[i][index_of (roster_change_get_ad_account (change))] = roster_change_get_to_level (change);
      break;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      center->admin[i] = roster_change_get_to_role (change) == ROSTER_ROLE_ADMIN;
      break;

    case ROSTER_CHANGE_KIND_REMOVE:
      center->admin[i] = FALSE;
      break;

    default:
      g_assert_not_reached ();
    }
  roster_change_set_state (change, ROSTER_CHANGE_STATE_DONE, NULL);
  roster_change_set_writes (change, 1);
}

static RosterRole
role_of (Center *center,
         guint   i)
{
  return center->admin[i] ? ROSTER_ROLE_ADMIN : ROSTER_ROLE_STANDARD;
}

static void
wish_level (Center          *center,
            RosterChangeSet *set,
            guint            i,
            guint            j,
            RosterLevel      from,
            RosterLevel      to)
{
  g_autoptr (RosterChange) change = roster_change_new_level (ROSTER_PRINCIPAL (person (center, i)), ad_account (center, j), from, to);

  roster_change_set_add (set, change);
}

/* However many wishes there are, and whatever each took for what was so: the last one counts, and what is so already is not in the set. */
static void
test_last_wish_counts (Center        *center,
                       gconstpointer  data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (RosterChangeSet) set = roster_change_set_new ();
      RosterLevel wanted[N_PEOPLE][N_AD_ACCOUNTS];
      guint n_different = 0;

      draw (center);
      memcpy (wanted, center->levels, sizeof wanted);
      for (guint n = (guint) g_test_rand_int_range (0, 40); n > 0; n--)
        {
          guint i = (guint) g_test_rand_int_range (0, N_PEOPLE), j = (guint) g_test_rand_int_range (0, N_AD_ACCOUNTS);
          RosterLevel to = (RosterLevel) g_test_rand_int_range (ROSTER_LEVEL_NONE, ROSTER_LEVEL_OTHER);

          /* From what is so, or from what was wished before. */
          wish_level (center, set, i, j, g_test_rand_bit () || wanted[i][j] == center->levels[i][j] ? center->levels[i][j] : wanted[i][j], to);
          wanted[i][j] = to;
        }

      for (guint i = 0; i < N_PEOPLE; i++)
        for (guint j = 0; j < N_AD_ACCOUNTS; j++)
          n_different += wanted[i][j] != center->levels[i][j] ? 1 : 0;
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, n_different);

      for (guint n = 0; n < n_different; n++)
        {
          RosterChange *change = at (G_LIST_MODEL (set), n);
          guint i = index_of (roster_change_get_principal (change)), j = index_of (roster_change_get_ad_account (change));

          g_assert_cmpint (roster_change_get_from_level (change), ==, center->levels[i][j]);
          g_assert_cmpint (roster_change_get_to_level (change), ==, wanted[i][j]);
        }
    }
}

static RosterChangeSet *
draw_set (Center *center)
{
  RosterChangeSet *set = roster_change_set_new ();

  for (guint n = (guint) g_test_rand_int_range (1, 12); n > 0; n--)
    {
      guint i = (guint) g_test_rand_int_range (0, N_PEOPLE), j = (guint) g_test_rand_int_range (0, N_AD_ACCOUNTS);
      g_autoptr (RosterChange) change = NULL;

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          change = roster_change_new_remove (person (center, i));
          break;

        case 1:
          change = roster_change_new_member_role (person (center, i), role_of (center, i), g_test_rand_bit () ? ROSTER_ROLE_ADMIN : ROSTER_ROLE_STANDARD,
                                                  ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_NONE);
          break;

        default:
          change = roster_change_new_level (ROSTER_PRINCIPAL (person (center, i)), ad_account (center, j), center->levels[i][j],
                                            (RosterLevel) g_test_rand_int_range (ROSTER_LEVEL_NONE, ROSTER_LEVEL_OTHER));
        }
      roster_change_set_add (set, change);
    }

  return set;
}

static guint
count_admins (Center *center)
{
  guint n_admins = 0;

  for (guint i = 0; i < N_PEOPLE; i++)
    n_admins += center->admin[i] ? 1 : 0;

  return n_admins;
}

static gboolean
is_contradicted_later (RosterChangeSet *set,
                       guint            position)
{
  for (guint i = position + 1; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    if (roster_change_contradicts (at (G_LIST_MODEL (set), position), at (G_LIST_MODEL (set), i)))
      return TRUE;

  return FALSE;
}

/* Whatever is asked for: what the check lets through leaves an Admin, it says so when it is the only one, and it stops nothing else. */
static void
test_admins (Center        *center,
             gconstpointer  data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (RosterChangeSet) set = NULL;
      g_autoptr (GArray) verdicts = NULL;
      gboolean refused = FALSE, warned = FALSE, ended = FALSE, was_ended;
      guint n_changes;

      draw (center);
      set = draw_set (center);
      verdicts = roster_change_set_check (set, center->directory, NULL);
      n_changes = g_list_model_get_n_items (G_LIST_MODEL (set));
      g_assert_cmpuint (verdicts->len, ==, n_changes);

      for (guint i = 0; i < n_changes; i++)
        {
          const RosterChangeVerdict *verdict = &g_array_index (verdicts, RosterChangeVerdict, i);
          RosterChange *change = at (G_LIST_MODEL (set), i);
          gboolean ends = roster_change_ends_admin (change, center->directory);

          refused |= verdict->obstacle == ROSTER_CHANGE_OBSTACLE_LAST_ADMIN;
          warned |= (verdict->warnings & ROSTER_CHANGE_WARNINGS_ONE_ADMIN_LEFT) != 0;
          was_ended = ended;
          ended |= ends;
          if (verdict->obstacle == ROSTER_CHANGE_OBSTACLE_OVERTAKEN)
            {
              g_assert_true (is_contradicted_later (set, i));
              ended = was_ended;
              continue;
            }
          if (verdict->obstacle != ROSTER_CHANGE_OBSTACLE_NONE)
            {
              g_assert_cmpint (verdict->obstacle, ==, ROSTER_CHANGE_OBSTACLE_LAST_ADMIN);
              g_assert_true (ends);
              continue;
            }

          carry_out (center, change);
        }

      g_assert_cmpuint (count_admins (center), >=, 1);
      if (!refused)
        g_assert_cmpint (warned, ==, ended && count_admins (center) == 1);
    }
}

/* A change fits as long as what it sets out from is so, and as long as there are both ends of it. */
static void
test_fits (Center        *center,
           gconstpointer  data)
{
  g_autoptr (RosterPerson) stranger = roster_person_new ("999", NULL);
  g_autoptr (RosterAdAccount) elsewhere = roster_ad_account_new ("999");

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
      g_autoptr (GArray) verdicts = NULL;

      draw (center);
      for (guint n = 0; n < 20; n++)
        {
          guint i = (guint) g_test_rand_int_range (0, N_PEOPLE), j = (guint) g_test_rand_int_range (0, N_AD_ACCOUNTS);
          gpointer who = g_test_rand_int_range (0, 10) == 0 ? stranger : person (center, i);
          gpointer where = g_test_rand_int_range (0, 10) == 0 ? elsewhere : ad_account (center, j);
          g_autoptr (RosterChange) change = roster_change_new_level (who, where, (RosterLevel) g_test_rand_int_range (ROSTER_LEVEL_NONE, ROSTER_LEVEL_OTHER),
                                                                     (RosterLevel) g_test_rand_int_range (ROSTER_LEVEL_NONE, ROSTER_LEVEL_OTHER));

          g_list_store_append (changes, change);
        }

      verdicts = roster_change_check (G_LIST_MODEL (changes), center->directory, person (center, 0));
      for (guint n = 0; n < 20; n++)
        {
          const RosterChangeVerdict *verdict = &g_array_index (verdicts, RosterChangeVerdict, n);
          RosterChange *change = at (G_LIST_MODEL (changes), n);
          gpointer who = roster_change_get_principal (change), where = roster_change_get_ad_account (change);
          RosterChangeObstacle expected = ROSTER_CHANGE_OBSTACLE_NONE;

          if (who == (gpointer) stranger || where == (gpointer) elsewhere)
            expected = ROSTER_CHANGE_OBSTACLE_GONE;
          else if (center->levels[index_of (who)][index_of (where)] == roster_change_get_to_level (change))
            expected = ROSTER_CHANGE_OBSTACLE_ALREADY_SO;
          else if (center->levels[index_of (who)][index_of (where)] != roster_change_get_from_level (change))
            expected = ROSTER_CHANGE_OBSTACLE_DIFFERS;
          g_assert_cmpint (verdict->obstacle, ==, expected);
          g_assert_cmpint (verdict->warnings, ==, who == (gpointer) person (center, 0) ? ROSTER_CHANGE_WARNINGS_ONESELF : ROSTER_CHANGE_WARNINGS_NONE);
        }
    }
}

/* Sent, some of it failed, and undone: all is as it was, but for who was removed, and what is not so because of it. */
static void
test_undo (Center        *center,
           gconstpointer  data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (RosterChangeSet) set = NULL;
      g_autoptr (RosterChangeSet) undo = NULL;
      g_autoptr (GArray) verdicts = NULL;
      RosterLevel before[N_PEOPLE][N_AD_ACCOUNTS];
      gboolean was_admin[N_PEOPLE], removed[N_PEOPLE] = { FALSE };
      guint n_expected = 0;

      draw (center);
      memcpy (before, center->levels, sizeof before);
      memcpy (was_admin, center->admin, sizeof was_admin);
      set = draw_set (center);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
        {
          RosterChange *change = at (G_LIST_MODEL (set), i);
          gboolean removes = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_REMOVE;

          if (g_test_rand_int_range (0, 4) == 0)
            {
              roster_change_set_state (change, ROSTER_CHANGE_STATE_FAILED, NULL);
              continue;
            }
          carry_out (center, change);
          removed[index_of (roster_change_get_principal (change))] |= removes;
        }
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
        {
          RosterChange *change = at (G_LIST_MODEL (set), i);

          n_expected += roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE && !removed[index_of (roster_change_get_principal (change))] ? 1 : 0;
        }
      show (center);

      undo = roster_change_set_new_undo (G_LIST_MODEL (set));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (undo)), ==, n_expected);
      verdicts = roster_change_set_check (undo, center->directory, NULL);
      for (guint i = 0; i < n_expected; i++)
        {
          g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, i).obstacle, !=, ROSTER_CHANGE_OBSTACLE_DIFFERS);
          g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, i).obstacle, !=, ROSTER_CHANGE_OBSTACLE_ALREADY_SO);
          carry_out (center, at (G_LIST_MODEL (undo), i));
        }

      for (guint i = 0; i < N_PEOPLE; i++)
        {
          if (removed[i])
            continue;

          g_assert_cmpint (center->admin[i], ==, was_admin[i]);
          g_assert_cmpmem (center->levels[i], sizeof before[i], before[i], sizeof before[i]);
        }
    }
}

/* Only what was written is put back, and only over what it left. */
static void
test_undo_is_true (Center        *center,
                   gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = roster_change_set_new ();
  g_autoptr (RosterChangeSet) undo = NULL;
  g_autoptr (GArray) verdicts = NULL;

  center->levels[0][0] = ROSTER_LEVEL_ANALYST;
  show (center);
  wish_level (center, set, 0, 0, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_ADMIN);
  wish_level (center, set, 0, 1, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN);
  carry_out (center, at (G_LIST_MODEL (set), 0));
  carry_out (center, at (G_LIST_MODEL (set), 1));
  roster_change_set_writes (at (G_LIST_MODEL (set), 1), 0); /* it was so already */
  center->levels[0][0] = ROSTER_LEVEL_OPERATOR;             /* somebody else has changed it since */
  show (center);

  undo = roster_change_set_new_undo (G_LIST_MODEL (set));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (undo)), ==, 1);
  g_assert_cmpint (roster_change_get_to_level (at (G_LIST_MODEL (undo), 0)), ==, ROSTER_LEVEL_ANALYST);
  verdicts = roster_change_set_check (undo, center->directory, NULL);
  g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, 0).obstacle, ==, ROSTER_CHANGE_OBSTACLE_DIFFERS);
}

/* What was unlinked from an account that has left is not linked again; where the account stayed it is. */
static void
test_undo_disconnect (Center        *center,
                      gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = roster_change_set_new ();
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("1");
  g_autoptr (RosterChange) unlink = roster_change_new_unlink (account, ad_account (center, 0));
  g_autoptr (RosterChange) disconnect = roster_change_new_disconnect (account);
  g_autoptr (RosterChangeSet) gone = NULL;
  g_autoptr (RosterChangeSet) still_there = NULL;

  roster_change_set_add (set, unlink);
  roster_change_set_add (set, disconnect);
  roster_change_set_state (unlink, ROSTER_CHANGE_STATE_DONE, NULL);
  roster_change_set_writes (unlink, 1);
  roster_change_set_state (disconnect, ROSTER_CHANGE_STATE_DONE, NULL);
  roster_change_set_writes (disconnect, 1);
  gone = roster_change_set_new_undo (G_LIST_MODEL (set));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gone)), ==, 0);

  roster_change_set_state (disconnect, ROSTER_CHANGE_STATE_FAILED, NULL);
  still_there = roster_change_set_new_undo (G_LIST_MODEL (set));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (still_there)), ==, 1);
  g_assert_cmpint (roster_change_get_kind (at (G_LIST_MODEL (still_there), 0)), ==, ROSTER_CHANGE_KIND_LINK);
}

static void
count_signals (GListModel *list,
               guint       position,
               guint       removed,
               guint       added,
               int        *n_items)
{
  *n_items += (int) added - (int) removed;
  g_assert_cmpint (*n_items, ==, (int) g_list_model_get_n_items (list));
}

/* Linking and unlinking the same come to nothing; what is on its way, or unknown, stays whatever comes after it. */
static void
test_replacing (Center        *center,
                gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = roster_change_set_new ();
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("1");
  g_autoptr (RosterChange) link = NULL;
  g_autoptr (RosterChange) link_again = NULL;
  g_autoptr (RosterChange) unlink = NULL;
  g_autoptr (RosterChange) remove = NULL;
  g_autoptr (RosterChange) role = NULL;
  int n_items = 0;

  draw (center);
  link = roster_change_new_link (account, ad_account (center, 0));
  link_again = roster_change_new_link (account, ad_account (center, 0));
  unlink = roster_change_new_unlink (account, ad_account (center, 0));
  role = roster_change_new_member_role (person (center, 5), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_NONE);
  remove = roster_change_new_remove (person (center, 5));
  g_signal_connect (set, "items-changed", G_CALLBACK (count_signals), &n_items);

  g_assert_true (roster_change_set_add (set, link) == link);
  g_assert_true (roster_change_set_add (set, link) == link);
  g_assert_true (roster_change_set_add (set, link_again) == link_again);
  g_assert_cmpint (n_items, ==, 1);
  g_assert_null (roster_change_set_add (set, unlink));
  g_assert_cmpint (n_items, ==, 0);

  roster_change_set_add (set, link);
  roster_change_set_state (link, ROSTER_CHANGE_STATE_UNKNOWN, NULL);
  g_assert_true (roster_change_set_add (set, unlink) == unlink);
  g_assert_cmpint (n_items, ==, 2);
  g_assert_cmpuint (roster_change_set_count (set, ROSTER_CHANGE_STATE_UNKNOWN), ==, 1);
  g_assert_null (roster_change_set_add (set, link_again));
  g_assert_cmpint (n_items, ==, 1);

  roster_change_set_add (set, role);
  g_assert_true (roster_change_set_add (set, remove) == remove);
  g_assert_cmpint (n_items, ==, 2);
  roster_change_set_remove (set, remove);
  roster_change_set_remove (set, remove);
  roster_change_set_clear (set);
  g_assert_cmpint (n_items, ==, 0);
}

static RosterChangeVerdict
verdict_of (RosterChange    *change,
            RosterDirectory *directory)
{
  g_autoptr (RosterChange) owned = change;
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (GArray) verdicts = NULL;

  g_list_store_append (changes, change);
  verdicts = roster_change_check (G_LIST_MODEL (changes), directory, NULL);

  return g_array_index (verdicts, RosterChangeVerdict, 0);
}

static void
test_each_kind (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  RosterPrincipal *tomas = roster_directory_find_principal (directory, "user:1");
  RosterPrincipal *zoe = roster_directory_find_principal (directory, "user:2");
  RosterPrincipal *aoife = roster_directory_find_principal (directory, "user:3");
  RosterPrincipal *maria = roster_directory_find_principal (directory, "mail:maria@studio.example");
  RosterPrincipal *lumen = roster_directory_find_principal (directory, "bc:7200000000000000001");
  RosterTiktokAccount *acme = roster_directory_find_tiktok_account (directory, "tt:7400000000000000001");
  RosterAdAccount *shop_2 = roster_directory_find_ad_account (directory, "ad:2");
  RosterAdAccount *shop_10 = roster_directory_find_ad_account (directory, "ad:10");
  g_autoptr (RosterAdAccount) gone = roster_ad_account_new ("999");
  g_autoptr (RosterPerson) accepted = roster_person_new (NULL, "Tomas@northwind.example");
  g_autoptr (RosterPerson) left = roster_person_new ("999", "x@northwind.example");
  const struct
  {
    RosterChange *change;
    RosterChangeObstacle obstacle;
    RosterChangeWarnings warnings;
  } cases[] = {
    /* Nothing is known of what Zoë has: TikTok decides. */
    { roster_change_new_level (zoe, shop_2, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_level (maria, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST), ROSTER_CHANGE_OBSTACLE_NONE, ROSTER_CHANGE_WARNINGS_KEPT },
    { roster_change_new_roles (maria, acme, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST), ROSTER_CHANGE_OBSTACLE_NONE, ROSTER_CHANGE_WARNINGS_KEPT },
    { roster_change_new_roles (lumen, acme, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST), ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE, 0 },
    { roster_change_new_roles (aoife, acme, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST), ROSTER_CHANGE_OBSTACLE_DIFFERS, 0 },
    { roster_change_new_roles (tomas, acme, ROSTER_TIKTOK_ROLES_POST, ROSTER_TIKTOK_ROLES_NONE), ROSTER_CHANGE_OBSTACLE_ALREADY_SO, 0 },
    { roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST), ROSTER_CHANGE_OBSTACLE_DIFFERS, ROSTER_CHANGE_WARNINGS_TWO_STEPS },
    { roster_change_new_link (acme, shop_2), ROSTER_CHANGE_OBSTACLE_ALREADY_SO, 0 },
    { roster_change_new_link (acme, shop_10), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_link (acme, gone), ROSTER_CHANGE_OBSTACLE_GONE, 0 },
    { roster_change_new_unlink (acme, shop_2), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_unlink (acme, gone), ROSTER_CHANGE_OBSTACLE_ALREADY_SO, 0 },
    { roster_change_new_disconnect (acme), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_invite ("new@x.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_invite ("Maria@Studio.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE), ROSTER_CHANGE_OBSTACLE_ALREADY_THERE, 0 },
    { roster_change_new_invite ("TOMAS@northwind.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE), ROSTER_CHANGE_OBSTACLE_ALREADY_THERE, 0 },
    { roster_change_new_withdraw (ROSTER_PERSON (maria)), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_withdraw (accepted), ROSTER_CHANGE_OBSTACLE_DIFFERS, 0 },
    { roster_change_new_withdraw (ROSTER_PERSON (tomas)), ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE, 0 },
    { roster_change_new_member_role (ROSTER_PERSON (tomas), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, 0, 0), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_member_role (ROSTER_PERSON (tomas), ROSTER_ROLE_ADMIN, ROSTER_ROLE_STANDARD, 0, 0), ROSTER_CHANGE_OBSTACLE_ALREADY_SO, 0 },
    { roster_change_new_member_role (ROSTER_PERSON (tomas), ROSTER_ROLE_STANDARD, ROSTER_ROLE_OTHER, 0, 0), ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE, 0 },
    { roster_change_new_member_role (ROSTER_PERSON (maria), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, 0, 0), ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER, 0 },
    { roster_change_new_member_role (ROSTER_PERSON (aoife), ROSTER_ROLE_ADMIN, ROSTER_ROLE_STANDARD, 0, 0), ROSTER_CHANGE_OBSTACLE_LAST_ADMIN, 0 },
    { roster_change_new_remove (ROSTER_PERSON (aoife)), ROSTER_CHANGE_OBSTACLE_LAST_ADMIN, 0 },
    { roster_change_new_remove (ROSTER_PERSON (tomas)), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_remove (left), ROSTER_CHANGE_OBSTACLE_ALREADY_SO, 0 },
    { roster_change_new_remove (ROSTER_PERSON (maria)), ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER, 0 },
    { roster_change_new_invite_agency ("7288887776665554443", NULL, ROSTER_LEVEL_ANALYST), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
    { roster_change_new_invite_agency ("7200000000000000001", NULL, ROSTER_LEVEL_ANALYST), ROSTER_CHANGE_OBSTACLE_ALREADY_THERE, 0 },
    { roster_change_new_end_partnership (ROSTER_AGENCY (lumen)), ROSTER_CHANGE_OBSTACLE_NONE, 0 },
  };

  roster_ad_account_set_ownership (roster_directory_find_ad_account (directory, "ad:7"), ROSTER_OWNERSHIP_PARTNER);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterChangeVerdict verdict = verdict_of (cases[i].change, directory);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (verdict.obstacle, ==, cases[i].obstacle);
      g_assert_cmpint (verdict.warnings, ==, cases[i].warnings);
    }
  g_assert_cmpint (verdict_of (roster_change_new_level (lumen, roster_directory_find_ad_account (directory, "ad:7"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST), directory).obstacle,
                   ==, ROSTER_CHANGE_OBSTACLE_NOT_OWN);
}

/* Changes of one list know of each other: who is invited can be given more, and is invited again once withdrawn; half-way is no surprise. */
static void
test_together (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  RosterPrincipal *maria = roster_directory_find_principal (directory, "mail:maria@studio.example");
  RosterPrincipal *lumen = roster_directory_find_principal (directory, "bc:7200000000000000001");
  RosterAdAccount *shop_2 = roster_directory_find_ad_account (directory, "ad:2");
  g_autoptr (RosterChangeSet) set = roster_change_set_new ();
  g_autoptr (RosterChange) invite = roster_change_new_invite ("new@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) more = roster_change_new_level (roster_change_get_principal (invite), shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN);
  g_autoptr (RosterChange) withdraw = roster_change_new_withdraw (ROSTER_PERSON (maria));
  g_autoptr (RosterChange) again = roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) half = roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
  g_autoptr (RosterChange) swap_in = roster_change_new_member_role (ROSTER_PERSON (roster_directory_find_principal (directory, "user:1")), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, 0, 0);
  g_autoptr (RosterChange) swap_out = roster_change_new_remove (ROSTER_PERSON (roster_directory_find_principal (directory, "user:3")));
  g_autoptr (GArray) verdicts = NULL;

  g_assert_cmpint (verdict_of (g_object_ref (more), directory).obstacle, ==, ROSTER_CHANGE_OBSTACLE_GONE);

  roster_change_set_writes (half, 1);
  roster_change_set_add (set, invite);
  roster_change_set_add (set, more);
  roster_change_set_add (set, withdraw);
  roster_change_set_add (set, again);
  roster_change_set_add (set, half);
  roster_change_set_add (set, swap_in);
  roster_change_set_add (set, swap_out);
  verdicts = roster_change_set_check (set, directory, ROSTER_PERSON (roster_directory_find_principal (directory, "user:3")));
  g_assert_cmpuint (verdicts->len, ==, 7);
  for (guint i = 0; i < verdicts->len; i++)
    g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, i).obstacle, ==, ROSTER_CHANGE_OBSTACLE_NONE);
  g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, 1).warnings, ==, ROSTER_CHANGE_WARNINGS_KEPT);
  g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, 6).warnings, ==, ROSTER_CHANGE_WARNINGS_ONESELF | ROSTER_CHANGE_WARNINGS_ONE_ADMIN_LEFT);
}

/* Nobody can leave and be given something in the same go: the set says so, and the later wish counts, also when an earlier one is wished once more. */
static void
test_contradictions (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  RosterPrincipal *tomas = roster_directory_find_principal (directory, "user:1");
  RosterPrincipal *maria = roster_directory_find_principal (directory, "mail:maria@studio.example");
  RosterPrincipal *lumen = roster_directory_find_principal (directory, "bc:7200000000000000001");
  RosterTiktokAccount *acme = roster_directory_find_tiktok_account (directory, "tt:7400000000000000001");
  RosterAdAccount *shop_2 = roster_directory_find_ad_account (directory, "ad:2");
  RosterAdAccount *shop_10 = roster_directory_find_ad_account (directory, "ad:10");
  const struct
  {
    RosterChange *leaves;
    RosterChange *gives;
  } pairs[] = {
    { roster_change_new_end_partnership (ROSTER_AGENCY (lumen)), roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN) },
    { roster_change_new_remove (ROSTER_PERSON (tomas)), roster_change_new_level (tomas, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN) },
    { roster_change_new_remove (ROSTER_PERSON (tomas)), roster_change_new_roles (tomas, acme, 0, ROSTER_TIKTOK_ROLES_POST) },
    { roster_change_new_disconnect (acme), roster_change_new_link (acme, shop_10) },
    { roster_change_new_disconnect (acme), roster_change_new_roles (tomas, acme, 0, ROSTER_TIKTOK_ROLES_POST) },
    { roster_change_new_withdraw (ROSTER_PERSON (maria)), roster_change_new_level (maria, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (RosterChange) leaves = pairs[i].leaves;
      g_autoptr (RosterChange) gives = pairs[i].gives;
      RosterChange *orders[2][2] = { { leaves, gives }, { gives, leaves } };

      g_assert_true (roster_change_contradicts (leaves, gives) && roster_change_contradicts (gives, leaves));
      for (gsize j = 0; j < G_N_ELEMENTS (orders); j++)
        {
          g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
          g_autoptr (GArray) verdicts = NULL;

          g_list_store_splice (changes, 0, 0, (gpointer *) orders[j], 2);
          verdicts = roster_change_check (G_LIST_MODEL (changes), directory, NULL);
          g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, 0).obstacle, ==, ROSTER_CHANGE_OBSTACLE_OVERTAKEN);
          g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, 0).warnings, ==, ROSTER_CHANGE_WARNINGS_OVERTAKEN);
          g_assert_cmpint (g_array_index (verdicts, RosterChangeVerdict, 1).obstacle, !=, ROSTER_CHANGE_OBSTACLE_OVERTAKEN);
        }
    }
}

/* A wish that is made once more is the last one then; taking something away is no contradiction; what was overtaken once is not sent later. */
static void
test_contradictions_in_a_set (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  RosterPrincipal *lumen = roster_directory_find_principal (directory, "bc:7200000000000000001");
  RosterAdAccount *shop_2 = roster_directory_find_ad_account (directory, "ad:2");
  g_autoptr (RosterChangeSet) set = roster_change_set_new ();
  g_autoptr (RosterChange) level = roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR);
  g_autoptr (RosterChange) end = roster_change_new_end_partnership (ROSTER_AGENCY (lumen));
  g_autoptr (RosterChange) again = roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN);
  g_autoptr (RosterChange) taken = roster_change_new_level (lumen, shop_2, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE);

  roster_change_set_add (set, level);
  roster_change_set_add (set, end);
  g_assert_true (roster_change_set_add (set, again) == again);
  g_assert_true (at (G_LIST_MODEL (set), 0) == end);
  g_assert_true (at (G_LIST_MODEL (set), 1) == again);
  g_assert_false (roster_change_contradicts (end, taken));

  roster_change_set_overtaken (end, TRUE);
  g_assert_cmpint (verdict_of (g_object_ref (end), directory).obstacle, ==, ROSTER_CHANGE_OBSTACLE_OVERTAKEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/change-set/last-wish-counts", Center, NULL, set_up, test_last_wish_counts, tear_down);
  g_test_add ("/change-set/admins", Center, NULL, set_up, test_admins, tear_down);
  g_test_add ("/change-set/fits", Center, NULL, set_up, test_fits, tear_down);
  g_test_add ("/change-set/undo", Center, NULL, set_up, test_undo, tear_down);
  g_test_add ("/change-set/undo-is-true", Center, NULL, set_up, test_undo_is_true, tear_down);
  g_test_add ("/change-set/undo-disconnect", Center, NULL, set_up, test_undo_disconnect, tear_down);
  g_test_add ("/change-set/replacing", Center, NULL, set_up, test_replacing, tear_down);
  g_test_add_func ("/change-set/each-kind", test_each_kind);
  g_test_add_func ("/change-set/together", test_together);
  g_test_add_func ("/change-set/contradictions", test_contradictions);
  g_test_add_func ("/change-set/contradictions-in-a-set", test_contradictions_in_a_set);

  return g_test_run ();
}
