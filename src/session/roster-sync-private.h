/* roster-sync-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-round.h"
#include "roster-suspects.h"
#include "roster-sync.h"

G_BEGIN_DECLS

/* What the files of a sync share: roster-sync.c goes through the steps, roster-sync-lists.c asks for the log and the lists, roster-sync-looks.c
 * takes a look at those instead, roster-sync-holdings.c asks for what is read of each thing in them, and roster-sync-owners.c for what the owners
 * of TikTok accounts granted. */

typedef enum
{
  ROSTER_SYNC_STEP_LOG = 1,
  ROSTER_SYNC_STEP_LISTS,
  ROSTER_SYNC_STEP_MORE_LISTS,
  ROSTER_SYNC_STEP_HOLDINGS,
  ROSTER_SYNC_STEP_OWNERS,
} RosterSyncStep;

typedef struct
{
  RosterApiClient *client;
  RosterClock *clock;
  RosterAskQueue *queue;
  RosterOvertaken *overtaken;
  RosterRound *round;
  char *bc_id;
  gboolean standard;
  RosterPerson *oneself;
  RosterDirectory *directory;
  RosterSyncFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  GCancellable *outer;
  gulong outer_handler;

  RosterSyncStep step;
  gint64 now;             /* when the sync began */
  RosterSyncMark *since;  /* (nullable) */
  gboolean full;          /* everything is read, whatever the log says */
  guint reader_asked;     /* how much of all is the grant reader's */
  guint reader_answered;
  double told;            /* the progress; it never goes back */
  double marked;          /* the progress at which a mark was told last */

  char *log_day;          /* (nullable): from when on the log is read; NULL to do without */
  GPtrArray *entries;     /* (nullable) of RosterApiLogEntry: what the log holds */
  RosterSuspects *suspects;

  GPtrArray *people;      /* (nullable) as just read, like the next */
  GPtrArray *agencies;
  RosterMerge people_merge;   /* what follows for whoever is not in @people; and in @agencies */
  RosterMerge agencies_merge;
  gboolean asked_again;   /* for what a list lacked that was known */
  guint pause;            /* (clock timer) until it is asked for again */
  gboolean people_differ; /* a look at the list tells that it has changed */
  gboolean people_old;    /* somebody else has changed the list since it was asked for; and the next two */
  gboolean agencies_old;
  gboolean tiktok_accounts_old;
  gboolean merging;       /* the sync itself changes a list */
  gulong merged_handler;
  gboolean agencies_differ;
  gboolean ad_accounts_read;
  gboolean ad_accounts_differ;

  gboolean by_ad_account; /* what members hold is asked of the ad accounts */
  gboolean ask_people;    /* one of them could not tell, so that the members have to be asked after all */

  GHashTable *unread;     /* what is to be read and has not been: set of names, see roster_suspects_make_name() */
  GHashTable *incomplete_parts; /* of which TikTok counts more than it listed: set of names */
  GError *fatal;
  GError *incomplete;
} RosterSync;

void     roster_sync_ask_for_log        (GTask                *task);
void     roster_sync_ask_for_lists      (GTask                *task);
void     roster_sync_ask_for_more_lists (GTask                *task);
gboolean roster_sync_misses_something   (RosterSync           *sync);
void     roster_sync_ask_for_missing    (GTask                *task);
guint    roster_sync_count_people       (RosterSync           *sync);
void     roster_sync_look_at_people     (RosterSync           *sync);
void     roster_sync_look_at_ad_accounts (RosterSync          *sync);
gboolean roster_sync_is_look            (const RosterQuestion *question);
gboolean roster_sync_is_group_list      (const RosterQuestion *question);
gboolean roster_sync_can_do_without     (RosterSync           *sync,
                                         const RosterQuestion *question);
gboolean roster_sync_lacks_ad_accounts  (RosterSync           *sync);
const char *roster_sync_get_list_name   (const RosterQuestion *question);
void     roster_sync_note_incomplete    (RosterSync           *sync,
                                         const RosterQuestion *question,
                                         gpointer              item);
void     roster_sync_note_list          (RosterSync           *sync,
                                         const RosterQuestion *question);
void     roster_sync_ask_for_holdings   (GTask                *task);
void     roster_sync_ask_for_members    (GTask                *task);
gboolean roster_sync_leave_to_members   (RosterSync           *sync,
                                         const RosterQuestion *question);
void     roster_sync_ask_for_owners     (GTask                *task);
void     roster_sync_note_owners_read   (RosterSync           *sync,
                                         gpointer              ad_account);
void     roster_sync_note_all_owners    (RosterSync           *sync);
gboolean roster_sync_is_about_owners    (const RosterQuestion *question);
gboolean roster_sync_is_wanted          (RosterSync           *sync,
                                         RosterSuspectPart     part,
                                         gpointer              item);
void     roster_sync_note               (RosterSync           *sync,
                                         RosterSuspectPart     part,
                                         gpointer              item,
                                         gboolean              unread);
void     roster_sync_note_read          (RosterSync           *sync,
                                         const RosterQuestion *question,
                                         gpointer              item);
gboolean roster_sync_stop_if_fatal      (RosterSync           *sync,
                                         const RosterQuestion *question,
                                         const GError         *error);
void     roster_sync_tell_progress      (RosterSync           *sync);

G_END_DECLS
