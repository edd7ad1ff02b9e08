/* roster-permissions-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-permissions-page.h"

#include <glib/gi18n.h>

#include "roster-access-pane.h"
#include "roster-item-cell.h"
#include "roster-level-editor.h"
#include "roster-level-toaster.h"
#include "roster-no-results.h"
#include "roster-row-feed.h"
#include "roster-scroll.h"
#include "roster-text-key.h"
#include "roster-two-panes.h"

/* Who may do what on which ad account: people and agencies, or ad accounts, on one side, and beside them what goes with the one that is
 * chosen. Where there is no room for both, that is a page of its own. */

/* One of the two lists to choose from. */
typedef struct
{
  GtkSortListModel *sorted;
  RosterRowFeed *feed;
  GtkSingleSelection *selection;
} Side;

struct _RosterPermissionsPage
{
  RosterPage parent_instance;

  RosterSession *session; /* as RosterPage:session */
  char **words;
  RosterLevelEditor *editor;
  GtkCustomFilter *filter;
  GtkCustomSorter *sorter;
  Side people;
  Side ad_accounts;
  RosterLevelToaster *toaster;

  RosterStage *stage;
  RosterTwoPanes *panes;
  GtkToggleButton *person_button;
  GtkToggleButton *ad_account_button;
  GtkStack *list_stack;
  GtkListView *list;
  RosterNoResults *nothing_page;
  RosterAccessPane *pane;
};

G_DEFINE_FINAL_TYPE (RosterPermissionsPage, roster_permissions_page, ROSTER_TYPE_PAGE)

static Side *
get_side (RosterPermissionsPage *self)
{
  return gtk_toggle_button_get_active (self->person_button) ? &self->people : &self->ad_accounts;
}

/* What the page as a whole shows */

static gboolean
roster_permissions_page_is_empty (RosterPage *page)
{
  RosterSession *session = roster_page_get_session (page);

  return g_list_model_get_n_items (roster_session_get_principals (session)) == 0 &&
         g_list_model_get_n_items (roster_session_get_ad_accounts (session)) == 0;
}

static void
update_list_stack (RosterPermissionsPage *self)
{
  gboolean searching = self->words[0] != NULL;
  gboolean by_person = get_side (self) == &self->people;

  if (g_list_model_get_n_items (G_LIST_MODEL (get_side (self)->selection)) > 0)
    {
      gtk_stack_set_visible_child_name (self->list_stack, "list");
      return;
    }

  if (searching)
    roster_no_results_set_search (self->nothing_page, NULL);
  else if (by_person)
    roster_no_results_set_other (self->nothing_page, "system-users-symbolic", _("Nobody Here"), NULL, NULL);
  else
    roster_no_results_set_other (self->nothing_page, "view-list-symbolic", _("No Ad Accounts"), NULL, NULL);
  gtk_stack_set_visible_child_name (self->list_stack, "nothing");
}

/* Choosing */

/* The pane keeps showing what was chosen while a search hides it from the list; it goes when it is gone. */
static void
on_selected_changed (RosterPermissionsPage *self)
{
  RosterItem *item = gtk_single_selection_get_selected_item (get_side (self)->selection);
  RosterItem *subject = roster_access_pane_get_subject (self->pane);
  RosterDirectory *directory = roster_session_get_directory (self->session);

  if (item == NULL && ROSTER_IS_PRINCIPAL (subject) && get_side (self) == &self->people &&
      roster_directory_find_principal (directory, roster_item_get_key (subject)) == (RosterPrincipal *) subject)
    return;
  if (item == NULL && ROSTER_IS_AD_ACCOUNT (subject) && get_side (self) == &self->ad_accounts &&
      roster_directory_find_ad_account (directory, roster_item_get_key (subject)) == (RosterAdAccount *) subject)
    return;

  roster_access_pane_set_subject (self->pane, item);
  if (item == NULL)
    roster_two_panes_show_list (self->panes);
}

static guint
find_position (GtkSingleSelection *selection,
               RosterItem         *item)
{
  for (guint i = 0; item != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (RosterItem) other = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
on_items_changed (RosterPermissionsPage *self)
{
  GtkSingleSelection *selection = get_side (self)->selection;
  RosterItem *subject = roster_access_pane_get_subject (self->pane);

  update_list_stack (self);
  if (subject != NULL && gtk_single_selection_get_selected (selection) == GTK_INVALID_LIST_POSITION)
    {
      guint position = find_position (selection, subject);

      if (position != GTK_INVALID_LIST_POSITION)
        gtk_single_selection_set_selected (selection, position);
      else
        on_selected_changed (self);
    }
}

static void
on_mode_toggled (RosterPermissionsPage *self)
{
  Side *side = get_side (self);

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (side->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, side == &self->people ? _("People and agencies") : _("Ad accounts"),
                                  -1);
  roster_access_pane_set_subject (self->pane, gtk_single_selection_get_selected_item (side->selection));
  roster_two_panes_show_list (self->panes);
  update_list_stack (self);
}

static void
on_activate (RosterPermissionsPage *self,
             guint                  position)
{
  gtk_single_selection_set_selected (get_side (self)->selection, position);
  roster_two_panes_show_details (self->panes);
  gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static void
on_back (RosterPermissionsPage *self)
{
  roster_two_panes_show_list (self->panes);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_folded_changed (RosterPermissionsPage *self)
{
  gboolean folded = roster_two_panes_get_folded (self->panes);

  roster_access_pane_set_folded (self->pane, folded);
  gtk_list_view_set_single_click_activate (self->list, folded);
  roster_two_panes_set_can_close (self->panes, folded);
}

/* Searching */

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
  return roster_text_key_matches (item, (const char * const *) ROSTER_PERMISSIONS_PAGE (user_data)->words);
}

static void
roster_permissions_page_search_changed (RosterPage *page)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (page);

  g_strfreev (self->words);
  self->words = roster_text_key_split (roster_page_get_search_text (page));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_clear_search (RosterPermissionsPage *self)
{
  roster_page_set_search_text (ROSTER_PAGE (self), "");
}

/* What was done elsewhere cannot be undone here. */
static void
on_business_center_changed (RosterPermissionsPage *self)
{
  roster_level_toaster_dismiss (self->toaster);
}

/* Keeping up to date */

static void
on_sync (RosterPermissionsPage *self)
{
  roster_session_sync (self->session);
}

static void
on_syncing_changed (RosterPermissionsPage *self)
{
  gboolean syncing = roster_session_get_syncing (self->session);

  roster_access_pane_set_reading (self->pane, syncing);
  /* Names may have changed, of which list models are not told. */
  if (!syncing)
    gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  roster_page_update_stage (ROSTER_PAGE (self));
}

/* The list */

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, roster_item_cell_new ());
}

static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  roster_item_cell_set_item (ROSTER_ITEM_CELL (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
on_unbind (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  roster_item_cell_set_item (ROSTER_ITEM_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static void
set_up_side (RosterPermissionsPage *self,
             Side                  *side,
             GListModel            *model)
{
  g_autoptr (GtkFilterListModel) filtered = NULL;

  side->sorted = gtk_sort_list_model_new (g_object_ref (model), g_object_ref (GTK_SORTER (self->sorter)));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (side->sorted)), g_object_ref (GTK_FILTER (self->filter)));
  side->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (side->selection, FALSE);
  gtk_single_selection_set_can_unselect (side->selection, TRUE);
  side->feed = roster_row_feed_new (G_LIST_MODEL (filtered), GTK_WIDGET (self->list));
  gtk_single_selection_set_model (side->selection, roster_row_feed_get_model (side->feed));
  g_signal_connect_object (side->selection, "notify::selected-item", G_CALLBACK (on_selected_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (side->selection, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (roster_page_update_stage), self, G_CONNECT_SWAPPED);
}

static void
clear_side (Side *side)
{
  g_clear_object (&side->selection);
  g_clear_object (&side->feed);
  g_clear_object (&side->sorted);
}

static void
roster_permissions_page_constructed (GObject *object)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (roster_permissions_page_parent_class)->constructed (object);

  self->session = roster_page_get_session (ROSTER_PAGE (self));
  self->editor = roster_level_editor_new (self->session);
  self->toaster = roster_level_toaster_new (GTK_WIDGET (self), self->editor);
  roster_access_pane_set_up (self->pane, roster_session_get_directory (self->session), self->editor);
  set_up_side (self, &self->people, roster_session_get_principals (self->session));
  set_up_side (self, &self->ad_accounts, roster_session_get_ad_accounts (self->session));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);

  g_signal_connect_object (self->session, "notify::business-center", G_CALLBACK (on_business_center_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::syncing", G_CALLBACK (on_syncing_changed), self, G_CONNECT_SWAPPED);
  on_mode_toggled (self);
  on_folded_changed (self);
  on_syncing_changed (self);
}

static void
roster_permissions_page_dispose (GObject *object)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_PERMISSIONS_PAGE);
  clear_side (&self->people);
  clear_side (&self->ad_accounts);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->toaster);
  g_clear_object (&self->editor);
  self->session = NULL;

  G_OBJECT_CLASS (roster_permissions_page_parent_class)->dispose (object);
}

static void
roster_permissions_page_finalize (GObject *object)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);

  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (roster_permissions_page_parent_class)->finalize (object);
}

static void
roster_permissions_page_class_init (RosterPermissionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterPageClass *page_class = ROSTER_PAGE_CLASS (klass);

  object_class->constructed = roster_permissions_page_constructed;
  object_class->dispose = roster_permissions_page_dispose;
  object_class->finalize = roster_permissions_page_finalize;
  page_class->is_empty = roster_permissions_page_is_empty;
  page_class->search_changed = roster_permissions_page_search_changed;

  g_type_ensure (ROSTER_TYPE_ACCESS_PANE);
  g_type_ensure (ROSTER_TYPE_NO_RESULTS);
  g_type_ensure (ROSTER_TYPE_TWO_PANES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/permissions/roster-permissions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, panes);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, person_button);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, ad_account_button);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, RosterPermissionsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_sync);
}

static void
roster_permissions_page_init (RosterPermissionsPage *self)
{
  self->words = g_new0 (char *, 1);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->sorter = gtk_custom_sorter_new (compare, NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_page_set_stage (ROSTER_PAGE (self), self->stage);
}

/**
 * roster_permissions_page_new:
 * @session: what to show
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
roster_permissions_page_new (RosterSession *session)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_PERMISSIONS_PAGE, "session", session, NULL);
}

/**
 * roster_permissions_page_show:
 * @self: the page
 * @key: the key of a person, an agency or an ad account
 *
 * Chooses somebody, or an ad account, and shows what goes with them.
 */
void
roster_permissions_page_show (RosterPermissionsPage *self,
                              const char            *key)
{
  RosterDirectory *directory;
  RosterItem *item;

  g_return_if_fail (ROSTER_IS_PERMISSIONS_PAGE (self) && key != NULL);

  directory = roster_session_get_directory (self->session);
  item = (RosterItem *) roster_directory_find_principal (directory, key);
  if (item == NULL)
    item = (RosterItem *) roster_directory_find_ad_account (directory, key);
  if (item == NULL)
    return;

  roster_page_set_search_text (ROSTER_PAGE (self), "");
  gtk_toggle_button_set_active (ROSTER_IS_PRINCIPAL (item) ? self->person_button : self->ad_account_button, TRUE);
  roster_row_feed_finish (get_side (self)->feed);
  gtk_single_selection_set_selected (get_side (self)->selection, find_position (get_side (self)->selection, item));
  roster_scroll_to_selected (self->list);
  roster_two_panes_show_details (self->panes);
}
