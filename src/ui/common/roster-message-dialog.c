/* roster-message-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-message-dialog.h"

#define NARROWEST 100

/* The dialog has two labels for its heading, and shows the large one where that fits. But it measures both for every width, and newer versions of
 * GTK warn of a width that is too small for a label. With lines that may break and one least width there is none such; what is shown is the same. */
static void
even_headings (GtkWidget *dialog)
{
  static const char *const NAMES[] = { "heading_label", "heading_label_small" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      GObject *label = gtk_widget_get_template_child (dialog, ADW_TYPE_MESSAGE_DIALOG, NAMES[i]);

      if (GTK_IS_LABEL (label))
        g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-request", NARROWEST, NULL);
    }
}

/**
 * roster_message_dialog_new:
 * @parent: a widget in the window that it belongs to
 * @heading: the heading
 * @body: the text; plain text, not markup
 *
 * Makes a message dialog that has no responses yet.
 *
 * Returns: (transfer none): a new dialog, not shown yet
 */
AdwMessageDialog *
roster_message_dialog_new (GtkWidget  *parent,
                           const char *heading,
                           const char *body)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  even_headings (dialog);

  return ADW_MESSAGE_DIALOG (dialog);
}
