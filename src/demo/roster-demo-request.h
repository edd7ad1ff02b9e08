/* roster-demo-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-bc.h"
#include "roster-demo-validate.h"
#include "roster-json.h"

G_BEGIN_DECLS

/* TikTok's codes that the server uses. */
typedef enum
{
  ROSTER_DEMO_OK = 0,
  ROSTER_DEMO_NO_PERMISSION = 40001,
  ROSTER_DEMO_BAD_PARAMETER = 40002,
  ROSTER_DEMO_RATE_LIMIT = 40100,
  ROSTER_DEMO_BAD_APP = 40101,
  ROSTER_DEMO_NO_TOKEN = 40104,
  ROSTER_DEMO_BAD_TOKEN = 40105,
  ROSTER_DEMO_BAD_AUTH_CODE = 40110,
} RosterDemoCode;

/* One request of the API while it is answered. */
typedef struct
{
  RosterDemoState *state;
  JsonObject *params;       /* checked, with their defaults */
  RosterDemoUser *user;     /* whose token it is; NULL for end points without one */
  RosterDemoBc *bc;         /* of the parameter bc_id, when there is one */
  RosterDemoMember *member; /* the user's own row in it */
  JsonObject *data;
  int code;
  char *message;
} RosterDemoRequest;

/* Who may ask. */
typedef enum
{
  ROSTER_DEMO_ANYBODY, /* no token */
  ROSTER_DEMO_USER,    /* a token */
  ROSTER_DEMO_MEMBER,  /* a member of bc_id */
  ROSTER_DEMO_ADMIN,   /* an Admin of bc_id */
} RosterDemoAccess;

typedef void (*RosterDemoHandler) (RosterDemoRequest *request);

typedef struct
{
  const char *method;
  const char *path; /* below /open_api/v1.3; NULL ends a table */
  RosterDemoAccess access;
  const RosterDemoParam *params;
  RosterDemoHandler handler;
} RosterDemoEndpoint;

void              roster_demo_request_clear       (RosterDemoRequest *self);
void              roster_demo_request_fail        (RosterDemoRequest *self,
                                                   int                code,
                                                   const char        *format,
                                                   ...) G_GNUC_PRINTF (3, 4);
void              roster_demo_request_return_page (RosterDemoRequest *self,
                                                   const char        *list_name,
                                                   GPtrArray         *items,
                                                   JsonObject      *(*to_row) (RosterDemoRequest *request,
                                                                               gpointer           item));
const char       *roster_demo_request_get_filter  (RosterDemoRequest *self,
                                                   const char        *name);
gboolean          roster_demo_request_matches     (const char        *keyword,
                                                   ...) G_GNUC_NULL_TERMINATED;
RosterDemoMember *roster_demo_request_find_member (RosterDemoRequest *self,
                                                   const char        *user_id);
RosterDemoMember *roster_demo_request_get_member  (RosterDemoRequest *self);
RosterDemoAsset  *roster_demo_request_get_asset   (RosterDemoRequest *self);
RosterDemoAsset  *roster_demo_request_find_asset  (RosterDemoRequest *self,
                                                   const char        *type,
                                                   const char        *id);
gboolean          roster_demo_request_refuses_asset (RosterDemoRequest *self,
                                                     RosterDemoAsset   *asset);
RosterDemoAsset  *roster_demo_request_find_advertiser (RosterDemoRequest  *self,
                                                   const char         *id,
                                                   const char         *bc_id,
                                                   RosterDemoBc      **bc);
void              roster_demo_request_log         (RosterDemoRequest *self,
                                                   const char        *activity_type,
                                                   const char        *format,
                                                   ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
