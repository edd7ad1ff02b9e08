/* roster-acceptances.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-acceptances.h"

#include "roster-event.h"
#include "roster-queue.h"

/* Gives to whoever has accepted an invitation what waited for that, one person after the other, never while a sync reads what people hold: its
 * answers would be older than what was given. */

struct _RosterAcceptances
{
  GObject parent_instance;

  RosterSession *session;
  GQueue accepted;         /* of RosterPerson: who may have something waiting */
  GCancellable *taking;    /* while somebody is given what waited */
  GHashTable *passed_over; /* of gint64: the queued grants that were tried */
};

G_DEFINE_FINAL_TYPE (RosterAcceptances, roster_acceptances, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_EVENTS,
} RosterAcceptancesSignal;

static guint signals[SIGNAL_EVENTS + 1];

static void
tell (RosterAcceptances *self,
      RosterPerson      *person,
      GListModel        *changes)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  const GError *error = NULL;
  guint n_given = 0;
  guint n_failed = 0;

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE)
        {
          n_given++;
        }
      /* What nobody knows is looked for again. */
      else if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_FAILED && roster_change_get_error (change) != NULL)
        {
          n_failed++;
          error = error != NULL ? error : roster_change_get_error (change);
        }
    }

  if (n_given > 0)
    g_ptr_array_add (events, roster_event_new_given (ROSTER_ITEM (person), n_given, NULL));
  if (n_failed > 0)
    g_ptr_array_add (events, roster_event_new_given (ROSTER_ITEM (person), n_failed, error));
  if (events->len > 0)
    g_signal_emit (self, signals[SIGNAL_EVENTS], 0, events);
}

typedef struct
{
  RosterAcceptances *self;
  RosterPerson *person;
  GCancellable *taking;
} TakeCall;

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree TakeCall *call = user_data;
  g_autoptr (RosterAcceptances) self = call->self;
  g_autoptr (RosterPerson) person = call->person;
  g_autoptr (GCancellable) taking = call->taking;
  g_autoptr (GListModel) changes = roster_queue_take_finish (ROSTER_SESSION (source), result, NULL);

  if (self->taking != taking)
    return;

  g_clear_object (&self->taking);
  if (changes != NULL)
    tell (self, person, changes);
  roster_acceptances_go_on (self);
}

static void
on_queue_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RosterAcceptances) self = user_data;
  g_autoptr (GPtrArray) grants = roster_store_queue_list_finish (ROSTER_STORE_CENTER (source), result, NULL);
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *principals;

  if (grants == NULL || grants->len == 0 || ROSTER_STORE_CENTER (source) != roster_session_get_center (self->session))
    return;

  for (guint i = 0; i < grants->len; i++)
    g_hash_table_add (subjects, ((RosterQueuedGrant *) grants->pdata[i])->subject);

  principals = roster_session_get_principals (self->session);
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      g_autofree char *key = NULL;

      if (!ROSTER_IS_PERSON (principal) || roster_person_get_user_id (ROSTER_PERSON (principal)) == NULL)
        continue;

      key = roster_person_dup_address_key (roster_principal_get_address (principal));
      if (g_hash_table_contains (subjects, key))
        roster_acceptances_add (self, ROSTER_PERSON (principal));
    }
  roster_acceptances_go_on (self);
}

static void
roster_acceptances_dispose (GObject *object)
{
  RosterAcceptances *self = ROSTER_ACCEPTANCES (object);

  roster_acceptances_stop (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_acceptances_parent_class)->dispose (object);
}

static void
roster_acceptances_finalize (GObject *object)
{
  g_hash_table_unref (ROSTER_ACCEPTANCES (object)->passed_over);

  G_OBJECT_CLASS (roster_acceptances_parent_class)->finalize (object);
}

static void
roster_acceptances_class_init (RosterAcceptancesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_acceptances_dispose;
  object_class->finalize = roster_acceptances_finalize;

  /**
   * RosterAcceptances::events:
   * @self: the acceptances
   * @events: (element-type RosterEvent): what was given, and what could not be
   *
   * Somebody was given something.
   */
  signals[SIGNAL_EVENTS] = g_signal_new ("events", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
roster_acceptances_init (RosterAcceptances *self)
{
  g_queue_init (&self->accepted);
  self->passed_over = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * roster_acceptances_new:
 * @session: the session
 *
 * Returns: (transfer full): nobody's acceptances yet
 */
RosterAcceptances *
roster_acceptances_new (RosterSession *session)
{
  RosterAcceptances *self;

  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_ACCEPTANCES, NULL);
  self->session = g_object_ref (session);

  return self;
}

/**
 * roster_acceptances_add:
 * @self: the acceptances
 * @person: a member, who may have something waiting
 *
 * Has somebody given what waits, once for each person however often it is noticed; roster_acceptances_go_on() begins.
 */
void
roster_acceptances_add (RosterAcceptances *self,
                        RosterPerson      *person)
{
  g_return_if_fail (ROSTER_IS_ACCEPTANCES (self) && ROSTER_IS_PERSON (person));

  if (roster_person_get_user_id (person) != NULL && g_queue_find (&self->accepted, person) == NULL)
    g_queue_push_tail (&self->accepted, g_object_ref (person));
}

/**
 * roster_acceptances_look:
 * @self: the acceptances
 *
 * Looks for members for whom something waits. Somebody may have accepted while the program was closed, and it may have been closed, or gone
 * down, before all was given.
 */
void
roster_acceptances_look (RosterAcceptances *self)
{
  RosterStoreCenter *center;

  g_return_if_fail (ROSTER_IS_ACCEPTANCES (self));

  center = roster_session_get_center (self->session);
  if (center != NULL)
    roster_store_queue_list_async (center, NULL, NULL, on_queue_listed, g_object_ref (self));
}

/**
 * roster_acceptances_go_on:
 * @self: the acceptances
 *
 * Begins with the next person, if nothing stands against it.
 */
void
roster_acceptances_go_on (RosterAcceptances *self)
{
  TakeCall *call;

  g_return_if_fail (ROSTER_IS_ACCEPTANCES (self));

  if (self->taking != NULL || g_queue_is_empty (&self->accepted) || roster_session_get_syncing (self->session) ||
      roster_session_get_read_only (self->session) != ROSTER_READ_ONLY_NO)
    return;

  self->taking = g_cancellable_new ();
  call = g_new0 (TakeCall, 1);
  call->self = g_object_ref (self);
  call->person = g_queue_pop_head (&self->accepted);
  call->taking = g_object_ref (self->taking);
  roster_queue_take_async (self->session, call->person, self->passed_over, self->taking, on_taken, call);
}

/**
 * roster_acceptances_drop:
 * @self: the acceptances
 * @subject: the key of somebody whose invitation is gone
 * @declined: whether TikTok says that it was declined; otherwise two complete readings do not have it
 *
 * Forgets what waited: it must not be given to whoever is invited next at that address.
 */
void
roster_acceptances_drop (RosterAcceptances *self,
                         const char        *subject,
                         gboolean           declined)
{
  RosterStoreCenter *center = roster_session_get_center (self->session);

  if (center != NULL && (declined || !roster_queue_may_be_accepted (roster_session_get_directory (self->session))))
    roster_queue_forget (center, subject);
}

/**
 * roster_acceptances_stop:
 * @self: the acceptances
 *
 * Gives nothing more: another Business Center is shown. What is under way is settled.
 */
void
roster_acceptances_stop (RosterAcceptances *self)
{
  g_return_if_fail (ROSTER_IS_ACCEPTANCES (self));

  g_cancellable_cancel (self->taking);
  g_clear_object (&self->taking);
  g_queue_clear_full (&self->accepted, g_object_unref);
  g_hash_table_remove_all (self->passed_over);
}
