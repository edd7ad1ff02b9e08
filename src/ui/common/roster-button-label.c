/* roster-button-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-button-label.h"

/**
 * roster_button_label_set:
 * @button: a button whose label changes
 * @label: the label, with a mnemonic if the button uses them
 *
 * Sets the label, and the same without the mnemonic as accessible name: GTK 4.8 would take the underscore along.
 */
void
roster_button_label_set (GtkButton  *button,
                         const char *label)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_BUTTON (button) && label != NULL);

  parts = g_strsplit (label, "_", gtk_button_get_use_underline (button) ? 2 : 1);
  name = g_strjoinv ("", parts);
  gtk_button_set_label (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * roster_button_label_name:
 * @button: a button with a label on it
 * @name: what it is, for people who do not see what stands beside it
 *
 * Gives a button another accessible name than its label.
 */
void
roster_button_label_name (GtkWidget  *button,
                          const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (button) && name != NULL);

  /* In newer versions of GTK a button is labelled by what stands on it, and that would win. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
