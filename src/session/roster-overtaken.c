/* roster-overtaken.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-overtaken.h"

/* While an answer is on its way, what it is about may be changed from here: then it tells of before, and must not be put over what is known by
 * now. Whoever asks says so here, and looks here when the answer comes in; whoever takes an answer says that as well, since that is no change
 * from here. */

struct _RosterOvertaken
{
  RosterDirectory *directory;
  GHashTable *changed; /* set of names, see roster_suspects_make_name() */
  guint n_held;
};

static void
add (RosterOvertaken   *self,
     RosterSuspectPart  part,
     const char        *key)
{
  if (self->n_held == 0)
    g_hash_table_add (self->changed, roster_suspects_make_name_of_key (part, key));
}

static void
on_grants_set (RosterAccess    *access,
               const char      *row_key,
               int              scope,
               RosterOvertaken *self)
{
  add (self, scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ? ROSTER_SUSPECT_AD_ACCOUNTS : ROSTER_SUSPECT_TIKTOK_ACCOUNTS, row_key);
}

static void
on_cell_differs (RosterAccess    *access,
                 const char      *row_key,
                 const char      *column_key,
                 RosterOvertaken *self)
{
  add (self, ROSTER_SUSPECT_HOLDERS, column_key);
}

static void
on_links_set (RosterDirectory     *directory,
              RosterTiktokAccount *account,
              RosterOvertaken     *self)
{
  add (self, ROSTER_SUSPECT_LINKS, roster_item_get_key (ROSTER_ITEM (account)));
}

/**
 * roster_overtaken_new:
 * @directory: what answers are put into
 *
 * Returns: (transfer full): what notices from now on what is changed
 */
RosterOvertaken *
roster_overtaken_new (RosterDirectory *directory)
{
  RosterOvertaken *self = g_new0 (RosterOvertaken, 1);

  self->directory = g_object_ref (directory);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (roster_directory_get_access (directory), "grants-set", G_CALLBACK (on_grants_set), self);
  g_signal_connect (roster_directory_get_access (directory), "cell-differs", G_CALLBACK (on_cell_differs), self);
  g_signal_connect (directory, "links-set", G_CALLBACK (on_links_set), self);

  return self;
}

/**
 * roster_overtaken_free:
 * @self: (transfer full): what notices changes
 */
void
roster_overtaken_free (RosterOvertaken *self)
{
  g_signal_handlers_disconnect_by_data (self->directory, self);
  g_signal_handlers_disconnect_by_data (roster_directory_get_access (self->directory), self);
  g_clear_object (&self->directory);
  g_hash_table_unref (self->changed);
  g_free (self);
}

/**
 * roster_overtaken_ask:
 * @self: what notices changes
 * @part: what
 * @item: (type RosterItem): of whom or which
 *
 * It is asked for now: what was changed before will be in the answer.
 */
void
roster_overtaken_ask (RosterOvertaken   *self,
                      RosterSuspectPart  part,
                      gpointer           item)
{
  g_autofree char *name = roster_suspects_make_name (part, item);

  g_hash_table_remove (self->changed, name);
}

/**
 * roster_overtaken_contains:
 * @self: what notices changes
 * @part: what
 * @item: (type RosterItem): of whom or which
 *
 * Returns: whether it was changed since it was asked for
 */
gboolean
roster_overtaken_contains (RosterOvertaken   *self,
                           RosterSuspectPart  part,
                           gpointer           item)
{
  g_autofree char *name = roster_suspects_make_name (part, item);

  return g_hash_table_contains (self->changed, name);
}

/**
 * roster_overtaken_hold:
 * @self: what notices changes
 *
 * What is changed until roster_overtaken_release() is an answer that is taken.
 */
void
roster_overtaken_hold (RosterOvertaken *self)
{
  self->n_held++;
}

/**
 * roster_overtaken_release:
 * @self: what notices changes, after roster_overtaken_hold()
 */
void
roster_overtaken_release (RosterOvertaken *self)
{
  g_return_if_fail (self->n_held > 0);

  self->n_held--;
}
