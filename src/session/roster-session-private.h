/* roster-session-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-remembered.h"
#include "roster-session.h"
#include "roster-sync-mark.h"

G_BEGIN_DECLS

/* What the files of the session share: roster-session.c is the object and its properties, roster-session-open.c the way to a Business Center,
 * roster-session-remember.c what is shown before anybody has answered, roster-session-reading.c what is read there. */

struct _RosterSession
{
  GObject parent_instance;

  RosterKeyring *keyring;
  RosterClock *clock;
  char *api_base;

  RosterConnection *connection;
  RosterPerson *oneself;
  RosterApiClient *client;
  gboolean demo;
  char *demo_api_base;
  char *demo_access_token;
  char *preferred_bc_id;
  GCancellable *opening;
  gboolean signing_in; /* while keyring and TikTok are asked */
  gboolean signed_in;  /* since TikTok has told the Business Centers, until it takes the token no more */

  RosterSessionState state;
  GError *error;
  RosterReadOnly read_only;

  RosterStore *store;         /* what is remembered of connections */
  RosterStore *passing_store; /* what is remembered of the demo, or of a connection for this session only, as long as it is open */
  RosterStoreCenter *center;
  RosterMemory *memory;
  RosterRemembered *remembered; /* (nullable): of the connection that is being opened, read already */
  GCancellable *recalling; /* while the directory is filled from memory */
  GAsyncResult *opened;    /* an answer that waits for that */

  GListStore *business_centers;
  gboolean centers_incomplete; /* there may be more */
  RosterBusinessCenter *business_center;
  RosterDirectory *directory;
  GCancellable *leaving; /* cancelled when another Business Center, or none, is shown */

  GCancellable *sync;    /* of the sync under way */
  gboolean syncing_all;  /* what is under way reads everything, or what follows it */
  gboolean sync_follows; /* everything is to be read afterwards */
  gboolean read_by_admin;    /* what is remembered is what an Admin sees */
  RosterSyncMark *sync_mark; /* how far the last one got; NULL when nothing is known */
  gboolean sync_unfinished;  /* it did not get to all that it was about */
  double sync_progress;
  gint64 synced_at;

  int code_lifetime;
  char *authorization_method;
};

typedef enum
{
  PROP_KEYRING = 1,
  PROP_CLOCK,
  PROP_API_BASE,
  PROP_CONNECTION,
  PROP_DEMO,
  PROP_STATE,
  PROP_ERROR,
  PROP_READ_ONLY,
  PROP_OFFLINE,
  PROP_RATE_LIMITED_UNTIL,
  PROP_BUSINESS_CENTER,
  PROP_SYNCING,
  PROP_SYNCING_ALL,
  PROP_SYNC_PROGRESS,
  PROP_SYNCED_AT,
  PROP_CODE_LIFETIME,
  PROP_AUTHORIZATION_METHOD,
} RosterSessionProperty;

void roster_session_notify           (RosterSession         *self,
                                      RosterSessionProperty  property);
void roster_session_update_read_only (RosterSession         *self);
void roster_session_set_state        (RosterSession         *self,
                                      RosterSessionState     state,
                                      GError                *error);
void roster_session_set_client       (RosterSession         *self,
                                      RosterApiClient       *client);
void roster_session_cancel_sync      (RosterSession         *self);
void roster_session_set_synced_at    (RosterSession         *self,
                                      gint64                 synced_at);
void roster_session_enter            (RosterSession         *self,
                                      RosterBusinessCenter  *business_center);
void roster_session_take_opened      (RosterSession         *self,
                                      GAsyncResult          *result);
void roster_session_start_opening    (RosterSession         *self);
void roster_session_begin            (RosterSession         *self);
void roster_session_recall           (RosterSession         *self);
void roster_session_cancel_recall    (RosterSession         *self);

G_END_DECLS
