/* roster-users-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-users-page.h"

#include <glib/gi18n.h>

#include "roster-adaptive-bin.h"
#include "roster-no-results.h"
#include "roster-text.h"
#include "roster-two-panes.h"
#include "roster-user-details.h"
#include "roster-user-table.h"

/* The people and agencies of a Business Center, and beside them all about the one that is chosen. Where there is no room for both, the
 * details are a page of their own. */

/* Both need as much as they ask for in the template: less than this, and one hides the other. */
#define ROOM_FOR_BOTH 700

struct _RosterUsersPage
{
  RosterPage parent_instance;

  RosterSession *session; /* as RosterPage:session */

  RosterStage *stage;
  RosterAdaptiveBin *content;
  AdwStatusPage *empty_page;
  RosterTwoPanes *panes;
  GtkDropDown *kind_dropdown;
  GtkLabel *count_label;
  GtkWidget *standard_note;
  GtkStack *list_stack;
  RosterUserTable *table;
  RosterNoResults *nobody_page;
  RosterUserDetails *details;
};

G_DEFINE_FINAL_TYPE (RosterUsersPage, roster_users_page, ROSTER_TYPE_PAGE)

/* What the page as a whole shows */

static void
update_empty_page (RosterUsersPage *self)
{
  if (roster_session_is_standard (roster_page_get_session (ROSTER_PAGE (self))))
    {
      adw_status_page_set_title (self->empty_page, _("People Are Shown to Admins"));
      adw_status_page_set_description (self->empty_page,
                                       _("You are a Standard member of this Business Center. TikTok tells only its Admins who else works here."));
    }
  else
    {
      adw_status_page_set_title (self->empty_page, _("Nobody Here"));
      adw_status_page_set_description (self->empty_page, _("TikTok lists no people and no agencies for this Business Center."));
    }
}

static gboolean
roster_users_page_is_empty (RosterPage *page)
{
  return g_list_model_get_n_items (roster_session_get_principals (roster_page_get_session (page))) == 0;
}

static void
roster_users_page_state_changed (RosterPage *page)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (page);

  update_empty_page (self);
  gtk_widget_set_visible (self->standard_note, roster_session_is_standard (roster_page_get_session (page)));
}

static void
update_count (RosterUsersPage *self)
{
  guint all = g_list_model_get_n_items (roster_session_get_principals (self->session));
  guint shown = g_list_model_get_n_items (roster_user_table_get_shown (self->table));
  g_autofree char *text = NULL;

  if (shown == all)
    /* Translators: how many rows a list of people and agencies has. */
    text = g_strdup_printf (ngettext ("%'u in all", "%'u in all", all), all);
  else
    /* Translators: how many people and agencies are shown, and how many there are. */
    text = g_strdup_printf (ngettext ("%'u of %'u", "%'u of %'u", all), shown, all);
  gtk_label_set_text (self->count_label, text);
}

static void
update_nobody (RosterUsersPage *self)
{
  const char *text = roster_page_get_search_text (ROSTER_PAGE (self));

  if (*text != '\0')
    {
      g_autofree char *sentence = roster_isolated (_("No name, address or ID matches “%s”."), text);

      roster_no_results_set_search (self->nobody_page, sentence);
    }
  else
    {
      roster_no_results_set_other (self->nobody_page, "edit-find-symbolic", _("Nobody to Show"), _("Nobody here is of the kind that you chose."),
                                   _("Show _Everybody"));
    }
}

/* List and details */

static gboolean
is_narrow (RosterUsersPage *self)
{
  return roster_adaptive_bin_get_width (self->content) < ROOM_FOR_BOTH;
}

/* Beside the list the details go when nobody is chosen. As a page of their own they stay, unseen, so that there is a page to go to. */
static void
update_details_shown (RosterUsersPage *self)
{
  roster_two_panes_set_has_details (self->panes, roster_user_table_get_selected (self->table) != NULL || is_narrow (self));
}

static void
on_width_changed (RosterUsersPage *self)
{
  roster_user_table_set_opens_at_once (self->table, is_narrow (self));
  update_details_shown (self);
}

static void
on_selected_changed (RosterUsersPage *self)
{
  RosterPrincipal *principal = roster_user_table_get_selected (self->table);

  if (principal == NULL)
    roster_two_panes_show_list (self->panes);
  roster_user_details_set_principal (self->details, principal);
  roster_two_panes_set_can_close (self->panes, principal != NULL);
  update_details_shown (self);
}

static void
on_activate (RosterUsersPage *self,
             RosterPrincipal *principal)
{
  roster_user_table_set_selected (self->table, principal);
  roster_two_panes_show_details (self->panes);
  gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
}

static void
on_close_details (RosterUsersPage *self)
{
  if (roster_two_panes_get_folded (self->panes))
    roster_two_panes_show_list (self->panes);
  else
    roster_user_table_set_selected (self->table, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
on_folded_changed (RosterUsersPage *self)
{
  roster_user_details_set_folded (self->details, roster_two_panes_get_folded (self->panes));
}

/* Searching and filtering */

static void
on_shown_changed (RosterUsersPage *self)
{
  guint shown = g_list_model_get_n_items (roster_user_table_get_shown (self->table));

  update_count (self);
  if (shown == 0)
    update_nobody (self);
  gtk_stack_set_visible_child_name (self->list_stack, shown > 0 ? "table" : "nobody");
}

static void
on_kind_changed (RosterUsersPage *self)
{
  roster_user_filter_set_kind (roster_user_table_get_filter (self->table), (RosterUserKind) gtk_drop_down_get_selected (self->kind_dropdown));
  on_shown_changed (self);
}

static void
roster_users_page_search_changed (RosterPage *page)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (page);

  roster_user_filter_set_text (roster_user_table_get_filter (self->table), roster_page_get_search_text (page));
  on_shown_changed (self);
}

static void
on_clear_search (RosterUsersPage *self)
{
  if (*roster_page_get_search_text (ROSTER_PAGE (self)) != '\0')
    roster_page_set_search_text (ROSTER_PAGE (self), "");
  else
    gtk_drop_down_set_selected (self->kind_dropdown, ROSTER_USER_KIND_ALL);
}

/* Keeping up to date */

static void
on_sync (RosterUsersPage *self)
{
  roster_session_sync (self->session);
}

static void
roster_users_page_refresh (RosterPage *page)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (page);

  roster_user_table_refresh (self->table);
  update_count (self);
}

static void
roster_users_page_constructed (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);
  GListModel *principals;

  G_OBJECT_CLASS (roster_users_page_parent_class)->constructed (object);

  self->session = roster_page_get_session (ROSTER_PAGE (self));
  principals = roster_session_get_principals (self->session);
  roster_user_details_set_directory (self->details, roster_session_get_directory (self->session), roster_session_get_clock (self->session));
  roster_user_details_set_session (self->details, self->session);
  roster_user_table_set_model (self->table, principals);
  g_signal_connect_object (principals, "items-changed", G_CALLBACK (roster_page_queue_refresh), self, G_CONNECT_SWAPPED);
  roster_page_update_stage (ROSTER_PAGE (self));
  on_shown_changed (self);
}

static void
roster_users_page_dispose (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_USERS_PAGE);
  self->session = NULL;

  G_OBJECT_CLASS (roster_users_page_parent_class)->dispose (object);
}

static void
roster_users_page_class_init (RosterUsersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterPageClass *page_class = ROSTER_PAGE_CLASS (klass);

  object_class->constructed = roster_users_page_constructed;
  object_class->dispose = roster_users_page_dispose;
  page_class->is_empty = roster_users_page_is_empty;
  page_class->state_changed = roster_users_page_state_changed;
  page_class->search_changed = roster_users_page_search_changed;
  page_class->refresh = roster_users_page_refresh;

  g_type_ensure (ROSTER_TYPE_ADAPTIVE_BIN);
  g_type_ensure (ROSTER_TYPE_NO_RESULTS);
  g_type_ensure (ROSTER_TYPE_TWO_PANES);
  g_type_ensure (ROSTER_TYPE_USER_DETAILS);
  g_type_ensure (ROSTER_TYPE_USER_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-users-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, content);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, panes);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, kind_dropdown);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, standard_note);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, table);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_close_details);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sync);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed);
}

static void
roster_users_page_init (RosterUsersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_page_set_stage (ROSTER_PAGE (self), self->stage);
  roster_two_panes_set_can_close (self->panes, FALSE);
}

/**
 * roster_users_page_new:
 * @session: what to show
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
roster_users_page_new (RosterSession *session)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_USERS_PAGE, "session", session, NULL);
}

/**
 * roster_users_page_show:
 * @self: the page
 * @key: the key of a person or an agency
 *
 * Chooses somebody, who may have been searched or filtered away, and shows what goes with them.
 */
void
roster_users_page_show (RosterUsersPage *self,
                        const char      *key)
{
  RosterPrincipal *principal;

  g_return_if_fail (ROSTER_IS_USERS_PAGE (self) && key != NULL);

  principal = roster_directory_find_principal (roster_session_get_directory (self->session), key);
  if (principal == NULL)
    return;

  roster_page_set_search_text (ROSTER_PAGE (self), "");
  gtk_drop_down_set_selected (self->kind_dropdown, ROSTER_USER_KIND_ALL);
  on_activate (self, principal);
}
