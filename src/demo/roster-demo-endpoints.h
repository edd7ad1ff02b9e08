/* roster-demo-endpoints.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-request.h"

G_BEGIN_DECLS

#define ROSTER_DEMO_API_PREFIX "/open_api/v1.3"

/* One table a family, each in its own file. */
extern const RosterDemoEndpoint roster_demo_oauth_endpoints[];
extern const RosterDemoEndpoint roster_demo_center_endpoints[];
extern const RosterDemoEndpoint roster_demo_member_endpoints[];
extern const RosterDemoEndpoint roster_demo_asset_endpoints[];
extern const RosterDemoEndpoint roster_demo_grant_endpoints[];
extern const RosterDemoEndpoint roster_demo_account_endpoints[];
extern const RosterDemoEndpoint roster_demo_identity_endpoints[];
extern const RosterDemoEndpoint roster_demo_partner_endpoints[];
extern const RosterDemoEndpoint roster_demo_group_endpoints[];

/* What arrived, as far as the API looks at it. */
typedef struct
{
  const char *method;
  const char *path; /* below /open_api/v1.3 */
  GHashTable *query; /* (nullable) */
  const char *token; /* (nullable) */
  const char *content_type; /* (nullable) */
  JsonNode *body; /* (nullable): NULL when it is no JSON */
} RosterDemoCall;

guint     roster_demo_endpoints_answer (RosterDemoState      *state,
                                        const RosterDemoCall *call,
                                        int                  *code,
                                        JsonNode            **envelope);
JsonNode *roster_demo_endpoints_make_envelope (RosterDemoState *state,
                                               int              code,
                                               const char      *message,
                                               JsonObject      *data);

G_END_DECLS
