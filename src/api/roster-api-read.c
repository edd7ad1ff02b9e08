/* roster-api-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-read.h"

#include <glib/gi18n.h>

/* A call whose answer is one thing. */

typedef struct
{
  char *path;
  RosterApiReadFunc read;
  GDestroyNotify free;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->path);
  g_free (reading);
}

static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (JsonObject) data = NULL;
  gpointer thing;
  GError *error = NULL;

  data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);
  if (data == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  thing = reading->read (data);
  if (thing == NULL)
    g_task_return_error (task, roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, NULL, reading->path,
                                                     _("The server’s answer lacks what was asked for.")));
  else
    g_task_return_pointer (task, thing, reading->free);
}

/**
 * roster_api_read_async:
 * @client: the client
 * @method: how to send it, and whether it may be sent again
 * @path: the path of the end point
 * @parameters: (nullable): the parameters
 * @read: makes what the answer tells
 * @free: frees it
 * @source_tag: the function that a family of end points shows to its callers
 * @cancellable: (nullable): to stop
 * @callback: what to call with the answer
 * @user_data: passed to @callback
 *
 * Calls an end point that tells one thing, on behalf of a family of end points.
 */
void
roster_api_read_async (RosterApiClient     *client,
                       RosterApiMethod      method,
                       const char          *path,
                       JsonObject          *parameters,
                       RosterApiReadFunc    read,
                       GDestroyNotify       free,
                       gpointer             source_tag,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, source_tag);

  reading->path = g_strdup (path);
  reading->read = read;
  reading->free = free;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  roster_api_client_call_async (client, method, path, parameters, cancellable, on_called, g_steal_pointer (&task));
}

/**
 * roster_api_read_finish:
 * @client: the client
 * @source_tag: as given to roster_api_read_async()
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_read_async().
 *
 * Returns: (transfer full) (nullable): what the answer tells, or %NULL with @error set
 */
gpointer
roster_api_read_finish (RosterApiClient  *client,
                        gpointer          source_tag,
                        GAsyncResult     *result,
                        GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client) && g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
