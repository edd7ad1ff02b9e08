/* roster-notifications.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-notifications.h"

#include <glib/gi18n.h>

#include "roster-event-text.h"
#include "roster-text.h"
#include "roster-tiktok-account.h"
#include "roster-toast.h"

/* Tells people what has happened elsewhere. It tells the watch when the window can be seen: TikTok is asked more often then. While the window is
 * in front, a toast says it. While it is not, be it behind another, minimised or hidden, a notification of the desktop says what somebody waits
 * for or has to act on, and the rest waits until the window is looked at, which takes the notifications back.
 *
 * Text from the server stands in titles only: those are plain everywhere, while some desktops take a body for markup. */

/* More of a kind at once are told in one sentence. */
#define MOST_OF_A_KIND 2

struct _RosterNotifications
{
  GObject parent_instance;

  GApplication *application; /* not owned: it owns us */
  RosterWatch *watch;
  RosterWindow *window; /* (nullable) */
  GdkSurface *surface;  /* (nullable): of the window, while it is mapped */
  GPtrArray *unseen;    /* of RosterEvent: what happened while the window was not in front */
  GHashTable *sent;     /* set of char *: the notifications that are out */
};

G_DEFINE_FINAL_TYPE (RosterNotifications, roster_notifications, G_TYPE_OBJECT)

/* A dialog is in front of its window and belongs to it. */
static gboolean
is_in_front (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_is_active (toplevel))
        return TRUE;
    }

  return FALSE;
}

static guint
count_kind (GPtrArray       *events,
            RosterEventKind  kind)
{
  guint count = 0;

  for (guint i = 0; i < events->len; i++)
    count += roster_event_get_kind (events->pdata[i]) == kind;

  return count;
}

/* Calls @func for each event that is to be told by itself, and once, with the number, for a kind of which there are too many. */
static void
for_each_telling (RosterNotifications *self,
                  GPtrArray           *events,
                  void (*func) (RosterNotifications *self,
                                RosterEvent         *event,
                                guint                count))
{
  guint told = 0; /* set of kinds */

  for (guint i = 0; i < events->len; i++)
    {
      RosterEvent *event = events->pdata[i];
      RosterEventKind kind = roster_event_get_kind (event);
      guint count = count_kind (events, kind);

      if (kind == ROSTER_EVENT_KIND_GIVEN || kind == ROSTER_EVENT_KIND_NOT_GIVEN || count <= MOST_OF_A_KIND)
        func (self, event, 1);
      else if ((told & (1u << kind)) == 0)
        func (self, event, count);
      told |= 1u << kind;
    }
}

static char *
dup_text (RosterEvent *event,
          guint        count)
{
  return count == 1 ? roster_event_text_dup (event) : roster_event_text_dup_many (roster_event_get_kind (event), count);
}

/* In the window */

static void
show_toast (RosterNotifications *self,
            RosterEvent         *event,
            guint                count)
{
  g_autofree char *text = dup_text (event, count);

  /* Whoever waits for an approval is told by what waits, with the question whether it is the right account. */
  if ((roster_event_get_kind (event) == ROSTER_EVENT_KIND_ACCOUNT_APPEARED ||
       roster_event_get_kind (event) == ROSTER_EVENT_KIND_ACCOUNT_RETURNED) &&
      g_list_model_get_n_items (G_LIST_MODEL (roster_window_get_link_requests (self->window))) > 0)
    return;

  roster_toast_show (GTK_WIDGET (self->window), text);
}

/* On the desktop */

/* What was given to somebody takes the place of the acceptance, and that an account is back the place of its being gone. */
static char *
dup_id (RosterEvent *event)
{
  RosterEventKind kind = roster_event_get_kind (event);

  if (kind == ROSTER_EVENT_KIND_GIVEN)
    kind = ROSTER_EVENT_KIND_ACCEPTED;
  else if (kind == ROSTER_EVENT_KIND_ACCOUNT_RETURNED)
    kind = ROSTER_EVENT_KIND_ACCOUNT_VANISHED;

  return g_strdup_printf ("%d %s", kind, roster_item_get_key (roster_event_get_item (event)));
}

static gboolean
is_for_desktop (RosterEventKind kind)
{
  return kind == ROSTER_EVENT_KIND_ACCEPTED || kind == ROSTER_EVENT_KIND_GIVEN || kind == ROSTER_EVENT_KIND_NOT_GIVEN ||
         kind == ROSTER_EVENT_KIND_ACCOUNT_APPEARED || kind == ROSTER_EVENT_KIND_ACCOUNT_VANISHED ||
         kind == ROSTER_EVENT_KIND_ACCOUNT_RETURNED;
}

static void
send_notification (RosterNotifications *self,
                   RosterEvent         *event,
                   guint                count)
{
  RosterEventKind kind = roster_event_get_kind (event);
  RosterItem *item = roster_event_get_item (event);
  g_autofree char *title = dup_text (event, count);
  g_autofree char *id = dup_id (event);
  g_autoptr (GNotification) notification = NULL;

  if (!is_for_desktop (kind))
    return;

  notification = g_notification_new (title);
  g_notification_set_default_action_and_target (notification, "app.show-item", "s", roster_item_get_key (item));
  if (kind == ROSTER_EVENT_KIND_ACCOUNT_VANISHED && count == 1)
    {
      const char *handle = roster_tiktok_account_get_handle (ROSTER_TIKTOK_ACCOUNT (item));

      g_notification_set_body (notification, _("Ads that use it stop. With a new code its owner can approve again."));
      g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
      g_notification_add_button_with_target (notification, _("Show a New Code"), "app.show-new-code", "s", handle != NULL ? handle : "");
    }
  else
    {
      if (kind == ROSTER_EVENT_KIND_ACCOUNT_RETURNED && count == 1)
        g_notification_set_body (notification, _("Look whether it is still linked to its ad accounts."));
      g_notification_add_button_with_target (notification, _("Show"), "app.show-item", "s", roster_item_get_key (item));
    }

  g_application_send_notification (self->application, id, notification);
  g_hash_table_add (self->sent, g_steal_pointer (&id));
}

static void
withdraw (RosterNotifications *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_application_withdraw_notification (self->application, id);
  g_hash_table_remove_all (self->sent);
}

static void
on_events (RosterNotifications *self,
           GPtrArray           *events)
{
  if (self->window != NULL && is_in_front ())
    {
      for_each_telling (self, events, show_toast);
      return;
    }

  g_ptr_array_extend (self->unseen, events, (GCopyFunc) g_object_ref, NULL);
  /* Where there is no bus nobody can be notified. */
  if (g_application_get_dbus_connection (self->application) != NULL)
    for_each_telling (self, events, send_notification);
}

/* In a Business Center that is not shown. The switcher shows it as well, for whoever comes back later. */
static void
on_far_approved (RosterNotifications  *self,
                 RosterBusinessCenter *business_center,
                 const char           *handle)
{
  const char *name = roster_item_get_name (ROSTER_ITEM (business_center));
  g_autofree char *text = NULL;
  g_autofree char *id = g_strconcat ("far ", roster_item_get_key (ROSTER_ITEM (business_center)), NULL);
  g_autoptr (GNotification) notification = NULL;

  if (handle != NULL)
    /* Translators: %1$s is a Business Center, %2$s a handle. */
    text = roster_isolated (_("New account in %1$s: is it @%2$s?"), name, handle);
  else
    /* Translators: %s is a Business Center. */
    text = roster_isolated (_("New account in %s: is it the right one?"), name);

  if (self->window != NULL && is_in_front ())
    {
      roster_toast_show (GTK_WIDGET (self->window), text);
      return;
    }
  if (g_application_get_dbus_connection (self->application) == NULL)
    return;

  notification = g_notification_new (text);
  g_application_send_notification (self->application, id, notification);
  g_hash_table_add (self->sent, g_steal_pointer (&id));
}

/* The window */

static void
on_active_changed (RosterNotifications *self)
{
  g_autoptr (GPtrArray) unseen = NULL;

  if (self->window == NULL || !is_in_front ())
    return;

  withdraw (self);
  unseen = g_steal_pointer (&self->unseen);
  self->unseen = g_ptr_array_new_with_free_func (g_object_unref);
  for_each_telling (self, unseen, show_toast);
}

static void
update_watch (RosterNotifications *self)
{
  gboolean active = self->surface != NULL && (gdk_toplevel_get_state (GDK_TOPLEVEL (self->surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) == 0;
  RosterLinkRequests *requests = self->window != NULL ? roster_window_get_link_requests (self->window) : NULL;

  gboolean network;

  g_object_get (self->watch, "network", &network, NULL);
  roster_watch_set_active (self->watch, active);
  if (requests == NULL)
    return;

  /* A client may hold a code while the window is out of sight, and in a Business Center that is not shown. */
  roster_far_requests_set_active (roster_window_get_far_requests (self->window), network);
  roster_link_requests_set_active (requests, network);
  roster_link_requests_set_seen (requests, active);
}

static void
set_surface (RosterNotifications *self,
             GdkSurface          *surface)
{
  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_func (self->surface, update_watch, self);
  if (g_set_object (&self->surface, surface) && surface != NULL)
    g_signal_connect_object (surface, "notify::state", G_CALLBACK (update_watch), self, G_CONNECT_SWAPPED);
  update_watch (self);
}

static void
on_mapped (RosterNotifications *self)
{
  set_surface (self, gtk_native_get_surface (GTK_NATIVE (self->window)));
}

static void
on_unmapped (RosterNotifications *self)
{
  set_surface (self, NULL);
}

static void
roster_notifications_dispose (GObject *object)
{
  RosterNotifications *self = ROSTER_NOTIFICATIONS (object);

  if (self->watch != NULL)
    roster_notifications_set_window (self, NULL);
  g_clear_object (&self->watch);

  G_OBJECT_CLASS (roster_notifications_parent_class)->dispose (object);
}

static void
roster_notifications_finalize (GObject *object)
{
  RosterNotifications *self = ROSTER_NOTIFICATIONS (object);

  g_ptr_array_unref (self->unseen);
  g_hash_table_unref (self->sent);

  G_OBJECT_CLASS (roster_notifications_parent_class)->finalize (object);
}

static void
roster_notifications_class_init (RosterNotificationsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_notifications_dispose;
  object_class->finalize = roster_notifications_finalize;
}

static void
roster_notifications_init (RosterNotifications *self)
{
  self->unseen = g_ptr_array_new_with_free_func (g_object_unref);
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_notifications_new:
 * @application: the application; has the actions `show-item` (a key) and `show-new-code` (a handle, or nothing)
 * @watch: what notices what happens elsewhere
 *
 * Returns: (transfer full): notifications, which @application has to own
 */
RosterNotifications *
roster_notifications_new (GtkApplication *application,
                          RosterWatch    *watch)
{
  RosterNotifications *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application) && ROSTER_IS_WATCH (watch), NULL);

  self = g_object_new (ROSTER_TYPE_NOTIFICATIONS, NULL);
  self->application = G_APPLICATION (application);
  self->watch = g_object_ref (watch);
  g_signal_connect_object (application, "notify::active-window", G_CALLBACK (on_active_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "events", G_CALLBACK (on_events), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "notify::network", G_CALLBACK (update_watch), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * roster_notifications_set_window:
 * @self: the notifications
 * @window: (nullable): the window that shows the session
 */
void
roster_notifications_set_window (RosterNotifications *self,
                                 RosterWindow        *window)
{
  g_return_if_fail (ROSTER_IS_NOTIFICATIONS (self));

  if (self->window == window)
    return;

  if (self->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->window, self);
      if (roster_window_get_far_requests (self->window) != NULL)
        g_signal_handlers_disconnect_by_data (roster_window_get_far_requests (self->window), self);
      g_object_remove_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
    }
  set_surface (self, NULL);
  self->window = window;
  if (window == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &self->window);
  g_signal_connect_object (window, "map", G_CALLBACK (on_mapped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "unmap", G_CALLBACK (on_unmapped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_window_get_far_requests (window), "approved", G_CALLBACK (on_far_approved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active_changed), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    on_mapped (self);
}
