/* roster-sign-out-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-out-dialog.h"

#include <glib/gi18n.h>

#include "roster-confirm.h"
#include "roster-error-dialog.h"
#include "roster-message-dialog.h"
#include "roster-text.h"

/* Signing out: asked first, done here even when TikTok cannot be reached, and said whether TikTok knows. */

typedef struct
{
  GtkWidget *parent;
  RosterSession *session;
  RosterConnection *connection;
} SignOut;

static void
sign_out_free (SignOut *sign_out)
{
  g_object_unref (sign_out->parent);
  g_object_unref (sign_out->session);
  g_object_unref (sign_out->connection);
  g_free (sign_out);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignOut, sign_out_free)

static void
tell (SignOut    *sign_out,
      const char *heading,
      const char *body)
{
  GtkRoot *root = gtk_widget_get_root (sign_out->parent);
  AdwMessageDialog *dialog;

  /* A window that has been closed meanwhile does not come back for this. */
  if (root == NULL || !gtk_widget_get_visible (GTK_WIDGET (root)))
    return;

  dialog = roster_message_dialog_new (sign_out->parent, heading, body);
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_signed_out (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SignOut) sign_out = user_data;
  g_autoptr (GError) error = NULL;
  gboolean revoked = FALSE;

  if (!roster_session_sign_out_finish (ROSTER_SESSION (source), result, &revoked, &error))
    roster_error_dialog_present (sign_out->parent, _("Could Not Sign Out"), error);
  else if (revoked)
    tell (sign_out, _("Signed Out"), _("The connection is gone from this computer, and TikTok has revoked its access token."));
  else
    tell (sign_out, _("Signed Out on This Computer"),
          _("The connection is gone from this computer. TikTok was not told, so its access token may still work where it was copied to. "
            "To revoke it, cancel the authorization of your developer app in TikTok’s settings."));
}

static void
on_confirmed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SignOut) sign_out = user_data;
  RosterSession *session = sign_out->session;
  RosterConnection *connection = sign_out->connection;

  if (roster_confirm_finish (sign_out->parent, result, NULL))
    roster_session_sign_out_async (session, connection, NULL, on_signed_out, g_steal_pointer (&sign_out));
}

/**
 * roster_sign_out_dialog_present:
 * @parent: a widget in the window that asks
 * @session: what knows the connection
 * @connection: what to sign out of
 *
 * Asks, signs out, and tells how it went.
 */
void
roster_sign_out_dialog_present (GtkWidget        *parent,
                                RosterSession    *session,
                                RosterConnection *connection)
{
  SignOut *sign_out = g_new0 (SignOut, 1);
  g_autofree char *heading = NULL;

  sign_out->parent = g_object_ref (parent);
  sign_out->session = g_object_ref (session);
  sign_out->connection = g_object_ref (connection);

  /* Translators: %s is the name of a connection. */
  heading = roster_isolated (_("Sign Out of %s?"), roster_connection_get_label (connection));
  roster_confirm_async (parent, heading,
                        _("Its access token is deleted from the keyring, and TikTok is asked to revoke it. "
                          "Nothing changes in the Business Center."),
                        _("_Sign Out"), ROSTER_CONFIRM_DESTRUCTIVE, NULL, NULL, on_confirmed, sign_out);
}
