/* roster-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-private.h"

#include "roster-store-open.h"
#include "roster-store-worker.h"

/* The object lives on one thread, usually the main thread, and hands everything on to the one in roster-store-worker.c. It never waits for it,
 * except when it is dropped without having been closed. */

struct _RosterStore
{
  GObject parent_instance;

  char *path;
  RosterClock *clock;
  RosterStoreWorker *worker;
  gboolean closed;
  gboolean in_memory;
  GError *problem;
  RosterStoreForgotten *forgotten;
};

G_DEFINE_FINAL_TYPE (RosterStore, roster_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_PATH = 1,
  PROP_CLOCK,
  PROP_IN_MEMORY,
  PROP_PROBLEM,
} RosterStoreProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

static void
roster_store_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RosterStore *self = ROSTER_STORE (object);

  switch ((RosterStoreProperty) prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;

    case PROP_IN_MEMORY:
      g_value_set_boolean (value, self->in_memory);
      break;

    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_store_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RosterStore *self = ROSTER_STORE (object);

  switch ((RosterStoreProperty) prop_id)
    {
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      break;

    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;

    case PROP_IN_MEMORY:
    case PROP_PROBLEM:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_store_constructed (GObject *object)
{
  RosterStore *self = ROSTER_STORE (object);

  G_OBJECT_CLASS (roster_store_parent_class)->constructed (object);

  self->in_memory = self->path == NULL;
  self->worker = roster_store_worker_new (self, self->path, roster_store_get_now (self));
}

static void
roster_store_finalize (GObject *object)
{
  RosterStore *self = ROSTER_STORE (object);

  if (!self->closed)
    roster_store_worker_push (self->worker, NULL, NULL, NULL);
  g_clear_pointer (&self->worker, roster_store_worker_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->clock);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->forgotten, roster_store_forgotten_free);

  G_OBJECT_CLASS (roster_store_parent_class)->finalize (object);
}

static void
roster_store_class_init (RosterStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_only = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = roster_store_constructed;
  object_class->get_property = roster_store_get_property;
  object_class->set_property = roster_store_set_property;
  object_class->finalize = roster_store_finalize;

  /**
   * RosterStore:path:
   *
   * The file of the database; %NULL for one in memory.
   */
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, construct_only);

  /**
   * RosterStore:clock:
   *
   * What says when something happened.
   */
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, ROSTER_TYPE_CLOCK, construct_only);

  /**
   * RosterStore:in-memory:
   *
   * Whether what is remembered now ends with the program.
   */
  properties[PROP_IN_MEMORY] = g_param_spec_boolean ("in-memory", NULL, NULL, FALSE, readable);

  /**
   * RosterStore:problem:
   *
   * What is the matter with the database, %NULL as a rule. See #RosterStore for the codes and what each of them means. Known once anything
   * that was asked of the store has been answered.
   */
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_store_init (RosterStore *self)
{
  self->forgotten = roster_store_forgotten_new ();
}

/**
 * roster_store_new:
 * @path: (nullable): the file; its folder belongs to the store and is made readable by its owner only. %NULL keeps everything in memory
 * @clock: what says when something happened
 *
 * Makes a store and starts to open its database. Returns at once.
 *
 * Returns: (transfer full): a new store
 */
RosterStore *
roster_store_new (const char  *path,
                  RosterClock *clock)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  return g_object_new (ROSTER_TYPE_STORE, "path", path, "clock", clock, NULL);
}

/**
 * roster_store_get_path:
 * @self: the store
 *
 * Returns: (transfer none) (nullable): the file of the database
 */
const char *
roster_store_get_path (RosterStore *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE (self), NULL);

  return self->path;
}

/**
 * roster_store_get_problem:
 * @self: the store
 *
 * Returns: (transfer none) (nullable): what is the matter with the database
 */
const GError *
roster_store_get_problem (RosterStore *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE (self), NULL);

  return self->problem;
}

/**
 * roster_store_get_in_memory:
 * @self: the store
 *
 * Returns: whether what is remembered now ends with the program
 */
gboolean
roster_store_get_in_memory (RosterStore *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE (self), FALSE);

  return self->in_memory;
}

/**
 * roster_store_take_report:
 * @self: the store
 * @problem: (nullable): what is wrong with the file
 * @in_memory: whether nothing is kept
 *
 * What the thread found out. Called in the main thread.
 */
void
roster_store_take_report (RosterStore  *self,
                          const GError *problem,
                          gboolean      in_memory)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->in_memory != in_memory)
    {
      self->in_memory = in_memory;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN_MEMORY]);
    }
  if (self->problem != NULL || problem != NULL)
    {
      g_clear_error (&self->problem);
      self->problem = problem != NULL ? g_error_copy (problem) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * roster_store_get_now:
 * @self: the store
 *
 * Returns: the time in microseconds since 1970, for what is going to be written
 */
gint64
roster_store_get_now (RosterStore *self)
{
  return roster_clock_get_now (self->clock);
}

/**
 * roster_store_run:
 * @self: the store
 * @source: (type GObject): the source of the task
 * @tag: the source tag of the task
 * @func: the job
 * @data: (nullable) (transfer full): the task's data
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): for what only reads: what was cancelled before its turn is not done
 * @callback: (nullable): called when done
 * @user_data: passed to @callback
 *
 * Queues a job for the store's thread. Errors: %G_IO_ERROR_CLOSED, and those of the job.
 */
void
roster_store_run (RosterStore         *self,
                  gpointer             source,
                  gpointer             tag,
                  RosterStoreFunc      func,
                  gpointer             data,
                  GDestroyNotify       free_data,
                  GDestroyNotify       free_result,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (data != NULL)
    g_task_set_task_data (task, data, free_data);

  if (self->closed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The store is closed");
  else
    roster_store_worker_push (self->worker, g_steal_pointer (&task), func, free_result);
}

static gpointer
do_nothing (RosterStoreDb      *db,
            RosterStoreCenter  *center,
            gpointer            data,
            GError            **error)
{
  return ROSTER_STORE_OK;
}

/**
 * roster_store_flush_async:
 * @self: the store
 * @cancellable: (nullable): drops the answer
 * @callback: called when it is so
 * @user_data: passed to @callback
 *
 * Waits until everything that was asked of the store before has been done.
 */
void
roster_store_flush_async (RosterStore         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE (self));

  roster_store_run (self, self, roster_store_flush_async, do_nothing, NULL, NULL, NULL, cancellable, callback, user_data);
}

/**
 * roster_store_flush_finish:
 * @self: the store
 * @result: what the callback was given
 * @error: why it is not so; `G_IO_ERROR_CLOSED` or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether all is done
 */
gboolean
roster_store_flush_finish (RosterStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_flush_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
do_check (RosterStoreDb      *db,
          RosterStoreCenter  *center,
          gpointer            data,
          GError            **error)
{
  return roster_store_open_check (db, error) ? ROSTER_STORE_OK : NULL;
}

/**
 * roster_store_check_async:
 * @self: the store
 * @cancellable: (nullable): drops the check if it has not begun
 * @callback: called when it is over
 * @user_data: passed to @callback
 *
 * Looks through the whole database for damage, and mends it as #RosterStore says. Opening does so only after a crash, since it takes longer
 * the more there is; this is for when there is time.
 */
void
roster_store_check_async (RosterStore         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE (self));

  roster_store_run (self, self, roster_store_check_async, do_check, NULL, NULL, NULL, cancellable, callback, user_data);
}

/**
 * roster_store_check_finish:
 * @self: the store
 * @result: what the callback was given
 * @error: why there is no sound database
 *
 * Returns: whether the database is sound now; #RosterStore:problem tells whether it was before
 */
gboolean
roster_store_check_finish (RosterStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_check_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/**
 * roster_store_get_forgotten:
 * @self: the store
 *
 * Returns: (transfer none): what was forgotten
 */
RosterStoreForgotten *
roster_store_get_forgotten (RosterStore *self)
{
  return self->forgotten;
}

static gpointer
do_exec (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  return roster_store_db_exec (db, data, error) ? ROSTER_STORE_OK : NULL;
}

/**
 * roster_store_exec_async:
 * @self: the store
 * @sql: what to carry out
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Carries out SQL, for tests; roster_store_flush_finish() is not its end, g_task_propagate_pointer() is.
 */
void
roster_store_exec_async (RosterStore         *self,
                         const char          *sql,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  roster_store_run (self, self, roster_store_exec_async, do_exec, g_strdup (sql), g_free, NULL, NULL, callback, user_data);
}

/**
 * roster_store_close_async:
 * @self: the store
 * @callback: called when the database is closed
 * @user_data: passed to @callback
 *
 * Closes the store once everything that was asked of it has been done; what is asked afterwards fails. To be called before the program ends:
 * a store that is dropped without it closes as well, but keeps its thread waiting for that.
 */
void
roster_store_close_async (RosterStore         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_store_close_async);
  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The store is closed");
      return;
    }

  self->closed = TRUE;
  roster_store_worker_push (self->worker, g_steal_pointer (&task), NULL, NULL);
}

/**
 * roster_store_close_finish:
 * @self: the store
 * @result: what the callback was given
 * @error: `G_IO_ERROR_CLOSED`: it had been closed before
 *
 * Returns: whether it is closed now
 */
gboolean
roster_store_close_finish (RosterStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_close_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
