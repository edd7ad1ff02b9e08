/* roster-api-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-envelope.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-api-json.h"
#include "roster-json.h"

/* What stands around every answer: `code`, `message`, `request_id`, `data`. The code decides, not the HTTP status: TikTok's refusals come
 * with status 200. Only where there is no envelope at all (a proxy's error page, a gateway that gave up) does the status speak. */

/* Bodies up to this size are parsed at once; larger ones on a thread, so that the window does not stall. */
#define MAX_INLINE 262144

/* Longer than any message that TikTok writes; a longer one would only burst a dialog. */
#define MAX_MESSAGE 1000

typedef struct
{
  gint64 code;
  RosterError error;
} CodeClass;

static const CodeClass code_classes[] = {
  { 20001, ROSTER_ERROR_CONFLICT },       /* a part of the batch was done: read back which */
  { 40001, ROSTER_ERROR_NOT_PERMITTED },
  { 40002, ROSTER_ERROR_REFUSED },
  { 40007, ROSTER_ERROR_NOT_FOUND },
  { 40016, ROSTER_ERROR_RATE_LIMITED },
  { 40100, ROSTER_ERROR_RATE_LIMITED },
  { 40101, ROSTER_ERROR_BAD_APP },
  { 40110, ROSTER_ERROR_BAD_AUTH_CODE },
  { 40113, ROSTER_ERROR_BAD_AUTH_CODE },
  { 40118, ROSTER_ERROR_NOT_PERMITTED },
  { 40124, ROSTER_ERROR_NOT_PERMITTED },
  { 40125, ROSTER_ERROR_NOT_PERMITTED },
  { 40131, ROSTER_ERROR_BAD_AUTH_CODE },
  { 40132, ROSTER_ERROR_RATE_LIMITED },
  { 40133, ROSTER_ERROR_RATE_LIMITED },
  { 40202, ROSTER_ERROR_CONFLICT },
  { 40902, ROSTER_ERROR_CONFLICT },
  { 40903, ROSTER_ERROR_CONFLICT },
  { 40913, ROSTER_ERROR_CONFLICT },
  { 60001, ROSTER_ERROR_MAINTENANCE },
};

typedef struct
{
  GBytes *body;
  guint http_status;
  char *endpoint;
  char *request_id;
} Reading;

static void
reading_free (Reading *reading)
{
  g_bytes_unref (reading->body);
  g_free (reading->endpoint);
  g_free (reading->request_id);
  g_free (reading);
}

/* What stands between this computer and TikTok. TikTok's own refusals have an envelope. */
static char *
describe_in_between (guint http_status)
{
  if (http_status == 407)
    /* Translators: the number is an HTTP status. */
    return g_strdup_printf (_("A proxy between this computer and TikTok wants somebody to sign in to it (HTTP %u)."), http_status);
  if (http_status == 511)
    /* Translators: as in hotels and trains; the number is an HTTP status. */
    return g_strdup_printf (_("The network wants somebody to sign in on its own page first (HTTP %u)."), http_status);

  /* Translators: the number is an HTTP status such as 403. */
  return g_strdup_printf (_("A proxy or filter in between refused: HTTP %u."), http_status);
}

/* The error of an answer without an envelope. The HTTP status takes the place of TikTok's code, which never has three digits. */
static GError *
error_from_status (guint       http_status,
                   const char *endpoint)
{
  g_autofree char *message = NULL;
  RosterError code;

  if (http_status >= 300 && http_status < 400)
    {
      code = ROSTER_ERROR_REDIRECTED;
      message = g_strdup (_("The server pointed to another address, which was not followed."));
    }
  else if (http_status == 429)
    {
      code = ROSTER_ERROR_RATE_LIMITED;
      message = g_strdup (_("The server asks for fewer requests."));
    }
  else if (http_status == 404 || http_status == 405)
    {
      /* TikTok's gateway answers so where it does not know a path, or not with that method. That says nothing about the next request. */
      code = ROSTER_ERROR_REFUSED;
      /* Translators: the number is an HTTP status such as 404. */
      message = g_strdup_printf (_("The server refused the request (HTTP %u)."), http_status);
    }
  else if (http_status < 500 || http_status == 511)
    {
      code = ROSTER_ERROR_IN_BETWEEN;
      message = describe_in_between (http_status);
    }
  else
    {
      code = ROSTER_ERROR_UNAVAILABLE;
      /* Translators: the number is an HTTP status such as 502. */
      message = g_strdup_printf (_("The server has a passing problem (HTTP %u)."), http_status);
    }

  return roster_error_new_api (code, http_status, NULL, endpoint, message);
}

/* TikTok's gateway looks at where a request comes from before it looks at anything else, and has no code of its own for that. */
static gboolean
is_about_country (gint64      api_code,
                  const char *server_message)
{
  g_autofree char *folded = NULL;

  if ((api_code != -1 && api_code != 41000) || server_message == NULL)
    return FALSE;
  folded = g_ascii_strdown (server_message, -1);

  return strstr (folded, "banned country") != NULL;
}

/* Codes that this program does not know are judged by their range: 401xx is about the token, other 4xxxx are the caller's fault, 5xxxx and
 * 6xxxx pass. */
static RosterError
classify (gint64 api_code)
{
  for (guint i = 0; i < G_N_ELEMENTS (code_classes); i++)
    {
      if (code_classes[i].code == api_code)
        return code_classes[i].error;
    }

  if (api_code >= 40100 && api_code <= 40199)
    return ROSTER_ERROR_SIGNED_OUT;
  if (api_code >= 40000 && api_code <= 49999)
    return ROSTER_ERROR_REFUSED;
  if (api_code >= 50000 && api_code <= 69999)
    return ROSTER_ERROR_UNAVAILABLE;

  return ROSTER_ERROR_FAILED;
}

static GError *
error_from_envelope (JsonObject *envelope,
                     gint64      api_code,
                     const char *endpoint)
{
  const char *server_message = roster_json_get_string (envelope, "message");
  RosterError code = is_about_country (api_code, server_message) ? ROSTER_ERROR_COUNTRY : classify (api_code);
  g_autofree char *message = NULL;

  if (server_message == NULL || *server_message == '\0')
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, api_code);

      /* Translators: %s is TikTok's own number for what went wrong, such as 40002. */
      message = g_strdup_printf (_("TikTok refused the request without a reason (code %s)."), number);
    }
  else if (g_utf8_strlen (server_message, -1) > MAX_MESSAGE)
    {
      g_autofree char *start = g_utf8_substring (server_message, 0, MAX_MESSAGE);

      message = g_strconcat (start, "…", NULL);
    }
  else if (code == ROSTER_ERROR_COUNTRY)
    {
      /* Translators: %s is TikTok's own sentence, in English. */
      message = g_strdup_printf (_("TikTok refuses addresses of the country from which this network asks. TikTok says: “%s”"), server_message);
    }
  else
    {
      message = g_strdup (server_message);
    }

  return roster_error_new_api (code, api_code, roster_json_get_string (envelope, "request_id"), endpoint, message);
}

static JsonObject *
read_envelope (GBytes      *body,
               guint        http_status,
               const char  *endpoint,
               char       **request_id,
               GError     **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) parse_error = NULL;
  JsonObject *envelope;
  JsonObject *data;
  gboolean http_success = http_status >= 200 && http_status < 300;
  gint64 api_code;

  if (http_status >= 300 && http_status < 400)
    {
      g_propagate_error (error, error_from_status (http_status, endpoint));
      return NULL;
    }

  root = roster_api_json_parse (body, &parse_error);
  if (root == NULL && http_success)
    {
      g_propagate_error (error, roster_error_new_api (parse_error->code, 0, NULL, endpoint, parse_error->message));
      return NULL;
    }

  envelope = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  api_code = roster_json_get_int (envelope, "code", G_MININT64);

  if (api_code == G_MININT64 || (api_code == 0 && !http_success))
    {
      if (http_success)
        g_propagate_error (error, roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, roster_json_get_string (envelope, "request_id"), endpoint,
                                                        _("The server’s answer is not in the expected form.")));
      else
        g_propagate_error (error, error_from_status (http_status, endpoint));
      return NULL;
    }

  if (api_code != 0)
    {
      g_propagate_error (error, error_from_envelope (envelope, api_code, endpoint));
      return NULL;
    }

  if (request_id != NULL)
    *request_id = g_strdup (roster_json_get_string (envelope, "request_id"));
  data = roster_json_get_object (envelope, "data");

  return data != NULL ? json_object_ref (data) : json_object_new ();
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  JsonObject *data = read_envelope (reading->body, reading->http_status, reading->endpoint, &reading->request_id, &error);

  if (data != NULL)
    g_task_return_pointer (task, data, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * roster_api_envelope_is_throttle:
 * @error: (nullable): the error of a request
 *
 * Returns: whether TikTok asks to slow down: every request has to wait then, not only this one
 */
gboolean
roster_api_envelope_is_throttle (const GError *error)
{
  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_RATE_LIMITED) || roster_error_get_api_code (error) == 51021;
}

/**
 * roster_api_envelope_read:
 * @body: the body of an answer
 * @http_status: its HTTP status
 * @endpoint: the path of the end point, for the error
 * @error: return location for an error
 *
 * Opens the envelope of an answer (section "Response envelope" of TikTok's conventions). A pure function, safe on any thread and on any
 * input. An answer without an envelope ends with #ROSTER_ERROR_REDIRECTED, #ROSTER_ERROR_UNAVAILABLE, #ROSTER_ERROR_RATE_LIMITED or
 * #ROSTER_ERROR_IN_BETWEEN by its HTTP status, which roster_error_get_api_code() then returns, or with #ROSTER_ERROR_PROTOCOL when the status claims success.
 *
 * Returns: (transfer full) (nullable): the `data` object, empty when there was none, or %NULL with @error set
 */
JsonObject *
roster_api_envelope_read (GBytes      *body,
                          guint        http_status,
                          const char  *endpoint,
                          GError     **error)
{
  return read_envelope (body, http_status, endpoint, NULL, error);
}

/**
 * roster_api_envelope_read_async:
 * @body: the body of an answer
 * @http_status: its HTTP status
 * @endpoint: the path of the end point, for the error
 * @callback: what to call when the answer is read
 * @user_data: passed to @callback
 *
 * Like roster_api_envelope_read(), but a large body is read on a thread.
 */
void
roster_api_envelope_read_async (GBytes              *body,
                                guint                http_status,
                                const char          *endpoint,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, roster_api_envelope_read_async);

  reading->body = g_bytes_ref (body);
  reading->http_status = http_status;
  reading->endpoint = g_strdup (endpoint);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  if (g_bytes_get_size (body) > MAX_INLINE)
    g_task_run_in_thread (task, read_in_thread);
  else
    read_in_thread (task, NULL, reading, NULL);
}

/**
 * roster_api_envelope_read_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_envelope_read_async().
 *
 * Returns: (transfer full) (nullable): the `data` object, or %NULL with @error set
 */
JsonObject *
roster_api_envelope_read_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_api_envelope_get_request_id:
 * @result: the result of roster_api_envelope_read_async(), when it went well; where not, the error has it
 *
 * Returns: (transfer none) (nullable): TikTok's request ID
 */
const char *
roster_api_envelope_get_request_id (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_api_envelope_read_async), NULL);

  return ((Reading *) g_task_get_task_data (G_TASK (result)))->request_id;
}
