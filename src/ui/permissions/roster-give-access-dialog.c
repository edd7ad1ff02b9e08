/* roster-give-access-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-give-access-dialog.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-item-cell.h"
#include "roster-model-enums.h"
#include "roster-text-key.h"
#include "roster-words.h"

/* Chooses ad accounts for a person or agency, or people and agencies for an ad account, from those where there is no access yet, and one
 * level for all of them. */

struct _RosterGiveAccessDialog
{
  AdwWindow parent_instance;

  RosterItem *subject;
  GListStore *candidates;
  GHashTable *chosen; /* set of RosterItem, which candidates keeps alive */
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  char **words;

  AdwWindowTitle *window_title;
  GtkButton *give_button;
  AdwComboRow *level_row;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *nothing_page;
};

G_DEFINE_FINAL_TYPE (RosterGiveAccessDialog, roster_give_access_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_GIVEN,
} RosterGiveAccessDialogSignal;

static guint signals[SIGNAL_GIVEN + 1];

static const RosterLevel LEVELS[] = { ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ADMIN };

/* What can be given. Whoever has not been read may have access already, and would be lowered by a new grant. */
static void
fill (RosterGiveAccessDialog *self,
      RosterDirectory        *directory,
      RosterLevelEditor      *editor)
{
  RosterAccess *access = roster_directory_get_access (directory);
  gboolean for_principal = ROSTER_IS_PRINCIPAL (self->subject);
  GListModel *all = for_principal ? roster_directory_get_ad_accounts (directory) : roster_directory_get_principals (directory);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (all, i);
      RosterItem *principal = for_principal ? self->subject : item;
      RosterItem *ad_account = for_principal ? item : self->subject;

      if (roster_access_is_known (access, roster_item_get_key (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS) &&
          roster_access_get_level (access, roster_item_get_key (principal), roster_item_get_key (ad_account)) == ROSTER_LEVEL_NONE &&
          roster_level_editor_get_obstacle (editor, ROSTER_PRINCIPAL (principal), ROSTER_AD_ACCOUNT (ad_account)) == NULL)
        g_ptr_array_add (candidates, g_steal_pointer (&item));
    }

  g_list_store_splice (self->candidates, 0, 0, candidates->pdata, candidates->len);
}

static void
update_button (RosterGiveAccessDialog *self)
{
  guint count = g_hash_table_size (self->chosen);
  g_autofree char *label = NULL;

  /* Translators: a button; %u is how many ad accounts or people were chosen. */
  label = count > 0 ? g_strdup_printf (ngettext ("_Give %u", "_Give %u", count), count) : g_strdup (_("_Give"));
  roster_button_label_set (self->give_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->give_button), count > 0);
}

static void
update_stack (RosterGiveAccessDialog *self)
{
  gboolean searching = self->words[0] != NULL;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) > 0;

  adw_status_page_set_icon_name (self->nothing_page, any && searching ? "edit-find-symbolic" : "object-select-symbolic");
  adw_status_page_set_title (self->nothing_page, any && searching ? _("No Results") : _("Nothing Left to Give"));
  if (any && searching)
    adw_status_page_set_description (self->nothing_page, NULL);
  else if (ROSTER_IS_PRINCIPAL (self->subject))
    adw_status_page_set_description (self->nothing_page, _("There is already access to every ad account that can be given."));
  else
    adw_status_page_set_description (self->nothing_page, _("Everybody who can be given this ad account has access already."));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0 ? "list" : "nothing");
}

/* The list */

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  return roster_text_key_compare ((gpointer) a, (gpointer) b);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  return roster_text_key_matches (item, (const char * const *) ROSTER_GIVE_ACCESS_DIALOG (user_data)->words);
}

static void
set_chosen (RosterGiveAccessDialog *self,
            RosterItem             *item,
            gboolean                chosen)
{
  if (chosen)
    g_hash_table_add (self->chosen, item);
  else
    g_hash_table_remove (self->chosen, item);
  update_button (self);
}

static void
on_toggled (GtkCheckButton *check,
            GtkListItem    *list_item)
{
  RosterGiveAccessDialog *self = ROSTER_GIVE_ACCESS_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (check), ROSTER_TYPE_GIVE_ACCESS_DIALOG));
  RosterItem *item = gtk_list_item_get_item (list_item);

  if (self != NULL && item != NULL)
    set_chosen (self, item, gtk_check_button_get_active (check));
}

static void
on_setup (RosterGiveAccessDialog *self,
          GtkListItem            *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), list_item);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), roster_item_cell_new ());
  gtk_list_item_set_child (list_item, box);
}

static void
on_bind (RosterGiveAccessDialog *self,
         GtkListItem            *list_item)
{
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  RosterItem *item = gtk_list_item_get_item (list_item);

  g_signal_handlers_block_by_func (check, on_toggled, list_item);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, item));
  g_signal_handlers_unblock_by_func (check, on_toggled, list_item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, roster_text_key_get_title (item), -1);
  roster_item_cell_set_item (ROSTER_ITEM_CELL (gtk_widget_get_next_sibling (check)), item);
}

static void
on_activate (RosterGiveAccessDialog *self,
             guint                   position)
{
  g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item == NULL)
    return;

  set_chosen (self, item, !g_hash_table_contains (self->chosen, item));
  /* The row is bound again, with its mark. */
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_widget_get_first_child (row);
      GtkWidget *check = box != NULL ? gtk_widget_get_first_child (box) : NULL;
      GtkWidget *cell = check != NULL ? gtk_widget_get_next_sibling (check) : NULL;

      if (ROSTER_IS_ITEM_CELL (cell) && roster_item_cell_get_item (ROSTER_ITEM_CELL (cell)) == item)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, item));
    }
}

/* The rest */

static void
on_search_changed (RosterGiveAccessDialog *self)
{
  g_strfreev (self->words);
  self->words = roster_text_key_split (gtk_editable_get_text (self->search_entry));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
on_stop_search (RosterGiveAccessDialog *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* Enter in the entry chooses what was found, if that is one thing. */
static void
on_search_activate (RosterGiveAccessDialog *self)
{
  on_search_changed (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 1)
    on_activate (self, 0);
}

static RosterLevel
get_level (RosterGiveAccessDialog *self)
{
  return LEVELS[MIN (adw_combo_row_get_selected (self->level_row), G_N_ELEMENTS (LEVELS) - 1)];
}

static void
on_level_changed (RosterGiveAccessDialog *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->level_row), roster_words_level_meaning (get_level (self)));
}

static void
on_give (RosterGiveAccessDialog *self)
{
  g_autoptr (GListStore) items = g_list_store_new (ROSTER_TYPE_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->candidates)); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->candidates), i);

      if (g_hash_table_contains (self->chosen, item))
        g_list_store_append (items, item);
    }

  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, items, get_level (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
roster_give_access_dialog_dispose (GObject *object)
{
  RosterGiveAccessDialog *self = ROSTER_GIVE_ACCESS_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_GIVE_ACCESS_DIALOG);
  g_clear_object (&self->subject);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (roster_give_access_dialog_parent_class)->dispose (object);
}

static void
roster_give_access_dialog_finalize (GObject *object)
{
  RosterGiveAccessDialog *self = ROSTER_GIVE_ACCESS_DIALOG (object);

  g_hash_table_unref (self->chosen);
  g_object_unref (self->candidates);
  g_strfreev (self->words);

  G_OBJECT_CLASS (roster_give_access_dialog_parent_class)->finalize (object);
}

static void
roster_give_access_dialog_class_init (RosterGiveAccessDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_give_access_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_give_access_dialog_finalize;

  /**
   * RosterGiveAccessDialog::given:
   * @self: the dialog
   * @items: a list of #RosterItem that were chosen
   * @level: the level for all of them
   *
   * Somebody chose; the dialog closes.
   */
  signals[SIGNAL_GIVEN] = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_LIST_MODEL, ROSTER_TYPE_LEVEL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/permissions/roster-give-access-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, give_button);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, level_row);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveAccessDialog, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_give);
  gtk_widget_class_bind_template_callback (widget_class, on_level_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
roster_give_access_dialog_init (RosterGiveAccessDialog *self)
{
  g_autoptr (GtkStringList) levels = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSortListModel *sorted;

  self->words = g_new0 (char *, 1);
  self->chosen = g_hash_table_new (NULL, NULL);
  self->candidates = g_list_store_new (ROSTER_TYPE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (LEVELS); i++)
    gtk_string_list_append (levels, roster_words_level (LEVELS[i], NULL));
  adw_combo_row_set_model (self->level_row, G_LIST_MODEL (levels));
  on_level_changed (self);

  self->filter = gtk_custom_filter_new (matches, self, NULL);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->candidates)), GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL)));
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (sorted), g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * roster_give_access_dialog_new:
 * @directory: the people and the ad accounts
 * @editor: what says who can be given what
 * @subject: a #RosterPrincipal that shall have more ad accounts, or a #RosterAdAccount that more people shall have
 *
 * Returns: (transfer none): a new dialog, not shown yet
 */
GtkWindow *
roster_give_access_dialog_new (RosterDirectory   *directory,
                               RosterLevelEditor *editor,
                               RosterItem        *subject)
{
  RosterGiveAccessDialog *self = g_object_new (ROSTER_TYPE_GIVE_ACCESS_DIALOG, NULL);
  GtkSelectionModel *selection;
  const char *what = ROSTER_IS_PRINCIPAL (subject) ? _("Search ad accounts") : _("Search people and agencies");

  g_set_object (&self->subject, subject);
  fill (self, directory, editor);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered))));
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);

  adw_window_title_set_subtitle (self->window_title, roster_text_key_get_title (subject));
  g_object_set (self->search_entry, "placeholder-text", what, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, ROSTER_IS_PRINCIPAL (subject) ? _("Ad accounts") : _("People and agencies"),
                                  -1);
  update_stack (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));

  return GTK_WINDOW (self);
}

/**
 * roster_give_access_dialog_get_subject:
 * @self: the dialog
 *
 * Returns: (transfer none): whom, or which ad account, the dialog is about
 */
RosterItem *
roster_give_access_dialog_get_subject (RosterGiveAccessDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_GIVE_ACCESS_DIALOG (self), NULL);

  return self->subject;
}
