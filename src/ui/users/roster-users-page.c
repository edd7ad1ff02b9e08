/* roster-users-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-users-page.h"

#include <glib/gi18n.h>

#include "roster-adaptive-bin.h"
#include "roster-stage.h"
#include "roster-user-details.h"
#include "roster-user-table.h"

/* The people and agencies of a Business Center, and beside them all about the one that is chosen. Where there is no room for both, the
 * details are a page of their own. */

/* Both need as much as they ask for in the template: less than this, and one hides the other. */
#define ROOM_FOR_BOTH 700

struct _RosterUsersPage
{
  AdwBin parent_instance;

  RosterSession *session;
  char *search_text;
  guint refresh_source;

  RosterStage *stage;
  RosterAdaptiveBin *content;
  AdwStatusPage *empty_page;
  AdwLeaflet *leaflet;
  GtkDropDown *kind_dropdown;
  GtkLabel *count_label;
  GtkWidget *standard_note;
  GtkStack *list_stack;
  RosterUserTable *table;
  AdwStatusPage *nobody_page;
  GtkButton *clear_button;
  GtkWidget *separator;
  RosterUserDetails *details;
};

G_DEFINE_FINAL_TYPE (RosterUsersPage, roster_users_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SEARCH_TEXT,
} RosterUsersPageProperty;

static GParamSpec *properties[PROP_SEARCH_TEXT + 1];

/* What the page as a whole shows */

static void
update_empty_page (RosterUsersPage *self)
{
  if (roster_session_is_standard (self->session))
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

static void
update_stage (RosterUsersPage *self)
{
  GListModel *principals = roster_session_get_principals (self->session);

  switch (roster_session_get_state (self->session))
    {
    case ROSTER_SESSION_STATE_READY:
      update_empty_page (self);
      gtk_widget_set_visible (self->standard_note, roster_session_is_standard (self->session));
      roster_stage_set_state (self->stage, g_list_model_get_n_items (principals) > 0 ? ROSTER_STAGE_CONTENT : ROSTER_STAGE_EMPTY);
      break;

    case ROSTER_SESSION_STATE_FAILED:
      roster_stage_set_error (self->stage, roster_session_get_error (self->session));
      break;

    case ROSTER_SESSION_STATE_CLOSED:
    case ROSTER_SESSION_STATE_OPENING:
    case ROSTER_SESSION_STATE_LOADING:
    default:
      roster_stage_set_state (self->stage, ROSTER_STAGE_LOADING);
    }
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
  gboolean searching = *self->search_text != '\0';

  if (searching)
    {
      g_autofree char *found = g_strdup_printf (_("No name, address or ID matches “%s”."), self->search_text);
      g_autofree char *markup = g_markup_escape_text (found, -1);

      adw_status_page_set_title (self->nobody_page, _("No Results"));
      adw_status_page_set_description (self->nobody_page, markup);
    }
  else
    {
      adw_status_page_set_title (self->nobody_page, _("Nobody to Show"));
      adw_status_page_set_description (self->nobody_page, _("Nobody here is of the kind that you chose."));
    }
  gtk_button_set_label (self->clear_button, searching ? _("_Clear Search") : _("Show _Everybody"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, searching ? _("Clear Search") : _("Show Everybody"),
                                  -1);
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
  gboolean shown = roster_user_table_get_selected (self->table) != NULL || is_narrow (self);

  gtk_widget_set_visible (self->separator, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->details), shown);
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
    adw_leaflet_set_visible_child_name (self->leaflet, "list");
  roster_user_details_set_principal (self->details, principal);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "users.close-details", principal != NULL);
  update_details_shown (self);
}

static void
on_activate (RosterUsersPage *self,
             RosterPrincipal *principal)
{
  roster_user_table_set_selected (self->table, principal);
  adw_leaflet_set_visible_child_name (self->leaflet, "details");
  gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
}

static void
on_close_details (RosterUsersPage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "list");
  else
    roster_user_table_set_selected (self->table, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
close_details (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  on_close_details (ROSTER_USERS_PAGE (widget));
}

static void
on_folded_changed (RosterUsersPage *self)
{
  roster_user_details_set_folded (self->details, adw_leaflet_get_folded (self->leaflet));
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
set_search_text (RosterUsersPage *self,
                 const char      *text)
{
  if (text == NULL)
    text = "";
  if (g_strcmp0 (self->search_text, text) == 0)
    return;

  g_free (self->search_text);
  self->search_text = g_strdup (text);
  roster_user_filter_set_text (roster_user_table_get_filter (self->table), text);
  if (self->session != NULL)
    on_shown_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

static void
on_clear_search (RosterUsersPage *self)
{
  if (*self->search_text != '\0')
    set_search_text (self, "");
  else
    gtk_drop_down_set_selected (self->kind_dropdown, ROSTER_USER_KIND_ALL);
}

/* Keeping up to date */

static void
on_retry (RosterUsersPage *self)
{
  roster_session_retry (self->session);
}

static void
on_sign_in (RosterUsersPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect", NULL);
}

static void
on_sync (RosterUsersPage *self)
{
  roster_session_sync (self->session);
}

static gboolean
on_idle (gpointer user_data)
{
  RosterUsersPage *self = user_data;

  self->refresh_source = 0;
  roster_user_table_refresh (self->table);
  update_stage (self);
  update_count (self);

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (RosterUsersPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add (on_idle, self);
}

static void
roster_users_page_constructed (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);
  GListModel *principals = roster_session_get_principals (self->session);

  G_OBJECT_CLASS (roster_users_page_parent_class)->constructed (object);

  roster_user_details_set_directory (self->details, roster_session_get_directory (self->session));
  roster_user_table_set_model (self->table, principals);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (update_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::error", G_CALLBACK (update_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::syncing", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_session_get_access (self->session), "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (principals, "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  update_stage (self);
  on_shown_changed (self);
}

static void
roster_users_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  switch ((RosterUsersPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    case PROP_SEARCH_TEXT:
      g_value_set_string (value, self->search_text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_users_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  switch ((RosterUsersPageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_SEARCH_TEXT:
      set_search_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_users_page_dispose (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_USERS_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_users_page_parent_class)->dispose (object);
}

static void
roster_users_page_finalize (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  g_clear_pointer (&self->search_text, g_free);

  G_OBJECT_CLASS (roster_users_page_parent_class)->finalize (object);
}

static void
roster_users_page_class_init (RosterUsersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_users_page_constructed;
  object_class->get_property = roster_users_page_get_property;
  object_class->set_property = roster_users_page_set_property;
  object_class->dispose = roster_users_page_dispose;
  object_class->finalize = roster_users_page_finalize;

  /**
   * RosterUsersPage:session:
   *
   * What the page shows, and acts through.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterUsersPage:search-text:
   *
   * What is looked for; empty for everything.
   */
  properties[PROP_SEARCH_TEXT] =
    g_param_spec_string ("search-text", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ROSTER_TYPE_ADAPTIVE_BIN);
  g_type_ensure (ROSTER_TYPE_STAGE);
  g_type_ensure (ROSTER_TYPE_USER_DETAILS);
  g_type_ensure (ROSTER_TYPE_USER_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-users-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, content);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, kind_dropdown);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, standard_note);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, table);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, separator);
  gtk_widget_class_bind_template_child (widget_class, RosterUsersPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_close_details);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, on_sync);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed);
  gtk_widget_class_install_action (widget_class, "users.close-details", NULL, close_details);
}

static void
roster_users_page_init (RosterUsersPage *self)
{
  self->search_text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "users.close-details", FALSE);
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

  set_search_text (self, "");
  gtk_drop_down_set_selected (self->kind_dropdown, ROSTER_USER_KIND_ALL);
  on_activate (self, principal);
}
