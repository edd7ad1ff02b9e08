/* roster-store-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-worker.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "roster-error.h"
#include "roster-store-open.h"

/* The store's thread. It owns the database and knows nothing of the store but where to report to: it takes one job after the other from a
 * queue, answers each by its task, and tells the store's main context what is the matter with the database. A job without a function is the
 * last. */

typedef struct
{
  GTask *task;
  RosterStoreFunc func;
  GDestroyNotify free_result;
} Job;

/* A file, whatever its name is. Zero when there is none. */
typedef struct
{
  dev_t device;
  ino_t inode;
} RosterStoreFile;

/* What the thread works with. */
typedef struct
{
  GAsyncQueue *jobs;
  GMainContext *context;
  GWeakRef store;
  char *path;
  gint64 opened_at;
  RosterStoreDb *db;
  gboolean full;
  gboolean beyond_help; /* a fresh database was damaged at once: it is not the file */
  RosterStoreFile file; /* which it was the last time that somebody looked */
  RosterStoreFile log;
} Worker;

struct _RosterStoreWorker
{
  GAsyncQueue *jobs;
  GThread *thread;
};

typedef struct
{
  RosterStore *store;
  GError *problem;
  gboolean in_memory;
} Report;

static void
report_free (Report *report)
{
  g_clear_object (&report->store);
  g_clear_error (&report->problem);
  g_free (report);
}

static gboolean
on_report (gpointer user_data)
{
  Report *report = user_data;

  roster_store_take_report (report->store, report->problem, report->in_memory);

  return G_SOURCE_REMOVE;
}

/* Before the answer of the job that found it out, so that whoever gets the answer can look. */
static void
worker_report (Worker       *worker,
               const GError *problem)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Report *report = g_new0 (Report, 1);

  report->store = g_weak_ref_get (&worker->store);
  report->problem = problem != NULL ? g_error_copy (problem) : NULL;
  report->in_memory = worker->db->in_memory;
  if (report->store == NULL)
    {
      report_free (report);
      return;
    }

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_report, report, (GDestroyNotify) report_free);
  g_source_attach (source, worker->context);
}

/* What a job came to. Tasks are answered, and let go, on the thread that waits for them, so that this one never is the last to hold an
 * object. */
typedef struct
{
  GTask *task;
  gpointer result;
  GDestroyNotify free_result;
  GError *error;
} Answer;

static void
answer_free (Answer *answer)
{
  if (answer->result != NULL && answer->free_result != NULL)
    answer->free_result (answer->result);
  g_clear_error (&answer->error);
  g_clear_object (&answer->task);
  g_free (answer);
}

static gboolean
on_answer (gpointer user_data)
{
  Answer *answer = user_data;

  if (answer->error != NULL)
    g_task_return_error (answer->task, g_steal_pointer (&answer->error));
  else
    g_task_return_pointer (answer->task, g_steal_pointer (&answer->result), answer->free_result);

  return G_SOURCE_REMOVE;
}

/* Takes everything. */
static void
answer_task (GTask          *task,
             gpointer        result,
             GDestroyNotify  free_result,
             GError         *error)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Answer *answer = g_new0 (Answer, 1);

  answer->task = task;
  answer->result = result;
  answer->free_result = free_result;
  answer->error = error;
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, on_answer, answer, (GDestroyNotify) answer_free);
  g_source_attach (source, g_task_get_context (task));
}

static RosterStoreFile
get_file (const char *path)
{
  RosterStoreFile file = { 0, };
  struct stat status;

  if (g_stat (path, &status) == 0)
    {
      file.device = status.st_dev;
      file.inode = status.st_ino;
    }

  return file;
}

static gboolean
is_same (const RosterStoreFile *file,
         const RosterStoreFile *other)
{
  return file->device == other->device && file->inode == other->inode;
}

static void
worker_remember_files (Worker *worker)
{
  g_autofree char *wal = NULL;

  if (worker->path == NULL || worker->db->in_memory)
    return;

  wal = g_strconcat (worker->path, "-wal", NULL);
  worker->file = get_file (worker->path);
  worker->log = get_file (wal);
}

static void
worker_recover (Worker       *worker,
                const GError *damage)
{
  g_autoptr (GError) problem = NULL;

  g_clear_pointer (&worker->db, roster_store_db_close);
  worker->db = roster_store_open_damaged (worker->path, worker->opened_at, damage, &problem);
  worker_remember_files (worker);
  worker_report (worker, problem);
}

/* What was written to a file that nobody can find is lost, and a change must not be sent on the strength of it. The log of the old database is
 * not the new one's, and SQLite must not take the new one's for the old one's when it closes. */
static void
worker_begin_anew (Worker *worker)
{
  g_autofree char *wal = g_strconcat (worker->path, "-wal", NULL);
  RosterStoreFile log = get_file (wal);
  g_autoptr (GError) problem = NULL;

  sqlite3_db_config (worker->db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_clear_pointer (&worker->db, roster_store_db_close);
  if (log.inode != 0 && is_same (&log, &worker->log))
    g_unlink (wal);

  worker->db = roster_store_open (worker->path, worker->opened_at, &problem);
  worker->db->journal_floor = MAX (roster_store_db_number (worker->db, roster_store_db_prepare (worker->db, "SELECT max(id) FROM journal", NULL, ""), 0,
                                                           NULL), 0);
  if (problem == NULL)
    g_set_error (&problem, ROSTER_ERROR, ROSTER_ERROR_STORE_MOVED, "%s was deleted or replaced", worker->path);
  worker->full = FALSE;
  worker->beyond_help = FALSE;
  worker_report (worker, problem);
}

static void
worker_find_file (Worker *worker)
{
  RosterStoreFile file;

  if (worker->path == NULL || worker->db->in_memory || worker->file.inode == 0)
    return;

  file = get_file (worker->path);
  if (!is_same (&file, &worker->file))
    worker_begin_anew (worker);
  worker_remember_files (worker);
}

static void
worker_do (Worker *worker,
           Job    *job)
{
  g_autoptr (GError) error = NULL;
  gpointer source = g_task_get_source_object (job->task);
  RosterStoreCenter *center = ROSTER_IS_STORE_CENTER (source) ? source : NULL;
  guint commits;
  gpointer result;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &error))
    {
      answer_task (g_steal_pointer (&job->task), NULL, NULL, g_steal_pointer (&error));
      return;
    }

  worker_find_file (worker);
  commits = worker->db->commits;
  result = job->func (worker->db, center, g_task_get_task_data (job->task), &error);
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED) && !worker->db->in_memory && !worker->beyond_help)
    {
      worker_recover (worker, error);
      g_clear_error (&error);
      result = job->func (worker->db, center, g_task_get_task_data (job->task), &error);
      worker->beyond_help = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
    }
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL) && !worker->full && !worker->db->in_memory)
    {
      worker->full = TRUE;
      worker_report (worker, error);
    }
  else if (worker->full && error == NULL && commits != worker->db->commits)
    {
      worker->full = FALSE;
      worker_report (worker, NULL);
    }

  if (error != NULL)
    roster_store_db_rest (worker->db);
  answer_task (g_steal_pointer (&job->task), result, job->free_result, g_steal_pointer (&error));
}

static gpointer
worker_main (gpointer user_data)
{
  Worker *worker = user_data;
  g_autoptr (GError) problem = NULL;
  gboolean last = FALSE;

  worker->db = roster_store_open (worker->path, worker->opened_at, &problem);
  worker_remember_files (worker);
  if (problem != NULL || worker->db->in_memory)
    worker_report (worker, problem);

  while (!last)
    {
      Job *job = g_async_queue_pop (worker->jobs);

      last = job->func == NULL;
      if (last)
        g_clear_pointer (&worker->db, roster_store_db_close);
      if (last && job->task != NULL)
        answer_task (g_steal_pointer (&job->task), ROSTER_STORE_OK, NULL, NULL);
      else if (!last)
        worker_do (worker, job);
      g_free (job);
    }

  g_async_queue_unref (worker->jobs);
  g_main_context_unref (worker->context);
  g_weak_ref_clear (&worker->store);
  g_free (worker->path);
  g_free (worker);

  return NULL;
}

/**
 * roster_store_worker_new:
 * @store: whom to report to
 * @path: (nullable): the file of the database
 * @now_us: the time
 *
 * Starts a thread that opens a database and waits for jobs. Reports go to the main context that is the caller's.
 *
 * Returns: (transfer full): the thread, to be ended by a job without a function and freed with roster_store_worker_free()
 */
RosterStoreWorker *
roster_store_worker_new (RosterStore *store,
                         const char  *path,
                         gint64       now_us)
{
  RosterStoreWorker *self = g_new0 (RosterStoreWorker, 1);
  Worker *worker = g_new0 (Worker, 1);

  self->jobs = g_async_queue_new ();
  worker->jobs = g_async_queue_ref (self->jobs);
  worker->context = g_main_context_ref_thread_default ();
  worker->path = g_strdup (path);
  worker->opened_at = now_us;
  g_weak_ref_init (&worker->store, store);
  self->thread = g_thread_new ("roster-store", worker_main, worker);

  return self;
}

/**
 * roster_store_worker_push:
 * @self: the thread
 * @task: (transfer full) (nullable): what to answer
 * @func: (nullable): what to do; %NULL closes the database and ends the thread
 * @free_result: (nullable): frees what @func returned when nobody takes it
 *
 * Queues a job.
 */
void
roster_store_worker_push (RosterStoreWorker *self,
                          GTask             *task,
                          RosterStoreFunc    func,
                          GDestroyNotify     free_result)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  job->free_result = free_result;
  g_async_queue_push (self->jobs, job);
}

/**
 * roster_store_worker_free:
 * @self: (transfer full): the thread, which has been given its last job
 *
 * Waits for the thread to end.
 */
void
roster_store_worker_free (RosterStoreWorker *self)
{
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self);
}
