/* test-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-demo.h"

#include <string.h>

#include "roster-json.h"

#define API "/open_api/v1.3"

/* Starts a server; @options as for roster_demo_server_new(). */
TestDemo *
test_demo_new (const RosterDemoOptions *options)
{
  TestDemo *self = g_new0 (TestDemo, 1);
  g_autoptr (GError) error = NULL;

  self->server = roster_demo_server_new (options);
  roster_demo_server_start (self->server, &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();
  soup_session_set_proxy_resolver (self->session, NULL);
  self->token = ROSTER_DEMO_TOKEN_ADMIN;

  return self;
}

TestDemo *
test_demo_new_faulty (const char *fault)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();

  options->fault = g_strdup (fault);

  return test_demo_new (options);
}

void
test_demo_free (TestDemo *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  roster_demo_server_stop (self->server);
  g_object_unref (self->server);
  g_free (self);
}

/* Sends anything anywhere below the server's address. Redirects are not followed. */
GBytes *
test_demo_send (TestDemo     *self,
                const char   *method,
                const char   *path,
                const char   *content_type,
                const char   *body,
                SoupMessage **message,
                GError      **error)
{
  g_autofree char *address = g_strconcat (roster_demo_server_get_base_url (self->server), path, NULL);
  g_autoptr (SoupMessage) sent = soup_message_new (method, address);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  GBytes *answer;

  g_assert_nonnull (sent);
  soup_message_add_flags (sent, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  if (self->token != NULL && g_str_has_prefix (path, API))
    soup_message_headers_replace (soup_message_get_request_headers (sent), "Access-Token", self->token);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (sent, content_type, bytes);

  answer = soup_session_send_and_read (self->session, sent, NULL, error);
  if (message != NULL)
    *message = g_steal_pointer (&sent);

  return answer;
}

static JsonObject *
call (TestDemo   *self,
      const char *method,
      const char *path,
      const char *body)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = test_demo_send (self, method, path, "application/json", body, &message, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));

  return json_node_dup_object (node);
}

/* Names and values of the query follow @endpoint. The envelope comes back, whatever its code is. */
JsonObject *
test_demo_get (TestDemo   *self,
               const char *endpoint,
               ...)
{
  g_autoptr (GString) path = g_string_new (API);
  const char *name;
  char joint = '?';
  va_list args;

  g_string_append (path, endpoint);
  va_start (args, endpoint);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      g_autofree char *value = g_uri_escape_string (va_arg (args, const char *), NULL, FALSE);

      g_string_append_printf (path, "%c%s=%s", joint, name, value);
      joint = '&';
    }
  va_end (args);

  return call (self, "GET", path->str, NULL);
}

/* @format makes a JSON object; every ' in it becomes a ". */
JsonObject *
test_demo_post (TestDemo   *self,
                const char *endpoint,
                const char *format,
                ...)
{
  g_autofree char *path = g_strconcat (API, endpoint, NULL);
  g_autofree char *body = NULL;
  va_list args;

  va_start (args, format);
  body = g_strdup_vprintf (format, args);
  va_end (args);
  g_strdelimit (body, "'", '"');

  return call (self, "POST", path, body);
}

/* A page of the server itself; POST when there is a @form. */
char *
test_demo_visit (TestDemo   *self,
                 const char *path,
                 const char *form,
                 guint      *status)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  answer = test_demo_send (self, form != NULL ? "POST" : "GET", path, "application/x-www-form-urlencoded", form, &message, &error);
  g_assert_no_error (error);
  if (status != NULL)
    *status = soup_message_get_status (message);
  else
    g_assert_cmpuint (soup_message_get_status (message), ==, 200);

  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

JsonObject *
test_demo_get_state (TestDemo *self)
{
  g_autofree char *text = test_demo_visit (self, "/demo/state", NULL, NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_node_dup_object (node);
}

gint64
test_demo_code (JsonObject *envelope)
{
  return roster_json_get_int (envelope, "code", -1);
}

void
test_demo_assert_ok (JsonObject *envelope)
{
  g_assert_cmpstr (roster_json_get_string (envelope, "message"), ==, "OK");
  g_assert_cmpint (test_demo_code (envelope), ==, 0);
  g_assert_nonnull (roster_json_get_string (envelope, "request_id"));
  g_assert_nonnull (roster_json_get_object (envelope, "data"));
}

/* @text has to be somewhere in the message. */
void
test_demo_assert_refused (JsonObject *envelope,
                          gint64      code,
                          const char *text)
{
  const char *message = roster_json_get_string (envelope, "message");

  g_assert_cmpint (test_demo_code (envelope), ==, code);
  g_assert_nonnull (message);
  if (strstr (message, text) == NULL)
    g_error ("“%s” does not say “%s”", message, text);
}

JsonObject *
test_demo_data (JsonObject *envelope)
{
  return roster_json_get_object (envelope, "data");
}

/* The list of an answer that has to be one. */
JsonArray *
test_demo_list (JsonObject *envelope)
{
  JsonArray *list;

  test_demo_assert_ok (envelope);
  list = roster_json_get_array (test_demo_data (envelope), "list");
  g_assert_nonnull (list);

  return list;
}

gint64
test_demo_total (JsonObject *envelope)
{
  return roster_json_get_int (roster_json_get_object (test_demo_data (envelope), "page_info"), "total_number", -1);
}

/* The first row whose @member is @value, or NULL. */
JsonObject *
test_demo_find (JsonArray  *rows,
                const char *member,
                const char *value)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);

      if (g_strcmp0 (roster_json_get_string (row, member), value) == 0)
        return row;
    }

  return NULL;
}

/* The ID of an asset of the first Business Center. */
char *
test_demo_find_id (TestDemo   *self,
                   const char *type,
                   const char *name)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) filter = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *filtering = NULL;
  JsonObject *row;

  json_object_set_string_member (filter, "keyword", name);
  json_node_set_object (node, filter);
  filtering = json_to_string (node, FALSE);
  answer = test_demo_get (self, "/bc/asset/admin/get/", "bc_id", TEST_DEMO_BC, "asset_type", type, "filtering", filtering, "page_size", "50", NULL);
  row = test_demo_find (test_demo_list (answer), "asset_name", name);
  g_assert_nonnull (row);

  return g_strdup (roster_json_get_string (row, "asset_id"));
}
