/* roster-loopback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-loopback.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

/* Takes the browser back from TikTok's authorization page (RFC 8252, 7.3): one path on this computer's own loopback addresses, for one
 * answer. It knows nothing about what an answer is; it shows a page that loads nothing, so that no code travels further in a referrer. */

struct _RosterLoopback
{
  GObject parent_instance;

  SoupServer *server;
  char *redirect_uri;
  char *path;
  RosterLoopbackFunc func;
  gpointer user_data;
  gboolean over;
};

G_DEFINE_FINAL_TYPE (RosterLoopback, roster_loopback, G_TYPE_OBJECT)

static void
send_page (SoupServerMessage *message,
           guint              status,
           const char        *title,
           const char        *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_text = g_markup_escape_text (text, -1);
  char *page = g_strdup_printf ("<!doctype html>\n"
                                "<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>\n"
                                "<style>body{font:1.1em/1.5 system-ui,sans-serif;max-width:30em;margin:15vh auto;padding:0 1em;"
                                "color-scheme:light dark}</style></head>\n"
                                "<body dir=\"auto\"><h1>%s</h1><p>%s</p></body></html>\n",
                                safe_title, safe_title, safe_text);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page, strlen (page));
}

static gboolean
close_in_idle (gpointer user_data)
{
  roster_loopback_close (ROSTER_LOOPBACK (user_data));

  return G_SOURCE_REMOVE;
}

static void
on_finished (SoupServerMessage *message,
             gpointer           user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, close_in_idle, g_object_ref (user_data), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
answer (RosterLoopback    *self,
        SoupServerMessage *message)
{
  g_autoptr (RosterLoopback) kept = g_object_ref (self);
  RosterLoopbackReply reply = self->func (g_uri_get_query (soup_server_message_get_uri (message)), self->user_data);

  switch (reply)
    {
    case ROSTER_LOOPBACK_ACCEPTED:
      send_page (message, SOUP_STATUS_OK, _("Back to Access Roster"), _("You can close this window."));
      break;

    case ROSTER_LOOPBACK_DECLINED:
      send_page (message, SOUP_STATUS_OK, _("Nothing Was Granted"), _("You declined. You can close this window."));
      break;

    case ROSTER_LOOPBACK_REFUSED:
      send_page (message, SOUP_STATUS_BAD_REQUEST, _("This Did Not Work"),
                 _("Access Roster could not use this answer. Go back to it and start again."));
      break;

    case ROSTER_LOOPBACK_OUTDATED:
      send_page (message, SOUP_STATUS_BAD_REQUEST, _("This Page Is Out of Date"),
                 _("It belongs to another sign-in. Use the newest page that Access Roster opened."));
      return;

    case ROSTER_LOOPBACK_UNRELATED:
    default:
      send_page (message, SOUP_STATUS_BAD_REQUEST, _("Nothing Here"), _("Access Roster waits here for an answer from TikTok."));
      return;
    }

  /* Closing drops what has not been sent, so the page goes first, even if nobody else holds the receiver by then. */
  self->over = TRUE;
  g_signal_connect_data (message, "finished", G_CALLBACK (on_finished), g_object_ref (self), (GClosureNotify) g_object_unref, 0);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  RosterLoopback *self = ROSTER_LOOPBACK (user_data);

  if (!g_str_equal (path, self->path))
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else if (soup_server_message_get_method (message) != SOUP_METHOD_GET)
    soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
  else if (self->over || self->func == NULL)
    send_page (message, SOUP_STATUS_GONE, _("Back to Access Roster"), _("This was answered before. You can close this window."));
  else
    answer (self, message);
}

static void
roster_loopback_dispose (GObject *object)
{
  roster_loopback_close (ROSTER_LOOPBACK (object));

  G_OBJECT_CLASS (roster_loopback_parent_class)->dispose (object);
}

static void
roster_loopback_finalize (GObject *object)
{
  RosterLoopback *self = ROSTER_LOOPBACK (object);

  g_clear_pointer (&self->redirect_uri, g_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (roster_loopback_parent_class)->finalize (object);
}

static void
roster_loopback_class_init (RosterLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_loopback_dispose;
  object_class->finalize = roster_loopback_finalize;
}

static void
roster_loopback_init (RosterLoopback *self)
{
}

static gboolean
is_loopback_host (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1");
}

/**
 * roster_loopback_is_possible:
 * @redirect_uri: where TikTok sends the browser
 *
 * Returns: whether that is a place on this computer: plain HTTP on a loopback address
 */
gboolean
roster_loopback_is_possible (const char *redirect_uri)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") && g_uri_get_host (uri) != NULL && is_loopback_host (g_uri_get_host (uri));
}

/* Where IPv6 is switched off, as in many containers, no browser comes that way either. Somebody else who has the port is another matter: the
 * answer could go there. */
static gboolean
listen_at (SoupServer               *server,
           guint                     port,
           SoupServerListenOptions   options,
           GError                  **error)
{
  g_autoptr (GError) reason = NULL;

  if (soup_server_listen_local (server, port, options, &reason))
    return TRUE;

  if (options == 0 && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    return soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static guint
get_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  guint port = uris != NULL ? (guint) g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return port;
}

/**
 * roster_loopback_new:
 * @redirect_uri: an address for which roster_loopback_is_possible() holds; with the port 0, a free one is taken
 * @func: called for each visit, until one is an answer
 * @user_data: passed to @func
 * @error: return location for an error
 *
 * Starts to listen, until roster_loopback_close(), an answer, or the end of the object. Errors: those of binding a port, such as
 * %G_IO_ERROR_ADDRESS_IN_USE.
 *
 * Returns: (transfer full): a receiver, or %NULL with @error set
 */
RosterLoopback *
roster_loopback_new (const char          *redirect_uri,
                     RosterLoopbackFunc   func,
                     gpointer             user_data,
                     GError             **error)
{
  g_autoptr (RosterLoopback) self = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) actual = NULL;
  const char *host;
  SoupServerListenOptions options = 0;
  int port;

  g_return_val_if_fail (roster_loopback_is_possible (redirect_uri), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  uri = g_uri_parse (redirect_uri, SOUP_HTTP_URI_FLAGS, error);
  if (uri == NULL)
    return NULL;

  self = g_object_new (ROSTER_TYPE_LOOPBACK, NULL);
  self->server = soup_server_new (NULL, NULL);
  self->func = func;
  self->user_data = user_data;

  /* "localhost" may mean either family, depending on the browser. */
  host = g_uri_get_host (uri);
  if (g_str_equal (host, "127.0.0.1"))
    options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  else if (g_str_equal (host, "::1"))
    options = SOUP_SERVER_LISTEN_IPV6_ONLY;
  port = g_uri_get_port (uri) >= 0 ? g_uri_get_port (uri) : 80;
  if (!listen_at (self->server, (guint) port, options, error))
    return NULL;

  /* Sent to TikTok letter by letter as it was registered, unless the port was left to us. */
  if (port == 0)
    {
      actual = g_uri_build (G_URI_FLAGS_ENCODED, "http", NULL, host, (int) get_port (self->server), g_uri_get_path (uri), g_uri_get_query (uri),
                            NULL);
      self->redirect_uri = g_uri_to_string (actual);
    }
  else
    {
      self->redirect_uri = g_strdup (redirect_uri);
    }
  self->path = g_uri_unescape_string (g_uri_get_path (uri), NULL);
  if (self->path == NULL || *self->path == '\0')
    {
      g_free (self->path);
      self->path = g_strdup ("/");
    }
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);

  return g_steal_pointer (&self);
}

/**
 * roster_loopback_get_redirect_uri:
 * @self: a receiver
 *
 * Returns: (transfer none): the address where it listens, with its real port
 */
const char *
roster_loopback_get_redirect_uri (RosterLoopback *self)
{
  g_return_val_if_fail (ROSTER_IS_LOOPBACK (self), NULL);

  return self->redirect_uri;
}

/**
 * roster_loopback_close:
 * @self: a receiver
 *
 * Stops listening. The function given to roster_loopback_new() is not called any more.
 */
void
roster_loopback_close (RosterLoopback *self)
{
  g_return_if_fail (ROSTER_IS_LOOPBACK (self));

  self->func = NULL;
  if (self->server == NULL)
    return;

  soup_server_remove_handler (self->server, NULL);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}
