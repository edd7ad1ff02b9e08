/* roster-api-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-client-private.h"

#include "roster-api-envelope.h"
#include "roster-api-exchange.h"
#include "roster-api-request.h"
#include "roster-api-retry.h"

/* One call of an end point:
 *
 *   1. it passes the gate,
 *   2. is exchanged for a body,
 *   3. whose envelope is opened;
 *   4. if it failed for a passing reason, and may be sent again, it waits, and begins anew. */

typedef struct
{
  RosterApiMethod method;
  RosterApiUrgency urgency;
  char *path;
  JsonObject *parameters;
  SoupMessage *message;
  gulong starting_handler;
  guint ticket;
  RosterApiTries tries;
  guint timer;
  GSource *cancel_source;
  char *request_id;
} Call;

static void enter (GTask *task);

static void
stop_waiting (RosterApiClient *self,
              Call            *call)
{
  roster_clock_remove_timer (roster_api_client_get_clock (self), call->timer);
  call->timer = 0;
  if (call->cancel_source != NULL)
    g_source_destroy (call->cancel_source);
  g_clear_pointer (&call->cancel_source, g_source_unref);
}

static void
call_free (Call *call)
{
  g_assert (call->timer == 0 && call->cancel_source == NULL);

  g_free (call->path);
  g_free (call->request_id);
  g_clear_pointer (&call->parameters, json_object_unref);
  g_clear_object (&call->message);
  g_free (call);
}

static void
on_delay_over (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Call *call = g_task_get_task_data (task);

  call->timer = 0;
  stop_waiting (g_task_get_source_object (task), call);
  enter (task);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));

  stop_waiting (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* Waits before the call is sent again; the timer holds the task. */
static void
wait_and_enter (GTask  *task,
                gint64  delay_us)
{
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  RosterClock *clock = roster_api_client_get_clock (self);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      call->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (call->cancel_source, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (call->cancel_source, g_main_context_get_thread_default ());
    }
  call->timer = roster_clock_add_timer (clock, roster_clock_get_steady (clock) + delay_us, on_delay_over, g_object_ref (task), g_object_unref);
}

/* Connecting is over, and the request is about to be written; maybe once more, on another connection. */
static void
on_starting (SoupMessage *message,
             gpointer     user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);

  roster_api_limiter_send (roster_api_client_get_limiter (g_task_get_source_object (task)), call->ticket);
}

/* The request is over, and makes room for another. */
static void
leave (GTask            *task,
       RosterApiOutcome  outcome)
{
  Call *call = g_task_get_task_data (task);

  if (call->message != NULL)
    g_clear_signal_handler (&call->starting_handler, call->message);
  roster_api_limiter_leave (roster_api_client_get_limiter (g_task_get_source_object (task)), call->ticket, outcome);
}

static void
settle (GTask  *task,
        GError *error)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;
  gint64 delay_us;

  if (!roster_api_retry_is_due (call->method, error, &call->tries, &delay_us))
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (delay_us > 0)
    wait_and_enter (task, delay_us);
  else
    enter (task);
}

static void
on_envelope_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  JsonObject *data;
  GError *error = NULL;

  data = roster_api_envelope_read_finish (result, &error);
  leave (task, roster_api_envelope_is_throttle (error) ? ROSTER_API_OUTCOME_THROTTLED : ROSTER_API_OUTCOME_ANSWERED);

  call->request_id = data != NULL ? g_strdup (roster_api_envelope_get_request_id (result)) : NULL;
  if (data != NULL)
    g_task_return_pointer (task, data, (GDestroyNotify) json_object_unref);
  else
    settle (task, error);
}

static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;

  body = roster_api_exchange_finish (SOUP_SESSION (source), result, &error);
  if (body == NULL)
    {
      leave (task, ROSTER_API_OUTCOME_LOST);
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_BLOCKED))
        roster_api_client_set_offline_reason (self, error);
      settle (task, error);
      return;
    }

  roster_api_client_set_offline_reason (self, NULL);
  roster_api_envelope_read_async (body, soup_message_get_status (call->message), call->path, on_envelope_read, g_steal_pointer (&task));
}

static void
on_entered (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterApiClient *self = g_task_get_source_object (task);
  RosterApiLimiter *limiter = ROSTER_API_LIMITER (source);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->ticket = roster_api_limiter_enter_finish (limiter, result, &error);
  if (call->ticket == 0)
    {
      g_task_return_error (task, error);
      return;
    }

  /* It was let in and stopped in the same moment: a write must not leave after that. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      leave (task, ROSTER_API_OUTCOME_LOST);
      g_task_return_error_if_cancelled (task);
      return;
    }

  /* Made only now: while the call waited, the connection may have got another token. */
  g_clear_object (&call->message);
  call->message = roster_api_request_new_message (roster_api_client_get_base_url (self), call->path, call->method != ROSTER_API_GET,
                                                  call->parameters, roster_api_client_get_access_token (self), &error);
  if (call->message == NULL)
    {
      leave (task, ROSTER_API_OUTCOME_LOST);
      g_task_return_error (task, error);
      return;
    }

  call->starting_handler = g_signal_connect (call->message, "starting", G_CALLBACK (on_starting), task);
  roster_api_exchange_async (roster_api_client_get_session (self), call->message, call->path, roster_api_client_get_clock (self),
                             call->method != ROSTER_API_WRITE ? g_task_get_cancellable (task) : NULL, on_exchanged, g_object_ref (task));
}

static void
enter (GTask *task)
{
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  roster_api_limiter_enter_async (roster_api_client_get_limiter (self), call->urgency, g_task_get_cancellable (task), on_entered,
                                  g_object_ref (task));
}

/**
 * roster_api_client_call_async:
 * @self: the client
 * @method: how to send it, and whether it may be sent again
 * @path: the path of the end point below the version, with both its slashes
 * @parameters: (nullable): the parameters, for the query of a GET or the body of a POST
 * @cancellable: (nullable): to stop; with @ROSTER_API_POST, what is stopped may have been carried out all the same
 * @callback: what to call with the answer
 * @user_data: passed to @callback
 *
 * Calls one end point. Errors are those of #RosterError that an answer, or the lack of one, can mean.
 */
void
roster_api_client_call_async (RosterApiClient     *self,
                              RosterApiMethod      method,
                              const char          *path,
                              JsonObject          *parameters,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (ROSTER_IS_API_CLIENT (self) && path != NULL && *path == '/');

  g_task_set_source_tag (task, roster_api_client_call_async);
  g_task_set_check_cancellable (task, method != ROSTER_API_WRITE);

  call->method = method;
  call->urgency = roster_api_client_is_background (self) ? ROSTER_API_URGENCY_BACKGROUND : ROSTER_API_URGENCY_FOREGROUND;
  call->path = g_strdup (path);
  call->parameters = parameters != NULL ? json_object_ref (parameters) : NULL;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  enter (task);
}

/**
 * roster_api_client_call_finish:
 * @self: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_client_call_async().
 *
 * Returns: (transfer full) (nullable): the answer's `data`, empty when there was none, or %NULL with @error set
 */
JsonObject *
roster_api_client_call_finish (RosterApiClient  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_api_client_get_request_id:
 * @result: the result of roster_api_client_call_async(), when it went well; where not, the error has it
 *
 * Returns: (transfer none) (nullable): TikTok's request ID, to quote to its support
 */
const char *
roster_api_client_get_request_id (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_api_client_call_async), NULL);

  return ((Call *) g_task_get_task_data (G_TASK (result)))->request_id;
}
