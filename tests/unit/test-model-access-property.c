/* test-model-access-property.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-directory.h"
#include "roster-person.h"

/* Random Business Centers, told in random order and piece by piece, some pieces several times over and some never: after each step the access
 * model must say of every cell, with all its reasons, what a naive model says, which keeps one table for each kind of fact and looks through
 * all of them. The seed is printed; --seed repeats a run. */

#define N_PEOPLE 7
#define N_INVITED 3
#define N_AGENCIES 3
#define N_ROWS (N_PEOPLE + N_INVITED + N_AGENCIES)
#define N_ADS 8
#define N_TIKTOKS 5
#define N_COLUMNS (N_ADS + N_TIKTOKS)
#define N_GROUPS 4
#define N_STEPS 250
#define N_CENTERS 8

static const char * const TEXTS[] = { "SUPERVISOR", "AUDITOR" };

typedef struct
{
  RosterLevel level;
  guint text; /* of TEXTS, for a level that this program does not know */
  RosterTiktokRoles roles;
} Cell;

typedef struct
{
  /* What there is, and what was read of it. */
  gboolean row_listed[N_ROWS], column_listed[N_COLUMNS], group_listed[N_GROUPS];
  gboolean groups_known;
  gboolean admin[N_ROWS];
  gboolean known[N_ROWS][2];
  Cell direct[N_ROWS][N_COLUMNS];
  gboolean group_read[N_GROUPS];
  gboolean in_group[N_GROUPS][N_COLUMNS];
  Cell member[N_GROUPS][N_ROWS];
  gboolean links_read[N_COLUMNS];
  gboolean linked[N_COLUMNS][N_COLUMNS];

  /* The same, as the model keeps it. */
  RosterDirectory *directory;
  RosterAccess *access;
  GPtrArray *rows;
  GPtrArray *columns;
  GPtrArray *groups;
} Center;

static guint
any (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static gboolean
is_tiktok (guint column)
{
  return column >= N_ADS;
}

static RosterAccessScope
scope_of (guint column)
{
  return is_tiktok (column) ? ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS : ROSTER_ACCESS_SCOPE_AD_ACCOUNTS;
}

static const char *
key_of (GPtrArray *items,
        guint      i)
{
  return roster_item_get_key (items->pdata[i]);
}

static Cell
any_cell (guint column)
{
  Cell cell = { 0 };

  if (is_tiktok (column))
    cell.roles = (RosterTiktokRoles) any (16);
  else
    cell.level = (RosterLevel) any (5);
  cell.text = any (G_N_ELEMENTS (TEXTS));

  return cell;
}

static gboolean
is_empty (const Cell *cell)
{
  return cell->level == ROSTER_LEVEL_NONE && cell->roles == ROSTER_TIKTOK_ROLES_NONE;
}

static const char *
text_of (const Cell *cell)
{
  return cell->level == ROSTER_LEVEL_OTHER ? TEXTS[cell->text] : NULL;
}

/* Steps */

/* Each is listed, most of the time; the naive model forgets what the rest had. */
static GPtrArray *
any_listed (GPtrArray *items,
            guint      first,
            guint      n,
            gboolean  *listed)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = first; i < first + n; i++)
    {
      listed[i] = any (8) > 0;
      if (listed[i])
        g_ptr_array_add (chosen, items->pdata[i]);
    }

  return chosen;
}

static void
list_people (Center *center)
{
  g_autoptr (GPtrArray) listed = any_listed (center->rows, 0, N_ROWS, center->row_listed);

  for (guint i = 0; i < N_ROWS; i++)
    {
      if (i < N_PEOPLE)
        {
          gboolean member = any (5) > 0;

          center->admin[i] = any (3) == 0;
          roster_person_set_role (center->rows->pdata[i], center->admin[i] ? ROSTER_ROLE_ADMIN : ROSTER_ROLE_STANDARD);
          roster_person_set_membership (center->rows->pdata[i], member ? ROSTER_MEMBERSHIP_BOUND : ROSTER_MEMBERSHIP_REJECTED);
          center->admin[i] &= member && center->row_listed[i];
        }
      if (center->row_listed[i])
        continue;

      center->known[i][0] = center->known[i][1] = FALSE;
      memset (center->direct[i], 0, sizeof center->direct[i]);
      for (guint j = 0; j < N_GROUPS; j++)
        center->member[j][i] = (Cell) { 0 };
    }
  roster_directory_merge_principals (center->directory, listed, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
}

static void
forget_columns (Center         *center,
                const gboolean *were_listed)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (!were_listed[i] || center->column_listed[i])
        continue;

      for (guint j = 0; j < N_ROWS; j++)
        center->direct[j][i] = (Cell) { 0 };
      for (guint j = 0; j < N_GROUPS; j++)
        center->in_group[j][i] = FALSE;
      center->links_read[i] = FALSE;
      memset (center->linked[i], 0, sizeof center->linked[i]);
    }
}

static void
list_columns (Center *center)
{
  gboolean were_listed[N_COLUMNS];
  g_autoptr (GPtrArray) listed = NULL;

  memcpy (were_listed, center->column_listed, sizeof were_listed);
  if (any (2) == 0)
    {
      listed = any_listed (center->columns, 0, N_ADS, center->column_listed);
      roster_directory_merge_ad_accounts (center->directory, listed, ROSTER_MERGE_CERTAIN);
    }
  else
    {
      listed = any_listed (center->columns, N_ADS, N_TIKTOKS, center->column_listed);
      roster_directory_merge_tiktok_accounts (center->directory, listed, ROSTER_MERGE_CERTAIN);
    }
  forget_columns (center, were_listed);
}

static void
list_groups (Center *center)
{
  g_autoptr (GPtrArray) listed = any_listed (center->groups, 0, N_GROUPS, center->group_listed);

  for (guint i = 0; i < N_GROUPS; i++)
    center->group_read[i] &= center->group_listed[i];
  center->groups_known = TRUE;
  roster_directory_merge_account_groups (center->directory, listed, ROSTER_MERGE_CERTAIN);
}

static void
lose_groups (Center *center)
{
  center->groups_known = FALSE;
  roster_access_lose_groups (center->access);
}

static void
read_grants (Center *center)
{
  guint row = any (N_ROWS);
  RosterAccessScope scope = (RosterAccessScope) any (2);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      Cell *cell = &center->direct[row][i];

      if (scope_of (i) != scope)
        continue;

      *cell = any (2) == 0 ? any_cell (i) : (Cell) { 0 };
      if (!is_empty (cell))
        g_ptr_array_insert (grants, (gint) any (grants->len + 1), roster_grant_new (key_of (center->columns, i), cell->level, text_of (cell), cell->roles));
    }
  center->known[row][scope] = TRUE;
  roster_access_set_grants (center->access, key_of (center->rows, row), scope, grants);
}

static void
write_grant (Center *center)
{
  guint row = any (N_ROWS), column = any (N_COLUMNS);
  Cell cell = any_cell (column);
  g_autoptr (RosterGrant) grant = roster_grant_new (key_of (center->columns, column), cell.level, text_of (&cell), cell.roles);

  center->direct[row][column] = cell;
  roster_access_set_grant (center->access, key_of (center->rows, row), grant);
}

static void
read_group (Center *center)
{
  guint group = any (N_GROUPS);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  for (guint i = 0; i < N_ADS; i++)
    {
      center->in_group[group][i] = any (2) == 0;
      for (guint times = center->in_group[group][i] ? 1 + (any (6) == 0) : 0; times > 0; times--)
        g_ptr_array_add (keys, (gpointer) key_of (center->columns, i));
    }
  for (guint i = 0; i < N_ROWS; i++)
    {
      Cell *cell = &center->member[group][i];

      *cell = i < N_PEOPLE && any (2) == 0 ? any_cell (0) : (Cell) { 0 };
      if (!is_empty (cell))
        g_ptr_array_add (members, roster_grant_new (key_of (center->rows, i), cell->level, text_of (cell), ROSTER_TIKTOK_ROLES_NONE));
    }
  center->group_read[group] = TRUE;
  roster_access_set_group (center->access, key_of (center->groups, group), key_of (center->groups, group), keys, members);
}

static void
read_links (Center *center)
{
  guint column = N_ADS + any (N_TIKTOKS);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < N_ADS; i++)
    {
      center->linked[column][i] = any (4) == 0;
      if (center->linked[column][i])
        g_ptr_array_add (links, center->columns->pdata[i]);
    }
  center->links_read[column] = TRUE;
  roster_directory_set_links (center->directory, center->columns->pdata[column], links);
}

static void
start_anew (Center *center)
{
  memset (center, 0, G_STRUCT_OFFSET (Center, directory));
  roster_directory_clear (center->directory);
}

/* What the naive model says */

static gboolean
is_given (Center      *center,
          guint        row,
          guint        column,
          RosterLevel  level)
{
  gboolean given = center->direct[row][column].level == level;

  for (guint i = 0; i < N_GROUPS; i++)
    given |= center->group_read[i] && center->in_group[i][column] && center->member[i][row].level == level;

  return given;
}

/* Of the levels that the program knows, the highest. */
static RosterLevel
get_level (Center *center,
           guint   row,
           guint   column)
{
  for (RosterLevel level = ROSTER_LEVEL_ADMIN; level > ROSTER_LEVEL_NONE; level--)
    if (is_given (center, row, column, level))
      return level;

  return is_given (center, row, column, ROSTER_LEVEL_OTHER) ? ROSTER_LEVEL_OTHER : ROSTER_LEVEL_NONE;
}

static gboolean
can_work (Center *center,
          guint   row,
          guint   column)
{
  RosterLevel level = get_level (center, row, column);

  return level == ROSTER_LEVEL_OPERATOR || level == ROSTER_LEVEL_ADMIN;
}

static char *
describe (const RosterReason *reason)
{
  return g_strdup_printf ("%d: %d %s %u from %s", (int) reason->kind, (int) reason->level, reason->level_text != NULL ? reason->level_text : "-",
                          (guint) reason->roles, reason->source_key != NULL ? reason->source_key : "-");
}

static GPtrArray *
list_reasons (Center *center,
              guint   row,
              guint   column)
{
  const Cell *direct = &center->direct[row][column];
  GPtrArray *reasons = g_ptr_array_new_with_free_func (g_free);

  if (!is_empty (direct))
    g_ptr_array_add (reasons, describe (&(RosterReason) {
      .kind = row < N_PEOPLE ? ROSTER_REASON_KIND_DIRECT : row < N_PEOPLE + N_INVITED ? ROSTER_REASON_KIND_INVITATION : ROSTER_REASON_KIND_SHARED,
      .level = direct->level, .level_text = text_of (direct), .roles = direct->roles,
    }));

  for (guint i = 0; i < N_GROUPS; i++)
    {
      const Cell *member = &center->member[i][row];

      if (center->group_read[i] && center->in_group[i][column] && !is_empty (member))
        g_ptr_array_add (reasons, describe (&(RosterReason) {
          .kind = ROSTER_REASON_KIND_GROUP, .level = member->level, .level_text = text_of (member), .source_key = key_of (center->groups, i),
        }));
    }

  for (guint i = 0; i < N_ADS; i++)
    if (center->linked[column][i] && can_work (center, row, i))
      g_ptr_array_add (reasons, describe (&(RosterReason) {
        .kind = ROSTER_REASON_KIND_LINK, .level = get_level (center, row, i), .source_key = key_of (center->columns, i),
      }));

  if (center->admin[row])
    g_ptr_array_add (reasons, describe (&(RosterReason) { .kind = ROSTER_REASON_KIND_ROLE }));

  return reasons;
}

static gboolean
is_complete (Center            *center,
             guint              row,
             RosterAccessScope  scope)
{
  gboolean complete = center->known[row][scope] && (center->groups_known || row >= N_PEOPLE || scope != ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);

  for (guint i = 0; i < N_GROUPS && scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS && row < N_PEOPLE; i++)
    complete &= center->group_read[i] || !center->group_listed[i];

  return complete;
}

static gboolean
is_explained (Center *center,
              guint   row,
              guint   column)
{
  gboolean linked = FALSE, open = FALSE;

  for (guint i = 0; i < N_ADS; i++)
    {
      linked |= center->linked[column][i];
      open |= center->linked[column][i] && !can_work (center, row, i) && is_given (center, row, i, ROSTER_LEVEL_OTHER);
    }

  return !open && is_complete (center, row, scope_of (column)) &&
         (!is_tiktok (column) || (center->links_read[column] && (!linked || is_complete (center, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS))));
}

/* Comparing */

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
assert_same (GPtrArray *got,
             GPtrArray *expected)
{
  g_ptr_array_sort (got, compare_strings);
  g_ptr_array_sort (expected, compare_strings);
  for (guint i = 0; i < MIN (got->len, expected->len); i++)
    g_assert_cmpstr (got->pdata[i], ==, expected->pdata[i]);
  g_assert_cmpuint (got->len, ==, expected->len);
}

typedef struct
{
  GPtrArray *reasons;
  RosterReasonKind last_kind;
} Told;

static void
note_reason (const RosterReason *reason,
             gpointer            user_data)
{
  Told *told = user_data;

  /* What is direct comes first, the role last. */
  g_assert_cmpint (reason->kind, >=, told->last_kind);
  told->last_kind = reason->kind;
  if (reason->kind == ROSTER_REASON_KIND_GROUP)
    g_assert_cmpstr (reason->source_name, ==, reason->source_key);
  g_ptr_array_add (told->reasons, describe (reason));
}

static void
compare_cell (Center *center,
              guint   row,
              guint   column)
{
  const char *row_key = key_of (center->rows, row), *column_key = key_of (center->columns, column);
  g_autoptr (GPtrArray) expected = list_reasons (center, row, column);
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func (g_free);
  Told told = { got, ROSTER_REASON_KIND_DIRECT };
  gboolean explained;

  g_assert_cmpint (roster_access_get_direct_level (center->access, row_key, column_key), ==, center->direct[row][column].level);
  g_assert_cmpint (roster_access_get_level (center->access, row_key, column_key), ==, get_level (center, row, column));
  g_assert_cmpint (roster_access_get_roles (center->access, row_key, column_key), ==, center->direct[row][column].roles);
  explained = roster_access_explain (center->access, roster_access_find_row (center->access, row_key),
                                     roster_access_find_column (center->access, column_key), note_reason, &told);
  g_assert_cmpint (explained, ==, is_explained (center, row, column));
  assert_same (got, expected);

  if (is_tiktok (column))
    g_assert_cmpint (roster_directory_can_use (center->directory, center->rows->pdata[row], center->columns->pdata[column]), ==,
                     expected->len > (center->admin[row] ? 1 : 0));
}

static void
compare_row (Center *center,
             guint   row)
{
  const char *row_key = key_of (center->rows, row);

  for (guint scope = 0; scope < 2; scope++)
    {
      g_autoptr (GPtrArray) got = roster_access_dup_columns (center->access, row_key, scope);
      g_autoptr (GPtrArray) got_grants = roster_access_dup_grants (center->access, row_key, scope);
      g_autoptr (GPtrArray) expected = g_ptr_array_new ();
      guint n_grants = 0;

      for (guint i = 0; i < N_COLUMNS; i++)
        {
          if (scope_of (i) != scope)
            continue;
          if (get_level (center, row, i) != ROSTER_LEVEL_NONE || center->direct[row][i].roles != ROSTER_TIKTOK_ROLES_NONE)
            g_ptr_array_add (expected, (gpointer) key_of (center->columns, i));
          n_grants += !is_empty (&center->direct[row][i]);
        }
      g_assert_cmpint (roster_access_is_known (center->access, row_key, scope), ==, center->known[row][scope]);
      g_assert_cmpint (roster_access_is_complete (center->access, row_key, scope), ==, is_complete (center, row, scope));
      g_assert_cmpuint (got_grants->len, ==, n_grants);
      if (scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS && center->row_listed[row])
        g_assert_cmpint (roster_principal_get_ad_account_count (center->rows->pdata[row]), ==,
                         is_complete (center, row, scope) ||
                             (row < N_PEOPLE && !center->groups_known && center->known[row][scope] && expected->len > 0) ? (int) expected->len : -1);
      assert_same (got, expected);
    }

  for (RosterLevel lowest = ROSTER_LEVEL_ANALYST; lowest <= ROSTER_LEVEL_OTHER; lowest++)
    {
      g_autoptr (GPtrArray) got = roster_access_dup_columns_from (center->access, row_key, lowest);
      g_autoptr (GPtrArray) expected = g_ptr_array_new ();

      for (guint i = 0; i < N_ADS; i++)
        if (lowest == ROSTER_LEVEL_OTHER ? is_given (center, row, i, lowest)
                                         : get_level (center, row, i) >= lowest && get_level (center, row, i) != ROSTER_LEVEL_OTHER)
          g_ptr_array_add (expected, (gpointer) key_of (center->columns, i));
      assert_same (got, expected);
    }
}

static void
compare_column (Center *center,
                guint   column)
{
  g_autoptr (GPtrArray) got = roster_access_dup_rows (center->access, key_of (center->columns, column));
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (guint i = 0; i < N_ROWS; i++)
    if (get_level (center, i, column) != ROSTER_LEVEL_NONE || center->direct[i][column].roles != ROSTER_TIKTOK_ROLES_NONE)
      g_ptr_array_add (expected, (gpointer) key_of (center->rows, i));
  assert_same (got, expected);
}

static void
compare_group (Center *center,
               guint   group)
{
  g_autoptr (GPtrArray) got = NULL;
  g_autoptr (GPtrArray) got_members = NULL;
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  guint n_members = 0;

  g_assert_cmpint (roster_access_dup_group (center->access, key_of (center->groups, group), &got, &got_members), ==, center->group_read[group]);
  if (got == NULL)
    return;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (center->in_group[group][i])
      g_ptr_array_add (expected, (gpointer) key_of (center->columns, i));
  for (guint i = 0; i < N_ROWS; i++)
    n_members += !is_empty (&center->member[group][i]);
  assert_same (got, expected);
  g_assert_cmpuint (got_members->len, ==, n_members);
}

static void
compare (Center *center)
{
  roster_directory_update_all (center->directory);

  for (guint i = 0; i < N_ROWS; i++)
    {
      compare_row (center, i);
      for (guint j = 0; j < N_COLUMNS; j++)
        compare_cell (center, i, j);
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    compare_column (center, i);
  for (guint i = 0; i < N_GROUPS; i++)
    compare_group (center, i);
}

static void
center_init (Center *center)
{
  memset (center, 0, sizeof *center);
  center->directory = roster_directory_new ();
  center->access = roster_directory_get_access (center->directory);
  center->rows = g_ptr_array_new_with_free_func (g_object_unref);
  center->columns = g_ptr_array_new_with_free_func (g_object_unref);
  center->groups = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      g_autofree char *address = g_strdup_printf ("p%u@northwind.example", i);

      if (i < N_PEOPLE + N_INVITED)
        g_ptr_array_add (center->rows, roster_person_new (i < N_PEOPLE ? id : NULL, address));
      else
        g_ptr_array_add (center->rows, roster_agency_new (id));
      if (i >= N_PEOPLE && i < N_PEOPLE + N_INVITED)
        {
          roster_person_set_role (center->rows->pdata[i], ROSTER_ROLE_ADMIN);
          roster_person_set_membership (center->rows->pdata[i], ROSTER_MEMBERSHIP_PENDING);
        }
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (center->columns, is_tiktok (i) ? (gpointer) roster_tiktok_account_new (id) : (gpointer) roster_ad_account_new (id));
    }
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (center->groups, roster_account_group_new (id));
    }
}

static void
center_clear (Center *center)
{
  g_object_unref (center->directory);
  g_ptr_array_unref (center->rows);
  g_ptr_array_unref (center->columns);
  g_ptr_array_unref (center->groups);
}

static void
test_random_centers (void)
{
  static const struct
  {
    void (*take) (Center *center);
    guint weight;
  } steps[] = {
    { read_grants, 30 }, { write_grant, 15 }, { read_group, 10 }, { read_links, 10 }, { list_columns, 4 }, { list_people, 4 }, { list_groups, 3 },
    { lose_groups, 1 }, { start_anew, 1 },
  };

  for (guint i = 0; i < N_CENTERS; i++)
    {
      Center center;

      center_init (&center);
      compare (&center);
      for (guint j = 0; j < N_STEPS; j++)
        {
          guint chance = any (78), step = 0;

          while (chance >= steps[step].weight)
            chance -= steps[step++].weight;
          steps[step].take (&center);
          compare (&center);
        }
      center_clear (&center);
    }
}

static void
ignore_reason (const RosterReason *reason,
               gpointer            user_data)
{
  (*(guint *) user_data)++;
}

/* Whoever shows a matrix keeps the numbers of its rows and columns. */
static void
test_numbers_stay (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (RosterGrant) grant = roster_grant_new ("ad:1", ROSTER_LEVEL_ANALYST, NULL, ROSTER_TIKTOK_ROLES_NONE);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  guint column = roster_access_find_column (access, "ad:1");
  guint row, n_reasons = 0;

  g_assert_cmpuint (roster_access_find_row (access, "user:1"), ==, ROSTER_ACCESS_NOWHERE);
  g_assert_false (roster_access_explain (access, ROSTER_ACCESS_NOWHERE, column, ignore_reason, &n_reasons));

  roster_access_set_grant (access, "user:1", grant);
  row = roster_access_find_row (access, "user:1");
  for (guint i = 2; i < 100; i++)
    {
      g_autofree char *row_key = g_strdup_printf ("user:%u", i);
      g_autofree char *column_key = g_strdup_printf ("ad:%u", i);
      g_autoptr (RosterGrant) other = roster_grant_new (column_key, ROSTER_LEVEL_ADMIN, NULL, ROSTER_TIKTOK_ROLES_NONE);

      roster_access_set_grant (access, row_key, other);
    }
  roster_access_explain (access, row, column, ignore_reason, &n_reasons);
  g_assert_cmpuint (n_reasons, ==, 1);
  roster_access_forget_column (access, "ad:1");
  roster_access_explain (access, row, column, ignore_reason, &n_reasons);
  g_assert_cmpuint (n_reasons, ==, 1);
  roster_access_set_grant (access, "user:1", grant);
  roster_access_explain (access, row, column, ignore_reason, &n_reasons);
  g_assert_cmpuint (n_reasons, ==, 2);

  /* Whoever was forgotten and came back is somebody else. */
  roster_access_keep_rows (access, kept);
  roster_access_set_grant (access, "user:1", grant);
  roster_access_explain (access, row, column, ignore_reason, &n_reasons);
  g_assert_cmpuint (n_reasons, ==, 2);
  g_assert_cmpuint (roster_access_find_row (access, "user:1"), !=, row);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/access-property/random-centers", test_random_centers);
  g_test_add_func ("/access-property/numbers-stay", test_numbers_stay);

  return g_test_run ();
}
