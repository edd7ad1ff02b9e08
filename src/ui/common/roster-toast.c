/* roster-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-toast.h"

/* Longer than a toast takes to come in, in microseconds of frame time. */
#define RETRACT_AFTER (600 * G_TIME_SPAN_MILLISECOND)

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

typedef struct
{
  AdwToast *toast;
  gint64 since; /* frame time; 0 before the first frame */
} Retraction;

static void
retraction_free (gpointer data)
{
  Retraction *retraction = data;

  g_object_unref (retraction->toast);
  g_free (retraction);
}

static gboolean
dismiss_in_idle (gpointer user_data)
{
  adw_toast_dismiss (ADW_TOAST (user_data));

  return G_SOURCE_REMOVE;
}

static gboolean
on_retraction_tick (GtkWidget     *overlay,
                    GdkFrameClock *frame_clock,
                    gpointer       user_data)
{
  Retraction *retraction = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (frame_clock);

  if (retraction->since == 0)
    retraction->since = now;
  if (now - retraction->since < RETRACT_AFTER)
    return G_SOURCE_CONTINUE;

  g_idle_add_full (G_PRIORITY_DEFAULT, dismiss_in_idle, g_object_ref (retraction->toast), g_object_unref);

  return G_SOURCE_REMOVE;
}

/**
 * roster_toast_retract:
 * @overlay: the toast overlay that @toast was added to
 * @toast: a toast that does not hold any more
 *
 * Takes a toast back: its button at once, the rest when it has finished coming in. Up to libadwaita 1.2.2 a toast that is dismissed while it
 * comes in brings the program down, if a frame then takes so long that it has come and gone within it.
 */
void
roster_toast_retract (GtkWidget *overlay,
                      AdwToast  *toast)
{
  Retraction *retraction;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  adw_toast_set_button_label (toast, NULL);
  retraction = g_new0 (Retraction, 1);
  retraction->toast = g_object_ref (toast);
  gtk_widget_add_tick_callback (overlay, on_retraction_tick, retraction, retraction_free);
}
