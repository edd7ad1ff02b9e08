/* roster-window-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-attention-window.h"
#include "roster-connect-dialog.h"
#include "roster-error-dialog.h"
#include "roster-forget-dialog.h"
#include "roster-permissions-page.h"
#include "roster-sign-out-dialog.h"

/* What the window's menus, buttons and keys do, and when. */

static void
search (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
show_view (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  adw_view_stack_set_visible_child_name (ROSTER_WINDOW (widget)->views, g_variant_get_string (parameter, NULL));
}

/* @parameter is the key of a person or agency. */
static void
show_access (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  GtkWidget *page;

  adw_view_stack_set_visible_child_name (self->views, "permissions");
  page = roster_window_get_page (self);
  if (ROSTER_IS_PERMISSIONS_PAGE (page))
    roster_permissions_page_show (ROSTER_PERMISSIONS_PAGE (page), g_variant_get_string (parameter, NULL));
}

/* @parameter is the key of whatever a tab shows. */
static void
show_item (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  roster_window_show_item (ROSTER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_attention (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  gtk_window_present (roster_attention_window_new (widget, self->session, self->attention));
}

static void
invite_people (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  roster_window_show_invite (ROSTER_WINDOW (widget));
}

static void
link_account (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  roster_window_show_link (ROSTER_WINDOW (widget), NULL);
}

static void
sync_now (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  roster_session_retry (ROSTER_WINDOW (widget)->session);
}

static void
stop_sync (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  roster_session_stop_sync (ROSTER_WINDOW (widget)->session);
}

static void
show_error (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  roster_error_dialog_present (widget, NULL, roster_session_get_error (ROSTER_WINDOW (widget)->session));
}

static void
connect_business_center (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  roster_connect_dialog_present (GTK_WINDOW (self), self->session, self->settings, NULL, g_str_equal (action_name, "win.connect-for-session"));
}

static void
sign_in (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  roster_connect_dialog_present (GTK_WINDOW (self), self->session, self->settings, roster_session_get_connection (self->session), FALSE);
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;

  if (roster_keyring_unlock_finish (ROSTER_KEYRING (source), result, &error))
    roster_session_retry (self->session);
  else
    roster_error_dialog_present (GTK_WIDGET (self), NULL, error);
}

static void
unlock (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  roster_keyring_unlock_async (roster_session_get_keyring (ROSTER_WINDOW (widget)->session), NULL, on_unlocked, g_object_ref (widget));
}

static void
forget (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  roster_forget_dialog_present (widget, self->session, self->settings);
}

static void
sign_out (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  RosterSession *session = ROSTER_WINDOW (widget)->session;

  roster_sign_out_dialog_present (widget, session, roster_session_get_connection (session));
}

static void
leave_demo (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  self->begun = TRUE;
  roster_session_close (self->session);
}

/**
 * roster_window_can_change:
 * @self: the window
 *
 * Returns: whether there is a Business Center in which the user may change something
 */
gboolean
roster_window_can_change (RosterWindow *self)
{
  return roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY &&
         roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO;
}

/**
 * roster_window_actions_update:
 * @self: the window
 *
 * Enables what can be done in the state that the session has now.
 */
void
roster_window_actions_update (RosterWindow *self)
{
  gboolean ready = roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY;
  gboolean syncing = roster_session_get_syncing (self->session);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.sync", ready && !roster_session_get_syncing_all (self->session));
  gtk_widget_action_set_enabled (widget, "win.stop-sync", ready && syncing);
  gtk_widget_action_set_enabled (widget, "win.search", ready);
  gtk_widget_action_set_enabled (widget, "win.view", ready);
  gtk_widget_action_set_enabled (widget, "win.attention", ready && self->attention != NULL);
  gtk_widget_action_set_enabled (widget, "win.invite-people", roster_window_can_change (self));
  gtk_widget_action_set_enabled (widget, "win.link-account", roster_window_can_change (self));
  gtk_widget_action_set_enabled (widget, "win.forget", roster_session_can_forget (self->session, NULL));
  gtk_widget_action_set_enabled (widget, "win.sign-out", roster_session_get_connection (self->session) != NULL);
  gtk_widget_action_set_enabled (widget, "win.leave-demo", roster_session_is_demo (self->session));
}

/**
 * roster_window_actions_install:
 * @widget_class: the window's class
 *
 * Installs the actions `win.*`, and the keys for them.
 */
void
roster_window_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.attention", NULL, show_attention);
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_business_center);
  gtk_widget_class_install_action (widget_class, "win.connect-for-session", NULL, connect_business_center);
  gtk_widget_class_install_action (widget_class, "win.forget", NULL, forget);
  gtk_widget_class_install_action (widget_class, "win.invite-people", NULL, invite_people);
  gtk_widget_class_install_action (widget_class, "win.leave-demo", NULL, leave_demo);
  gtk_widget_class_install_action (widget_class, "win.link-account", NULL, link_account);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.show-error", NULL, show_error);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out);
  gtk_widget_class_install_action (widget_class, "win.stop-sync", NULL, stop_sync);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_now);
  gtk_widget_class_install_action (widget_class, "win.unlock", NULL, unlock);
  gtk_widget_class_install_action (widget_class, "win.view", "s", show_view);
  gtk_widget_class_install_action (widget_class, "win.show-access", "s", show_access);
  gtk_widget_class_install_action (widget_class, "win.show-item", "s", show_item);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.link-account", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.invite-people", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.sync", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.sync", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "win.attention", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.stop-sync", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "win.view", "s", "users");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "win.view", "s", "permissions");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_CONTROL_MASK, "win.view", "s", "accounts");
}
