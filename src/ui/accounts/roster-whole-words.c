/* roster-whole-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-whole-words.h"

/* Where a word is longer than a line it is broken, and a hyphen is put there. In a handle that hyphen would be taken for a part of it. */

/**
 * roster_whole_words_set:
 * @widget: a label, or something with labels in it
 *
 * Has no label in @widget put a hyphen where it breaks a word. Labels that are made later are not touched.
 */
void
roster_whole_words_set (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget))
    {
      PangoAttrList *known = gtk_label_get_attributes (GTK_LABEL (widget));
      g_autoptr (PangoAttrList) attributes = known != NULL ? pango_attr_list_copy (known) : pango_attr_list_new ();

      pango_attr_list_change (attributes, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (widget), attributes);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    roster_whole_words_set (child);
}
