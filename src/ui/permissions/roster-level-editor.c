/* roster-level-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-level-editor.h"

#include <glib/gi18n.h>

#include "roster-agency.h"
#include "roster-apply.h"
#include "roster-change-set.h"
#include "roster-person.h"
#include "roster-unfinished.h"
#include "roster-words.h"

/* Changes levels: says what stands in the way, sends what was asked for, and keeps each change until it is taken or given up, so that a
 * failure can be read wherever the row is shown. */

struct _RosterLevelEditor
{
  GObject parent_instance;

  RosterSession *session;
  GListStore *changes; /* of RosterChange that are on their way or were not taken */
};

G_DEFINE_FINAL_TYPE (RosterLevelEditor, roster_level_editor, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_APPLIED,
  SIGNAL_OBSTACLES_CHANGED,
} RosterLevelEditorSignal;

static guint signals[SIGNAL_OBSTACLES_CHANGED + 1];

typedef struct
{
  RosterLevelEditor *self;
  RosterBusinessCenter *business_center; /* (nullable): where it was sent */
  GListStore *changes;
} Batch;

static void
forget (RosterLevelEditor *self,
        RosterChange      *change)
{
  guint position;

  g_signal_handlers_disconnect_by_data (change, self);
  if (g_list_store_find (self->changes, change, &position))
    g_list_store_remove (self->changes, position);
}

static void
on_state_changed (RosterLevelEditor *self,
                  GParamSpec        *pspec,
                  RosterChange      *change)
{
  if (roster_change_is_over (change))
    forget (self, change);
}

/* What was asked for before about the same person and ad account is answered by the new wish. */
static void
forget_same (RosterLevelEditor *self,
             RosterChange      *change)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->changes)); i > 0; i--)
    {
      g_autoptr (RosterChange) other = g_list_model_get_item (G_LIST_MODEL (self->changes), i - 1);

      if (roster_change_get_principal (other) == roster_change_get_principal (change) &&
          roster_change_get_ad_account (other) == roster_change_get_ad_account (change))
        forget (self, other);
    }
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Batch *batch = user_data;
  g_autoptr (RosterLevelEditor) self = batch->self;
  g_autoptr (RosterBusinessCenter) business_center = batch->business_center;
  g_autoptr (GListStore) changes = batch->changes;
  g_autoptr (GListStore) done = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (GError) error = NULL;

  g_free (batch);
  roster_apply_finish (ROSTER_SESSION (source), result, &error);

  /* What became of it in a Business Center that is not shown any more is not told, and cannot be undone from here. */
  if (self->session == NULL || roster_session_get_business_center (self->session) != business_center)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (changes)); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (changes), i);

      /* What was so already is nothing to speak of. */
      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE && roster_change_get_writes (change) > 0)
        g_list_store_append (done, change);
      else if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_WAITING && error != NULL)
        /* Nothing was sent at all. */
        roster_change_set_state (change, ROSTER_CHANGE_STATE_FAILED, error);
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (done)) > 0)
    g_signal_emit (self, signals[SIGNAL_APPLIED], 0, done);
}

static void
send (RosterLevelEditor *self,
      GListStore        *changes)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->self = g_object_ref (self);
  g_set_object (&batch->business_center, roster_session_get_business_center (self->session));
  batch->changes = g_object_ref (changes);
  roster_apply_async (self->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, batch);
}

static void
on_read_only_changed (RosterLevelEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_OBSTACLES_CHANGED], 0);
}

static void
on_business_center_changed (RosterLevelEditor *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->changes)); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (self->changes), i);

      g_signal_handlers_disconnect_by_data (change, self);
    }
  g_list_store_remove_all (self->changes);
}

static void
roster_level_editor_dispose (GObject *object)
{
  RosterLevelEditor *self = ROSTER_LEVEL_EDITOR (object);

  on_business_center_changed (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_level_editor_parent_class)->dispose (object);
}

static void
roster_level_editor_finalize (GObject *object)
{
  g_object_unref (ROSTER_LEVEL_EDITOR (object)->changes);

  G_OBJECT_CLASS (roster_level_editor_parent_class)->finalize (object);
}

static void
roster_level_editor_class_init (RosterLevelEditorClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_level_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_level_editor_finalize;

  /**
   * RosterLevelEditor::applied:
   * @self: the editor
   * @changes: a list of #RosterChange that TikTok took
   *
   * What was asked for at one time is over.
   */
  signals[SIGNAL_APPLIED] = g_signal_new ("applied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);

  /**
   * RosterLevelEditor::obstacles-changed:
   * @self: the editor
   *
   * What roster_level_editor_get_obstacle() says may have changed for everybody.
   */
  signals[SIGNAL_OBSTACLES_CHANGED] = g_signal_new ("obstacles-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_level_editor_init (RosterLevelEditor *self)
{
  self->changes = g_list_store_new (ROSTER_TYPE_CHANGE);
}

/**
 * roster_level_editor_new:
 * @session: whose Business Center is changed
 *
 * Returns: (transfer full): an editor
 */
RosterLevelEditor *
roster_level_editor_new (RosterSession *session)
{
  RosterLevelEditor *self;

  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_LEVEL_EDITOR, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (on_read_only_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::business-center", G_CALLBACK (on_business_center_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * roster_level_editor_get_changes:
 * @self: the editor
 *
 * Returns: (transfer none): a list of #RosterChange that are on their way or were not taken
 */
GListModel *
roster_level_editor_get_changes (RosterLevelEditor *self)
{
  g_return_val_if_fail (ROSTER_IS_LEVEL_EDITOR (self), NULL);

  return G_LIST_MODEL (self->changes);
}

/**
 * roster_level_editor_get_read_only:
 * @self: the editor
 *
 * Returns: (transfer none) (nullable): why nothing at all can be changed, in a sentence; %NULL if something can
 */
const char *
roster_level_editor_get_read_only (RosterLevelEditor *self)
{
  g_return_val_if_fail (ROSTER_IS_LEVEL_EDITOR (self), NULL);

  return roster_words_read_only (roster_session_get_read_only (self->session));
}

/**
 * roster_level_editor_sees_everybody:
 * @self: the editor
 *
 * Returns: whether the user may know what others reach; if not, nothing follows from somebody not being listed
 */
gboolean
roster_level_editor_sees_everybody (RosterLevelEditor *self)
{
  g_return_val_if_fail (ROSTER_IS_LEVEL_EDITOR (self), FALSE);

  return !roster_session_is_standard (self->session);
}

/**
 * roster_level_editor_get_obstacle:
 * @self: the editor
 * @principal: whose level
 * @ad_account: (nullable): on which ad account; %NULL for what is the same on all of them
 *
 * Returns: (transfer none) (nullable): why the level cannot be changed, in a sentence; %NULL if it can
 */
const char *
roster_level_editor_get_obstacle (RosterLevelEditor *self,
                                  RosterPrincipal   *principal,
                                  RosterAdAccount   *ad_account)
{
  const char *read_only;

  g_return_val_if_fail (ROSTER_IS_LEVEL_EDITOR (self) && ROSTER_IS_PRINCIPAL (principal), NULL);

  read_only = roster_level_editor_get_read_only (self);
  if (read_only != NULL)
    return read_only;

  if (ROSTER_IS_AGENCY (principal))
    {
      if (roster_agency_get_waiting (ROSTER_AGENCY (principal)))
        return _("The agency has not accepted yet. What is shared with it can be changed once it has.");
      if (ad_account != NULL && roster_ad_account_get_ownership (ad_account) != ROSTER_OWNERSHIP_OWN)
        return _("Only the Business Center that owns an ad account can share it with an agency.");
      return NULL;
    }

  switch (roster_person_get_membership (ROSTER_PERSON (principal)))
    {
    case ROSTER_MEMBERSHIP_PENDING:
      return _("The invitation has not been accepted yet. TikTok takes changes once it has.");

    case ROSTER_MEMBERSHIP_REJECTED:
      return _("The invitation was declined.");

    case ROSTER_MEMBERSHIP_UNBOUND:
      return _("This person is not a member any more.");

    case ROSTER_MEMBERSHIP_UNKNOWN:
    case ROSTER_MEMBERSHIP_BOUND:
    case ROSTER_MEMBERSHIP_OTHER:
    default:
      return NULL;
    }
}

/**
 * roster_level_editor_make_change:
 * @self: the editor
 * @principal: whose level
 * @ad_account: on which ad account
 * @level: the direct level wanted
 *
 * Returns: (transfer full) (nullable): a change that has not been sent; %NULL if that is the level already, or if one of the two is gone
 */
RosterChange *
roster_level_editor_make_change (RosterLevelEditor *self,
                                 RosterPrincipal   *principal,
                                 RosterAdAccount   *ad_account,
                                 RosterLevel        level)
{
  RosterDirectory *directory;
  RosterLevel from;

  g_return_val_if_fail (ROSTER_IS_LEVEL_EDITOR (self), NULL);

  directory = roster_session_get_directory (self->session);
  if (roster_directory_find_principal (directory, roster_item_get_key (ROSTER_ITEM (principal))) != principal ||
      roster_directory_find_ad_account (directory, roster_item_get_key (ROSTER_ITEM (ad_account))) != ad_account)
    return NULL;

  from = roster_access_get_direct_level (roster_session_get_access (self->session),
                                         roster_item_get_key (ROSTER_ITEM (principal)), roster_item_get_key (ROSTER_ITEM (ad_account)));

  return from != level ? roster_change_new_level (principal, ad_account, from, level) : NULL;
}

/**
 * roster_level_editor_apply:
 * @self: the editor
 * @changes: (element-type RosterChange): what to do
 *
 * Sends changes. Each says by itself how it went; until it is taken or dismissed it stands in roster_level_editor_get_changes().
 */
void
roster_level_editor_apply (RosterLevelEditor *self,
                           GPtrArray         *changes)
{
  g_autoptr (GListStore) batch = g_list_store_new (ROSTER_TYPE_CHANGE);

  g_return_if_fail (ROSTER_IS_LEVEL_EDITOR (self));

  if (changes->len == 0)
    return;

  for (guint i = 0; i < changes->len; i++)
    {
      forget_same (self, changes->pdata[i]);
      g_signal_connect_object (changes->pdata[i], "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
    }
  g_list_store_splice (batch, 0, 0, changes->pdata, changes->len);
  g_list_store_splice (self->changes, g_list_model_get_n_items (G_LIST_MODEL (self->changes)), 0, changes->pdata, changes->len);
  send (self, batch);
}

/**
 * roster_level_editor_undo:
 * @self: the editor
 * @changes: a list of #RosterChange that were taken
 *
 * Gives back the levels that were there before, where nobody has changed them since.
 */
void
roster_level_editor_undo (RosterLevelEditor *self,
                          GListModel        *changes)
{
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeSet) undo = NULL;

  g_return_if_fail (ROSTER_IS_LEVEL_EDITOR (self));

  undo = roster_change_set_new_undo (changes);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (undo)); i++)
    g_ptr_array_add (back, g_list_model_get_item (G_LIST_MODEL (undo), i));
  roster_level_editor_apply (self, back);
}

/**
 * roster_level_editor_retry:
 * @self: the editor
 * @change: a change that was not taken
 *
 * Tries again. Where nobody knows whether TikTok took it, that is found out first.
 */
void
roster_level_editor_retry (RosterLevelEditor *self,
                           RosterChange      *change)
{
  g_autoptr (GListStore) batch = g_list_store_new (ROSTER_TYPE_CHANGE);

  g_return_if_fail (ROSTER_IS_LEVEL_EDITOR (self));

  g_list_store_append (batch, change);
  send (self, batch);
}

/**
 * roster_level_editor_share_again:
 * @self: the editor
 * @change: a level of an agency that was taken away, and could not be shared again
 * @level: the level to share it at now: the one that was wanted, or the one that was so before
 *
 * Gives an agency back what it has lost half-way.
 */
void
roster_level_editor_share_again (RosterLevelEditor *self,
                                 RosterChange      *change,
                                 RosterLevel        level)
{
  g_autoptr (RosterChangeSet) given_up = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  RosterChange *again;

  g_return_if_fail (ROSTER_IS_LEVEL_EDITOR (self) && ROSTER_IS_CHANGE (change));

  if (level == roster_change_get_to_level (change))
    {
      roster_level_editor_retry (self, change);
      return;
    }

  again = roster_level_editor_make_change (self, roster_change_get_principal (change), roster_change_get_ad_account (change), level);
  if (again == NULL)
    return;

  /* The lower level is not wanted any more: the next start is not to offer it. */
  given_up = roster_change_set_new ();
  roster_change_set_add (given_up, change);
  roster_unfinished_leave (self->session, given_up);
  changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (changes, again);
  roster_level_editor_apply (self, changes);
}

/**
 * roster_level_editor_dismiss:
 * @self: the editor
 * @change: a change that was not taken
 *
 * Gives a change up.
 */
void
roster_level_editor_dismiss (RosterLevelEditor *self,
                             RosterChange      *change)
{
  g_return_if_fail (ROSTER_IS_LEVEL_EDITOR (self));

  forget (self, change);
}
