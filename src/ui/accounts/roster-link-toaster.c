/* roster-link-toaster.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-toaster.h"

#include <glib/gi18n.h>

#include "roster-link-window.h"
#include "roster-text.h"
#include "roster-toast.h"

/* Long enough to look up from something else; it is in the list of what waits as well. */
#define SECONDS 10

/* Says in the main window that an account has appeared for a request that waits in the background, whatever page is in front. */

struct _RosterLinkToaster
{
  GObject parent_instance;

  AdwToastOverlay *overlay; /* weak */
  RosterLinkRequests *requests;
  AdwToast *toast; /* (nullable): the one that is shown */
};

G_DEFINE_FINAL_TYPE (RosterLinkToaster, roster_link_toaster, G_TYPE_OBJECT)

static gboolean
is_linking (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean linking = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !linking; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      linking = ROSTER_IS_LINK_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (window));
    }

  return linking;
}

static void
on_continue (RosterLinkRequest *request,
             AdwToast          *toast)
{
  GtkWidget *overlay = g_object_get_data (G_OBJECT (toast), "overlay");

  if (roster_link_request_is_open (request) && !is_linking ())
    gtk_window_present (roster_link_window_new (GTK_WINDOW (gtk_widget_get_root (overlay)), request));
}

/* Somebody has answered, or there is nothing to answer any more. */
static void
on_state_changed (AdwToast          *toast,
                  GParamSpec        *pspec,
                  RosterLinkRequest *request)
{
  GtkWidget *overlay = g_object_get_data (G_OBJECT (toast), "overlay");

  if (roster_link_request_get_state (request) == ROSTER_LINK_REQUEST_STATE_FOUND || overlay == NULL)
    return;

  g_signal_handlers_disconnect_by_func (request, on_state_changed, toast);
  roster_toast_retract (overlay, toast);
}

static void
on_dismissed (RosterLinkToaster *self,
              AdwToast          *toast)
{
  g_object_set_data (G_OBJECT (toast), "overlay", NULL);
  if (self->toast == toast)
    self->toast = NULL;
}

static void
on_approved (RosterLinkToaster *self,
             RosterLinkRequest *request)
{
  const char *handle = roster_link_request_get_expected_handle (request);
  /* Translators: %s is a handle. */
  g_autofree char *text = handle != NULL ? roster_isolated (_("New account: is it @%s?"), handle)
                                         : g_strdup (_("New account: is it the right one?"));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  /* One window at a time, and one thing said at a time: what else there is stands in the list. */
  if (self->overlay == NULL || self->toast != NULL || is_linking ())
    return;

  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _("_Continue"));
  adw_toast_set_timeout (toast, SECONDS);
  g_object_set_data (G_OBJECT (toast), "overlay", self->overlay);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_continue), request, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (on_state_changed), toast, G_CONNECT_SWAPPED);
  self->toast = toast;
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
roster_link_toaster_dispose (GObject *object)
{
  RosterLinkToaster *self = ROSTER_LINK_TOASTER (object);

  g_clear_weak_pointer (&self->overlay);
  g_clear_object (&self->requests);

  G_OBJECT_CLASS (roster_link_toaster_parent_class)->dispose (object);
}

static void
roster_link_toaster_class_init (RosterLinkToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_link_toaster_dispose;
}

static void
roster_link_toaster_init (RosterLinkToaster *self)
{
}

/**
 * roster_link_toaster_new:
 * @overlay: where to say it
 * @requests: the requests that are open
 *
 * Returns: (transfer full): what says that a request was approved, for as long as it lives
 */
RosterLinkToaster *
roster_link_toaster_new (AdwToastOverlay    *overlay,
                         RosterLinkRequests *requests)
{
  RosterLinkToaster *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ROSTER_IS_LINK_REQUESTS (requests), NULL);

  self = g_object_new (ROSTER_TYPE_LINK_TOASTER, NULL);
  g_set_weak_pointer (&self->overlay, overlay);
  self->requests = g_object_ref (requests);
  g_signal_connect_object (requests, "approved", G_CALLBACK (on_approved), self, G_CONNECT_SWAPPED);

  return self;
}
