/* roster-confirm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-confirm.h"

#include <glib/gi18n.h>

#include "roster-message-dialog.h"

/* The one place that asks "really?", so that every such question looks alike, and so that one file changes when the floor knows a newer
 * kind of dialog. */

static void
answer (GTask    *task,
        gboolean  yes)
{
  if (g_task_get_task_data (task) != NULL)
    return;

  g_task_set_task_data (task, GUINT_TO_POINTER (TRUE), NULL);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, yes);
}

static void
on_response (GTask      *task,
             const char *response)
{
  answer (task, g_str_equal (response, "yes"));
}

/* A dialog can also go with its parent, without a response. */
static void
on_gone (gpointer  data,
         GClosure *closure)
{
  GTask *task = data;

  answer (task, FALSE);
  g_object_unref (task);
}

static void
on_cancelled (GCancellable *cancellable,
              GtkWindow    *dialog)
{
  gtk_window_close (dialog);
}

/**
 * roster_confirm_async:
 * @parent: a widget in the window that asks
 * @heading: names the object and the verb: "Disconnect @acme?"
 * @body: what it means; plain text, not markup
 * @verb: the label of the button that does it, with a mnemonic: "_Disconnect"
 * @kind: how it looks
 * @extra: (nullable) (transfer floating): what stands below @body, such as a list or an entry
 * @cancellable: (nullable): takes the question back
 * @callback: called when the person has answered
 * @user_data: passed to @callback
 *
 * Asks before something is done. Cancel is the default answer. To let the yes depend on @extra, make @extra call
 * `adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (gtk_widget_get_root (extra)), "yes", …)`.
 */
void
roster_confirm_async (GtkWidget           *parent,
                      const char          *heading,
                      const char          *body,
                      const char          *verb,
                      RosterConfirmKind    kind,
                      GtkWidget           *extra,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_confirm_async);

  dialog = roster_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "yes", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes",
                                              kind == ROSTER_CONFIRM_DESTRUCTIVE ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);

  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), task, on_gone, G_CONNECT_SWAPPED);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), dialog, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * roster_confirm_finish:
 * @parent: as given to roster_confirm_async()
 * @result: as given to the callback
 * @error: return location for a #GError; %G_IO_ERROR_CANCELLED is the only one
 *
 * Returns: whether the person said yes
 */
gboolean
roster_confirm_finish (GtkWidget     *parent,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
