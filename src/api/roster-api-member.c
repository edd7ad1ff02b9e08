/* roster-api-member.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-member.h"

#include "roster-api-list.h"
#include "roster-api-wire.h"
#include "roster-api-write.h"
#include "roster-json.h"

/* Smaller than elsewhere: TikTok refuses more. */
#define PAGE_SIZE 20

static gpointer
read_member (JsonObject *row)
{
  g_autofree char *name = roster_json_dup_name (row, "user_name");
  g_autofree char *user_id = roster_json_dup_id (row, "user_id");
  const char *email = roster_json_get_string (row, "user_email");
  const char *role = roster_json_get_string (row, "user_role");
  const char *finance_role = roster_json_get_string (roster_json_get_object (row, "ext_user_role"), "finance_role");
  const char *status = roster_json_get_string (row, "relation_status");
  RosterMembership membership = roster_api_wire_read_membership (status);
  gboolean has_email = email != NULL && *email != '\0';
  RosterPerson *person;

  /* Whoever has not accepted is known by the address: nobody knows what TikTok sends as the user ID until then. */
  if ((has_email && (membership == ROSTER_MEMBERSHIP_PENDING || membership == ROSTER_MEMBERSHIP_REJECTED)) || g_strcmp0 (user_id, "0") == 0)
    g_clear_pointer (&user_id, g_free);
  if (user_id == NULL && !has_email)
    return NULL;

  person = roster_person_new (user_id, email);
  roster_item_set_name (ROSTER_ITEM (person), name);
  roster_person_set_role (person, roster_api_wire_read_role (role));
  roster_person_set_role_text (person, role);
  roster_person_set_finance_role (person, roster_api_wire_read_finance_role (finance_role));
  roster_person_set_finance_role_text (person, finance_role);
  roster_person_set_membership (person, membership);
  roster_person_set_membership_text (person, status);

  return person;
}

static const RosterApiRowKind member_kind = { read_member, roster_api_rows_get_item_key, g_object_unref };

static void
set_finance_role (JsonObject        *body,
                  RosterFinanceRole  finance_role)
{
  const char *word = roster_api_wire_write_finance_role (finance_role);
  JsonObject *ext_user_role;

  if (word == NULL)
    return;

  ext_user_role = json_object_new ();
  json_object_set_string_member (ext_user_role, "finance_role", word);
  json_object_set_object_member (body, "ext_user_role", ext_user_role);
}

/**
 * roster_api_member_list_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the people of a Business Center, also those who were invited or have declined: `GET /bc/member/get/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_member_list_async (RosterApiClient     *client,
                              const char          *bc_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  roster_api_list_async (client, "/bc/member/get/", parameters, "list", PAGE_SIZE, &member_kind, roster_api_member_list_async,
                         cancellable, callback, user_data);
}

/**
 * roster_api_member_list_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_member_list_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterPerson): the people, or %NULL with @error set
 */
GPtrArray *
roster_api_member_list_finish (RosterApiClient  *client,
                               GAsyncResult     *result,
                               GError          **error)
{
  return roster_api_list_finish (client, roster_api_member_list_async, result, error);
}

/**
 * roster_api_member_count_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the number
 * @user_data: passed to @callback
 *
 * Asks how many people a Business Center has, those who were invited or have declined included: `GET /bc/member/get/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_member_count_async (RosterApiClient     *client,
                               const char          *bc_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  roster_api_rows_count_async (client, "/bc/member/get/", parameters, roster_api_member_count_async, cancellable, callback, user_data);
}

/**
 * roster_api_member_count_finish:
 * @client: the client
 * @result: the result
 * @count: (out): how many there are, or -1 when TikTok does not say
 * @error: return location for an error
 *
 * Ends roster_api_member_count_async().
 *
 * Returns: %FALSE with @error set
 */
gboolean
roster_api_member_count_finish (RosterApiClient  *client,
                                GAsyncResult     *result,
                                gint64           *count,
                                GError          **error)
{
  return roster_api_rows_count_finish (client, roster_api_member_count_async, result, count, error);
}

/**
 * roster_api_member_find_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @membership: only those who stand like this to it; @ROSTER_MEMBERSHIP_UNKNOWN for all
 * @keyword: (nullable): only those whose name or address matches
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads some of the people of a Business Center: `GET /bc/member/get/` with a filter. What a keyword matches is not specified closely: a row
 * that comes is true, one that does not come proves nothing. Errors are those of roster_api_client_call_async().
 */
void
roster_api_member_find_async (RosterApiClient     *client,
                              const char          *bc_id,
                              RosterMembership     membership,
                              const char          *keyword,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  JsonObject *filtering = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  roster_api_write_set_word (filtering, "relation_status", roster_api_wire_write_membership (membership));
  roster_api_write_set_word (filtering, "keyword", keyword);
  json_object_set_object_member (parameters, "filtering", filtering);
  roster_api_list_async (client, "/bc/member/get/", parameters, "list", PAGE_SIZE, &member_kind, roster_api_member_find_async,
                         cancellable, callback, user_data);
}

/**
 * roster_api_member_find_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_member_find_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterPerson): the people, or %NULL with @error set
 */
GPtrArray *
roster_api_member_find_finish (RosterApiClient  *client,
                               GAsyncResult     *result,
                               GError          **error)
{
  return roster_api_list_finish (client, roster_api_member_find_async, result, error);
}

/**
 * roster_api_member_invite_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @emails: the addresses, 1 to 50
 * @role: @ROSTER_ROLE_ADMIN or @ROSTER_ROLE_STANDARD
 * @finance_role: a role, or @ROSTER_FINANCE_ROLE_NONE
 * @advertiser_ids: (nullable): ad accounts that they get when they accept, at most 50
 * @level: their level on all of these
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Invites people: `POST /bc/member/invite/`. TikTok ignores, without a word, addresses that were invited before: which ones it took is
 * seen by listing. Errors are those of roster_api_client_call_async().
 */
void
roster_api_member_invite_async (RosterApiClient     *client,
                                const char          *bc_id,
                                const char * const  *emails,
                                RosterRole           role,
                                RosterFinanceRole    finance_role,
                                const char * const  *advertiser_ids,
                                RosterLevel          level,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, "bc_id", bc_id);
  roster_api_write_set_strv (body, "emails", emails);
  roster_api_write_set_word (body, "user_role", roster_api_wire_write_role (role));
  set_finance_role (body, finance_role);
  json_object_set_string_member (body, "asset_type", "ADVERTISER");
  roster_api_write_set_strv (body, "asset_ids", advertiser_ids);
  if (advertiser_ids != NULL && *advertiser_ids != NULL)
    roster_api_write_set_word (body, "advertiser_role", roster_api_wire_write_level (level));

  roster_api_write_async (client, "/bc/member/invite/", body, roster_api_member_invite_async, cancellable, callback, user_data);
}

/**
 * roster_api_member_invite_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_member_invite_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_member_invite_finish (RosterApiClient  *client,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  return roster_api_write_finish (client, roster_api_member_invite_async, result, error);
}

/**
 * roster_api_member_update_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @user_id: the member's ID
 * @role: the new role; @ROSTER_ROLE_UNKNOWN leaves it as it is
 * @finance_role: the new role; @ROSTER_FINANCE_ROLE_NONE leaves it as it is, since nobody knows how to take it away
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Changes the roles of a member: `POST /bc/member/update/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_member_update_async (RosterApiClient     *client,
                                const char          *bc_id,
                                const char          *user_id,
                                RosterRole           role,
                                RosterFinanceRole    finance_role,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, "bc_id", bc_id);
  json_object_set_string_member (body, "user_id", user_id);
  roster_api_write_set_word (body, "user_role", roster_api_wire_write_role (role));
  set_finance_role (body, finance_role);

  roster_api_write_async (client, "/bc/member/update/", body, roster_api_member_update_async, cancellable, callback, user_data);
}

/**
 * roster_api_member_update_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_member_update_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_member_update_finish (RosterApiClient  *client,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  return roster_api_write_finish (client, roster_api_member_update_async, result, error);
}

/**
 * roster_api_member_delete_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @user_id: (nullable): the ID of a member, to remove
 * @email: (nullable): the address of somebody invited, to withdraw the invitation; exactly one of the two is given
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Removes a member or withdraws an invitation: `POST /bc/member/delete/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_member_delete_async (RosterApiClient     *client,
                                const char          *bc_id,
                                const char          *user_id,
                                const char          *email,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (JsonObject) body = json_object_new ();

  g_return_if_fail ((user_id == NULL) != (email == NULL));

  json_object_set_string_member (body, "bc_id", bc_id);
  roster_api_write_set_word (body, "user_id", user_id);
  roster_api_write_set_word (body, "user_email", email);

  roster_api_write_async (client, "/bc/member/delete/", body, roster_api_member_delete_async, cancellable, callback, user_data);
}

/**
 * roster_api_member_delete_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_member_delete_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_member_delete_finish (RosterApiClient  *client,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  return roster_api_write_finish (client, roster_api_member_delete_async, result, error);
}
