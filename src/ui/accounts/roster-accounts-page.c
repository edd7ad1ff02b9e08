/* roster-accounts-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-accounts-page.h"

#include <glib/gi18n.h>

#include "roster-account-details.h"
#include "roster-account-row.h"
#include "roster-link-window.h"
#include "roster-no-results.h"
#include "roster-open-request-row.h"
#include "roster-row-feed.h"
#include "roster-scroll.h"
#include "roster-text-key.h"
#include "roster-text.h"
#include "roster-two-panes.h"
#include "roster-words.h"

/* The TikTok accounts that clients have linked, and beside them all about the one that is chosen. Where there is no room for both, the
 * details are a page of their own. */

struct _RosterAccountsPage
{
  RosterPage parent_instance;

  RosterLinkRequests *link_requests;
  RosterSession *session; /* as RosterPage:session */
  GStrv words; /* of search_text */

  GtkFilter *filter;
  GtkSorter *sorter;
  GtkFilterListModel *matches;
  RosterRowFeed *feed;
  GtkSingleSelection *selection;

  GtkWidget *waiting_box;
  GtkListBox *waiting_list;
  RosterStage *stage;
  AdwStatusPage *empty_page;
  GtkWidget *empty_link_button;
  GtkWidget *link_account_button;
  RosterTwoPanes *panes;
  GtkLabel *count_label;
  GtkDropDown *filter_drop_down;
  GtkDropDown *sort_drop_down;
  GtkStack *list_stack;
  GtkListView *list_view;
  RosterNoResults *nothing_page;
  RosterAccountDetails *details;
};

G_DEFINE_FINAL_TYPE (RosterAccountsPage, roster_accounts_page, ROSTER_TYPE_PAGE)

/* In the order of the drop-downs. */
typedef enum
{
  SHOW_ALL,
  SHOW_NOT_READY,
} Show;

typedef enum
{
  SORT_NAME,
  SORT_NOT_READY,
  SORT_AD_ACCOUNTS,
  SORT_PEOPLE,
} Sort;

/* Searching, filtering, sorting */

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (user_data);
  RosterReadiness readiness = roster_tiktok_account_get_readiness (item);

  if (gtk_drop_down_get_selected (self->filter_drop_down) == SHOW_NOT_READY &&
      readiness != ROSTER_READINESS_NOT_LINKED && readiness != ROSTER_READINESS_NO_OPERATOR)
    return FALSE;

  return roster_text_key_matches (item, (const char *const *) self->words);
}

/* What needs somebody's attention first; what has not been read needs none. */
static int
get_urgency (gconstpointer item)
{
  switch (roster_tiktok_account_get_readiness ((gpointer) item))
    {
    case ROSTER_READINESS_NOT_LINKED:
      return 0;

    case ROSTER_READINESS_NO_OPERATOR:
      return 1;

    case ROSTER_READINESS_UNKNOWN:
      return 2;

    case ROSTER_READINESS_READY:
    default:
      return 3;
    }
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (user_data);
  int order = 0;

  switch (gtk_drop_down_get_selected (self->sort_drop_down))
    {
    case SORT_NOT_READY:
      order = get_urgency (a) - get_urgency (b);
      break;

    case SORT_AD_ACCOUNTS:
      order = roster_tiktok_account_get_link_count ((gpointer) b) - roster_tiktok_account_get_link_count ((gpointer) a);
      break;

    case SORT_PEOPLE:
      order = roster_tiktok_account_get_people_count ((gpointer) b) - roster_tiktok_account_get_people_count ((gpointer) a);
      break;

    case SORT_NAME:
    default:
      break;
    }

  return order != 0 ? order : roster_text_key_compare ((gpointer) a, (gpointer) b);
}

/* What the page as a whole shows */

static void
roster_accounts_page_state_changed (RosterPage *page)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (page);
  RosterReadOnly read_only = roster_session_get_read_only (self->session);
  gboolean standard = roster_session_is_standard (self->session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.link-account",
                                 read_only == ROSTER_READ_ONLY_NO && roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY);
  /* A button that cannot be pressed says why. */
  gtk_widget_set_tooltip_text (self->link_account_button, read_only != ROSTER_READ_ONLY_NO ? roster_words_read_only (read_only)
                                                                                   : _("Show a Client a QR Code (Ctrl+L)"));
  gtk_widget_set_visible (self->empty_link_button, !standard);
  adw_status_page_set_title (self->empty_page, _("No TikTok Accounts"));
  adw_status_page_set_description (self->empty_page,
                                   standard ? _("You are a Standard member of this Business Center: you see the accounts that were given to "
                                                "you, and nobody has given you one.")
                                            : _("A client’s account gets here when its owner scans a code that you show, and approves.\n\nAn "
                                                "account that was linked inside Ads Manager belongs to the one person who linked it, and "
                                                "does not show here."));
}

static gboolean
roster_accounts_page_is_empty (RosterPage *page)
{
  return g_list_model_get_n_items (roster_session_get_tiktok_accounts (roster_page_get_session (page))) == 0;
}

static void
update_nothing_page (RosterAccountsPage *self)
{
  const char *text = roster_page_get_search_text (ROSTER_PAGE (self));

  if (*text != '\0')
    {
      g_autofree char *sentence = roster_isolated (_("No name, handle or ID matches “%s”."), text);

      roster_no_results_set_search (self->nothing_page, sentence);
    }
  else
    {
      roster_no_results_set_other (self->nothing_page, "edit-find-symbolic", _("Everything Is Ready"),
                                   _("Every account that has been read can be used for Spark Ads."), _("Show _All"));
    }
}

static void
update_shown (RosterAccountsPage *self)
{
  guint n_accounts = g_list_model_get_n_items (roster_session_get_tiktok_accounts (self->session));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->matches));
  g_autofree char *text = NULL;

  if (n_shown == n_accounts)
    /* Translators: how many rows a list of accounts has. */
    text = g_strdup_printf (ngettext ("%u account", "%u accounts", n_accounts), n_accounts);
  else
    /* Translators: how many accounts are shown, and how many there are. */
    text = g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", n_accounts), n_shown, n_accounts);
  gtk_label_set_label (self->count_label, text);

  if (n_shown == 0)
    update_nothing_page (self);
  gtk_stack_set_visible_child_name (self->list_stack, n_shown > 0 ? "list" : "nothing");
}

/* List and details */

static void
on_selected_changed (RosterAccountsPage *self)
{
  RosterTiktokAccount *account = gtk_single_selection_get_selected_item (self->selection);

  if (account == NULL)
    roster_two_panes_show_list (self->panes);
  roster_account_details_set_account (self->details, account);
  roster_two_panes_set_has_details (self->panes, account != NULL);
  roster_two_panes_set_can_close (self->panes, account != NULL);
}

static void
on_activate (RosterAccountsPage *self,
             guint               position)
{
  gtk_single_selection_set_selected (self->selection, position);
  roster_two_panes_show_details (self->panes);
  gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
}

static gboolean
choose (RosterAccountsPage *self,
        const char         *key)
{
  roster_row_feed_finish (self->feed);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (!g_str_equal (roster_item_get_key (item), key))
        continue;

      on_activate (self, i);
      roster_scroll_to_selected (self->list_view);
      return TRUE;
    }

  return FALSE;
}

static void
on_close_details (RosterAccountsPage *self)
{
  if (roster_two_panes_get_folded (self->panes))
    roster_two_panes_show_list (self->panes);
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* On a phone there is nothing to look at beside the list, so that one press opens. */
static void
on_folded_changed (RosterAccountsPage *self)
{
  gboolean folded = roster_two_panes_get_folded (self->panes);

  roster_account_details_set_folded (self->details, folded);
  gtk_list_view_set_single_click_activate (self->list_view, folded);
}

static void
on_setup_row (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, roster_account_row_new ());
}

static void
on_bind_row (GtkListItemFactory *factory,
             GtkListItem        *list_item)
{
  RosterTiktokAccount *account = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);

  roster_account_row_set_account (ROSTER_ACCOUNT_ROW (row), account);
  /* What can be chosen is the widget around the row; it has no name of its own. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_text_key_get_title (ROSTER_ITEM (account)), -1);
}

static void
on_unbind_row (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  roster_account_row_set_account (ROSTER_ACCOUNT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
on_filter_changed (RosterAccountsPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_shown (self);
}

static void
on_sort_changed (RosterAccountsPage *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
link_account (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  roster_accounts_page_link (ROSTER_ACCOUNTS_PAGE (widget), NULL);
}

/* Requests that wait */

static GtkWidget *
create_waiting_row (gpointer item,
                    gpointer user_data)
{
  return roster_open_request_row_new (item);
}

/* On a phone, the details of an account have the page for themselves. */
static void
update_waiting (RosterAccountsPage *self)
{
  gtk_widget_set_visible (self->waiting_box, g_list_model_get_n_items (G_LIST_MODEL (self->link_requests)) > 0 &&
                                               !roster_two_panes_get_details_alone (self->panes));
}

/* Keeping up to date */

static void
roster_accounts_page_refresh (RosterPage *page)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (page);

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  update_shown (self);
}

static void
roster_accounts_page_search_changed (RosterPage *page)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (page);
  /* People write handles with the @ that is no part of them. */
  g_autofree char *bare = g_strdelimit (g_strdup (roster_page_get_search_text (page)), "@", ' ');

  g_strfreev (self->words);
  self->words = roster_text_key_split (bare);
  on_filter_changed (self);
}

static void
on_clear (RosterAccountsPage *self)
{
  if (*roster_page_get_search_text (ROSTER_PAGE (self)) != '\0')
    roster_page_set_search_text (ROSTER_PAGE (self), "");
  else
    gtk_drop_down_set_selected (self->filter_drop_down, SHOW_ALL);
}

static void
roster_accounts_page_constructed (GObject *object)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (object);
  GListModel *accounts;

  G_OBJECT_CLASS (roster_accounts_page_parent_class)->constructed (object);

  self->session = roster_page_get_session (ROSTER_PAGE (self));
  accounts = roster_session_get_tiktok_accounts (self->session);
  roster_account_details_set_session (self->details, self->session);
  gtk_filter_list_model_set_model (self->matches, accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (roster_page_queue_refresh), self, G_CONNECT_SWAPPED);
  roster_page_update_stage (ROSTER_PAGE (self));
  update_shown (self);
  on_folded_changed (self);
  on_selected_changed (self);
}

static void
roster_accounts_page_dispose (GObject *object)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (roster_session_get_tiktok_accounts (self->session), self);
  if (self->link_requests != NULL)
    g_signal_handlers_disconnect_by_data (self->link_requests, self);
  if (self->panes != NULL)
    g_signal_handlers_disconnect_by_func (self->panes, update_waiting, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->matches != NULL)
    g_signal_handlers_disconnect_by_data (self->matches, self);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ACCOUNTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->feed);
  g_clear_object (&self->matches);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->link_requests);
  self->session = NULL;

  G_OBJECT_CLASS (roster_accounts_page_parent_class)->dispose (object);
}

static void
roster_accounts_page_finalize (GObject *object)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (object);

  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (roster_accounts_page_parent_class)->finalize (object);
}

static void
roster_accounts_page_class_init (RosterAccountsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterPageClass *page_class = ROSTER_PAGE_CLASS (klass);

  object_class->constructed = roster_accounts_page_constructed;
  object_class->dispose = roster_accounts_page_dispose;
  object_class->finalize = roster_accounts_page_finalize;
  page_class->is_empty = roster_accounts_page_is_empty;
  page_class->state_changed = roster_accounts_page_state_changed;
  page_class->search_changed = roster_accounts_page_search_changed;
  page_class->refresh = roster_accounts_page_refresh;

  /* The action that the window's key for linking an account activates. */
  gtk_widget_class_install_action (widget_class, "page.link-account", NULL, link_account);

  g_type_ensure (ROSTER_TYPE_ACCOUNT_DETAILS);
  g_type_ensure (ROSTER_TYPE_NO_RESULTS);
  g_type_ensure (ROSTER_TYPE_TWO_PANES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, waiting_list);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, empty_link_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, link_account_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, panes);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, sort_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_close_details);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_changed);
}

static void
roster_accounts_page_init (RosterAccountsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSortListModel *sorted;

  self->words = roster_text_key_split ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_page_set_stage (ROSTER_PAGE (self), self->stage);

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  self->matches = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->matches)), g_object_ref (self->sorter));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->feed = roster_row_feed_new (G_LIST_MODEL (sorted), GTK_WIDGET (self->list_view));
  gtk_single_selection_set_model (self->selection, roster_row_feed_get_model (self->feed));
  g_object_unref (sorted);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matches, "items-changed", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_row), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/**
 * roster_accounts_page_new:
 * @link_requests: the requests that are open; their session is shown
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
roster_accounts_page_new (RosterLinkRequests *link_requests)
{
  RosterAccountsPage *self;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUESTS (link_requests), NULL);

  self = g_object_new (ROSTER_TYPE_ACCOUNTS_PAGE, "session", roster_link_requests_get_session (link_requests), NULL);
  self->link_requests = g_object_ref (link_requests);
  gtk_list_box_bind_model (self->waiting_list, G_LIST_MODEL (self->link_requests), create_waiting_row, NULL, NULL);
  g_signal_connect_object (self->link_requests, "items-changed", G_CALLBACK (update_waiting), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panes, "notify::details-alone", G_CALLBACK (update_waiting), self, G_CONNECT_SWAPPED);
  update_waiting (self);

  return GTK_WIDGET (self);
}

/**
 * roster_accounts_page_show:
 * @self: the page
 * @key: the key of a TikTok account
 *
 * Chooses an account, if it is there, whatever was searched for.
 */
void
roster_accounts_page_show (RosterAccountsPage *self,
                           const char         *key)
{
  g_return_if_fail (ROSTER_IS_ACCOUNTS_PAGE (self) && key != NULL);

  roster_page_set_search_text (ROSTER_PAGE (self), "");
  if (choose (self, key))
    return;

  gtk_drop_down_set_selected (self->filter_drop_down, SHOW_ALL);
  choose (self, key);
}

/**
 * roster_accounts_page_link:
 * @self: the page
 * @handle: (nullable): whose account, if that is known
 *
 * Opens the window in which a TikTok account is linked.
 */
void
roster_accounts_page_link (RosterAccountsPage *self,
                           const char         *handle)
{
  g_autoptr (RosterLinkRequest) request = NULL;

  g_return_if_fail (ROSTER_IS_ACCOUNTS_PAGE (self));

  request = roster_link_request_new (self->link_requests);
  roster_link_request_set_expected_handle (request, handle);
  gtk_window_present (roster_link_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), request));
}
