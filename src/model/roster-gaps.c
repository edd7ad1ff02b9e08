/* roster-gaps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-gaps.h"

/* What is known in part only, since TikTok counts more than it lists. What such a list holds is so; nothing follows from what it does not hold.
 * That is something else than being old: what was read as a whole some time ago was so then. */

struct _RosterGaps
{
  GObject parent_instance;

  GHashTable *keys[ROSTER_GAP_KINDS]; /* (nullable): sets of keys; "" stands for the Business Center */
};

G_DEFINE_FINAL_TYPE (RosterGaps, roster_gaps, G_TYPE_OBJECT)

static void
roster_gaps_finalize (GObject *object)
{
  RosterGaps *self = ROSTER_GAPS (object);

  for (guint i = 0; i < ROSTER_GAP_KINDS; i++)
    g_clear_pointer (&self->keys[i], g_hash_table_unref);

  G_OBJECT_CLASS (roster_gaps_parent_class)->finalize (object);
}

static void
roster_gaps_class_init (RosterGapsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_gaps_finalize;
}

static void
roster_gaps_init (RosterGaps *self)
{
}

/**
 * roster_gaps_new:
 *
 * Returns: (transfer full): no gaps
 */
RosterGaps *
roster_gaps_new (void)
{
  return g_object_new (ROSTER_TYPE_GAPS, NULL);
}

/**
 * roster_gaps_add:
 * @self: the gaps
 * @kind: what is known in part
 * @key: (nullable): of whom or which; %NULL where it is about the Business Center
 *
 * Adds a gap.
 */
void
roster_gaps_add (RosterGaps    *self,
                 RosterGapKind  kind,
                 const char    *key)
{
  g_return_if_fail (ROSTER_IS_GAPS (self) && kind < ROSTER_GAP_KINDS);

  if (self->keys[kind] == NULL)
    self->keys[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->keys[kind], g_strdup (key != NULL ? key : ""));
}

/**
 * roster_gaps_have:
 * @self: (nullable): the gaps
 * @kind: what may be known in part
 *
 * Returns: whether there is a gap of @kind, of whomever or whichever
 */
gboolean
roster_gaps_have (RosterGaps    *self,
                  RosterGapKind  kind)
{
  g_return_val_if_fail (kind < ROSTER_GAP_KINDS, FALSE);

  return self != NULL && self->keys[kind] != NULL;
}

/**
 * roster_gaps_contain:
 * @self: (nullable): the gaps
 * @kind: what may be known in part
 * @key: of whom or which
 *
 * Returns: whether it is known in part only
 */
gboolean
roster_gaps_contain (RosterGaps    *self,
                     RosterGapKind  kind,
                     const char    *key)
{
  return roster_gaps_have (self, kind) && g_hash_table_contains (self->keys[kind], key);
}
