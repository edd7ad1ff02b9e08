/* roster-changes-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-changes-view.h"

#include <glib/gi18n.h>

#include "roster-apply.h"
#include "roster-change-row.h"
#include "roster-change-text.h"
#include "roster-unfinished.h"

/* Changes on their way, line by line, with Stop while they run and Retry when some did not work. The view sends them itself
 * (roster_changes_view_send()), or whoever shows it does, where more than sending goes with it.
 *
 * What nobody knows is no failure: it is counted apart, and trying again looks first. Invitations that TikTok ignores are not sent again, but can be
 * withdrawn and made anew. */

/* Where the members of a Business Center are, and with them what is invited: under Users, Members. */
#define TIKTOK_PAGES "https://business.tiktok.com/"

struct _RosterChangesView
{
  AdwBin parent_instance;

  GListModel *changes;
  gboolean running;
  gboolean begun; /* they were being sent at some time */
  RosterSession *session;    /* (nullable): what the view sends them through */
  GCancellable *cancellable; /* (nullable): while it does */

  GtkLabel *summary_label;
  GtkLabel *warnings_label;
  GtkListBox *list_box;
  GtkWidget *button_box;
  GtkWidget *stop_button;
  GtkButton *retry_button;
  GtkWidget *anew_button;
  GtkWidget *page_button;
};

G_DEFINE_FINAL_TYPE (RosterChangesView, roster_changes_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_STOP,
  SIGNAL_RETRY,
  SIGNAL_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_changes (RosterChangesView *self,
               RosterChangeState  state)
{
  guint count = 0;

  for (guint i = 0; self->changes != NULL && i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);

      count += roster_change_get_state (change) == state ? 1 : 0;
    }

  return count;
}

/* How many are still to be done, other than by looking again: what was stopped, and what has failed for a reason that may pass. */
static guint
count_to_retry (RosterChangesView *self)
{
  guint count = 0;

  for (guint i = 0; self->changes != NULL && i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);
      RosterChangeState state = roster_change_get_state (change);

      count += state == ROSTER_CHANGE_STATE_WAITING ||
               (state == ROSTER_CHANGE_STATE_FAILED && !roster_change_text_is_ignored (change) && !roster_change_get_overtaken (change)) ? 1 : 0;
    }

  return count;
}

static guint
count_ignored (RosterChangesView *self)
{
  guint count = 0;

  for (guint i = 0; self->changes != NULL && i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);

      count += roster_change_text_is_ignored (change) ? 1 : 0;
    }

  return count;
}

static void
update_buttons (RosterChangesView *self,
                gboolean           over)
{
  guint n_unknown = count_changes (self, ROSTER_CHANGE_STATE_UNKNOWN);
  guint n_to_retry = count_to_retry (self);
  guint n_ignored = count_ignored (self);
  const char *label = n_to_retry > 0 ? _("Retry") : _("Look Again");

  if (g_strcmp0 (gtk_button_get_label (self->retry_button), label) != 0)
    gtk_button_set_label (self->retry_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->retry_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), over && n_to_retry + n_unknown > 0);
  gtk_widget_set_visible (self->anew_button, over && n_ignored > 0 && self->session != NULL);
  gtk_widget_set_visible (self->page_button, over && n_ignored > 0);
}

static void
update (RosterChangesView *self)
{
  guint n_changes = self->changes != NULL ? g_list_model_get_n_items (self->changes) : 0;
  guint n_done = count_changes (self, ROSTER_CHANGE_STATE_DONE) + count_changes (self, ROSTER_CHANGE_STATE_QUEUED);
  guint n_failed = count_changes (self, ROSTER_CHANGE_STATE_FAILED);
  guint n_unknown = count_changes (self, ROSTER_CHANGE_STATE_UNKNOWN);
  guint n_over = n_done + n_failed + n_unknown;
  gboolean begun = self->begun || n_over > 0;
  g_autofree char *text = NULL;

  if (!begun)
    text = g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);
  else if (self->running)
    /* Translators: %1$u of %2$u changes are done. */
    text = g_strdup_printf (_("%1$u of %2$u done…"), n_done, n_changes);
  else if (n_failed > 0 && n_unknown > 0)
    /* Translators: how many changes TikTok did not do, and of how many nobody knows whether it did. */
    text = g_strdup_printf (_("Did not work: %1$u. Not known yet: %2$u"), n_failed, n_unknown);
  else if (n_unknown > 0)
    text = g_strdup_printf (ngettext ("It is not known yet whether %u change worked", "It is not known yet whether %u changes worked", n_unknown),
                            n_unknown);
  else if (n_failed > 0)
    text = g_strdup_printf (ngettext ("%u change did not work", "%u changes did not work", n_failed), n_failed);
  else if (n_done < n_changes)
    text = g_strdup_printf (_("Stopped: %1$u of %2$u done"), n_done, n_changes);
  else
    text = g_strdup_printf (ngettext ("%u change done", "%u changes done", n_changes), n_changes);

  gtk_label_set_label (self->summary_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings_label), !begun && *gtk_label_get_label (self->warnings_label) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), n_changes > 0);
  gtk_widget_set_visible (self->stop_button, self->running && n_over < n_changes);
  update_buttons (self, begun && !self->running);
  gtk_widget_set_visible (self->button_box, begun && n_done < n_changes);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RosterChangesView *self = ROSTER_CHANGES_VIEW (user_data);

  g_signal_connect_object (item, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return roster_change_row_new (ROSTER_CHANGE (item));
}

static void
on_stop (RosterChangesView *self)
{
  /* What is under way is settled first; until then the button has nothing more to say. */
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  roster_changes_view_stop (self);
  g_signal_emit (self, signals[SIGNAL_STOP], 0);
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterChangesView) self = user_data;

  /* Each change says by itself how it went. */
  roster_apply_finish (ROSTER_SESSION (source), result, NULL);
  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    return;

  roster_changes_view_set_running (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_OVER], 0);
}

static void
send (RosterChangesView *self)
{
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  roster_changes_view_set_running (self, TRUE);
  roster_apply_async (self->session, self->changes, ROSTER_APPLY_FLAGS_NONE, self->cancellable, on_applied, g_object_ref (self));
}

static void
on_retry (RosterChangesView *self)
{
  if (self->session != NULL)
    send (self);
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
disconnect_changes (RosterChangesView *self)
{
  if (self->changes == NULL)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);

      g_signal_handlers_disconnect_by_func (change, update, self);
    }
  g_signal_handlers_disconnect_by_func (self->changes, update, self);
}

/* In the place of each invitation that TikTok ignores come the withdrawal of what is in its way, and a new one. What became of the first is not
 * looked for any more. */
static void
on_anew (RosterChangesView *self)
{
  g_autoptr (GListStore) anew = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChangeSet) left = roster_change_set_new ();

  for (guint i = 0; i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);
      g_autoptr (RosterChange) withdraw = NULL;
      g_autoptr (RosterChange) invite = NULL;

      if (!roster_change_text_is_ignored (change))
        {
          g_list_store_append (anew, change);
          continue;
        }

      withdraw = roster_change_new_withdraw_unlisted (ROSTER_PERSON (roster_change_get_principal (change)));
      invite = roster_change_new_again (change);
      g_list_store_append (anew, withdraw);
      g_list_store_append (anew, invite);
      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN)
        roster_change_set_add (left, change);
    }

  roster_unfinished_leave (self->session, left);
  roster_changes_view_set_changes (self, G_LIST_MODEL (anew));
  send (self);
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
on_page (RosterChangesView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, TIKTOK_PAGES, GDK_CURRENT_TIME);
}

static void
roster_changes_view_dispose (GObject *object)
{
  RosterChangesView *self = ROSTER_CHANGES_VIEW (object);

  disconnect_changes (self);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_CHANGES_VIEW);
  g_clear_object (&self->changes);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_changes_view_parent_class)->dispose (object);
}

static void
roster_changes_view_class_init (RosterChangesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_changes_view_dispose;

  /**
   * RosterChangesView::stop:
   * @self: the view
   *
   * Nothing more shall be sent. For who sends the changes.
   */
  signals[SIGNAL_STOP] = g_signal_new ("stop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterChangesView::retry:
   * @self: the view
   *
   * What is not done shall be sent again. Where the view sends the changes, it is being sent.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterChangesView::over:
   * @self: the view
   *
   * What the view sent has come to its end, or was stopped.
   */
  signals[SIGNAL_OVER] = g_signal_new ("over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-changes-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, warnings_label);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, button_box);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, anew_button);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesView, page_button);
  gtk_widget_class_bind_template_callback (widget_class, on_anew);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
}

static void
roster_changes_view_init (RosterChangesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * roster_changes_view_set_changes:
 * @self: a view
 * @changes: a list of #RosterChange
 */
void
roster_changes_view_set_changes (RosterChangesView *self,
                                 GListModel        *changes)
{
  g_return_if_fail (ROSTER_IS_CHANGES_VIEW (self));
  g_return_if_fail (G_IS_LIST_MODEL (changes));

  if (self->changes == changes)
    return;

  disconnect_changes (self);
  g_set_object (&self->changes, changes);
  gtk_list_box_bind_model (self->list_box, changes, create_row, self, NULL);
  g_signal_connect_object (changes, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * roster_changes_view_set_warnings:
 * @self: a view
 * @verdicts: (nullable) (element-type RosterChangeVerdict): what roster_change_check() says about the changes
 *
 * Says what to know before the changes are sent; afterwards that is not shown any more.
 */
void
roster_changes_view_set_warnings (RosterChangesView *self,
                                  GArray            *verdicts)
{
  g_autofree char *text = verdicts != NULL ? roster_change_text_warnings (verdicts) : NULL;

  g_return_if_fail (ROSTER_IS_CHANGES_VIEW (self));

  gtk_label_set_label (self->warnings_label, text != NULL ? text : "");
  update (self);
}

/**
 * roster_changes_view_send:
 * @self: a view with changes
 * @session: what they are sent through
 *
 * Sends the changes, shows what becomes of them, and stops and retries as asked. What is on its way when the view goes is seen to its end.
 */
void
roster_changes_view_send (RosterChangesView *self,
                          RosterSession     *session)
{
  g_return_if_fail (ROSTER_IS_CHANGES_VIEW (self) && ROSTER_IS_SESSION (session) && self->changes != NULL);

  g_set_object (&self->session, session);
  send (self);
}

/**
 * roster_changes_view_stop:
 * @self: a view
 *
 * Stops what the view has not sent yet.
 */
void
roster_changes_view_stop (RosterChangesView *self)
{
  g_return_if_fail (ROSTER_IS_CHANGES_VIEW (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * roster_changes_view_set_running:
 * @self: a view
 * @running: whether the changes are being sent
 */
void
roster_changes_view_set_running (RosterChangesView *self,
                                 gboolean           running)
{
  g_return_if_fail (ROSTER_IS_CHANGES_VIEW (self));

  running = !!running;
  if (self->running != running)
    gtk_widget_set_sensitive (self->stop_button, TRUE);
  self->running = running;
  self->begun |= running;
  update (self);
}

/**
 * roster_changes_view_all_done:
 * @self: a view
 *
 * Returns: whether every change is done, or kept until an invitation is accepted
 */
gboolean
roster_changes_view_all_done (RosterChangesView *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGES_VIEW (self), FALSE);

  return self->changes == NULL ||
         count_changes (self, ROSTER_CHANGE_STATE_DONE) + count_changes (self, ROSTER_CHANGE_STATE_QUEUED) ==
           g_list_model_get_n_items (self->changes);
}
