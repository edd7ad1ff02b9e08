/* roster-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-event.h"

/* Something that happened without this program having done it: what a person wants to be told. */

struct _RosterEvent
{
  GObject parent_instance;

  RosterEventKind kind;
  RosterItem *item;
  RosterItem *asset; /* (nullable) */
  guint count;
  GError *error;
};

G_DEFINE_FINAL_TYPE (RosterEvent, roster_event, G_TYPE_OBJECT)

static void
roster_event_finalize (GObject *object)
{
  RosterEvent *self = ROSTER_EVENT (object);

  g_clear_object (&self->item);
  g_clear_object (&self->asset);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (roster_event_parent_class)->finalize (object);
}

static void
roster_event_class_init (RosterEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_event_finalize;
}

static void
roster_event_init (RosterEvent *self)
{
}

/**
 * roster_event_new:
 * @kind: what has happened
 * @item: to whom or what; may have left its list
 *
 * Returns: (transfer full): an event
 */
RosterEvent *
roster_event_new (RosterEventKind  kind,
                  RosterItem      *item)
{
  RosterEvent *self;

  g_return_val_if_fail (ROSTER_IS_ITEM (item), NULL);

  self = g_object_new (ROSTER_TYPE_EVENT, NULL);
  self->kind = kind;
  self->item = g_object_ref (item);
  self->count = 1;

  return self;
}

/**
 * roster_event_new_access:
 * @item: the person or agency
 * @count: on how many ad accounts and TikTok accounts
 * @asset: (nullable): on which, when it is one
 *
 * Returns: (transfer full): a @ROSTER_EVENT_KIND_ACCESS_CHANGED
 */
RosterEvent *
roster_event_new_access (RosterItem *item,
                         guint       count,
                         RosterItem *asset)
{
  RosterEvent *self = roster_event_new (ROSTER_EVENT_KIND_ACCESS_CHANGED, item);

  self->count = count;
  g_set_object (&self->asset, asset);

  return self;
}

/**
 * roster_event_new_given:
 * @item: the person who accepted
 * @count: how many grants that had waited it is about
 * @error: (nullable): why they could not be given; %NULL when they were
 *
 * Returns: (transfer full): a @ROSTER_EVENT_KIND_GIVEN or @ROSTER_EVENT_KIND_NOT_GIVEN
 */
RosterEvent *
roster_event_new_given (RosterItem   *item,
                        guint         count,
                        const GError *error)
{
  RosterEvent *self = roster_event_new (error == NULL ? ROSTER_EVENT_KIND_GIVEN : ROSTER_EVENT_KIND_NOT_GIVEN, item);

  self->count = count;
  self->error = error != NULL ? g_error_copy (error) : NULL;

  return self;
}

/**
 * roster_event_get_kind:
 * @self: the event
 *
 * Returns: what has happened
 */
RosterEventKind
roster_event_get_kind (RosterEvent *self)
{
  g_return_val_if_fail (ROSTER_IS_EVENT (self), 0);

  return self->kind;
}

/**
 * roster_event_get_item:
 * @self: the event
 *
 * Returns: (transfer none): to whom or what: a person, an agency, a TikTok account, an ad account, the Business Center
 */
RosterItem *
roster_event_get_item (RosterEvent *self)
{
  g_return_val_if_fail (ROSTER_IS_EVENT (self), NULL);

  return self->item;
}

/**
 * roster_event_get_asset:
 * @self: an event
 *
 * Returns: (transfer none) (nullable): the ad account or TikTok account on which somebody holds something else, where it is one
 */
RosterItem *
roster_event_get_asset (RosterEvent *self)
{
  g_return_val_if_fail (ROSTER_IS_EVENT (self), NULL);

  return self->asset;
}

/**
 * roster_event_get_count:
 * @self: the event
 *
 * Returns: how many grants were or were not given; 1 for other kinds
 */
guint
roster_event_get_count (RosterEvent *self)
{
  g_return_val_if_fail (ROSTER_IS_EVENT (self), 0);

  return self->count;
}

/**
 * roster_event_get_error:
 * @self: the event
 *
 * Returns: (transfer none) (nullable): why something could not be given
 */
const GError *
roster_event_get_error (RosterEvent *self)
{
  g_return_val_if_fail (ROSTER_IS_EVENT (self), NULL);

  return self->error;
}
