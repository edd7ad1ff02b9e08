/* roster-sign-in.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-connection.h"
#include "roster-credentials.h"

G_BEGIN_DECLS

/**
 * RosterSignInState:
 * @ROSTER_SIGN_IN_STATE_IDLE: nothing under way
 * @ROSTER_SIGN_IN_STATE_WAITING: the person is in the browser
 * @ROSTER_SIGN_IN_STATE_FINISHING: the answer is here; TikTok is being asked for the token and the user
 *
 * How far a sign-in is.
 */
typedef enum
{
  ROSTER_SIGN_IN_STATE_IDLE,
  ROSTER_SIGN_IN_STATE_WAITING,
  ROSTER_SIGN_IN_STATE_FINISHING,
} RosterSignInState;

#define ROSTER_TYPE_SIGN_IN (roster_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (RosterSignIn, roster_sign_in, ROSTER, SIGN_IN, GObject)

RosterSignIn      *roster_sign_in_new                   (const char           *api_base,
                                                         const char           *portal_base,
                                                         RosterClock          *clock);
RosterSignInState  roster_sign_in_get_state             (RosterSignIn         *self);
const char        *roster_sign_in_get_authorization_url (RosterSignIn         *self);
const char        *roster_sign_in_get_redirect_uri      (RosterSignIn         *self);
gboolean           roster_sign_in_get_listening         (RosterSignIn         *self);
gboolean           roster_sign_in_begin                 (RosterSignIn         *self,
                                                         const char           *app_id,
                                                         const char           *secret,
                                                         const char           *redirect_uri,
                                                         GError              **error);
void               roster_sign_in_wait_async            (RosterSignIn         *self,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
void               roster_sign_in_paste_async           (RosterSignIn         *self,
                                                         const char           *text,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
void               roster_sign_in_use_token_async       (RosterSignIn         *self,
                                                         const char           *access_token,
                                                         const char           *app_id,
                                                         const char           *secret,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean           roster_sign_in_finish                (RosterSignIn         *self,
                                                         GAsyncResult         *result,
                                                         RosterConnection    **connection,
                                                         RosterCredentials   **credentials,
                                                         GError              **error);
void               roster_sign_in_stop                  (RosterSignIn         *self);

G_END_DECLS
