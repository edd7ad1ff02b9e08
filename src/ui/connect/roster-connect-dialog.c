/* roster-connect-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-connect-dialog.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-error-box.h"
#include "roster-sign-in.h"

/* The way to a connection, as pages of one window:
 *
 *   method ─┬─ app ─── waiting ─┬─ (keyring) ── done
 *           └─ token ── waiting ┘
 *
 * The page "keyring" is only seen when the keyring does not take what TikTok has given. What went wrong stands above the page on which it
 * can be mended. */

struct _RosterConnectDialog
{
  AdwWindow parent_instance;

  RosterSession *session;
  GSettings *settings;
  RosterSignIn *sign_in;
  GCancellable *cancellable; /* of the attempt under way */
  gboolean for_this_session_only;
  char *page_before; /* where waiting leads back to */

  /* What TikTok has given, until the keyring has it. */
  RosterConnection *connection;
  RosterCredentials *credentials;

  GtkWidget *back_button;
  RosterErrorBox *error_box;
  GtkStack *stack;
  GtkEditable *app_id_row;
  GtkEditable *secret_row;
  GtkEditable *redirect_row;
  GtkWidget *browser_button;
  GtkSpinner *waiting_spinner;
  GtkLabel *waiting_title;
  GtkLabel *waiting_label;
  GtkWidget *browser_buttons;
  GtkButton *copy_link_button;
  GtkWidget *paste_group;
  GtkEditable *paste_row;
  GtkWidget *paste_button;
  GtkEditable *token_row;
  GtkEditable *token_app_id_row;
  GtkEditable *token_secret_row;
  GtkWidget *token_button;
  GtkButton *keep_button;
};

G_DEFINE_FINAL_TYPE (RosterConnectDialog, roster_connect_dialog, ADW_TYPE_WINDOW)

static void keep (RosterConnectDialog *self);

static const char *
get_page (RosterConnectDialog *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

static gboolean
is_filled (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  gboolean filled = *text != '\0';

  roster_credentials_wipe_text (g_steal_pointer (&text));

  return filled;
}

/* Ends what is under way; its callback comes in cancelled and touches nothing. */
static void
stop (RosterConnectDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_sign_in_stop (self->sign_in);
}

static void
update (RosterConnectDialog *self)
{
  gtk_widget_set_sensitive (self->browser_button,
                            is_filled (self->app_id_row) && is_filled (self->secret_row) && is_filled (self->redirect_row));
  gtk_widget_set_sensitive (self->paste_button, is_filled (self->paste_row));
  gtk_widget_set_sensitive (self->token_button, is_filled (self->token_row));
}

static void
on_page_changed (RosterConnectDialog *self)
{
  const char *page = get_page (self);
  GtkWidget *primary = NULL;
  GtkWidget *focus = NULL;

  if (g_strcmp0 (page, "app") == 0)
    {
      primary = self->browser_button;
      focus = GTK_WIDGET (is_filled (self->app_id_row) ? self->secret_row : self->app_id_row);
    }
  else if (g_strcmp0 (page, "waiting") == 0)
    {
      primary = self->paste_button;
    }
  else if (g_strcmp0 (page, "token") == 0)
    {
      primary = self->token_button;
      focus = GTK_WIDGET (self->token_row);
    }
  else if (g_strcmp0 (page, "keyring") == 0)
    {
      primary = GTK_WIDGET (self->keep_button);
      focus = primary;
    }

  gtk_widget_set_visible (self->back_button, g_strcmp0 (page, "method") != 0);
  gtk_spinner_set_spinning (self->waiting_spinner, g_strcmp0 (page, "waiting") == 0);
  gtk_window_set_default_widget (GTK_WINDOW (self), primary);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
go_to (RosterConnectDialog *self,
       const char          *page)
{
  roster_error_box_set_error (self->error_box, NULL);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
fail (RosterConnectDialog *self,
      const char          *page,
      const GError        *error)
{
  go_to (self, page);
  roster_error_box_set_error (self->error_box, error);
  if (g_strcmp0 (page, "token") == 0 && g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
    roster_error_box_set_words (self->error_box, _("TikTok Does Not Accept This Token"),
                                _("It is mistyped, was revoked, or has ended. Paste it again, or ask for a new one."));
}

/* In the browser, or, once the answer is there, at TikTok. */
static void
show_waiting (RosterConnectDialog *self)
{
  gboolean in_browser = roster_sign_in_get_state (self->sign_in) == ROSTER_SIGN_IN_STATE_WAITING;

  gtk_widget_set_visible (self->browser_buttons, in_browser);
  gtk_widget_set_visible (self->paste_group, in_browser);
  gtk_widget_set_visible (self->paste_button, in_browser);
  gtk_label_set_text (self->waiting_title, in_browser ? _("Go On in the Browser") : _("Asking TikTok…"));
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_label), in_browser);
  gtk_label_set_text (self->waiting_label, roster_sign_in_get_listening (self->sign_in) ?
                                             _("Sign in at TikTok and allow access. The browser then comes back by itself.") :
                                             _("Sign in at TikTok and allow access. Then paste the address of the page that you land on."));
}

static void
on_sign_in_changed (RosterConnectDialog *self)
{
  if (g_strcmp0 (get_page (self), "waiting") == 0)
    show_waiting (self);
}

/* Keeping */

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean locked;

  if (roster_session_add_connection_finish (ROSTER_SESSION (source), result, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (roster_error_is_cancelled (error))
    return;

  locked = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  roster_button_label_set (self->keep_button, locked ? _("_Unlock the Keyring") : _("_Try Again"));
  fail (self, "keyring", error);
}

static void
keep (RosterConnectDialog *self)
{
  roster_session_add_connection_async (self->session, self->connection, self->credentials, self->for_this_session_only, self->cancellable,
                                       on_kept, g_object_ref (self));
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_keyring_unlock_finish (ROSTER_KEYRING (source), result, &error))
    keep (self);
  else if (!roster_error_is_cancelled (error))
    fail (self, "keyring", error);
}

static void
on_keep_again (RosterConnectDialog *self)
{
  RosterKeyring *keyring = roster_session_get_keyring (self->session);

  if (roster_keyring_get_state (keyring) == ROSTER_KEYRING_LOCKED)
    roster_keyring_unlock_async (keyring, self->cancellable, on_unlocked, g_object_ref (self));
  else
    keep (self);
}

static void
on_keep_for_session (RosterConnectDialog *self)
{
  self->for_this_session_only = TRUE;
  keep (self);
}

/* Signing in */

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RosterConnectDialog) self = user_data;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (RosterCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  if (!roster_sign_in_finish (ROSTER_SIGN_IN (source), result, &connection, &credentials, &error))
    {
      if (roster_error_is_cancelled (error))
        return;

      /* What was pasted wrong can be pasted again; anything else starts over. */
      if (roster_sign_in_get_state (self->sign_in) == ROSTER_SIGN_IN_STATE_WAITING)
        {
          fail (self, "waiting", error);
          show_waiting (self);
        }
      else
        {
          fail (self, self->page_before, error);
        }
      return;
    }

  g_set_object (&self->connection, connection);
  g_clear_pointer (&self->credentials, roster_credentials_unref);
  self->credentials = g_steal_pointer (&credentials);
  /* The rows need not hold any longer what the keyring is about to have. */
  gtk_editable_set_text (self->secret_row, "");
  gtk_editable_set_text (self->token_row, "");
  gtk_editable_set_text (self->token_secret_row, "");
  gtk_editable_set_text (self->paste_row, "");
  keep (self);
}

static void
on_browser_opened (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (RosterConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) || roster_sign_in_get_state (self->sign_in) != ROSTER_SIGN_IN_STATE_WAITING)
    return;

  gtk_label_set_text (self->waiting_label, _("No browser could be opened. Copy the link, and open it in a browser yourself."));
}

static void
open_browser (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RosterConnectDialog *self = ROSTER_CONNECT_DIALOG (widget);

  gtk_show_uri_full (GTK_WINDOW (self), roster_sign_in_get_authorization_url (self->sign_in), GDK_CURRENT_TIME, self->cancellable,
                     on_browser_opened, g_object_ref (self));
}

static void
on_browser (RosterConnectDialog *self)
{
  g_autofree char *app_id = g_strstrip (g_strdup (gtk_editable_get_text (self->app_id_row)));
  g_autofree char *redirect = g_strstrip (g_strdup (gtk_editable_get_text (self->redirect_row)));
  char *secret = g_strstrip (g_strdup (gtk_editable_get_text (self->secret_row)));
  g_autoptr (GError) error = NULL;
  gboolean begun;

  stop (self);
  begun = roster_sign_in_begin (self->sign_in, app_id, secret, redirect, &error);
  roster_credentials_wipe_text (secret);
  if (!begun)
    {
      fail (self, "app", error);
      return;
    }

  g_settings_set_string (self->settings, "redirect-address", redirect);
  g_free (self->page_before);
  self->page_before = g_strdup ("app");
  gtk_button_set_label (self->copy_link_button, _("_Copy Link"));
  go_to (self, "waiting");
  show_waiting (self);
  if (roster_sign_in_get_listening (self->sign_in))
    roster_sign_in_wait_async (self->sign_in, self->cancellable, on_signed_in, g_object_ref (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "connect.open-browser", NULL);
}

static void
on_paste (RosterConnectDialog *self)
{
  roster_error_box_set_error (self->error_box, NULL);
  roster_sign_in_paste_async (self->sign_in, gtk_editable_get_text (self->paste_row), self->cancellable, on_signed_in, g_object_ref (self));
}

static void
on_token (RosterConnectDialog *self)
{
  g_autofree char *app_id = g_strstrip (g_strdup (gtk_editable_get_text (self->token_app_id_row)));
  char *secret = g_strstrip (g_strdup (gtk_editable_get_text (self->token_secret_row)));
  char *token = g_strstrip (g_strdup (gtk_editable_get_text (self->token_row)));

  stop (self);
  g_free (self->page_before);
  self->page_before = g_strdup ("token");
  roster_sign_in_use_token_async (self->sign_in, token, *app_id != '\0' ? app_id : NULL, *secret != '\0' ? secret : NULL, self->cancellable,
                                  on_signed_in, g_object_ref (self));
  roster_credentials_wipe_text (token);
  roster_credentials_wipe_text (secret);
  go_to (self, "waiting");
  show_waiting (self);
}

/* Actions */

static void
show_page (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  go_to (ROSTER_CONNECT_DIALOG (widget), g_variant_get_string (parameter, NULL));
}

static void
go_back (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  RosterConnectDialog *self = ROSTER_CONNECT_DIALOG (widget);

  if (g_strcmp0 (get_page (self), "method") == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  stop (self);
  go_to (self, g_strcmp0 (get_page (self), "waiting") == 0 ? self->page_before : "method");
}

static void
copy_link (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  RosterConnectDialog *self = ROSTER_CONNECT_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), roster_sign_in_get_authorization_url (self->sign_in));
  gtk_button_set_label (self->copy_link_button, _("Copied"));
}

static void
copy_redirect (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_editable_get_text (ROSTER_CONNECT_DIALOG (widget)->redirect_row));
}

/* A dialog that was closed is kept alive by what it waits for: that ends here, so that nobody is signed in by a window that is gone. */
static void
roster_connect_dialog_unmap (GtkWidget *widget)
{
  RosterConnectDialog *self = ROSTER_CONNECT_DIALOG (widget);

  GTK_WIDGET_CLASS (roster_connect_dialog_parent_class)->unmap (widget);

  g_cancellable_cancel (self->cancellable);
  roster_sign_in_stop (self->sign_in);
  /* GTK forgets the parent of a window that was destroyed before its parent only when that is finalized, and that may be too late. */
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
}

static void
roster_connect_dialog_dispose (GObject *object)
{
  RosterConnectDialog *self = ROSTER_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->sign_in != NULL)
    roster_sign_in_stop (self->sign_in);
  g_clear_object (&self->sign_in);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_CONNECT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->credentials, roster_credentials_unref);
  g_clear_pointer (&self->page_before, g_free);

  G_OBJECT_CLASS (roster_connect_dialog_parent_class)->dispose (object);
}

static void
roster_connect_dialog_class_init (RosterConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_connect_dialog_dispose;
  widget_class->unmap = roster_connect_dialog_unmap;

  g_type_ensure (ROSTER_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/connect/roster-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, app_id_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, browser_button);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, waiting_spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, waiting_title);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, browser_buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, copy_link_button);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, paste_group);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, paste_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, paste_button);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, token_app_id_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, token_secret_row);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, token_button);
  gtk_widget_class_bind_template_child (widget_class, RosterConnectDialog, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, on_browser);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_again);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_for_session);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_paste);
  gtk_widget_class_bind_template_callback (widget_class, on_token);
  gtk_widget_class_bind_template_callback (widget_class, update);

  gtk_widget_class_install_action (widget_class, "connect.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "connect.copy-link", NULL, copy_link);
  gtk_widget_class_install_action (widget_class, "connect.copy-redirect", NULL, copy_redirect);
  gtk_widget_class_install_action (widget_class, "connect.open-browser", NULL, open_browser);
  gtk_widget_class_install_action (widget_class, "connect.page", "s", show_page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "connect.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "connect.back", NULL);
}

static void
roster_connect_dialog_init (RosterConnectDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->page_before = g_strdup ("method");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_connect_dialog_present:
 * @parent: the window
 * @session: what the connection is for
 * @settings: what the program remembers
 * @again: (nullable): a connection to sign in to again
 * @for_this_session_only: whether not to try the keyring
 *
 * Asks how to connect and does it. When it succeeds, @session opens the new connection.
 */
void
roster_connect_dialog_present (GtkWindow        *parent,
                               RosterSession    *session,
                               GSettings        *settings,
                               RosterConnection *again,
                               gboolean          for_this_session_only)
{
  RosterConnectDialog *self;
  g_autofree char *redirect = NULL;
  const char *app_id;

  g_return_if_fail (ROSTER_IS_SESSION (session));

  self = g_object_new (ROSTER_TYPE_CONNECT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->for_this_session_only = for_this_session_only;
  self->sign_in = roster_sign_in_new (roster_session_get_api_base (session), NULL, roster_session_get_clock (session));
  g_signal_connect_object (self->sign_in, "notify::state", G_CALLBACK (on_sign_in_changed), self, G_CONNECT_SWAPPED);
  redirect = g_settings_get_string (settings, "redirect-address");
  gtk_editable_set_text (self->redirect_row, redirect);

  app_id = again != NULL ? roster_connection_get_app_id (again) : NULL;
  if (app_id != NULL && *app_id != '\0')
    {
      gtk_editable_set_text (self->app_id_row, app_id);
      go_to (self, "app");
    }

  update (self);
  on_page_changed (self);
  gtk_window_present (GTK_WINDOW (self));
}
