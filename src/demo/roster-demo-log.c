/* roster-demo-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-log.h"

#include "roster-demo-state.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* One line of JSON a request, for tests that look at what a program sent. What is secret is named and its value left out: the token
 * header, the fields of the OAuth end points, the ticket in the path of a QR link (which a browser repeats as the referrer). */

#define REDACTED "[redacted]"
#define TICKET_PREFIX "/qr/"

struct _RosterDemoLog
{
  FILE *file;
};

static const char * const secret_fields[] = {
  "access_token", "access-token", "secret", "client_secret", "auth_code", "code", "state", "refresh_token", NULL,
};
static const char * const secret_headers[] = {
  "access-token", "authorization", "proxy-authorization", "cookie", "referer", NULL,
};

static gboolean
is_secret (const char * const *names,
           const char         *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower);
}

static void
redact_members (JsonNode *node)
{
  g_autoptr (GList) members = NULL;
  JsonObject *object;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        redact_members (json_array_get_element (array, i));
    }

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  object = json_node_get_object (node);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strdup (l->data);

      if (is_secret (secret_fields, name))
        json_object_set_string_member (object, name, REDACTED);
      else
        redact_members (json_object_get_member (object, name));
    }
}

/* A deep copy: what is logged must not change what is answered. */
static JsonNode *
copy_without_secrets (JsonNode *body)
{
  g_autofree char *text = json_to_string (body, FALSE);
  JsonNode *copy = json_from_string (text, NULL);

  if (copy != NULL)
    redact_members (copy);

  return copy;
}

static JsonObject *
dump_query (GHashTable *query)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  if (query == NULL)
    return object;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (object, name, is_secret (secret_fields, name) ? REDACTED : value);

  return object;
}

static JsonObject *
dump_headers (SoupMessageHeaders *headers)
{
  JsonObject *object = json_object_new ();
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *text = g_utf8_make_valid (value, -1);

      json_object_set_string_member (object, name, is_secret (secret_headers, name) ? REDACTED : text);
    }

  return object;
}

static char *
dump_path (const char *path)
{
  const char *rest;

  if (!g_str_has_prefix (path, TICKET_PREFIX))
    return g_utf8_make_valid (path, -1);

  rest = path + sizeof TICKET_PREFIX - 1;
  while (*rest != '\0' && *rest != '/')
    rest++;

  return g_strconcat (TICKET_PREFIX REDACTED, rest, NULL);
}

/**
 * roster_demo_log_new:
 * @path: (type filename): where to write; an existing file is replaced
 * @error: return location
 *
 * Opens a log.
 *
 * Returns: (transfer full) (nullable): the log, or %NULL with a `GFileError`
 */
RosterDemoLog *
roster_demo_log_new (const char *path,
                     GError    **error)
{
  RosterDemoLog *self;
  FILE *file = g_fopen (path, "we");

  if (file == NULL)
    {
      int saved = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
      return NULL;
    }

  self = g_new0 (RosterDemoLog, 1);
  self->file = file;

  return self;
}

/**
 * roster_demo_log_free:
 * @self: (transfer full): a log
 *
 * Closes the log.
 */
void
roster_demo_log_free (RosterDemoLog *self)
{
  fclose (self->file);
  g_free (self);
}

/**
 * roster_demo_log_write:
 * @self: a log
 * @entry: a request and how it was answered
 *
 * Writes one line and makes sure that it can be read at once.
 */
void
roster_demo_log_write (RosterDemoLog            *self,
                       const RosterDemoLogEntry *entry)
{
  g_autofree char *stamp = roster_demo_state_format_time (entry->time, "%Y-%m-%dT%H:%M:%S.%fZ");
  g_autofree char *path = dump_path (entry->path);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *line = NULL;
  JsonObject *object = json_object_new ();
  JsonNode *body = entry->body != NULL ? copy_without_secrets (entry->body) : NULL;

  json_object_set_string_member (object, "time", stamp);
  json_object_set_string_member (object, "method", entry->method);
  json_object_set_string_member (object, "path", path);
  json_object_set_object_member (object, "query", dump_query (entry->query));
  json_object_set_object_member (object, "headers", dump_headers (entry->headers));
  json_object_set_member (object, "body", body != NULL ? body : json_node_new (JSON_NODE_NULL));
  json_object_set_int_member (object, "status", entry->status);
  if (entry->code >= 0)
    json_object_set_int_member (object, "code", entry->code);
  else
    json_object_set_null_member (object, "code");
  if (entry->fault != NULL)
    json_object_set_string_member (object, "fault", entry->fault);

  json_node_take_object (node, object);
  line = json_to_string (node, FALSE);
  fputs (line, self->file);
  fputc ('\n', self->file);
  fflush (self->file);
}
