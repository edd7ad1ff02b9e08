/* roster-demo-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-server.h"

#include "roster-demo-http.h"
#include "roster-error.h"

/* TikTok's side of the protocol, in a thread of its own with a main context of its own: a program can run the server in its process without
 * its window ever waiting for it. Everything but this object belongs to that thread. */

struct _RosterDemoServer
{
  GObject parent_instance;

  RosterDemoOptions *options;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  char *base_url;

  /* Handed over once, while starting. */
  GMutex mutex;
  GCond cond;
  gboolean ready;
  GError *error;

  gboolean caught_up;
};

G_DEFINE_FINAL_TYPE (RosterDemoServer, roster_demo_server, G_TYPE_OBJECT)

static void
tell_ready (RosterDemoServer *self,
            const char       *base_url,
            GError           *error)
{
  g_mutex_lock (&self->mutex);
  self->base_url = g_strdup (base_url);
  self->error = error;
  self->ready = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
run (gpointer user_data)
{
  RosterDemoServer *self = user_data;
  g_autoptr (RosterDemoHttp) http = NULL;
  GError *error = NULL;

  g_main_context_push_thread_default (self->context);

  http = roster_demo_http_new (self->options, &error);
  if (http != NULL)
    {
      tell_ready (self, roster_demo_http_get_base_url (http), NULL);
      g_main_loop_run (self->loop);
      g_clear_pointer (&http, roster_demo_http_free);
    }
  else
    {
      tell_ready (self, NULL, error);
    }

  /* What SoupServer still has to put away. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
roster_demo_server_finalize (GObject *object)
{
  RosterDemoServer *self = ROSTER_DEMO_SERVER (object);

  roster_demo_server_stop (self);
  g_clear_pointer (&self->options, roster_demo_options_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (roster_demo_server_parent_class)->finalize (object);
}

static void
roster_demo_server_class_init (RosterDemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_demo_server_finalize;
}

static void
roster_demo_server_init (RosterDemoServer *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

/**
 * roster_demo_server_new:
 * @options: (nullable): what the server is like; %NULL for the believable agency on a port that the system picks
 *
 * Makes a demo server. It does not listen before roster_demo_server_start().
 *
 * Returns: (transfer full): a new server
 */
RosterDemoServer *
roster_demo_server_new (const RosterDemoOptions *options)
{
  RosterDemoServer *self = g_object_new (ROSTER_TYPE_DEMO_SERVER, NULL);

  self->options = options != NULL ? roster_demo_options_copy (options) : roster_demo_options_new ();

  return self;
}

/**
 * roster_demo_server_start:
 * @self: a server that is not running
 * @error: return location
 *
 * Starts the server's thread and waits until it listens: a few milliseconds, unless a very large Business Center was asked for. A server
 * that was stopped starts afresh, with nothing remembered.
 *
 * Returns: %TRUE, or %FALSE with %ROSTER_ERROR_INVALID_INPUT for options that make no sense, an error of GIO's when the port is taken, or a
 *   `GFileError` when the log cannot be written
 */
gboolean
roster_demo_server_start (RosterDemoServer *self,
                          GError          **error)
{
  g_return_val_if_fail (ROSTER_IS_DEMO_SERVER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  if (!roster_demo_options_check (self->options, error))
    return FALSE;

  self->ready = FALSE;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("demo-server", run, self);

  g_mutex_lock (&self->mutex);
  while (!self->ready)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      roster_demo_server_stop (self);
      return FALSE;
    }

  return TRUE;
}

static gboolean
quit (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * roster_demo_server_stop:
 * @self: a server
 *
 * Closes every connection and ends the thread. Does nothing when the server is not running.
 */
void
roster_demo_server_stop (RosterDemoServer *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (ROSTER_IS_DEMO_SERVER (self));

  if (self->thread == NULL)
    return;

  /* Through a source, not by quitting the loop from here: the thread may not have entered it yet. */
  source = g_idle_source_new ();
  g_source_set_callback (source, quit, g_main_loop_ref (self->loop), (GDestroyNotify) g_main_loop_unref);
  g_source_attach (source, self->context);

  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->base_url, g_free);
}

static gboolean
tell_caught_up (gpointer user_data)
{
  RosterDemoServer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->caught_up = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  return G_SOURCE_REMOVE;
}

/**
 * roster_demo_server_catch_up:
 * @self: a server
 *
 * Waits until the server has dealt with all that had reached it, but for answers that it holds back; for tests that put a clock forward, so that
 * what the computer is busy with is not taken for a server that does not answer. Does nothing when the server is not running.
 */
void
roster_demo_server_catch_up (RosterDemoServer *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (ROSTER_IS_DEMO_SERVER (self));

  if (self->thread == NULL)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_callback (source, tell_caught_up, self, NULL);
  self->caught_up = FALSE;
  g_source_attach (source, self->context);

  g_mutex_lock (&self->mutex);
  while (!self->caught_up)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * roster_demo_server_get_base_url:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): where the server listens, like `http://127.0.0.1:4711`, without a slash at the end; %NULL when it is
 *   not running. The API is below `/open_api/v1.3/`, the authorization page at `/portal/auth`.
 */
const char *
roster_demo_server_get_base_url (RosterDemoServer *self)
{
  g_return_val_if_fail (ROSTER_IS_DEMO_SERVER (self), NULL);

  return self->base_url;
}
