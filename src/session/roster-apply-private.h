/* roster-apply-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-apply.h"
#include "roster-change-check.h"

G_BEGIN_DECLS

/* What the files of applying share:
 *
 *   roster-apply.c          a list: what may leave at the same time, what waits, when it stops
 *   roster-apply-admins.c   that an Admin is left
 *   roster-apply-runs.c     several lists at once: what each keeps the others from touching
 *   roster-errand.c         from changes to errands: what goes together, what has to stay in order
 *   roster-apply-send.c     one errand: the journal, its writes, the verdict
 *   roster-apply-write.c    an errand as a request of TikTok's
 *   roster-apply-smaller.c  what was refused as a whole because of a part of it, without that part
 *   roster-apply-read.c     errands whose outcome has to be read, once for all that one reading tells
 *   roster-apply-settle.c   that reading, and what it says about each change; invitations in roster-apply-settle-invitations.c
 *   roster-apply-take.c     what was taken, into the directory
 *   roster-apply-queue.c    what waits for an acceptance, into the store
 *   roster-apply-journal.c  what is written down before and after
 */

typedef gboolean (*RosterWriteFinish) (RosterApiClient  *client,
                                       GAsyncResult     *result,
                                       GError          **error);

/**
 * RosterErrand:
 * @changes: (element-type RosterChange): what it is for: one change, or invitations on the same terms
 * @exclusive: what nothing else may touch meanwhile
 * @shared: what others may touch as well, but not have for themselves
 * @kept: (nullable) (element-type RosterQueuedGrant): what an invitation cannot carry; in the queue, in place of all that was, before it is sent
 * @finish: ends the write that is under way
 * @write_error: (nullable): what is to be settled by reading
 * @request_id: (nullable): TikTok's, of the last write that was taken
 * @taken: whether TikTok said that it took the last write
 * @n_readings: how often reading has not shown it
 * @refusal: (nullable): why ad accounts of an invitation are left out
 * @is_refused: whether a removal was refused, perhaps because it was done before: reading tells
 * @at_once: how many ad accounts an agency is asked about at once; 0 for as many as TikTok takes
 * @n_covered: how many of the ad accounts of an agency the last write was about
 * @n_carried: how many ad accounts the last write of an invitation carried
 * @held_up: whether it had to wait for another list: it may not fit any more
 *
 * One request, or two that belong together.
 */
typedef struct
{
  GPtrArray *changes;
  GPtrArray *exclusive;
  GPtrArray *shared;
  GPtrArray *kept;
  RosterWriteFinish finish;
  GError *write_error;
  char *request_id;
  gboolean taken;
  guint n_readings;
  GError *refusal;
  gboolean is_refused;
  guint at_once;
  guint n_covered;
  guint n_carried;
  gboolean held_up;
} RosterErrand;

GQueue       *roster_errand_plan           (GPtrArray           *changes,
                                            gboolean             in_order);
void          roster_errand_free           (RosterErrand        *self);
RosterChange *roster_errand_get_change     (RosterErrand        *self);
RosterErrand *roster_errand_split          (RosterErrand        *self);
void          roster_errand_keep_carried   (RosterErrand        *self);
gboolean      roster_errand_is_half_done   (RosterErrand        *self);
gboolean      roster_errand_has_more       (RosterErrand        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterErrand, roster_errand_free)

gboolean      roster_apply_is_kept         (RosterChange        *change);
guint         roster_apply_count_writes    (RosterChange        *change);

/* What is common to a list on its way; the data of the task of roster_apply_async(). */
typedef struct
{
  RosterSession *session;
  RosterApiClient *client;
  RosterDirectory *directory;
  RosterStoreCenter *center;
  char *bc_id;
  RosterApplyFlags flags;
  GPtrArray *changes; /* of this run */
  GHashTable *withdrawn; /* keys of whose invitation is withdrawn by it, or was found withdrawn */

  GPtrArray *errands;   /* owns them all */
  GQueue *waiting;      /* in the order in which they may begin */
  GPtrArray *flying;    /* a write, or what comes before it, is under way */
  GPtrArray *unsettled; /* to be read */
  GPtrArray *reading;   /* being read, or to be read again a little later */
  GTask *blocked;       /* (nullable): the run, while something waits for another run */
  GCancellable *stop;   /* cancelled when what has not left is not to leave */
  GCancellable *sources[2]; /* (nullable): whose ends are that: the caller's, and the session's */
  gulong handlers[2];
  gboolean signed_out;
  gboolean left_out;    /* something was not sent */
  GError *first_failure;
} RosterApplyRun;

gboolean      roster_apply_run_is_shown    (RosterApplyRun      *run);
gboolean      roster_apply_run_has_to_stop (GTask               *task);
void          roster_apply_set_place       (RosterChange        *change,
                                            RosterStoreCenter   *center);
gboolean      roster_apply_run_is_stopped  (GTask               *task);
void          roster_apply_run_advance     (GTask               *task);
void          roster_apply_run_send        (GTask               *task,
                                            RosterErrand        *errand);
gboolean      roster_apply_run_try_smaller (GTask               *task,
                                            RosterErrand        *errand,
                                            const GError        *error);
void          roster_apply_run_keep        (GTask               *task,
                                            RosterErrand        *errand);
void          roster_apply_run_end         (GTask               *task,
                                            RosterErrand        *errand,
                                            RosterChangeState    state,
                                            const GError        *error);
void          roster_apply_run_tell_half   (GTask               *task,
                                            RosterErrand        *errand);
void          roster_apply_run_withdrawn   (RosterApplyRun      *run,
                                            RosterChange        *change);
void          roster_apply_run_conclude    (GTask               *task,
                                            RosterErrand        *errand,
                                            RosterChange        *change,
                                            RosterChangeState    state,
                                            const GError        *error);
void          roster_apply_run_fail        (GTask               *task,
                                            RosterErrand        *errand,
                                            const GError        *error);
void          roster_apply_run_settle      (GTask               *task,
                                            RosterErrand        *errand);
void          roster_apply_run_read        (GTask               *task);

/* What is under way, as far as others may not touch it. */
typedef struct
{
  GHashTable *exclusive;
  GHashTable *shared;
} RosterApplyHeld;

void          roster_apply_held_init       (RosterApplyHeld     *self);
void          roster_apply_held_clear      (RosterApplyHeld     *self);
void          roster_apply_held_add        (RosterApplyHeld     *self,
                                            RosterErrand        *errand);
void          roster_apply_held_add_run    (RosterApplyHeld     *self,
                                            RosterApplyRun      *run);
gboolean      roster_apply_held_meets      (RosterApplyHeld     *self,
                                            RosterErrand        *errand);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RosterApplyHeld, roster_apply_held_clear)

GPtrArray    *roster_apply_runs_get        (RosterSession       *session);
void          roster_apply_runs_add_others (RosterApplyRun      *run,
                                            RosterApplyHeld     *held);
void          roster_apply_runs_wake       (RosterApplyRun      *run);
gboolean      roster_apply_runs_still_fits (GTask               *task,
                                            RosterErrand        *errand);
gboolean      roster_apply_runs_are_withdrawn (GTask            *task,
                                               RosterErrand     *errand);

void          roster_apply_note_leaving_admin (RosterApplyRun   *run,
                                               RosterChange     *change);
gboolean      roster_apply_ends_last_admin (RosterApplyRun      *run,
                                            RosterChange        *change);

/* Which run a change belongs to: the same list may be given a second time while it is being sent. */
#define ROSTER_APPLY_CLAIM "roster-apply"

/* How many ad accounts and addresses TikTok takes in one request. */
#define ROSTER_APPLY_BATCH 50

GError       *roster_apply_dup_obstacle    (RosterChangeObstacle obstacle);

void          roster_apply_write           (RosterErrand        *errand,
                                            RosterApiClient     *client,
                                            const char          *bc_id,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);

/**
 * RosterSettled:
 * @ROSTER_SETTLED_OPEN: reading does not tell
 * @ROSTER_SETTLED_NOT_TAKEN: it is as it was; or what is read is late
 * @ROSTER_SETTLED_IGNORED: an address that TikTok passed over without a word, because it was a member's, or invited, before
 * @ROSTER_SETTLED_HALF_TAKEN: of several writes not all were taken; roster_change_get_writes() says how many were
 * @ROSTER_SETTLED_TAKEN: it is as wanted
 *
 * What became of a write.
 */
typedef enum
{
  ROSTER_SETTLED_OPEN,
  ROSTER_SETTLED_NOT_TAKEN,
  ROSTER_SETTLED_IGNORED,
  ROSTER_SETTLED_HALF_TAKEN,
  ROSTER_SETTLED_TAKEN,
} RosterSettled;

char         *roster_apply_dup_subject     (RosterChange        *change) G_GNUC_WARN_UNUSED_RESULT;
void          roster_apply_settle_async    (RosterSession       *session,
                                            RosterApiClient     *client,
                                            const char          *bc_id,
                                            GPtrArray           *changes,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GArray       *roster_apply_settle_finish   (RosterSession       *session,
                                            GAsyncResult        *result,
                                            GError             **error);

GPtrArray    *roster_apply_get_carried     (RosterChange        *change,
                                            guint                first,
                                            guint                n_ad_accounts);
void          roster_apply_take            (RosterDirectory     *directory,
                                            RosterChange        *change);

void          roster_apply_queue_async     (RosterStoreCenter   *center,
                                            RosterErrand        *errand,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      roster_apply_queue_finish    (RosterStoreCenter   *center,
                                            GAsyncResult        *result,
                                            GError             **error);
void          roster_apply_set_bare        (RosterChange        *change,
                                            gboolean             bare);
gboolean      roster_apply_is_bare         (RosterChange        *change);
void          roster_apply_set_anew        (RosterChange        *change);
gboolean      roster_apply_is_anew         (RosterChange        *change);
void          roster_apply_set_aside       (RosterApplyRun      *run);
GPtrArray    *roster_apply_get_set_aside   (RosterChange        *change);

G_END_DECLS
