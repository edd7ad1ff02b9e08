/* roster-access-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-pane.h"

#include <glib/gi18n.h>

#include "roster-access-lines.h"
#include "roster-access-note.h"
#include "roster-access-row.h"
#include "roster-agency-question.h"
#include "roster-give-access-dialog.h"
#include "roster-item-cell.h"
#include "roster-row-feed.h"
#include "roster-text-key.h"
#include "roster-toast.h"

/* What one person or agency may do on which ad accounts, or who may do what on one ad account, and how to change it. */

#define FILTER_FROM_ROWS 12

struct _RosterAccessPane
{
  AdwBin parent_instance;

  RosterDirectory *directory;
  RosterLevelEditor *editor;
  RosterAccessLines *lines;
  GtkCustomFilter *filter;
  RosterRowFeed *feed;
  GtkSingleSelection *selection;
  char **words;
  gboolean reading;
  guint update_source;

  GtkWidget *head;
  GtkWidget *back_button;
  RosterItemCell *subject_cell;
  GtkWidget *give_button;
  GtkLabel *note;
  GtkEditable *filter_entry;
  GtkStack *stack;
  AdwStatusPage *nothing_page;
  GtkSpinner *reading_spinner;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (RosterAccessPane, roster_access_pane, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_BACK,
} RosterAccessPaneSignal;

static guint signals[SIGNAL_BACK + 1];

typedef struct
{
  RosterAccessPane *self;
  RosterChange *change;
} Question;

static gboolean
is_about_ad_account (RosterAccessPane *self)
{
  return ROSTER_IS_AD_ACCOUNT (roster_access_lines_get_subject (self->lines));
}

static RosterItem *
get_named (RosterAccessPane *self,
           RosterAccessLine *line)
{
  if (is_about_ad_account (self))
    return ROSTER_ITEM (roster_access_line_get_principal (line));

  return ROSTER_ITEM (roster_access_line_get_ad_account (line));
}

/* What is shown */

static const char *
get_page (RosterAccessPane *self)
{
  if (roster_access_lines_get_subject (self->lines) == NULL)
    return "nothing";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    return "list";
  if (g_list_model_get_n_items (roster_access_lines_get_model (self->lines)) > 0)
    return "not-found";

  return roster_access_lines_get_unread (self->lines) > 0 && self->reading ? "reading" : "nothing";
}

static void
update (RosterAccessPane *self)
{
  RosterItem *subject = roster_access_lines_get_subject (self->lines);
  guint count = g_list_model_get_n_items (roster_access_lines_get_model (self->lines));
  guint unread = roster_access_lines_get_unread (self->lines);
  g_autofree char *note = subject != NULL ? roster_access_note_dup (self->editor, subject, unread) : NULL;
  const char *obstacle = NULL;
  const char *page = get_page (self);

  g_clear_handle_id (&self->update_source, g_source_remove);

  gtk_widget_set_visible (self->head, subject != NULL);
  roster_item_cell_set_item (self->subject_cell, subject);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_entry), subject != NULL && (count >= FILTER_FROM_ROWS || self->words[0] != NULL));

  if (ROSTER_IS_PRINCIPAL (subject))
    obstacle = roster_level_editor_get_obstacle (self->editor, ROSTER_PRINCIPAL (subject), NULL);
  else if (subject != NULL)
    obstacle = roster_level_editor_get_read_only (self->editor);
  /* Before everything is read, what is there already could be given again, and lowered by it. */
  if (obstacle == NULL && ROSTER_IS_PRINCIPAL (subject) && unread > 0)
    obstacle = _("Not everything has been read yet.");
  gtk_widget_set_sensitive (self->give_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->give_button, obstacle != NULL           ? obstacle
                                                  : is_about_ad_account (self) ? _("Give People or Agencies Access to This Ad Account")
                                                                               : _("Give Ad Accounts to This Person or Agency"));

  if (g_str_equal (page, "nothing"))
    roster_access_note_show_nothing (self->nothing_page, roster_directory_get_access (self->directory), self->editor, subject, unread);
  gtk_spinner_set_spinning (self->reading_spinner, g_str_equal (page, "reading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static gboolean
on_idle (gpointer user_data)
{
  RosterAccessPane *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (RosterAccessPane *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (on_idle, self);
}

/* Changing levels */

static void
apply_one (RosterAccessPane *self,
           RosterChange     *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  g_ptr_array_add (changes, change);
  roster_level_editor_apply (self->editor, changes);
}

static void
on_confirmed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr (RosterAccessPane) self = question->self;
  g_autoptr (RosterChange) change = question->change;

  g_free (question);
  if (roster_agency_question_finish (GTK_WIDGET (source), result))
    apply_one (self, change);
}

static void
choose_level (RosterAccessPane *self,
              RosterAccessLine *line,
              RosterLevel       level)
{
  RosterPrincipal *principal = roster_access_line_get_principal (line);
  RosterAdAccount *ad_account = roster_access_line_get_ad_account (line);
  const char *obstacle = roster_level_editor_get_obstacle (self->editor, principal, ad_account);
  RosterChange *pending = roster_access_line_get_change (line);
  g_autoptr (RosterChange) change = NULL;

  if (obstacle != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      roster_toast_show (GTK_WIDGET (self), obstacle);
      return;
    }
  if (pending != NULL && (roster_change_get_state (pending) == ROSTER_CHANGE_STATE_SENDING ||
                          roster_change_get_state (pending) == ROSTER_CHANGE_STATE_WAITING))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  change = roster_level_editor_make_change (self->editor, principal, ad_account, level);
  if (change == NULL && level == ROSTER_LEVEL_NONE && roster_access_line_get_level (line) != ROSTER_LEVEL_NONE)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      roster_toast_show (GTK_WIDGET (self), _("This access comes with a group, and cannot be taken away here"));
    }
  if (change == NULL)
    return;

  if (roster_agency_question_needed (change))
    {
      Question *question = g_new0 (Question, 1);

      question->self = g_object_ref (self);
      question->change = g_object_ref (change);
      roster_agency_question_async (GTK_WIDGET (self), change, on_confirmed, question);
    }
  else
    {
      apply_one (self, change);
    }
}

static void
on_chosen (RosterAccessPane *self,
           RosterLevel       level,
           RosterAccessRow  *row)
{
  if (roster_access_row_get_line (row) != NULL)
    choose_level (self, roster_access_row_get_line (row), level);
}

/* Returns: (transfer none) (nullable): the row that has the keyboard. */
static RosterAccessRow *
get_focused_row (RosterAccessPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;

  row = ROSTER_IS_ACCESS_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, ROSTER_TYPE_ACCESS_ROW);
  if (row == NULL)
    row = gtk_widget_get_first_child (focus);

  return ROSTER_IS_ACCESS_ROW (row) ? ROSTER_ACCESS_ROW (row) : NULL;
}

static void
set_level (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  RosterAccessPane *self = ROSTER_ACCESS_PANE (widget);
  RosterAccessRow *row = get_focused_row (self);

  if (row != NULL && roster_access_row_get_line (row) != NULL)
    choose_level (self, roster_access_row_get_line (row), (RosterLevel) g_variant_get_int32 (parameter));
}

static void
on_activate (RosterAccessPane *self,
             guint             position)
{
  RosterAccessRow *row = get_focused_row (self);

  if (row != NULL)
    roster_access_row_popup (row);
}

/* Giving access */

static void
on_given (RosterAccessPane       *self,
          GListModel             *items,
          RosterLevel             level,
          RosterGiveAccessDialog *dialog)
{
  RosterItem *subject = roster_give_access_dialog_get_subject (dialog);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (items, i);
      RosterChange *change = ROSTER_IS_PRINCIPAL (subject)
                               ? roster_level_editor_make_change (self->editor, ROSTER_PRINCIPAL (subject), ROSTER_AD_ACCOUNT (item), level)
                               : roster_level_editor_make_change (self->editor, ROSTER_PRINCIPAL (item), ROSTER_AD_ACCOUNT (subject), level);

      if (change != NULL)
        g_ptr_array_add (changes, change);
    }

  roster_level_editor_apply (self->editor, changes);
}

static void
on_give (RosterAccessPane *self)
{
  GtkWindow *dialog = roster_give_access_dialog_new (self->directory, self->editor, roster_access_lines_get_subject (self->lines));

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "given", G_CALLBACK (on_given), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* The list */

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  RosterAccessPane *self = user_data;

  return roster_text_key_compare (get_named (self, (gpointer) a), get_named (self, (gpointer) b));
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  RosterAccessPane *self = user_data;

  return roster_text_key_matches (get_named (self, item), (const char * const *) self->words);
}

static void
on_filter_changed (RosterAccessPane *self)
{
  g_strfreev (self->words);
  self->words = roster_text_key_split (gtk_editable_get_text (self->filter_entry));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
on_clear_filter (RosterAccessPane *self)
{
  gtk_editable_set_text (self->filter_entry, "");
  on_filter_changed (self);
}

static void
on_setup (RosterAccessPane *self,
          GtkListItem      *list_item)
{
  GtkWidget *row = roster_access_row_new (self->editor);

  g_signal_connect_object (row, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind (RosterAccessPane *self,
         GtkListItem      *list_item)
{
  roster_access_row_set_line (ROSTER_ACCESS_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item), is_about_ad_account (self));
}

static void
on_unbind (RosterAccessPane *self,
           GtkListItem      *list_item)
{
  roster_access_row_set_line (ROSTER_ACCESS_ROW (gtk_list_item_get_child (list_item)), NULL, FALSE);
}

static void
on_back (RosterAccessPane *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
roster_access_pane_dispose (GObject *object)
{
  RosterAccessPane *self = ROSTER_ACCESS_PANE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ACCESS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->feed);
  g_clear_object (&self->filter);
  g_clear_object (&self->lines);
  g_clear_object (&self->editor);
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (roster_access_pane_parent_class)->dispose (object);
}

static void
roster_access_pane_finalize (GObject *object)
{
  g_strfreev (ROSTER_ACCESS_PANE (object)->words);

  G_OBJECT_CLASS (roster_access_pane_parent_class)->finalize (object);
}

static void
roster_access_pane_class_init (RosterAccessPaneClass *klass)
{
  static const guint KEYS[][2] = { { GDK_KEY_0, GDK_KEY_KP_0 }, { GDK_KEY_1, GDK_KEY_KP_1 }, { GDK_KEY_2, GDK_KEY_KP_2 }, { GDK_KEY_3, GDK_KEY_KP_3 } };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_access_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_access_pane_finalize;

  /**
   * RosterAccessPane::back:
   *
   * The person wants to go back to the list.
   */
  signals[SIGNAL_BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_ITEM_CELL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/permissions/roster-access-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, head);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, subject_cell);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, give_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, note);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, reading_spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessPane, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_give);

  gtk_widget_class_install_action (widget_class, "access.set-level", "i", set_level);
  for (int i = 0; i < (int) G_N_ELEMENTS (KEYS); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, KEYS[i][0], 0, "access.set-level", "i", i);
      gtk_widget_class_add_binding_action (widget_class, KEYS[i][1], 0, "access.set-level", "i", i);
    }
}

static void
roster_access_pane_init (RosterAccessPane *self)
{
  self->words = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_access_pane_set_up:
 * @self: the pane
 * @directory: who reaches what
 * @editor: what changes levels
 *
 * To be called once, before anything is shown.
 */
void
roster_access_pane_set_up (RosterAccessPane  *self,
                           RosterDirectory   *directory,
                           RosterLevelEditor *editor)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;

  g_return_if_fail (ROSTER_IS_ACCESS_PANE (self) && ROSTER_IS_DIRECTORY (directory) && ROSTER_IS_LEVEL_EDITOR (editor));

  self->directory = g_object_ref (directory);
  self->editor = g_object_ref (editor);
  self->lines = roster_access_lines_new (directory, roster_level_editor_get_changes (editor));
  self->filter = gtk_custom_filter_new (matches, self, NULL);

  sorted = gtk_sort_list_model_new (g_object_ref (roster_access_lines_get_model (self->lines)), GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL)));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (sorted), g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->feed = roster_row_feed_new (G_LIST_MODEL (filtered), GTK_WIDGET (self->list));
  gtk_single_selection_set_model (self->selection, roster_row_feed_get_model (self->feed));
  g_object_unref (filtered);

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lines, "notify::unread", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "obstacles-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * roster_access_pane_get_subject:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): whom, or which ad account, the pane is about
 */
RosterItem *
roster_access_pane_get_subject (RosterAccessPane *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_PANE (self), NULL);

  return self->lines != NULL ? roster_access_lines_get_subject (self->lines) : NULL;
}

/**
 * roster_access_pane_set_subject:
 * @self: the pane
 * @subject: (nullable): a #RosterPrincipal or a #RosterAdAccount
 */
void
roster_access_pane_set_subject (RosterAccessPane *self,
                                RosterItem       *subject)
{
  const char *label;

  g_return_if_fail (ROSTER_IS_ACCESS_PANE (self) && self->lines != NULL);

  if (roster_access_lines_get_subject (self->lines) == subject)
    return;

  gtk_editable_set_text (self->filter_entry, "");
  on_filter_changed (self);
  roster_access_lines_set_subject (self->lines, subject);

  label = ROSTER_IS_AD_ACCOUNT (subject) ? _("People and agencies with access") : _("Ad accounts with access");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  label = ROSTER_IS_AD_ACCOUNT (subject) ? _("Filter people and agencies") : _("Filter ad accounts");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set (self->filter_entry, "placeholder-text", label, NULL);
  update (self);
}

/**
 * roster_access_pane_set_folded:
 * @self: the pane
 * @folded: whether the pane is a page of its own, with a way back
 */
void
roster_access_pane_set_folded (RosterAccessPane *self,
                               gboolean          folded)
{
  g_return_if_fail (ROSTER_IS_ACCESS_PANE (self));

  gtk_widget_set_visible (self->back_button, folded);
}

/**
 * roster_access_pane_set_reading:
 * @self: the pane
 * @reading: whether what is not known is being read
 */
void
roster_access_pane_set_reading (RosterAccessPane *self,
                                gboolean          reading)
{
  g_return_if_fail (ROSTER_IS_ACCESS_PANE (self));

  self->reading = reading;
  queue_update (self);
}
