/* roster-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-api-client.h"
#include "roster-business-center.h"
#include "roster-change.h"
#include "roster-clock.h"
#include "roster-directory.h"
#include "roster-gaps.h"
#include "roster-keyring.h"
#include "roster-person.h"
#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterSessionState:
 * @ROSTER_SESSION_STATE_CLOSED: not signed in to anything
 * @ROSTER_SESSION_STATE_OPENING: signing in; no Business Center is known yet
 * @ROSTER_SESSION_STATE_LOADING: the lists of the Business Center are being read for the first time
 * @ROSTER_SESSION_STATE_READY: there is something to show: just read, or remembered, see #RosterSession:synced-at
 * @ROSTER_SESSION_STATE_FAILED: there is nothing to show; #RosterSession:error says why
 *
 * How far a session is.
 */
typedef enum
{
  ROSTER_SESSION_STATE_CLOSED,
  ROSTER_SESSION_STATE_OPENING,
  ROSTER_SESSION_STATE_LOADING,
  ROSTER_SESSION_STATE_READY,
  ROSTER_SESSION_STATE_FAILED,
} RosterSessionState;

/**
 * RosterReadOnly:
 * @ROSTER_READ_ONLY_NO: changes can be made
 * @ROSTER_READ_ONLY_STANDARD: the user is a Standard member
 * @ROSTER_READ_ONLY_NOT_ENABLED: TikTok has not enabled, or has stopped, the Business Center
 * @ROSTER_READ_ONLY_OFFLINE: TikTok cannot be reached
 * @ROSTER_READ_ONLY_SIGNING_IN: what is shown is remembered; keyring or TikTok have not answered yet
 * @ROSTER_READ_ONLY_SIGNED_OUT: what is shown is remembered, or was read before the token was revoked; #RosterSession:error says what is in the way
 *
 * Why nothing can be changed.
 */
typedef enum
{
  ROSTER_READ_ONLY_NO,
  ROSTER_READ_ONLY_STANDARD,
  ROSTER_READ_ONLY_NOT_ENABLED,
  ROSTER_READ_ONLY_OFFLINE,
  ROSTER_READ_ONLY_SIGNING_IN,
  ROSTER_READ_ONLY_SIGNED_OUT,
} RosterReadOnly;

#define ROSTER_TYPE_SESSION (roster_session_get_type ())
G_DECLARE_FINAL_TYPE (RosterSession, roster_session, ROSTER, SESSION, GObject)

RosterSession        *roster_session_new                        (RosterKeyring        *keyring,
                                                                 RosterClock          *clock,
                                                                 const char           *api_base);
RosterClock          *roster_session_get_clock                  (RosterSession        *self);
RosterKeyring        *roster_session_get_keyring                (RosterSession        *self);
const char           *roster_session_get_api_base               (RosterSession        *self);
RosterApiClient      *roster_session_get_client                 (RosterSession        *self);
void                  roster_session_set_store                  (RosterSession        *self,
                                                                 RosterStore          *store);
RosterStore          *roster_session_get_store                  (RosterSession        *self);
RosterStoreCenter    *roster_session_get_center                 (RosterSession        *self);

/* Connections: which are known, and opening one. */
GListModel           *roster_session_get_connections            (RosterSession        *self);
void                  roster_session_load_connections_async     (RosterSession        *self,
                                                                 GCancellable         *cancellable,
                                                                 GAsyncReadyCallback   callback,
                                                                 gpointer              user_data);
gboolean              roster_session_load_connections_finish    (RosterSession        *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);
RosterConnection     *roster_session_get_connection             (RosterSession        *self);
RosterPerson         *roster_session_get_oneself                (RosterSession        *self);
gboolean              roster_session_is_demo                    (RosterSession        *self);
void                  roster_session_open                       (RosterSession        *self,
                                                                 RosterConnection     *connection,
                                                                 const char           *preferred_bc_id);
void                  roster_session_resume_async               (RosterSession        *self,
                                                                 const char           *connection_id,
                                                                 const char           *preferred_bc_id,
                                                                 GCancellable         *cancellable,
                                                                 GAsyncReadyCallback   callback,
                                                                 gpointer              user_data);
gboolean              roster_session_resume_finish              (RosterSession        *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);
void                  roster_session_open_demo                  (RosterSession        *self,
                                                                 const char           *api_base,
                                                                 const char           *access_token);
void                  roster_session_add_connection_async       (RosterSession        *self,
                                                                 RosterConnection     *connection,
                                                                 RosterCredentials    *credentials,
                                                                 gboolean              for_this_session_only,
                                                                 GCancellable         *cancellable,
                                                                 GAsyncReadyCallback   callback,
                                                                 gpointer              user_data);
gboolean              roster_session_add_connection_finish      (RosterSession        *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);
void                  roster_session_close                      (RosterSession        *self);
void                  roster_session_retry                      (RosterSession        *self);
void                  roster_session_catch_up                   (RosterSession        *self);
void                  roster_session_sign_out_async             (RosterSession        *self,
                                                                 RosterConnection     *connection,
                                                                 GCancellable         *cancellable,
                                                                 GAsyncReadyCallback   callback,
                                                                 gpointer              user_data);
gboolean              roster_session_sign_out_finish            (RosterSession        *self,
                                                                 GAsyncResult         *result,
                                                                 gboolean             *revoked,
                                                                 GError              **error);
gboolean              roster_session_can_forget                 (RosterSession        *self,
                                                                 gboolean             *connection_too);
void                  roster_session_forget_async               (RosterSession        *self,
                                                                 GAsyncReadyCallback   callback,
                                                                 gpointer              user_data);
gboolean              roster_session_forget_finish              (RosterSession        *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);

/* What there is to show. Every getter is a property of the same name, notified. */
RosterSessionState    roster_session_get_state                  (RosterSession        *self);
const GError         *roster_session_get_error                  (RosterSession        *self);
RosterReadOnly        roster_session_get_read_only              (RosterSession        *self);
gboolean              roster_session_is_standard                (RosterSession        *self);
gboolean              roster_session_is_signed_in               (RosterSession        *self);
gboolean              roster_session_get_offline                (RosterSession        *self);
const GError         *roster_session_get_offline_reason         (RosterSession        *self);
gint64                roster_session_get_rate_limited_until     (RosterSession        *self);
RosterGaps           *roster_session_dup_gaps                   (RosterSession        *self);
GListModel           *roster_session_get_business_centers       (RosterSession        *self);
gboolean              roster_session_get_centers_incomplete     (RosterSession        *self);
RosterBusinessCenter *roster_session_get_business_center        (RosterSession        *self);
void                  roster_session_select_business_center     (RosterSession        *self,
                                                                 RosterBusinessCenter *business_center);
gboolean              roster_session_shows                      (RosterSession        *self,
                                                                 RosterApiClient      *client,
                                                                 const char           *bc_id);
gboolean              roster_session_check_shows                (RosterSession        *self,
                                                                 GTask                *task,
                                                                 RosterApiClient      *client,
                                                                 const char           *bc_id);
GCancellable         *roster_session_get_leaving                (RosterSession        *self);
RosterDirectory      *roster_session_get_directory              (RosterSession        *self);
GListModel           *roster_session_get_principals             (RosterSession        *self);
GListModel           *roster_session_get_ad_accounts            (RosterSession        *self);
GListModel           *roster_session_get_tiktok_accounts        (RosterSession        *self);
GListModel           *roster_session_get_account_groups         (RosterSession        *self);
RosterAccess         *roster_session_get_access                 (RosterSession        *self);

/* Reading again. */
void                  roster_session_sync                       (RosterSession        *self);
void                  roster_session_sync_changes               (RosterSession        *self);
void                  roster_session_stop_sync                  (RosterSession        *self);
gboolean              roster_session_get_recalling              (RosterSession        *self);
gboolean              roster_session_get_syncing                (RosterSession        *self);
gboolean              roster_session_get_syncing_all            (RosterSession        *self);
double                roster_session_get_sync_progress          (RosterSession        *self);
gint64                roster_session_get_synced_at              (RosterSession        *self);

/* Writing: what is about to be sent, and finding out again what the user may do. */
void                  roster_session_tell_sending               (RosterSession        *self,
                                                                 RosterChange         *change);
void                  roster_session_check_role_async           (RosterSession        *self,
                                                                 GAsyncReadyCallback   callback,
                                                                 gpointer              user_data);
gboolean              roster_session_check_role_finish          (RosterSession        *self,
                                                                 GAsyncResult         *result,
                                                                 GError              **error);

/* Settings that the program remembers for it. */
int                   roster_session_get_code_lifetime          (RosterSession        *self);
void                  roster_session_set_code_lifetime          (RosterSession        *self,
                                                                 int                   seconds);
const char           *roster_session_get_authorization_method   (RosterSession        *self);
void                  roster_session_set_authorization_method   (RosterSession        *self,
                                                                 const char           *method);

G_END_DECLS
