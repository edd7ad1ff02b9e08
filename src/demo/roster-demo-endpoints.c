/* roster-demo-endpoints.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"

#include "roster-demo-lag.h"

#define AUTHORIZATION_PATH "/bc/asset/account/authorization/"

/* From a path and a method to an answer in TikTok's envelope: finds the end point, then lets token, rate, parameters and rights be
 * checked in that order, before its handler runs. */

static const RosterDemoEndpoint *
find_endpoint (RosterDemoState *state,
               const char      *method,
               const char      *path,
               gboolean        *path_exists)
{
  static const RosterDemoEndpoint * const tables[] = {
    roster_demo_oauth_endpoints, roster_demo_center_endpoints, roster_demo_member_endpoints, roster_demo_asset_endpoints, roster_demo_grant_endpoints,
    roster_demo_account_endpoints, roster_demo_identity_endpoints, roster_demo_partner_endpoints, roster_demo_group_endpoints,
  };

  *path_exists = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const RosterDemoEndpoint *endpoint = tables[i]; endpoint->path != NULL; endpoint++)
        {
          if (!g_str_equal (endpoint->path, path))
            continue;

          *path_exists = TRUE;
          if (!g_str_equal (endpoint->method, method))
            continue;

          if (g_str_equal (path, AUTHORIZATION_PATH) &&
              ((state->authorization_method == ROSTER_DEMO_METHOD_GET && !g_str_equal (method, "GET")) ||
               (state->authorization_method == ROSTER_DEMO_METHOD_POST && !g_str_equal (method, "POST"))))
            continue;

          return endpoint;
        }
    }

  return NULL;
}

static gboolean
check_token (RosterDemoRequest    *request,
             const RosterDemoCall *call)
{
  if (call->token == NULL || *call->token == '\0')
    {
      roster_demo_request_fail (request, ROSTER_DEMO_NO_TOKEN, "Access token is missing. Please set Access-Token in the header.");
      return FALSE;
    }

  request->user = g_hash_table_lookup (request->state->tokens, call->token);
  if (request->user == NULL)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_TOKEN, "Access token is incorrect or has been revoked.");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_params (RosterDemoRequest        *request,
             const RosterDemoEndpoint *endpoint,
             const RosterDemoCall     *call)
{
  g_autofree char *message = NULL;

  if (g_str_equal (endpoint->method, "GET"))
    {
      request->params = roster_demo_validate_query (endpoint->params, call->query, &message);
    }
  else if (call->content_type == NULL || !g_str_has_prefix (call->content_type, "application/json"))
    {
      message = g_strdup ("Content-Type must be application/json.");
    }
  else if (call->body == NULL || !JSON_NODE_HOLDS_OBJECT (call->body))
    {
      message = g_strdup ("The request body is not a valid JSON object.");
    }
  else
    {
      request->params = json_node_dup_object (call->body);
      roster_demo_validate (endpoint->params, request->params, &message);
    }

  if (message == NULL)
    return TRUE;

  roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "%s", message);

  return FALSE;
}

static gboolean
check_rights (RosterDemoRequest        *request,
              const RosterDemoEndpoint *endpoint)
{
  const char *bc_id = roster_json_get_string (request->params, "bc_id");
  const char *child_id = roster_json_get_string (request->params, "child_bc_id");

  if (endpoint->access < ROSTER_DEMO_MEMBER)
    return TRUE;

  request->bc = g_hash_table_lookup (request->state->bcs_by_id, bc_id);
  request->member = request->bc != NULL ? roster_demo_bc_get_member (request->bc, request->user->user_id) : NULL;
  if (request->member == NULL)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_NO_PERMISSION, "No permission to operate Business Center %s.", bc_id);
      return FALSE;
    }

  if (endpoint->access == ROSTER_DEMO_ADMIN && !g_str_equal (request->member->role, "ADMIN"))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_NO_PERMISSION,
                                "No permission to operate Business Center %s, only its Admins have it.", bc_id);
      return FALSE;
    }

  if (child_id != NULL)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "Business Center %s has no child Business Center %s.", bc_id, child_id);
      return FALSE;
    }

  return TRUE;
}

static void
answer (RosterDemoRequest        *request,
        const RosterDemoEndpoint *endpoint,
        const RosterDemoCall     *call)
{
  if (endpoint->access != ROSTER_DEMO_ANYBODY && !check_token (request, call))
    return;

  if (!roster_demo_state_count_request (request->state))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_RATE_LIMIT, "Too many requests. Please retry in some time.");
      return;
    }

  if (read_params (request, endpoint, call) && check_rights (request, endpoint))
    endpoint->handler (request);
}

/**
 * roster_demo_endpoints_make_envelope:
 * @state: the server's state
 * @code: TikTok's code
 * @message: the text that goes with it
 * @data: (nullable): what is answered
 *
 * Wraps an answer up. As at TikTok, `data` is missing from some refusals, null in others and empty in most.
 *
 * Returns: (transfer full): the envelope
 */
JsonNode *
roster_demo_endpoints_make_envelope (RosterDemoState *state,
                                     int              code,
                                     const char      *message,
                                     JsonObject      *data)
{
  g_autofree char *stamp = roster_demo_state_format_time (roster_demo_state_get_now (state), "%Y%m%d%H%M%S");
  g_autofree char *request_id = g_strdup_printf ("%s%08X%08X", stamp, g_random_int (), g_random_int ());
  JsonObject *envelope = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (envelope, "code", code);
  json_object_set_string_member (envelope, "message", message);
  json_object_set_string_member (envelope, "request_id", request_id);
  if (code == ROSTER_DEMO_OK || code == ROSTER_DEMO_NO_PERMISSION || code == ROSTER_DEMO_BAD_PARAMETER)
    json_object_set_object_member (envelope, "data", code == ROSTER_DEMO_OK && data != NULL ? json_object_ref (data) : json_object_new ());
  else if (code == ROSTER_DEMO_RATE_LIMIT)
    json_object_set_null_member (envelope, "data");

  json_node_take_object (node, envelope);

  return node;
}

/**
 * roster_demo_endpoints_answer:
 * @state: the server's state
 * @call: what arrived
 * @code: (out): TikTok's code of the answer
 * @envelope: (out) (transfer full) (nullable): the answer; %NULL unless the status is 200
 *
 * Answers one request of the API.
 *
 * Returns: the HTTP status: 200 with an envelope, 404 for an unknown path, 405 for another method than the path's
 */
guint
roster_demo_endpoints_answer (RosterDemoState      *state,
                              const RosterDemoCall *call,
                              int                  *code,
                              JsonNode            **envelope)
{
  RosterDemoRequest request = { .state = state };
  const RosterDemoEndpoint *endpoint;
  gboolean path_exists, is_late;

  *envelope = NULL;
  endpoint = find_endpoint (state, call->method, call->path, &path_exists);
  if (endpoint == NULL)
    return path_exists ? 405 : 404;

  request.data = json_object_new ();
  /* The link of a QR code may be asked for by GET, but is made by that. */
  is_late = g_str_equal (endpoint->method, "GET") && !g_str_equal (endpoint->path, AUTHORIZATION_PATH) && roster_demo_lag_step_back (state);
  answer (&request, endpoint, call);
  if (is_late)
    roster_demo_lag_step_forward (state);
  *code = request.code;
  *envelope = roster_demo_endpoints_make_envelope (state, request.code, request.message != NULL ? request.message : "OK", request.data);
  roster_demo_request_clear (&request);

  return 200;
}
