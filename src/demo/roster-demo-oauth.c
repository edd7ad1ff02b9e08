/* roster-demo-oauth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"
#include "roster-demo-server.h"

#include <string.h>

/* Sign-in: `/oauth2/access_token/`, `/oauth2/advertiser/get/`, `/oauth2/revoke_token/`, `/user/info/`. The page where a person agrees is
 * in roster-demo-portal.c. */

#define AUTH_CODE_LIFETIME G_TIME_SPAN_HOUR

static gboolean
check_app (RosterDemoRequest *request)
{
  if (g_strcmp0 (roster_json_get_string (request->params, "app_id"), ROSTER_DEMO_APP_ID) == 0 &&
      g_strcmp0 (roster_json_get_string (request->params, "secret"), ROSTER_DEMO_APP_SECRET) == 0)
    return TRUE;

  roster_demo_request_fail (request, ROSTER_DEMO_BAD_APP, "The app_id or secret is invalid.");

  return FALSE;
}

/* The ad accounts that a token of @user can work on: those of every Business Center where the person is an Admin, and those that were
 * given to the person by name. */
static GPtrArray *
list_advertisers (RosterDemoState *state,
                  RosterDemoUser  *user)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (state->bcs, i);
      RosterDemoMember *member = roster_demo_bc_get_member (bc, user->user_id);

      if (member == NULL)
        continue;

      for (guint j = 0; j < bc->assets->len; j++)
        {
          RosterDemoAsset *asset = g_ptr_array_index (bc->assets, j);

          if (g_str_equal (asset->type, "ADVERTISER") && roster_demo_bc_member_may_use (member, asset))
            g_ptr_array_add (list, asset);
        }
    }

  return list;
}

static void
set_advertiser_ids (RosterDemoRequest *request,
                    RosterDemoUser    *user)
{
  g_autoptr (GPtrArray) list = list_advertisers (request->state, user);
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_string_element (ids, ((RosterDemoAsset *) g_ptr_array_index (list, i))->id);
  json_object_set_array_member (request->data, "advertiser_ids", ids);
}

static void
access_token (RosterDemoRequest *request)
{
  static const int scopes[] = { 1, 2, 4, 6, 693 };
  RosterDemoAuthCode *code;
  const char *text = roster_json_get_string (request->params, "auth_code");
  RosterDemoUser *user;
  JsonArray *scope;
  char *token;
  gboolean fresh;

  if (!check_app (request))
    return;

  code = g_hash_table_lookup (request->state->codes, text);
  fresh = code != NULL && code->created + AUTH_CODE_LIFETIME > roster_demo_state_get_now (request->state);
  user = code != NULL ? code->user : NULL;
  g_hash_table_remove (request->state->codes, text);
  if (!fresh)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_AUTH_CODE, "The auth_code is invalid, expired or has been used.");
      return;
    }

  token = roster_demo_state_make_secret ();
  g_hash_table_insert (request->state->tokens, token, user);
  json_object_set_string_member (request->data, "access_token", token);
  if (roster_json_get_boolean (request->params, "return_advertiser_ids", TRUE))
    set_advertiser_ids (request, user);
  else
    json_object_set_array_member (request->data, "advertiser_ids", json_array_new ());

  scope = json_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    json_array_add_int_element (scope, scopes[i]);
  json_object_set_array_member (request->data, "scope", scope);
}

static void
advertiser_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) list = NULL;
  JsonArray *rows;

  if (!check_app (request))
    return;

  list = list_advertisers (request->state, request->user);
  rows = json_array_new ();
  for (guint i = 0; i < list->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (list, i);
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "advertiser_id", asset->id);
      json_object_set_string_member (row, "advertiser_name", asset->name);
      json_array_add_object_element (rows, row);
    }
  json_object_set_array_member (request->data, "list", rows);
}

static void
revoke_token (RosterDemoRequest *request)
{
  const char *token = roster_json_get_string (request->params, "access_token");
  RosterDemoUser *user;

  if (!check_app (request))
    return;

  user = g_hash_table_lookup (request->state->tokens, token);
  if (user == NULL)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_TOKEN, "Access token is incorrect or has been revoked.");
      return;
    }

  g_hash_table_insert (request->state->tokens, g_strdup (token), NULL);
  json_object_set_string_member (request->data, "app_id", ROSTER_DEMO_APP_ID);
  set_advertiser_ids (request, user);
}

static char *
mask_email (const char *email)
{
  const char *at = strchr (email, '@');

  return g_strdup_printf ("%c***%s", *email, at != NULL ? at : "");
}

static void
user_info (RosterDemoRequest *request)
{
  g_autofree char *email = mask_email (request->user->email);
  g_autofree char *avatar = g_strdup_printf ("%s/avatar/%s.png", request->state->base_url, request->user->user_id);

  json_object_set_string_member (request->data, "core_user_id", request->user->user_id);
  json_object_set_string_member (request->data, "display_name", request->user->name);
  json_object_set_string_member (request->data, "email", email);
  json_object_set_int_member (request->data, "create_time", 1650000000);
  json_object_set_string_member (request->data, "avatar_url", avatar);
}

static const RosterDemoParam access_token_params[] = {
  { .name = "app_id", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "secret", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "auth_code", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "return_advertiser_ids", .kind = ROSTER_DEMO_BOOLEAN },
  { NULL }
};

static const RosterDemoParam app_params[] = {
  { .name = "app_id", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "secret", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { NULL }
};

static const RosterDemoParam revoke_params[] = {
  { .name = "app_id", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "secret", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "access_token", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { NULL }
};

static const RosterDemoParam no_params[] = {
  { NULL }
};

const RosterDemoEndpoint roster_demo_oauth_endpoints[] = {
  { "POST", "/oauth2/access_token/", ROSTER_DEMO_ANYBODY, access_token_params, access_token },
  { "GET", "/oauth2/advertiser/get/", ROSTER_DEMO_USER, app_params, advertiser_get },
  { "POST", "/oauth2/revoke_token/", ROSTER_DEMO_ANYBODY, revoke_params, revoke_token },
  { "GET", "/user/info/", ROSTER_DEMO_USER, no_params, user_info },
  { NULL }
};
