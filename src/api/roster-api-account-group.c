/* roster-api-account-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-account-group.h"

#include <string.h>

#include "roster-api-list.h"
#include "roster-api-read.h"
#include "roster-api-wire.h"
#include "roster-api-write.h"
#include "roster-json.h"

/* TikTok calls them asset groups. No limit is stated for the page size; this is the largest that any of its end points takes. */
#define PAGE_SIZE 50

#define USER_PREFIX "user:"

static int
count (JsonObject *row,
       const char *member)
{
  JsonArray *array = roster_json_get_array (row, member);

  return array != NULL ? (int) json_array_get_length (array) : (int) CLAMP (roster_json_get_int (row, member, -1), -1, G_MAXINT);
}

static gpointer
read_group (JsonObject *row)
{
  g_autofree char *name = roster_json_dup_name (row, "asset_group_name");
  g_autofree char *group_id = roster_json_dup_id (row, "asset_group_id");
  RosterAccountGroup *group;

  if (group_id == NULL)
    return NULL;

  group = roster_account_group_new (group_id);
  roster_item_set_name (ROSTER_ITEM (group), name);
  roster_account_group_set_ad_account_count (group, count (row, "assets"));
  roster_account_group_set_member_count (group, count (row, "members"));

  return group;
}

static gpointer
read_ad_account_key (JsonObject *row)
{
  g_autofree char *asset_id = roster_json_dup_id (row, "asset_id");

  return asset_id != NULL ? g_strconcat ("ad:", asset_id, NULL) : NULL;
}

static const char *
get_text (gpointer text)
{
  return text;
}

static gpointer
read_member (JsonObject *row)
{
  g_autofree char *member_id = roster_json_dup_id (row, "member_id");
  g_autofree char *key = g_strconcat (USER_PREFIX, member_id, NULL);
  const char *word = roster_json_get_string (roster_json_get_object (row, "asset_roles"), "ADVERTISER");
  RosterLevel level = roster_api_wire_read_level (word);

  if (member_id == NULL)
    return NULL;

  /* A member holds some level, even when it is not told which. */
  return roster_grant_new (key, level != ROSTER_LEVEL_NONE ? level : ROSTER_LEVEL_OTHER, word, ROSTER_TIKTOK_ROLES_NONE);
}

static const RosterApiRowKind group_kind = { read_group, roster_api_rows_get_item_key, g_object_unref };
static const RosterApiRowKind ad_account_key_kind = { read_ad_account_key, get_text, g_free };
static const RosterApiRowKind member_kind = { read_member, roster_api_rows_get_grant_key, (GDestroyNotify) roster_grant_free };

static gpointer
read_group_id (JsonObject *data)
{
  return roster_json_dup_id (data, "asset_group_id");
}

static JsonObject *
new_parameters (const char *bc_id,
                const char *group_id)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  roster_api_write_set_word (parameters, "asset_group_id", group_id);

  return parameters;
}

static void
set_ad_accounts (JsonObject         *body,
                 const char * const *advertiser_ids)
{
  JsonArray *assets = json_array_new ();

  for (guint i = 0; advertiser_ids != NULL && advertiser_ids[i] != NULL; i++)
    {
      JsonObject *asset = json_object_new ();

      json_object_set_string_member (asset, "asset_id", advertiser_ids[i]);
      json_object_set_string_member (asset, "asset_type", "ADVERTISER");
      json_array_add_object_element (assets, asset);
    }

  json_object_set_array_member (body, "assets", assets);
}

static void
set_members (JsonObject *body,
             GPtrArray  *grants,
             gboolean    with_levels)
{
  JsonArray *members = json_array_new ();

  for (guint i = 0; grants != NULL && i < grants->len; i++)
    {
      const RosterGrant *grant = g_ptr_array_index (grants, i);
      const char *level = roster_api_wire_write_group_level (grant->level);
      const char *key = grant->asset_key;
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "member_id", g_str_has_prefix (key, USER_PREFIX) ? key + strlen (USER_PREFIX) : key);
      if (with_levels && level != NULL)
        {
          JsonObject *asset_roles = json_object_new ();

          json_object_set_string_member (asset_roles, "ADVERTISER", level);
          json_object_set_object_member (member, "asset_roles", asset_roles);
        }
      json_array_add_object_element (members, member);
    }

  json_object_set_array_member (body, "members", members);
}

static void
list_async (RosterApiClient        *client,
            const char             *bc_id,
            const char             *group_id,
            const char             *query_entity,
            const char             *list_member,
            const RosterApiRowKind *kind,
            gpointer                source_tag,
            GCancellable           *cancellable,
            GAsyncReadyCallback     callback,
            gpointer                user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, group_id);

  json_object_set_string_member (parameters, "query_entity", query_entity);
  roster_api_list_async (client, "/bc/asset_group/get/", parameters, list_member, PAGE_SIZE, kind, source_tag, cancellable, callback,
                         user_data);
}

static void
update_async (RosterApiClient     *client,
              JsonObject          *body,
              const char          *update_entity,
              const char          *action,
              gpointer             source_tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  json_object_set_string_member (body, "update_entity", update_entity);
  roster_api_write_set_word (body, "action", action);
  roster_api_write_async (client, "/bc/asset_group/update/", body, source_tag, cancellable, callback, user_data);
}

/**
 * roster_api_account_group_list_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the account groups of a Business Center: `GET /bc/asset_group/list/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_account_group_list_async (RosterApiClient     *client,
                                     const char          *bc_id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, NULL);

  roster_api_list_async (client, "/bc/asset_group/list/", parameters, "asset_groups", PAGE_SIZE, &group_kind,
                         roster_api_account_group_list_async, cancellable, callback, user_data);
}

/**
 * roster_api_account_group_list_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_list_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterAccountGroup): the groups, or %NULL with @error set
 */
GPtrArray *
roster_api_account_group_list_finish (RosterApiClient  *client,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  return roster_api_list_finish (client, roster_api_account_group_list_async, result, error);
}

/**
 * roster_api_account_group_list_ad_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @group_id: the group's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads which ad accounts are in a group: `GET /bc/asset_group/get/` with `ASSET`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_account_group_list_ad_accounts_async (RosterApiClient     *client,
                                                 const char          *bc_id,
                                                 const char          *group_id,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data)
{
  list_async (client, bc_id, group_id, "ASSET", "asset_group.assets", &ad_account_key_kind,
              roster_api_account_group_list_ad_accounts_async, cancellable, callback, user_data);
}

/**
 * roster_api_account_group_list_ad_accounts_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_list_ad_accounts_async().
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the keys of the ad accounts, "ad:" and the ID, or %NULL with @error set
 */
GPtrArray *
roster_api_account_group_list_ad_accounts_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error)
{
  return roster_api_list_finish (client, roster_api_account_group_list_ad_accounts_async, result, error);
}

/**
 * roster_api_account_group_list_members_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @group_id: the group's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads who is in a group, and at which level: `GET /bc/asset_group/get/` with `MEMBER`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_account_group_list_members_async (RosterApiClient     *client,
                                             const char          *bc_id,
                                             const char          *group_id,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data)
{
  list_async (client, bc_id, group_id, "MEMBER", "asset_group.members", &member_kind, roster_api_account_group_list_members_async,
              cancellable, callback, user_data);
}

/**
 * roster_api_account_group_list_members_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_list_members_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterGrant): a grant for each member, whose `asset_key` is the person's key, or %NULL
 * with @error set
 */
GPtrArray *
roster_api_account_group_list_members_finish (RosterApiClient  *client,
                                              GAsyncResult     *result,
                                              GError          **error)
{
  return roster_api_list_finish (client, roster_api_account_group_list_members_async, result, error);
}

/**
 * roster_api_account_group_create_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @name: the group's name
 * @advertiser_ids: the ad accounts in it, 1 to 200
 * @members: (element-type RosterGrant): the members, 1 to 50, each with the person's key as `asset_key` and a level
 * @cancellable: (nullable): to stop
 * @callback: what to call with the new group's ID
 * @user_data: passed to @callback
 *
 * Makes an account group: `POST /bc/asset_group/create/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_account_group_create_async (RosterApiClient     *client,
                                       const char          *bc_id,
                                       const char          *name,
                                       const char * const  *advertiser_ids,
                                       GPtrArray           *members,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, NULL);

  json_object_set_string_member (body, "asset_group_name", name);
  set_ad_accounts (body, advertiser_ids);
  set_members (body, members, TRUE);

  roster_api_read_async (client, ROSTER_API_POST, "/bc/asset_group/create/", body, read_group_id, g_free,
                         roster_api_account_group_create_async, cancellable, callback, user_data);
}

/**
 * roster_api_account_group_create_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_create_async().
 *
 * Returns: (transfer full) (nullable): the new group's ID, or %NULL with @error set
 */
char *
roster_api_account_group_create_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  return roster_api_read_finish (client, roster_api_account_group_create_async, result, error);
}

/**
 * roster_api_account_group_rename_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @group_id: the group's ID
 * @name: the new name
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Renames a group: `POST /bc/asset_group/update/` with `NAME`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_account_group_rename_async (RosterApiClient     *client,
                                       const char          *bc_id,
                                       const char          *group_id,
                                       const char          *name,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, group_id);

  json_object_set_string_member (body, "asset_group_name", name);
  update_async (client, body, "NAME", NULL, roster_api_account_group_rename_async, cancellable, callback, user_data);
}

/**
 * roster_api_account_group_rename_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_rename_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_account_group_rename_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  return roster_api_write_finish (client, roster_api_account_group_rename_async, result, error);
}

/**
 * roster_api_account_group_change_ad_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @group_id: the group's ID
 * @add: whether to put them in; takes them out otherwise
 * @advertiser_ids: the ad accounts' IDs, 1 to 200
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Changes which ad accounts are in a group: `POST /bc/asset_group/update/` with `ASSET`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_account_group_change_ad_accounts_async (RosterApiClient     *client,
                                                   const char          *bc_id,
                                                   const char          *group_id,
                                                   gboolean             add,
                                                   const char * const  *advertiser_ids,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, group_id);

  set_ad_accounts (body, advertiser_ids);
  update_async (client, body, "ASSET", add ? "ADD" : "DELETE", roster_api_account_group_change_ad_accounts_async, cancellable, callback,
                user_data);
}

/**
 * roster_api_account_group_change_ad_accounts_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_change_ad_accounts_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_account_group_change_ad_accounts_finish (RosterApiClient  *client,
                                                    GAsyncResult     *result,
                                                    GError          **error)
{
  return roster_api_write_finish (client, roster_api_account_group_change_ad_accounts_async, result, error);
}

/**
 * roster_api_account_group_change_members_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @group_id: the group's ID
 * @add: whether to put them in; takes them out otherwise
 * @members: (element-type RosterGrant): the members, 1 to 50, each with the person's key as `asset_key` and, when put in, a level
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Changes who is in a group: `POST /bc/asset_group/update/` with `MEMBER`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_account_group_change_members_async (RosterApiClient     *client,
                                               const char          *bc_id,
                                               const char          *group_id,
                                               gboolean             add,
                                               GPtrArray           *members,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, group_id);

  set_members (body, members, add);
  update_async (client, body, "MEMBER", add ? "ADD" : "DELETE", roster_api_account_group_change_members_async, cancellable, callback,
                user_data);
}

/**
 * roster_api_account_group_change_members_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_change_members_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_account_group_change_members_finish (RosterApiClient  *client,
                                                GAsyncResult     *result,
                                                GError          **error)
{
  return roster_api_write_finish (client, roster_api_account_group_change_members_async, result, error);
}

/**
 * roster_api_account_group_delete_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @group_id: the group's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Deletes a group; its ad accounts stay where they are: `POST /bc/asset_group/delete/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_account_group_delete_async (RosterApiClient     *client,
                                       const char          *bc_id,
                                       const char          *group_id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, NULL);
  const char *group_ids[] = { group_id, NULL };

  roster_api_write_set_strv (body, "asset_group_ids", group_ids);
  roster_api_write_async (client, "/bc/asset_group/delete/", body, roster_api_account_group_delete_async, cancellable, callback, user_data);
}

/**
 * roster_api_account_group_delete_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_account_group_delete_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_account_group_delete_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  return roster_api_write_finish (client, roster_api_account_group_delete_async, result, error);
}
