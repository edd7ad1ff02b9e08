/* roster-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-comparison.h"

#include "roster-agency.h"
#include "roster-event.h"
#include "roster-person.h"

/* Finds what has happened by comparing: TikTok tells nobody when an invitation is accepted or an owner removes an account. It listens to a
 * directory, keeps what each list held, and whenever the list was read again says what is different. The first time that a list is filled,
 * from the network or from what was remembered, there is nothing to compare with; what is remembered is compared with what is read next, so
 * what happened while the program was closed is found, too. What this program does itself is no news: it is expected, and passed over.
 *
 * What somebody holds is read one by one, so that is gathered during a sync, and told at its end.
 *
 * A TikTok account that was told to be gone and is there again has not just been approved: nobody knows whether its owner did anything, or whether
 * TikTok's list was wrong. Nor does anybody know what happened to one that was missing for some time, but not until a second reading agreed. Both
 * are told as what they are. One that only the next request brought back was never away. */

#define N_LISTS (ROSTER_DIRECTORY_LIST_AD_ACCOUNTS + 2)

/* So long TikTok's list may lack an account without that being worth a word. */
#define AWAY_FOR (10 * G_TIME_SPAN_SECOND)

typedef struct
{
  RosterItem *item;
  RosterMembership membership; /* of a person; and the following too */
  RosterRole role;
  char *address_key; /* (nullable) */
  gboolean waiting;  /* an agency that was asked to be a partner */
} Seen;

struct _RosterComparison
{
  GObject parent_instance;

  RosterDirectory *directory;
  RosterClock *clock;
  gboolean comparing;
  GHashTable *seen[N_LISTS]; /* by RosterDirectoryList: (nullable) key, owned by the item -> Seen */
  GPtrArray *own;            /* of RosterChange: what this program did, until it shows */

  GHashTable *differing;  /* key of a person or an agency -> a set of keys of ad accounts and TikTok accounts */
  GPtrArray *own_grants;  /* of RosterChange: what this program gave and took */
  GPtrArray *own_settled; /* of RosterChange: those that were over before the sync began, which tells what came of them */
  GHashTable *fresh;      /* set of keys of ad accounts and TikTok accounts that were not there before */
  gboolean reading;

  GHashTable *away; /* key of a TikTok account that is missing -> since when, a gint64 by roster_clock_get_steady() */
  GHashTable *gone; /* set of keys of the TikTok accounts that were told to be gone */
};

G_DEFINE_FINAL_TYPE (RosterComparison, roster_comparison, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_FOUND,
} RosterComparisonSignal;

static guint signals[SIGNAL_FOUND + 1];

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_object_unref (seen->item);
  g_free (seen->address_key);
  g_free (seen);
}

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (item);
}

static GHashTable *
look (GListModel *items)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, seen_free);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      Seen *seen = g_new0 (Seen, 1);

      seen->item = g_list_model_get_item (items, i);
      if (ROSTER_IS_PERSON (seen->item))
        {
          const char *address = roster_principal_get_address (ROSTER_PRINCIPAL (seen->item));

          seen->membership = roster_person_get_membership (ROSTER_PERSON (seen->item));
          seen->role = roster_person_get_role (ROSTER_PERSON (seen->item));
          if (address != NULL && *address != '\0')
            seen->address_key = roster_person_dup_address_key (address);
        }
      seen->waiting = ROSTER_IS_AGENCY (seen->item) && roster_agency_get_waiting (ROSTER_AGENCY (seen->item));
      g_hash_table_replace (found, (gpointer) key_of (seen->item), seen);
    }

  return found;
}

/* What a change of this program's own will look like in a list. Links are not compared. */
static const struct
{
  RosterChangeKind change;
  RosterEventKind event;
} LOOKS_LIKE[] = {
  { ROSTER_CHANGE_KIND_DISCONNECT, ROSTER_EVENT_KIND_ACCOUNT_VANISHED },
  { ROSTER_CHANGE_KIND_INVITE, ROSTER_EVENT_KIND_INVITED },
  { ROSTER_CHANGE_KIND_WITHDRAW, ROSTER_EVENT_KIND_WITHDRAWN },
  { ROSTER_CHANGE_KIND_MEMBER_ROLE, ROSTER_EVENT_KIND_ROLE_CHANGED },
  { ROSTER_CHANGE_KIND_REMOVE, ROSTER_EVENT_KIND_MEMBER_LEFT },
  { ROSTER_CHANGE_KIND_INVITE_AGENCY, ROSTER_EVENT_KIND_AGENCY_APPEARED },
  { ROSTER_CHANGE_KIND_END_PARTNERSHIP, ROSTER_EVENT_KIND_AGENCY_LOST },
};

static gboolean
looks_like (RosterChange    *change,
            RosterEventKind  kind,
            const char      *key)
{
  gpointer item = roster_change_get_principal (change) != NULL ? (gpointer) roster_change_get_principal (change)
                                                               : (gpointer) roster_change_get_tiktok_account (change);

  for (guint i = 0; i < G_N_ELEMENTS (LOOKS_LIKE); i++)
    if (LOOKS_LIKE[i].change == roster_change_get_kind (change))
      return LOOKS_LIKE[i].event == kind && item != NULL && g_str_equal (key, key_of (item));

  return FALSE;
}

static gboolean
is_own (RosterComparison *self,
        RosterEventKind   kind,
        const char       *key)
{
  for (guint i = self->own->len; i > 0; i--)
    {
      RosterChange *change = self->own->pdata[i - 1];

      if (roster_change_get_state (change) != ROSTER_CHANGE_STATE_FAILED && looks_like (change, kind, key))
        {
          g_ptr_array_remove_index (self->own, i - 1);
          return TRUE;
        }
      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_FAILED)
        g_ptr_array_remove_index (self->own, i - 1);
    }

  return FALSE;
}

static void
add (RosterComparison *self,
     GPtrArray        *events,
     RosterEventKind   kind,
     gpointer          item)
{
  if (kind == ROSTER_EVENT_KIND_ACCOUNT_APPEARED || kind == ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED)
    g_hash_table_add (self->fresh, g_strdup (key_of (item)));
  if (kind == ROSTER_EVENT_KIND_ACCOUNT_APPEARED && g_hash_table_remove (self->gone, key_of (item)))
    kind = ROSTER_EVENT_KIND_ACCOUNT_RETURNED;
  if (is_own (self, kind, key_of (item)))
    return;

  if (kind == ROSTER_EVENT_KIND_ACCOUNT_VANISHED)
    g_hash_table_add (self->gone, g_strdup (key_of (item)));
  g_ptr_array_add (events, roster_event_new (kind, item));
}

static gboolean
is_member (const Seen *seen)
{
  return seen->membership != ROSTER_MEMBERSHIP_PENDING && seen->membership != ROSTER_MEMBERSHIP_REJECTED &&
         seen->membership != ROSTER_MEMBERSHIP_UNBOUND;
}

/* Somebody who is there before and after. */
static void
compare_person (RosterComparison *self,
                GPtrArray        *events,
                const Seen       *before,
                const Seen       *after)
{
  if (before->membership == ROSTER_MEMBERSHIP_PENDING && after->membership == ROSTER_MEMBERSHIP_REJECTED)
    add (self, events, ROSTER_EVENT_KIND_DECLINED, after->item);
  else if (before->membership == ROSTER_MEMBERSHIP_REJECTED && after->membership == ROSTER_MEMBERSHIP_PENDING)
    add (self, events, ROSTER_EVENT_KIND_INVITED, after->item);
  else if (!is_member (before) && is_member (after))
    add (self, events, ROSTER_EVENT_KIND_ACCEPTED, after->item);
  else if (is_member (before) && !is_member (after))
    add (self, events, ROSTER_EVENT_KIND_MEMBER_LEFT, after->item);
  else if (before->role != after->role && before->role != ROSTER_ROLE_UNKNOWN && after->role != ROSTER_ROLE_UNKNOWN)
    add (self, events, ROSTER_EVENT_KIND_ROLE_CHANGED, after->item);
}

/* An invitation is known by its address, and the member that comes of it by an ID: the address says that they are the same. The two may be listed side
 * by side for a while; when the invitation goes then, it was not withdrawn. */
static void
compare_principals (RosterComparison *self,
                    GPtrArray        *events,
                    GHashTable       *before,
                    GHashTable       *after)
{
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal); /* the addresses of those who are there now */
  GHashTableIter iter;
  gpointer key;
  Seen *seen;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &seen))
    {
      const Seen *same = g_hash_table_lookup (before, key);
      const Seen *invited = seen->address_key != NULL ? g_hash_table_lookup (before, seen->address_key) : NULL;

      if (seen->address_key != NULL && is_member (seen))
        g_hash_table_add (members, seen->address_key);

      if (ROSTER_IS_AGENCY (seen->item))
        {
          if (same == NULL)
            add (self, events, ROSTER_EVENT_KIND_AGENCY_APPEARED, seen->item);
          else if (same->waiting && !seen->waiting)
            add (self, events, ROSTER_EVENT_KIND_ACCEPTED, seen->item);
        }
      else if (same != NULL)
        {
          compare_person (self, events, same, seen);
        }
      else if (!is_member (seen))
        {
          if (seen->membership == ROSTER_MEMBERSHIP_PENDING)
            add (self, events, ROSTER_EVENT_KIND_INVITED, seen->item);
        }
      else if (invited != NULL)
        {
          add (self, events, ROSTER_EVENT_KIND_ACCEPTED, seen->item);
        }
      else
        {
          add (self, events, ROSTER_EVENT_KIND_MEMBER_JOINED, seen->item);
        }
    }

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &seen))
    {
      if (g_hash_table_contains (after, key) || g_hash_table_contains (members, key))
        continue;

      if (ROSTER_IS_AGENCY (seen->item))
        add (self, events, ROSTER_EVENT_KIND_AGENCY_LOST, seen->item);
      else if (seen->membership == ROSTER_MEMBERSHIP_PENDING)
        add (self, events, ROSTER_EVENT_KIND_WITHDRAWN, seen->item);
      else if (is_member (seen))
        add (self, events, ROSTER_EVENT_KIND_MEMBER_LEFT, seen->item);
    }
}

static void
compare_items (RosterComparison *self,
               GPtrArray        *events,
               GHashTable       *before,
               GHashTable       *after,
               RosterEventKind   appeared,
               RosterEventKind   gone)
{
  GHashTableIter iter;
  gpointer key;
  Seen *seen;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &seen))
    if (!g_hash_table_contains (before, key))
      add (self, events, appeared, seen->item);

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &seen))
    if (!g_hash_table_contains (after, key))
      add (self, events, gone, seen->item);
}

static gboolean
is_about_grants (RosterChange *change)
{
  return roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LEVEL || roster_change_get_kind (change) == ROSTER_CHANGE_KIND_ROLES;
}

static gboolean
contains_grant (GPtrArray  *own,
                const char *row_key,
                const char *column_key)
{
  for (guint i = 0; i < own->len; i++)
    {
      RosterChange *change = own->pdata[i];
      gpointer asset = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LEVEL ? (gpointer) roster_change_get_ad_account (change)
                                                                                   : (gpointer) roster_change_get_tiktok_account (change);

      if (g_str_equal (key_of (roster_change_get_principal (change)), row_key) && g_str_equal (key_of (asset), column_key))
        return TRUE;
    }

  return FALSE;
}

static gpointer
find_asset (RosterComparison *self,
            const char       *key)
{
  RosterAdAccount *ad_account = roster_directory_find_ad_account (self->directory, key);

  return ad_account != NULL ? (gpointer) ad_account : (gpointer) roster_directory_find_tiktok_account (self->directory, key);
}

/* Whoever has left or is new is told of by the list. */
static void
tell_differing (RosterComparison *self)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key;
  GHashTable *columns;

  g_hash_table_iter_init (&iter, self->differing);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &columns))
    {
      RosterPrincipal *principal = roster_directory_find_principal (self->directory, key);
      RosterItem *asset = NULL;
      guint n_known = 0;
      GHashTableIter column_iter;
      gpointer column_key;

      g_hash_table_iter_init (&column_iter, columns);
      while (principal != NULL && g_hash_table_iter_next (&column_iter, &column_key, NULL))
        {
          RosterItem *found = find_asset (self, column_key);

          n_known += found != NULL;
          if (found != NULL)
            asset = found;
        }
      if (n_known > 0)
        g_ptr_array_add (events, roster_event_new_access (ROSTER_ITEM (principal), n_known, n_known == 1 ? asset : NULL));
    }
  g_hash_table_remove_all (self->differing);
  g_hash_table_remove_all (self->fresh);

  if (events->len > 0)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, events);
}

static void
on_cell_differs (RosterAccess     *access,
                 const char       *row_key,
                 const char       *column_key,
                 RosterComparison *self)
{
  GHashTable *columns;

  /* Of what is new it is no news who has it. */
  if (!self->comparing || g_hash_table_contains (self->fresh, column_key) || contains_grant (self->own_grants, row_key, column_key) ||
      contains_grant (self->own_settled, row_key, column_key))
    return;

  columns = g_hash_table_lookup (self->differing, row_key);
  if (columns == NULL)
    {
      columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->differing, g_strdup (row_key), columns);
    }
  g_hash_table_add (columns, g_strdup (column_key));
}

static void
on_grants_set (RosterAccess     *access,
               const char       *row_key,
               int               scope,
               RosterComparison *self)
{
  if (!self->reading)
    tell_differing (self);
}

/* Notes which TikTok accounts the last readings lacked, and tells of those that are there again. */
static void
compare_away (RosterComparison *self,
              GPtrArray        *events)
{
  gint64 now = roster_clock_get_steady (self->clock);
  GHashTableIter iter;
  gpointer key;
  Seen *seen;

  g_hash_table_iter_init (&iter, self->seen[ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS]);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &seen))
    {
      const gint64 *since = g_hash_table_lookup (self->away, key);

      if (roster_directory_is_missing (self->directory, seen->item))
        {
          if (since == NULL)
            g_hash_table_insert (self->away, g_strdup (key), g_memdup2 (&now, sizeof now));
          continue;
        }

      if (since != NULL && now - *since >= AWAY_FOR)
        add (self, events, ROSTER_EVENT_KIND_ACCOUNT_RETURNED, seen->item);
      g_hash_table_remove (self->away, key);
    }

  g_hash_table_iter_init (&iter, self->away);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->seen[ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS], key))
      g_hash_table_iter_remove (&iter);
}

/* What TikTok took shows in its list by now, or looks like nothing there, as a finance role. It must not stand for what others do later. */
static void
forget_shown (RosterComparison *self,
              int               list)
{
  for (guint i = self->own->len; i > 0; i--)
    {
      RosterChange *change = self->own->pdata[i - 1];
      RosterDirectoryList shows_in = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_DISCONNECT ? ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS
                                                                                                     : ROSTER_DIRECTORY_LIST_PRINCIPALS;

      if ((int) shows_in == list && roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE)
        g_ptr_array_remove_index (self->own, i - 1);
    }
}

static void
on_merged (RosterDirectory  *directory,
           int               list,
           RosterComparison *self)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) before = NULL;
  GListModel *items;

  if (!self->comparing || list >= N_LISTS)
    return;

  items = list == ROSTER_DIRECTORY_LIST_PRINCIPALS    ? roster_directory_get_principals (directory)
          : list == ROSTER_DIRECTORY_LIST_AD_ACCOUNTS ? roster_directory_get_ad_accounts (directory)
                                                      : roster_directory_get_tiktok_accounts (directory);
  before = g_steal_pointer (&self->seen[list]);
  self->seen[list] = look (items);
  if (before == NULL)
    return;

  if (list == ROSTER_DIRECTORY_LIST_PRINCIPALS)
    compare_principals (self, events, before, self->seen[list]);
  else if (list == ROSTER_DIRECTORY_LIST_AD_ACCOUNTS)
    compare_items (self, events, before, self->seen[list], ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED, ROSTER_EVENT_KIND_AD_ACCOUNT_LOST);
  else
    compare_items (self, events, before, self->seen[list], ROSTER_EVENT_KIND_ACCOUNT_APPEARED, ROSTER_EVENT_KIND_ACCOUNT_VANISHED);
  if (list == ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS)
    compare_away (self, events);
  forget_shown (self, list);

  if (events->len > 0)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, events);
}

static void
roster_comparison_dispose (GObject *object)
{
  RosterComparison *self = ROSTER_COMPARISON (object);

  if (self->directory != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->directory, self);
      g_signal_handlers_disconnect_by_data (roster_directory_get_access (self->directory), self);
    }
  g_clear_object (&self->directory);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_comparison_parent_class)->dispose (object);
}

static void
roster_comparison_finalize (GObject *object)
{
  RosterComparison *self = ROSTER_COMPARISON (object);

  for (guint i = 0; i < N_LISTS; i++)
    g_clear_pointer (&self->seen[i], g_hash_table_unref);
  g_ptr_array_unref (self->own);
  g_ptr_array_unref (self->own_grants);
  g_ptr_array_unref (self->own_settled);
  g_hash_table_unref (self->fresh);
  g_hash_table_unref (self->differing);
  g_hash_table_unref (self->away);
  g_hash_table_unref (self->gone);

  G_OBJECT_CLASS (roster_comparison_parent_class)->finalize (object);
}

static void
roster_comparison_class_init (RosterComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_comparison_dispose;
  object_class->finalize = roster_comparison_finalize;

  /**
   * RosterComparison::found:
   * @self: the comparison
   * @events: (element-type RosterEvent): what has happened, one or more
   *
   * A list was read, and something is different.
   */
  signals[SIGNAL_FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
roster_comparison_init (RosterComparison *self)
{
  self->own = g_ptr_array_new_with_free_func (g_object_unref);
  self->own_grants = g_ptr_array_new_with_free_func (g_object_unref);
  self->own_settled = g_ptr_array_new_with_free_func (g_object_unref);
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_comparison_new:
 * @directory: the lists
 * @clock: the time
 *
 * Returns: (transfer full): a comparison that does nothing until roster_comparison_reset()
 */
RosterComparison *
roster_comparison_new (RosterDirectory *directory,
                       RosterClock     *clock)
{
  RosterComparison *self;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory) && ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_COMPARISON, NULL);
  self->directory = g_object_ref (directory);
  self->clock = g_object_ref (clock);
  g_signal_connect (directory, "merged", G_CALLBACK (on_merged), self);
  g_signal_connect (roster_directory_get_access (directory), "cell-differs", G_CALLBACK (on_cell_differs), self);
  g_signal_connect (roster_directory_get_access (directory), "grants-set", G_CALLBACK (on_grants_set), self);

  return self;
}

/**
 * roster_comparison_reset:
 * @self: the comparison
 * @comparing: whether the lists are worth comparing: those of somebody who may not read all of them are not
 *
 * Forgets what the lists held: they are another Business Center's from now on.
 */
void
roster_comparison_reset (RosterComparison *self,
                         gboolean          comparing)
{
  g_return_if_fail (ROSTER_IS_COMPARISON (self));

  for (guint i = 0; i < N_LISTS; i++)
    g_clear_pointer (&self->seen[i], g_hash_table_unref);
  g_ptr_array_set_size (self->own, 0);
  g_ptr_array_set_size (self->own_grants, 0);
  g_hash_table_remove_all (self->differing);
  g_ptr_array_set_size (self->own_settled, 0);
  g_hash_table_remove_all (self->fresh);
  g_hash_table_remove_all (self->away);
  g_hash_table_remove_all (self->gone);
  self->comparing = comparing;
}

/**
 * roster_comparison_note_gone:
 * @self: the comparison
 * @key: the key of a TikTok account that was told to be gone, before the program was started perhaps
 *
 * Tells of @key that it is back when it appears; what is there now is no matter.
 */
void
roster_comparison_note_gone (RosterComparison *self,
                             const char       *key)
{
  g_return_if_fail (ROSTER_IS_COMPARISON (self) && key != NULL);

  if (roster_directory_find_tiktok_account (self->directory, key) == NULL)
    g_hash_table_add (self->gone, g_strdup (key));
}

/**
 * roster_comparison_expect:
 * @self: the comparison
 * @change: what this program is about to do
 *
 * Passes over, once, what @change is going to look like, unless it fails.
 */
void
roster_comparison_expect (RosterComparison *self,
                          RosterChange     *change)
{
  g_return_if_fail (ROSTER_IS_COMPARISON (self) && ROSTER_IS_CHANGE (change));

  g_ptr_array_add (is_about_grants (change) ? self->own_grants : self->own, g_object_ref (change));
}

static gboolean
is_settled (RosterChange *change)
{
  return roster_change_get_state (change) != ROSTER_CHANGE_STATE_SENDING && roster_change_get_state (change) != ROSTER_CHANGE_STATE_UNKNOWN;
}

/**
 * roster_comparison_begin:
 * @self: the comparison
 *
 * A sync begins: what it finds is told at its end. What this program gave and took before is known to TikTok by now; an answer to what was asked
 * earlier may still be on its way, and tell of before.
 */
void
roster_comparison_begin (RosterComparison *self)
{
  g_return_if_fail (ROSTER_IS_COMPARISON (self));

  self->reading = TRUE;
  for (guint i = self->own_grants->len; i > 0; i--)
    if (is_settled (self->own_grants->pdata[i - 1]))
      g_ptr_array_add (self->own_settled, g_ptr_array_steal_index (self->own_grants, i - 1));
}

/**
 * roster_comparison_end:
 * @self: the comparison
 *
 * The sync is over, well or not.
 */
void
roster_comparison_end (RosterComparison *self)
{
  g_return_if_fail (ROSTER_IS_COMPARISON (self));

  self->reading = FALSE;
  g_ptr_array_set_size (self->own_settled, 0);
  tell_differing (self);
}
