/* roster-mend-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-mend-window.h"

#include "roster-changes-view.h"

/* What would mend a finding, line by line, to be looked at; and what became of it once it is sent. */

struct _RosterMendWindow
{
  AdwWindow parent_instance;

  RosterSession *session;

  GtkWidget *cancel_button;
  GtkWidget *apply_button;
  GtkWidget *done_button;
  GtkLabel *title_label;
  RosterChangesView *changes_view;
};

G_DEFINE_FINAL_TYPE (RosterMendWindow, roster_mend_window, ADW_TYPE_WINDOW)

static void
on_apply (RosterMendWindow *self)
{
  gtk_widget_set_visible (self->apply_button, FALSE);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  roster_changes_view_send (self->changes_view, self->session);
}

static void
on_retry (RosterMendWindow *self)
{
  gtk_widget_set_visible (self->done_button, FALSE);
}

static void
on_over (RosterMendWindow *self)
{
  gtk_widget_set_visible (self->done_button, TRUE);
  if (roster_changes_view_all_done (self->changes_view))
    gtk_window_set_default_widget (GTK_WINDOW (self), self->done_button);
}

/* What is on its way is seen to its end: closing only stops what has not been sent. */
static gboolean
roster_mend_window_close_request (GtkWindow *window)
{
  roster_changes_view_stop (ROSTER_MEND_WINDOW (window)->changes_view);

  return GTK_WINDOW_CLASS (roster_mend_window_parent_class)->close_request (window);
}

static void
roster_mend_window_dispose (GObject *object)
{
  RosterMendWindow *self = ROSTER_MEND_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_MEND_WINDOW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_mend_window_parent_class)->dispose (object);
}

static void
roster_mend_window_class_init (RosterMendWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_mend_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_mend_window_close_request;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (ROSTER_TYPE_CHANGES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/attention/roster-mend-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterMendWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RosterMendWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, RosterMendWindow, done_button);
  gtk_widget_class_bind_template_child (widget_class, RosterMendWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RosterMendWindow, changes_view);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_over);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
}

static void
roster_mend_window_init (RosterMendWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->cancel_button);
}

/**
 * roster_mend_window_new:
 * @parent: a widget in the window that asks
 * @session: what is acted through
 * @finding: what deserves attention
 * @changes: what would mend it
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_mend_window_new (GtkWidget       *parent,
                        RosterSession   *session,
                        RosterFinding   *finding,
                        RosterChangeSet *changes)
{
  RosterMendWindow *self;
  GtkRoot *root;
  g_autoptr (GArray) verdicts = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && ROSTER_IS_SESSION (session), NULL);
  g_return_val_if_fail (ROSTER_IS_FINDING (finding) && ROSTER_IS_CHANGE_SET (changes), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (ROSTER_TYPE_MEND_WINDOW, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, "destroy-with-parent", TRUE, NULL);
  self->session = g_object_ref (session);
  gtk_label_set_text (self->title_label, roster_finding_get_title (finding));
  verdicts = roster_change_set_check (changes, roster_session_get_directory (session), roster_session_get_oneself (session));
  roster_changes_view_set_changes (self->changes_view, G_LIST_MODEL (changes));
  roster_changes_view_set_warnings (self->changes_view, verdicts);

  return GTK_WINDOW (self);
}
