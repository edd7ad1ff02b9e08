/* roster-demo-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-request.h"

/* What the end points have in common: refusing, paging, finding what a parameter names. */

/**
 * roster_demo_request_clear:
 * @self: a request that was answered
 *
 * Frees what the request holds, but not @self.
 */
void
roster_demo_request_clear (RosterDemoRequest *self)
{
  g_clear_pointer (&self->params, json_object_unref);
  g_clear_pointer (&self->data, json_object_unref);
  g_clear_pointer (&self->message, g_free);
}

/**
 * roster_demo_request_fail:
 * @self: a request
 * @code: one of #RosterDemoCode, or any that TikTok may send
 * @format: (not nullable): what the answer says, like printf()
 * @...: what @format asks for
 *
 * Refuses the request. The last refusal is the one that is sent.
 */
void
roster_demo_request_fail (RosterDemoRequest *self,
                          int                code,
                          const char        *format,
                          ...)
{
  va_list args;

  g_free (self->message);
  self->code = code;
  va_start (args, format);
  self->message = g_strdup_vprintf (format, args);
  va_end (args);
}

/**
 * roster_demo_request_return_page:
 * @self: a request with the parameters `page` and `page_size`
 * @list_name: the member of `data` that holds the rows
 * @items: what there is, in order
 * @to_row: (transfer full): turns an item into a row
 *
 * Answers with one page of @items; with a smaller one than was asked for where the server has a cap.
 */
void
roster_demo_request_return_page (RosterDemoRequest *self,
                                 const char        *list_name,
                                 GPtrArray         *items,
                                 JsonObject      *(*to_row) (RosterDemoRequest *request,
                                                             gpointer           item))
{
  gint64 page = roster_json_get_int (self->params, "page", 1);
  gint64 asked = roster_json_get_int (self->params, "page_size", 10);
  gint64 size = self->state->page_cap > 0 ? MIN (asked, (gint64) self->state->page_cap) : asked;
  gint64 first = (page - 1) * size;
  JsonArray *rows = json_array_new ();
  JsonObject *info = json_object_new ();

  if (self->state->page_limit > 0 && asked > (gint64) self->state->page_limit)
    roster_demo_request_fail (self, ROSTER_DEMO_BAD_PARAMETER, "page_size: Must be less than or equal to %u.", self->state->page_limit);

  for (gint64 i = first; i < MIN (first + size, (gint64) items->len); i++)
    json_array_add_object_element (rows, to_row (self, g_ptr_array_index (items, i)));

  json_object_set_int_member (info, "page", page);
  json_object_set_int_member (info, "page_size", size);
  json_object_set_int_member (info, "total_number", items->len);
  json_object_set_int_member (info, "total_page", (items->len + size - 1) / size);
  json_object_set_array_member (self->data, list_name, rows);
  json_object_set_object_member (self->data, "page_info", info);
}

/**
 * roster_demo_request_get_filter:
 * @self: a request
 * @name: a member of the parameter `filtering`
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
roster_demo_request_get_filter (RosterDemoRequest *self,
                                const char        *name)
{
  return roster_json_get_string (roster_json_get_object (self->params, "filtering"), name);
}

/**
 * roster_demo_request_matches:
 * @keyword: (nullable): what is looked for, in any case
 * @...: the texts to look in, %NULL at the end
 *
 * Returns: whether one of the texts contains @keyword, or there is none
 */
gboolean
roster_demo_request_matches (const char *keyword,
                             ...)
{
  g_autofree char *needle = NULL;
  gboolean found = FALSE;
  const char *text;
  va_list args;

  if (keyword == NULL)
    return TRUE;

  needle = g_utf8_casefold (keyword, -1);
  va_start (args, keyword);
  while (!found && (text = va_arg (args, const char *)) != NULL)
    {
      g_autofree char *folded = g_utf8_casefold (text, -1);

      found = g_strrstr (folded, needle) != NULL;
    }
  va_end (args);

  return found;
}

/**
 * roster_demo_request_find_member:
 * @self: a request about a Business Center
 * @user_id: (nullable): the ID of a member
 *
 * Refuses the request when there is no such member.
 *
 * Returns: (transfer none) (nullable): the member
 */
RosterDemoMember *
roster_demo_request_find_member (RosterDemoRequest *self,
                                 const char        *user_id)
{
  RosterDemoMember *member = roster_demo_bc_get_member (self->bc, user_id);

  if (member == NULL)
    roster_demo_request_fail (self, ROSTER_DEMO_BAD_PARAMETER, "The user (%s) is not a member of the Business Center.", user_id);

  return member;
}

/**
 * roster_demo_request_get_member:
 * @self: a request about a Business Center
 *
 * Refuses the request when there is no such member.
 *
 * Returns: (transfer none) (nullable): the member that the parameter `user_id` names
 */
RosterDemoMember *
roster_demo_request_get_member (RosterDemoRequest *self)
{
  return roster_demo_request_find_member (self, roster_json_get_string (self->params, "user_id"));
}

/**
 * roster_demo_request_find_asset:
 * @self: a request about a Business Center
 * @type: (nullable): a type, as on the wire
 * @id: (nullable): its ID
 *
 * Refuses the request when there is no such asset.
 *
 * Returns: (transfer none) (nullable): the asset
 */
RosterDemoAsset *
roster_demo_request_find_asset (RosterDemoRequest *self,
                                const char        *type,
                                const char        *id)
{
  RosterDemoAsset *asset = roster_demo_bc_get_asset (self->bc, type, id);

  if (asset == NULL)
    roster_demo_request_fail (self, ROSTER_DEMO_BAD_PARAMETER, "You don't have permission to the asset(%s).", id);

  return asset;
}

/**
 * roster_demo_request_refuses_asset:
 * @self: a request that gives somebody an ad account
 * @asset: the ad account
 *
 * Refuses the request when the server was told to because of that ad account.
 *
 * Returns: whether it is refused
 */
gboolean
roster_demo_request_refuses_asset (RosterDemoRequest *self,
                                   RosterDemoAsset   *asset)
{
  const char *refused = self->state->refuse_asset;

  if (g_strcmp0 (asset->id, refused) != 0 && g_strcmp0 (asset->name, refused) != 0)
    return FALSE;

  roster_demo_request_fail (self, ROSTER_DEMO_BAD_PARAMETER, "You don't have permission to the asset(%s).", asset->id);

  return TRUE;
}

/**
 * roster_demo_request_get_asset:
 * @self: a request about a Business Center
 *
 * Refuses the request when there is no such asset.
 *
 * Returns: (transfer none) (nullable): the asset that the parameters `asset_type` and `asset_id` name
 */
RosterDemoAsset *
roster_demo_request_get_asset (RosterDemoRequest *self)
{
  return roster_demo_request_find_asset (self, roster_json_get_string (self->params, "asset_type"),
                                         roster_json_get_string (self->params, "asset_id"));
}

/**
 * roster_demo_request_find_advertiser:
 * @self: a request
 * @id: the ID of an ad account
 * @bc_id: (nullable): the Business Center in which it has to be
 * @bc: (out) (transfer none): where it was found
 *
 * The ad account where the token's user may see it: as an Admin of a Business Center that has it, or because it was given to the person.
 * Refuses the request when it is nowhere.
 *
 * Returns: (transfer none) (nullable): the ad account
 */
RosterDemoAsset *
roster_demo_request_find_advertiser (RosterDemoRequest  *self,
                                     const char         *id,
                                     const char         *bc_id,
                                     RosterDemoBc      **bc)
{
  for (guint i = 0; i < self->state->bcs->len; i++)
    {
      RosterDemoBc *candidate = g_ptr_array_index (self->state->bcs, i);
      RosterDemoMember *member = roster_demo_bc_get_member (candidate, self->user->user_id);
      RosterDemoAsset *asset = roster_demo_bc_get_asset (candidate, "ADVERTISER", id);

      if (asset == NULL || !roster_demo_bc_member_may_use (member, asset) || (bc_id != NULL && !g_str_equal (candidate->id, bc_id)))
        continue;

      *bc = candidate;
      return asset;
    }

  roster_demo_request_fail (self, ROSTER_DEMO_NO_PERMISSION, "No permission to operate advertiser %s.", id);

  return NULL;
}

/**
 * roster_demo_request_log:
 * @self: a request about a Business Center
 * @activity_type: what kind of thing was done, as on the wire
 * @format: what the line says, like printf()
 * @...: what @format asks for
 *
 * Writes a line into the Business Center's activity log, in the name of the token's user.
 */
void
roster_demo_request_log (RosterDemoRequest *self,
                         const char        *activity_type,
                         const char        *format,
                         ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  roster_demo_bc_log (self->bc, roster_demo_state_get_now (self->state), activity_type, self->user->user_id, "%s", text);
}
