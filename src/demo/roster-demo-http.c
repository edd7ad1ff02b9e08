/* roster-demo-http.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-http.h"

#include "roster-demo-endpoints.h"
#include "roster-demo-fault.h"
#include "roster-demo-lag.h"
#include "roster-demo-lie.h"
#include "roster-demo-log.h"
#include "roster-demo-send.h"
#include "roster-demo-site.h"

#include <libsoup/soup.h>
#include <string.h>

/* Takes each request from SoupServer, lets the API or a page answer it, and hands the answer to roster-demo-send, which knows how to send
 * it late, half or not at all. */

struct _RosterDemoHttp
{
  SoupServer *server;
  RosterDemoState *state;
  RosterDemoFault *fault;
  RosterDemoLog *log;
  RosterDemoSender *sender;
  char *base_url;
};

static gboolean
is_loopback (const char *host)
{
  return host != NULL && (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost") || g_str_equal (host, "::1"));
}

static gboolean
has_loopback_host (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && is_loopback (g_uri_get_host (uri));
}

/* A web page elsewhere could point a name of its own at this machine (DNS rebinding), or post forms here: the name that was asked for and
 * the page that asks have to be local too. */
static gboolean
is_local (SoupMessageHeaders *headers)
{
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  g_autofree char *address = NULL;

  if (host == NULL)
    return FALSE;

  address = g_strconcat ("http://", host, NULL);

  return has_loopback_host (address) && (origin == NULL || has_loopback_host (origin));
}

/* What is percent-encoded in a query or a form can be any bytes; from here on, everything is text. */
static gboolean
is_text (GHashTable *values)
{
  GHashTableIter iter;
  gpointer name, value;

  if (values == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
read_json (SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = NULL;

  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;

  copy = g_strndup (text, length);

  return json_from_string (copy, NULL);
}

static GHashTable *
read_form (SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL) != NULL ? g_bytes_get_data (bytes, NULL) : "", g_bytes_get_size (bytes));

  return soup_form_decode (text);
}

static void
set_body (RosterDemoAnswer *answer,
          const char       *content_type,
          char             *text)
{
  answer->status = 200;
  answer->content_type = content_type;
  answer->body = g_bytes_new_take (text, strlen (text));
}

static void
set_plain (RosterDemoAnswer *answer,
           guint             status,
           const char       *text)
{
  set_body (answer, "text/html; charset=utf-8", g_strdup_printf ("<html><head><title>%u %s</title></head><body><h1>%u %s</h1></body></html>\n",
                                                                  status, text, status, text));
  answer->status = status;
}

static void
set_envelope (RosterDemoAnswer *answer,
              JsonNode         *envelope)
{
  set_body (answer, "application/json", json_to_string (envelope, FALSE));
}

/* What goes wrong before anything is done. FALSE when the request is carried out. */
static gboolean
fail_early (RosterDemoHttp   *self,
            RosterDemoAnswer *answer,
            int              *code)
{
  switch (answer->fault)
    {
    case ROSTER_DEMO_FAULT_STATUS:
      answer->status = (guint) answer->fault_value;
      return TRUE;

    case ROSTER_DEMO_FAULT_CODE:
      {
        g_autoptr (JsonNode) envelope = NULL;

        *code = (int) answer->fault_value;
        envelope = roster_demo_endpoints_make_envelope (self->state, *code, "This answer is an error on purpose.", NULL);
        set_envelope (answer, envelope);
        return TRUE;
      }

    case ROSTER_DEMO_FAULT_HTML:
      set_plain (answer, 200, "Gateway");
      return TRUE;

    case ROSTER_DEMO_FAULT_EMPTY:
      answer->status = 200;
      return TRUE;

    case ROSTER_DEMO_FAULT_REDIRECT:
      answer->status = 302;
      answer->location = g_strdup ("http://elsewhere.invalid/open_api/v1.3/bc/get/");
      return TRUE;

    case ROSTER_DEMO_FAULT_RESET:
    case ROSTER_DEMO_FAULT_BIG:
      return TRUE;

    default:
      return FALSE;
    }
}

static void
answer_call (RosterDemoHttp    *self,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             JsonNode          *body,
             RosterDemoAnswer  *answer,
             int               *code)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (JsonNode) envelope = NULL;
  RosterDemoCall call = {
    .method = soup_server_message_get_method (message),
    .path = path,
    .query = query,
    .token = soup_message_headers_get_one (headers, "Access-Token"),
    .content_type = soup_message_headers_get_content_type (headers, NULL),
    .body = body,
  };
  gint64 n_late;
  guint status;

  answer->fault = roster_demo_fault_pick (self->fault, path, &answer->fault_value);
  if (fail_early (self, answer, code))
    return;
  if (g_str_equal (call.method, "POST") && roster_demo_fault_pick_lag (self->fault, path, &n_late))
    roster_demo_lag_begin (self->state, n_late);

  status = roster_demo_endpoints_answer (self->state, &call, code, &envelope);
  if (answer->fault == ROSTER_DEMO_FAULT_TWICE)
    {
      g_clear_pointer (&envelope, json_node_unref);
      status = roster_demo_endpoints_answer (self->state, &call, code, &envelope);
    }
  if (status != 200)
    {
      set_plain (answer, status, soup_status_get_phrase (status));
      return;
    }

  if (answer->fault >= ROSTER_DEMO_FAULT_SHORT && answer->fault <= ROSTER_DEMO_FAULT_REVERSE)
    {
      JsonObject *data = roster_json_get_object (json_node_get_object (envelope), "data");

      if (data != NULL)
        roster_demo_lie (answer->fault, answer->fault_value, data);
    }

  if (answer->fault == ROSTER_DEMO_FAULT_NULLS || answer->fault == ROSTER_DEMO_FAULT_TYPES)
    {
      JsonObject *object = json_node_get_object (envelope);
      JsonNode *data = json_object_get_member (object, "data");

      if (data != NULL)
        json_object_set_member (object, "data", roster_demo_fault_spoil (self->fault, answer->fault, data));
    }

  set_envelope (answer, envelope);
}

static void
answer_visit (RosterDemoHttp    *self,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              RosterDemoAnswer  *answer)
{
  g_autoptr (GHashTable) form = NULL;
  RosterDemoVisit visit = {
    .state = self->state,
    .fault = &self->fault,
    .method = soup_server_message_get_method (message),
    .path = path,
    .query = query,
  };

  if (g_str_equal (visit.method, "POST"))
    form = read_form (message);
  if (!is_text (form))
    {
      set_plain (answer, 400, "Bad Request");
      return;
    }

  visit.form = form;
  roster_demo_site_answer (&visit);

  answer->status = visit.status;
  answer->content_type = visit.content_type;
  answer->body = g_steal_pointer (&visit.body);
  answer->location = g_steal_pointer (&visit.location);
  roster_demo_visit_clear (&visit);
}

static void
log_request (RosterDemoHttp         *self,
             SoupServerMessage      *message,
             const char             *path,
             GHashTable             *query,
             JsonNode               *body,
             const RosterDemoAnswer *answer,
             int                     code)
{
  gboolean cut = answer->fault == ROSTER_DEMO_FAULT_RESET || answer->fault == ROSTER_DEMO_FAULT_LOST_REPLY;
  RosterDemoLogEntry entry = {
    .time = roster_demo_state_get_now (self->state),
    .method = soup_server_message_get_method (message),
    .path = path,
    .query = query,
    .headers = soup_server_message_get_request_headers (message),
    .body = body,
    .status = cut ? 0 : answer->status,
    .code = code,
    .fault = roster_demo_fault_kind_to_string (answer->fault),
  };

  if (self->log != NULL)
    roster_demo_log_write (self->log, &entry);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  RosterDemoHttp *self = user_data;
  RosterDemoAnswer answer = { 0 };
  g_autoptr (JsonNode) body = NULL;
  int code = -1;

  roster_demo_state_settle (self->state);

  if (!is_local (soup_server_message_get_request_headers (message)))
    {
      set_plain (&answer, 403, "Forbidden");
    }
  else if (!is_text (query))
    {
      set_plain (&answer, 400, "Bad Request");
      query = NULL;
    }
  else if (g_str_has_prefix (path, ROSTER_DEMO_API_PREFIX "/"))
    {
      body = read_json (message);
      answer_call (self, message, path + strlen (ROSTER_DEMO_API_PREFIX), query, body, &answer, &code);
    }
  else
    {
      answer_visit (self, message, path, query, &answer);
    }

  log_request (self, message, path, query, body, &answer, code);
  roster_demo_sender_send (self->sender, message, &answer);
}

/**
 * roster_demo_http_new:
 * @options: what the server is like
 * @error: return location
 *
 * Makes the server's world and listens on the loopback interface, on the main context that is the thread's default.
 *
 * Returns: (transfer full) (nullable): the server, or %NULL with an error of GIO's (the port is taken) or a `GFileError` (the log cannot be
 *   written)
 */
RosterDemoHttp *
roster_demo_http_new (const RosterDemoOptions *options,
                      GError                 **error)
{
  g_autoptr (RosterDemoHttp) self = g_new0 (RosterDemoHttp, 1);
  g_autoslist (GUri) uris = NULL;

  self->fault = roster_demo_fault_new (options->fault, options->seed, error);
  if (self->fault == NULL)
    return NULL;

  if (options->log != NULL)
    {
      self->log = roster_demo_log_new (options->log, error);
      if (self->log == NULL)
        return NULL;
    }

  self->state = roster_demo_state_new (options);
  self->sender = roster_demo_sender_new (options->latency_ms);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (self->server, options->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;

  uris = soup_server_get_uris (self->server);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  self->state->base_url = g_strdup (self->base_url);

  return g_steal_pointer (&self);
}

/**
 * roster_demo_http_free:
 * @self: (transfer full): a server
 *
 * Closes every connection and forgets everything.
 */
void
roster_demo_http_free (RosterDemoHttp *self)
{
  g_clear_pointer (&self->sender, roster_demo_sender_free);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->state, roster_demo_state_free);
  g_clear_pointer (&self->log, roster_demo_log_free);
  g_clear_pointer (&self->fault, roster_demo_fault_free);
  g_free (self->base_url);
  g_free (self);
}

/**
 * roster_demo_http_get_base_url:
 * @self: the part that speaks HTTP
 *
 * Returns: (transfer none): where it listens, without a slash at the end
 */
const char *
roster_demo_http_get_base_url (RosterDemoHttp *self)
{
  return self->base_url;
}
