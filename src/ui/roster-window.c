/* roster-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include <glib/gi18n.h>

#include "roster-accounts-page.h"
#include "roster-button-label.h"
#include "roster-invite-window.h"
#include "roster-permissions-page.h"
#include "roster-start-page.h"
#include "roster-status-strip.h"
#include "roster-sync-button.h"
#include "roster-text.h"
#include "roster-unfinished-window.h"
#include "roster-users-page.h"

/* The window composes: it hands its session to what it shows, shows what the state of the session asks for, and does nothing else. What
 * is not seen is not made: neither a view before it is looked at, nor the start page while there is something to show. */

/* From these widths on, the header has room for more of the Business Center's name, and for the time of the last sync. */
#define WIDTH_FOR_NAME 480
#define WIDTH_FOR_TIME 860

G_DEFINE_FINAL_TYPE (RosterWindow, roster_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
} RosterWindowProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

static void on_view_changed (RosterWindow *self);

static GtkWidget *
make_page (RosterWindow *self,
           const char   *name)
{
  if (g_str_equal (name, "users"))
    return roster_users_page_new (self->session);
  if (g_str_equal (name, "permissions"))
    return roster_permissions_page_new (self->session);

  return roster_accounts_page_new (self->link_requests);
}

/**
 * roster_window_get_page:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the page in front, made if need be; %NULL while there is nothing to show
 */
GtkWidget *
roster_window_get_page (RosterWindow *self)
{
  AdwBin *bin = ADW_BIN (adw_view_stack_get_visible_child (self->views));
  const char *name = adw_view_stack_get_visible_child_name (self->views);

  if (bin == NULL || self->session == NULL || roster_session_get_state (self->session) != ROSTER_SESSION_STATE_READY)
    return NULL;

  if (adw_bin_get_child (bin) == NULL)
    {
      adw_bin_set_child (bin, make_page (self, name));
      /* A page can clear its search by itself. */
      g_signal_connect_object (adw_bin_get_child (bin), "notify::search-text", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
    }

  return adw_bin_get_child (bin);
}

static void
on_view_changed (RosterWindow *self)
{
  GtkWidget *page = roster_window_get_page (self);
  g_autofree char *text = NULL;

  if (page == NULL)
    return;

  g_object_get (page, "search-text", &text, NULL);
  if (g_strcmp0 (text, gtk_editable_get_text (self->search_entry)) != 0)
    gtk_editable_set_text (self->search_entry, text != NULL ? text : "");
}

static void
on_search_changed (RosterWindow *self)
{
  GtkWidget *page = roster_window_get_page (self);

  if (page != NULL)
    g_object_set (page, "search-text", gtk_editable_get_text (self->search_entry), NULL);
}

/* What is in front */

static void
show_start_page (RosterWindow *self)
{
  if (self->start_page == NULL)
    {
      self->start_page = roster_start_page_new (self->session, self->settings);
      gtk_stack_add_child (self->stack, self->start_page);
      roster_start_page_begin (ROSTER_START_PAGE (self->start_page), !self->opened);
    }
  gtk_stack_set_visible_child (self->stack, self->start_page);
}

static void
show_stage (RosterWindow *self)
{
  RosterBusinessCenter *business_center = roster_session_get_business_center (self->session);
  g_autofree char *text = NULL;

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->stage));

  switch (roster_session_get_state (self->session))
    {
    case ROSTER_SESSION_STATE_LOADING:
      /* Translators: %s is the name of a Business Center. */
      text = roster_isolated (_("Reading %s…"), business_center != NULL ? roster_item_get_name (ROSTER_ITEM (business_center)) : "");
      g_object_set (self->stage, "loading-text", text, NULL);
      roster_stage_set_state (self->stage, ROSTER_STAGE_LOADING);
      break;

    case ROSTER_SESSION_STATE_FAILED:
      roster_stage_set_error (self->stage, roster_session_get_error (self->session));
      break;

    case ROSTER_SESSION_STATE_READY:
      roster_stage_set_state (self->stage, ROSTER_STAGE_CONTENT);
      on_view_changed (self);
      break;

    case ROSTER_SESSION_STATE_OPENING:
    case ROSTER_SESSION_STATE_CLOSED:
    default:
      g_object_set (self->stage, "loading-text", _("Opening…"), NULL);
      roster_stage_set_state (self->stage, ROSTER_STAGE_LOADING);
    }
}

static void
show_item (RosterWindow *self)
{
  g_autofree char *key = g_steal_pointer (&self->item_wanted);
  GtkWidget *page;

  /* An account or a person that is gone leads to those that are there. */
  adw_view_stack_set_visible_child_name (self->views, g_str_has_prefix (key, "tt:") ? "accounts" : g_str_has_prefix (key, "ad:") ? "permissions" : "users");
  page = roster_window_get_page (self);
  if (ROSTER_IS_ACCOUNTS_PAGE (page))
    roster_accounts_page_show (ROSTER_ACCOUNTS_PAGE (page), key);
  else if (ROSTER_IS_PERMISSIONS_PAGE (page))
    roster_permissions_page_show (ROSTER_PERMISSIONS_PAGE (page), key);
  else if (ROSTER_IS_USERS_PAGE (page))
    roster_users_page_show (ROSTER_USERS_PAGE (page), key);
}

/**
 * roster_window_show_link:
 * @self: the window, with a Business Center in which the user may link
 * @handle: (nullable): whose account, if that is known
 *
 * Goes to linking a TikTok account.
 */
void
roster_window_show_link (RosterWindow *self,
                         const char   *handle)
{
  GtkWidget *page;

  adw_view_stack_set_visible_child_name (self->views, "accounts");
  page = roster_window_get_page (self);
  if (ROSTER_IS_ACCOUNTS_PAGE (page))
    roster_accounts_page_link (ROSTER_ACCOUNTS_PAGE (page), handle);
}

/**
 * roster_window_show_invite:
 * @self: the window, with a Business Center to which the user may invite
 *
 * Goes to inviting people.
 */
void
roster_window_show_invite (RosterWindow *self)
{
  adw_view_stack_set_visible_child_name (self->views, "users");
  gtk_window_present (roster_invite_window_new (GTK_WIDGET (self), self->session));
}

/* Does what was wished for before there was something to do it with. */
static void
follow_wishes (RosterWindow *self)
{
  if (roster_session_get_state (self->session) != ROSTER_SESSION_STATE_READY)
    return;

  /* What is remembered is shown before the user is signed in, who may change something then. Where that fails, the wish is dropped: a window must
   * not open by itself an hour later. */
  if ((self->link_wanted || self->invite_wanted) && roster_session_get_read_only (self->session) != ROSTER_READ_ONLY_SIGNING_IN &&
      (roster_session_is_signed_in (self->session) || roster_session_get_error (self->session) != NULL))
    {
      gboolean link = self->link_wanted;
      g_autofree char *handle = g_steal_pointer (&self->link_handle);

      self->link_wanted = FALSE;
      self->invite_wanted = FALSE;
      if (!roster_window_can_change (self))
        return;
      if (link)
        roster_window_show_link (self, handle);
      else
        roster_window_show_invite (self);
    }
  if (self->item_wanted != NULL)
    show_item (self);
}

static void
update_header (RosterWindow *self)
{
  RosterSessionState state = roster_session_get_state (self->session);
  gboolean ready = state == ROSTER_SESSION_STATE_READY;
  gboolean open = state != ROSTER_SESSION_STATE_CLOSED;

  gtk_widget_set_visible (GTK_WIDGET (self->switcher), open);
  gtk_widget_set_visible (self->sync_button, ready);
  gtk_widget_set_visible (self->search_button, ready);
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title, ready);
  /* Where the switcher of Business Centers stands, there is no room for a title, nor need of one. */
  adw_view_switcher_title_set_title (self->switcher_title, open ? "" : _("Access Roster"));
  adw_view_switcher_bar_set_reveal (self->switcher_bar, ready && adw_view_switcher_title_get_title_visible (self->switcher_title));
  if (!ready)
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* Where there is no room for it, it is in the menu. */
static void
update_attention (RosterWindow *self)
{
  GListModel *findings = self->attention != NULL ? roster_attention_get_findings (self->attention) : NULL;
  guint n_findings = findings != NULL ? g_list_model_get_n_items (findings) : 0;
  g_autofree char *number = g_strdup_printf ("%'u", n_findings);
  /* Translators: the name of a button, for people who do not see it. */
  g_autofree char *name = g_strdup_printf (ngettext ("%'u thing needs attention", "%'u things need attention", n_findings), n_findings);

  gtk_label_set_text (self->attention_label, number);
  roster_button_label_name (self->attention_button, name);
  gtk_widget_set_visible (self->attention_button, n_findings > 0 && self->has_room && roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY);
}

static void
update (RosterWindow *self)
{
  if (self->session == NULL)
    return;

  self->opened = self->opened || roster_session_get_connection (self->session) != NULL;
  update_header (self);
  update_attention (self);
  roster_window_actions_update (self);
  follow_wishes (self);
  /* Until the program knows what to start with, there is only the waiting. */
  if (roster_session_get_state (self->session) == ROSTER_SESSION_STATE_CLOSED && self->begun)
    show_start_page (self);
  else
    show_stage (self);
}

static void
update_width (RosterWindow *self)
{
  gboolean maximized;
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  g_object_set (self->sync_button, "show-time", maximized || width >= WIDTH_FOR_TIME, NULL);
  self->has_room = maximized || width >= WIDTH_FOR_NAME;
  roster_switcher_set_compact (self->switcher, !self->has_room);
  update_attention (self);
}

static void
on_stop (RosterWindow *self)
{
  if (roster_session_get_state (self->session) == ROSTER_SESSION_STATE_LOADING)
    roster_session_stop_sync (self->session);
  else
    roster_session_close (self->session);
}

static void
on_retry (RosterWindow *self)
{
  roster_session_retry (self->session);
}

static void
on_sign_in (RosterWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", NULL);
}

static void
roster_window_constructed (GObject *object)
{
  static const char *const SIGNALS[] = {
    "notify::state", "notify::error", "notify::business-center", "notify::syncing", "notify::syncing-all", "notify::read-only",
    "notify::connection", "notify::demo",
  };
  RosterWindow *self = ROSTER_WINDOW (object);

  G_OBJECT_CLASS (roster_window_parent_class)->constructed (object);

  self->link_requests = roster_link_requests_new (self->session);
  self->link_toaster = roster_link_toaster_new (self->toast_overlay, self->link_requests);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "view", self->views, "visible-child-name", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (update_width), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (update_width), NULL);

  g_object_set (self->switcher, "session", self->session, NULL);
  self->far_requests = roster_far_requests_new (self->session);
  roster_switcher_set_far_requests (self->switcher, self->far_requests);
  g_object_set (self->sync_button, "session", self->session, NULL);
  adw_bin_set_child (self->strip_bin, roster_status_strip_new (self->session));
  roster_unfinished_window_watch (GTK_WINDOW (self), self->session);
  for (guint i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    g_signal_connect_object (self->session, SIGNALS[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update_width (self);
  update (self);
}

static void
roster_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  switch ((RosterWindowProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  switch ((RosterWindowProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_window_dispose (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  /* Taking the views apart shows one after the other: that is not what was looked at last. */
  if (self->views != NULL)
    g_settings_unbind (self->views, "visible-child-name");
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_WINDOW);
  g_clear_pointer (&self->link_handle, g_free);
  g_clear_pointer (&self->item_wanted, g_free);
  if (self->attention != NULL)
    g_signal_handlers_disconnect_by_func (roster_attention_get_findings (self->attention), update_attention, self);
  g_clear_object (&self->attention);
  g_clear_object (&self->link_toaster);
  g_clear_object (&self->link_requests);
  g_clear_object (&self->far_requests);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_window_parent_class)->dispose (object);
}

static void
roster_window_class_init (RosterWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_window_constructed;
  object_class->get_property = roster_window_get_property;
  object_class->set_property = roster_window_set_property;
  object_class->dispose = roster_window_dispose;

  /**
   * RosterWindow:session:
   *
   * What the window shows.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterWindow:settings:
   *
   * What the program remembers.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ROSTER_TYPE_STAGE);
  g_type_ensure (ROSTER_TYPE_SWITCHER);
  g_type_ensure (ROSTER_TYPE_SYNC_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/roster-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, sync_button);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, attention_button);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, attention_label);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, strip_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, views);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, update);

  roster_window_actions_install (widget_class);
}

static void
roster_window_init (RosterWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

/**
 * roster_window_new:
 * @application: the application
 * @session: what to show
 * @settings: what the program remembers
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_window_new (GtkApplication *application,
                   RosterSession  *session,
                   GSettings      *settings)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_WINDOW,
                       "application", application,
                       "session", session,
                       "settings", settings,
                       NULL);
}

/**
 * roster_window_get_link_requests:
 * @self: the window
 *
 * Returns: (transfer none): the requests for TikTok accounts that are open
 */
RosterLinkRequests *
roster_window_get_link_requests (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), NULL);

  return self->link_requests;
}

/**
 * roster_window_get_far_requests:
 * @self: the window
 *
 * Returns: (transfer none): the requests for TikTok accounts that are open in Business Centers that are not shown
 */
RosterFarRequests *
roster_window_get_far_requests (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), NULL);

  return self->far_requests;
}

/**
 * roster_window_set_attention:
 * @self: the window, which has none
 * @attention: what deserves attention in what its session shows
 */
void
roster_window_set_attention (RosterWindow    *self,
                             RosterAttention *attention)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self) && ROSTER_IS_ATTENTION (attention) && self->attention == NULL);

  self->attention = g_object_ref (attention);
  g_signal_connect_object (roster_attention_get_findings (attention), "items-changed", G_CALLBACK (update_attention), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * roster_window_begin:
 * @self: the window
 *
 * Tells the window that nothing else is going to open something: unless something is open, it asks the keyring for the connection that was used
 * last, and shows the start page when there is none. Until then the window waits, so that the start page does not flash by.
 */
void
roster_window_begin (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  if (self->begun)
    return;

  self->begun = TRUE;
  update (self);
}

/**
 * roster_window_show_item:
 * @self: the window
 * @key: the key of a person, an agency, an ad account or a TikTok account
 *
 * Shows something: at once when a Business Center is open, else as soon as one is.
 */
void
roster_window_show_item (RosterWindow *self,
                         const char   *key)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self) && key != NULL);

  g_free (self->item_wanted);
  self->item_wanted = g_strdup (key);
  follow_wishes (self);
}

/* A dialog that is in front stays there and comes first. Returns: whether there is one */
static gboolean
present_dialog (RosterWindow *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (self) && gtk_window_get_modal (dialog) &&
          gtk_widget_get_visible (GTK_WIDGET (dialog)))
        {
          gtk_window_present (dialog);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * roster_window_invite_people:
 * @self: the window
 *
 * Goes to inviting people: at once when a Business Center is open, else as soon as one is. A dialog that is in front stays there and comes first.
 */
void
roster_window_invite_people (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  if (present_dialog (self))
    return;

  self->link_wanted = FALSE;
  self->invite_wanted = TRUE;
  follow_wishes (self);
}

/**
 * roster_window_link_account:
 * @self: the window
 * @handle: (nullable): whose account, if that is known
 *
 * Goes to linking a TikTok account: at once when a Business Center is open, else as soon as one is. A dialog that is in front stays there
 * and comes first.
 */
void
roster_window_link_account (RosterWindow *self,
                            const char   *handle)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  if (present_dialog (self))
    return;

  self->invite_wanted = FALSE;
  self->link_wanted = TRUE;
  g_free (self->link_handle);
  self->link_handle = g_strdup (handle);
  follow_wishes (self);
}
