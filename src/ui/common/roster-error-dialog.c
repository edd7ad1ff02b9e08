/* roster-error-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error-dialog.h"

#include <glib/gi18n.h>

#include "roster-error-details.h"
#include "roster-error-text.h"
#include "roster-message-dialog.h"

/**
 * roster_error_dialog_present:
 * @parent: a widget in the window that has the trouble
 * @heading: (nullable): what could not be done ("Ivy Intern Could Not Be Changed"); %NULL for what the error itself says
 * @error: (nullable): why; nothing happens when it only says that the operation was cancelled
 *
 * Tells of an error that has no better place, such as the row or the page that it is about.
 */
void
roster_error_dialog_present (GtkWidget    *parent,
                             const char   *heading,
                             const GError *error)
{
  AdwMessageDialog *dialog;
  g_autofree char *line = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (error == NULL || roster_error_is_cancelled (error))
    return;

  line = roster_error_text_dup_line (error);
  dialog = roster_message_dialog_new (parent, heading != NULL ? heading : roster_error_text_get_title (error),
                                      heading != NULL ? line : roster_error_text_get_advice (error));
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  adw_message_dialog_set_extra_child (dialog, roster_error_details_new (error));
  gtk_window_present (GTK_WINDOW (dialog));
}
