/* roster-attention-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-attention-window.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-finding-changes.h"
#include "roster-finding-row.h"
#include "roster-mend-window.h"
#include "roster-message-dialog.h"

/* What deserves attention, the worst first. Long lists begin with a part, since every row costs something. */

#define ROWS_AT_ONCE 50

struct _RosterAttentionWindow
{
  AdwWindow parent_instance;

  RosterSession *session;
  RosterAttention *attention;
  GtkSliceListModel *shown;
  RosterFinding *dismissed; /* (nullable): the last one, while that can be undone */

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkListBox *list_box;
  GtkButton *more_button;
};

G_DEFINE_FINAL_TYPE (RosterAttentionWindow, roster_attention_window, ADW_TYPE_WINDOW)

static gboolean
can_change (RosterAttentionWindow *self)
{
  return roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY && roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO;
}

/* What can be done about one */

static void
on_mend (RosterAttentionWindow *self,
         RosterFindingRow      *row)
{
  RosterFinding *finding = roster_finding_row_get_finding (row);
  g_autoptr (RosterChangeSet) changes = roster_finding_make_changes (finding, roster_session_get_directory (self->session));

  if (changes != NULL)
    {
      gtk_window_present (roster_mend_window_new (GTK_WIDGET (self), self->session, finding, changes));
    }
  else
    {
      AdwMessageDialog *dialog = roster_message_dialog_new (GTK_WIDGET (self), roster_finding_get_title (finding),
                                                            _("This takes a choice that the program cannot make for you. Use Show, and mend it there."));

      adw_message_dialog_add_response (dialog, "close", _("_Close"));
      adw_message_dialog_set_default_response (dialog, "close");
      adw_message_dialog_set_close_response (dialog, "close");
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

static void
on_show (RosterAttentionWindow *self,
         RosterFindingRow      *row)
{
  g_autofree char *key = g_strdup (roster_item_get_key (roster_finding_get_subject (roster_finding_row_get_finding (row))));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-item", "s", key);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_undo (RosterAttentionWindow *self)
{
  if (self->dismissed != NULL)
    roster_attention_set_dismissed (self->attention, self->dismissed, FALSE);
  g_clear_object (&self->dismissed);
}

static void
on_dismiss (RosterAttentionWindow *self,
            RosterFindingRow      *row)
{
  g_autoptr (RosterFinding) finding = g_object_ref (roster_finding_row_get_finding (row));
  AdwToast *toast = adw_toast_new (_("Dismissed"));

  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  g_set_object (&self->dismissed, finding);
  roster_attention_set_dismissed (self->attention, finding, TRUE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/* The list */

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RosterAttentionWindow *self = user_data;
  GtkWidget *row = roster_finding_row_new (item);

  roster_finding_row_set_can_change (ROSTER_FINDING_ROW (row), can_change (self));
  g_signal_connect_object (row, "mend", G_CALLBACK (on_mend), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "show-subject", G_CALLBACK (on_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dismiss", G_CALLBACK (on_dismiss), self, G_CONNECT_SWAPPED);

  return row;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  RosterFinding *one = (gpointer) a;
  RosterFinding *two = (gpointer) b;
  int severities = (int) roster_finding_get_severity (two) - (int) roster_finding_get_severity (one);
  int kinds = (int) roster_finding_get_kind (one) - (int) roster_finding_get_kind (two);

  if (severities != 0)
    return severities;

  return kinds != 0 ? kinds : g_utf8_collate (roster_finding_get_title (one), roster_finding_get_title (two));
}

static void
update_list (RosterAttentionWindow *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint n_left = g_list_model_get_n_items (gtk_slice_list_model_get_model (self->shown)) - n_shown;
  /* Translators: %u rows of a list are not shown yet. */
  g_autofree char *label = g_strdup_printf (ngettext ("Show %u More", "Show %u More", n_left), n_left);

  roster_button_label_set (self->more_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n_left > 0);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "list" : "nothing");
}

static void
update_rows (RosterAttentionWindow *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ROSTER_IS_FINDING_ROW (row))
      roster_finding_row_set_can_change (ROSTER_FINDING_ROW (row), can_change (self));
}

static void
on_more (RosterAttentionWindow *self)
{
  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + ROWS_AT_ONCE);
  update_list (self);
}

static void
roster_attention_window_dispose (GObject *object)
{
  RosterAttentionWindow *self = ROSTER_ATTENTION_WINDOW (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (gtk_slice_list_model_get_model (self->shown), update_list, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ATTENTION_WINDOW);
  g_clear_object (&self->dismissed);
  g_clear_object (&self->shown);
  g_clear_object (&self->attention);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_attention_window_parent_class)->dispose (object);
}

static void
roster_attention_window_class_init (RosterAttentionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_attention_window_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/attention/roster-attention-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAttentionWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RosterAttentionWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterAttentionWindow, list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterAttentionWindow, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
}

static void
roster_attention_window_init (RosterAttentionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_attention_window_new:
 * @parent: a widget in the program's window, which shows what a finding is about
 * @session: what is acted through
 * @attention: what deserves attention in what @session shows
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_attention_window_new (GtkWidget       *parent,
                             RosterSession   *session,
                             RosterAttention *attention)
{
  RosterAttentionWindow *self;
  GtkSortListModel *sorted;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && ROSTER_IS_SESSION (session) && ROSTER_IS_ATTENTION (attention), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (ROSTER_TYPE_ATTENTION_WINDOW, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, "destroy-with-parent", TRUE, NULL);
  self->session = g_object_ref (session);
  self->attention = g_object_ref (attention);

  sorted = gtk_sort_list_model_new (g_object_ref (roster_attention_get_findings (attention)), GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL)));
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, ROWS_AT_ONCE);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (sorted, "items-changed", G_CALLBACK (update_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  update_list (self);

  return GTK_WINDOW (self);
}
