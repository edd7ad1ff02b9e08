/* roster-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-toast.h"

/**
 * roster_toast_show:
 * @widget: any widget in a window that has a toast overlay
 * @text: what to say; plain text, not markup
 *
 * Says something in passing at the bottom of the window. Nothing that must be read belongs here.
 */
void
roster_toast_show (GtkWidget  *widget,
                   const char *text)
{
  GtkWidget *overlay;
  g_autofree char *markup = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL && GTK_IS_WINDOW (widget))
    {
      GtkWidget *content = ADW_IS_APPLICATION_WINDOW (widget) ? adw_application_window_get_content (ADW_APPLICATION_WINDOW (widget)) :
                           ADW_IS_WINDOW (widget)             ? adw_window_get_content (ADW_WINDOW (widget)) :
                                                                gtk_window_get_child (GTK_WINDOW (widget));

      overlay = ADW_IS_TOAST_OVERLAY (content) ? content : NULL;
    }
  if (overlay == NULL)
    return;

  markup = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (markup));
}
