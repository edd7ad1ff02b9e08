/* roster-unfinished-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-unfinished-window.h"

#include "roster-changes-view.h"
#include "roster-unfinished.h"

/* Asks about changes that were being sent when the program ended the last time. Closing it decides nothing: the next start asks again. */

struct _RosterUnfinishedWindow
{
  AdwWindow parent_instance;

  RosterSession *session;
  RosterChangeSet *set;
  RosterStoreCenter *center; /* whose they are */

  GtkWidget *leave_button;
  GtkWidget *finish_button;
  GtkWidget *close_button;
  GtkWidget *explanation_label;
  RosterChangesView *changes_view;
};

G_DEFINE_FINAL_TYPE (RosterUnfinishedWindow, roster_unfinished_window, ADW_TYPE_WINDOW)

/* That a Business Center was looked at since it was opened. */
#define LOOKED_AT "roster-unfinished-looked-at"

typedef struct
{
  GtkWindow *parent;
  RosterStoreCenter *center;
} Question;

static void
on_over (RosterUnfinishedWindow *self)
{
  gtk_widget_set_visible (self->close_button, TRUE);
}

static void
on_retry (RosterUnfinishedWindow *self)
{
  gtk_widget_set_visible (self->close_button, FALSE);
}

static void
on_finish (RosterUnfinishedWindow *self)
{
  gtk_widget_set_visible (self->leave_button, FALSE);
  gtk_widget_set_visible (self->finish_button, FALSE);
  gtk_widget_set_visible (self->explanation_label, FALSE);
  roster_changes_view_send (self->changes_view, self->session);
}

static void
on_leave (RosterUnfinishedWindow *self)
{
  if (roster_session_get_center (self->session) == self->center)
    roster_unfinished_leave (self->session, self->set);
  gtk_window_close (GTK_WINDOW (self));
}

/* Another Business Center is shown: what is left here is asked about when this one is opened again. */
static void
on_business_center_changed (RosterUnfinishedWindow *self)
{
  if (roster_session_get_center (self->session) != self->center)
    gtk_window_close (GTK_WINDOW (self));
}

/* What is on its way is seen to its end: closing only stops what has not been sent. */
static gboolean
roster_unfinished_window_close_request (GtkWindow *window)
{
  roster_changes_view_stop (ROSTER_UNFINISHED_WINDOW (window)->changes_view);

  return GTK_WINDOW_CLASS (roster_unfinished_window_parent_class)->close_request (window);
}

static void
roster_unfinished_window_dispose (GObject *object)
{
  RosterUnfinishedWindow *self = ROSTER_UNFINISHED_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_UNFINISHED_WINDOW);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->set);
  g_clear_object (&self->center);

  G_OBJECT_CLASS (roster_unfinished_window_parent_class)->dispose (object);
}

static void
roster_unfinished_window_class_init (RosterUnfinishedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_unfinished_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_unfinished_window_close_request;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (ROSTER_TYPE_CHANGES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-unfinished-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterUnfinishedWindow, leave_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUnfinishedWindow, finish_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUnfinishedWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUnfinishedWindow, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUnfinishedWindow, changes_view);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_finish);
  gtk_widget_class_bind_template_callback (widget_class, on_over);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
}

static void
roster_unfinished_window_init (RosterUnfinishedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GtkWindow) parent = question->parent;
  g_autoptr (RosterStoreCenter) center = question->center;
  RosterSession *session = ROSTER_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterChangeSet) set = roster_unfinished_load_finish (session, result, &error);
  g_autoptr (GArray) verdicts = NULL;
  RosterUnfinishedWindow *self;

  if (set == NULL)
    {
      g_info ("What was interrupted cannot be read: %s", error->message);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (set)) == 0 || roster_session_get_center (session) != center || !gtk_widget_get_visible (GTK_WIDGET (parent)))
    return;

  self = g_object_new (ROSTER_TYPE_UNFINISHED_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  self->session = g_object_ref (session);
  self->set = g_steal_pointer (&set);
  self->center = g_steal_pointer (&center);
  roster_changes_view_set_changes (self->changes_view, G_LIST_MODEL (self->set));
  verdicts = roster_change_set_check (self->set, roster_session_get_directory (session), roster_session_get_oneself (session));
  roster_changes_view_set_warnings (self->changes_view, verdicts);
  g_signal_connect_object (session, "notify::business-center", G_CALLBACK (on_business_center_changed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}

/* Once for each Business Center that is opened, when it has been read for the first time. */
static void
on_session_changed (GtkWindow     *parent,
                    GParamSpec    *pspec,
                    RosterSession *session)
{
  RosterStoreCenter *center = roster_session_get_center (session);
  Question *question;

  if (center == NULL || g_object_get_data (G_OBJECT (center), LOOKED_AT) != NULL || roster_session_get_syncing (session) ||
      roster_session_get_state (session) != ROSTER_SESSION_STATE_READY || roster_session_get_read_only (session) != ROSTER_READ_ONLY_NO)
    return;

  g_object_set_data (G_OBJECT (center), LOOKED_AT, center);
  question = g_new0 (Question, 1);
  question->parent = g_object_ref (parent);
  question->center = g_object_ref (center);
  roster_unfinished_load_async (session, on_loaded, question);
}

/**
 * roster_unfinished_window_watch:
 * @parent: the window that shows the session
 * @session: the session
 *
 * Asks about what was interrupted whenever a Business Center is opened in which there is such a thing.
 */
void
roster_unfinished_window_watch (GtkWindow     *parent,
                                RosterSession *session)
{
  g_return_if_fail (GTK_IS_WINDOW (parent) && ROSTER_IS_SESSION (session));

  g_signal_connect_object (session, "notify::syncing", G_CALLBACK (on_session_changed), parent, G_CONNECT_SWAPPED);
}
