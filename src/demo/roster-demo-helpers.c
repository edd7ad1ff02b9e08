/* roster-demo-helpers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-site.h"

#include "roster-demo-alliance.h"
#include "roster-demo-bc.h"
#include "roster-demo-lag.h"

#include <json-glib/json-glib.h>

/* What happens elsewhere, on demand: the people who are not at this computer. Below `/demo/` and no part of TikTok's API.
 *
 * `GET /demo/state`                                 what the server knows, as JSON, without tokens and QR links
 * `POST /demo/accept`    email                      the invitee accepts
 * `POST /demo/decline`   email                      the invitee refuses
 * `POST /demo/vanish`    asset_id, silent           the owner revokes a TikTok account; with `silent` the activity log does not tell
 * `POST /demo/partner`   partner_id, decision       the other side approves or declines a partnership
 * `POST /demo/role`      user_id, role              another Admin makes somebody ADMIN or STANDARD, or removes them everywhere when it is empty
 * `POST /demo/log`       type, text                 a line of the activity log, about what this server does not play
 * `POST /demo/advance`   seconds                    the server's clock is put forward
 * `POST /demo/fault`     spec                       what goes wrong from now on, as `--fault` says it; nothing, when it is empty */

#define MAX_ADVANCE (366 * 86400)

static void
reply_json (RosterDemoVisit *visit,
            JsonObject      *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  roster_demo_visit_reply_text (visit, 200, "application/json", json_to_string (node, TRUE));
}

static void
reply_done (RosterDemoVisit *visit,
            gboolean         found)
{
  if (found)
    roster_demo_visit_reply_note (visit, 200, "Done", "It has happened.");
  else
    roster_demo_visit_reply_note (visit, 404, "Not found", "There is nothing of that name here.");
}

static JsonObject *
dump_member (RosterDemoMember *member)
{
  JsonObject *row = json_object_new ();
  JsonObject *grants = json_object_new ();

  for (guint i = 0; i < member->grants->len; i++)
    {
      RosterDemoGrant *grant = g_ptr_array_index (member->grants, i);

      json_object_set_string_member (grants, grant->asset->id, grant->roles);
    }

  json_object_set_string_member (row, "user_id", member->user_id);
  json_object_set_string_member (row, "name", member->name);
  json_object_set_string_member (row, "email", member->email);
  json_object_set_string_member (row, "role", member->role);
  if (member->finance_role != NULL)
    json_object_set_string_member (row, "finance_role", member->finance_role);
  json_object_set_string_member (row, "status", member->status);
  json_object_set_object_member (row, "grants", grants);

  return row;
}

static JsonObject *
dump_asset (RosterDemoAsset *asset)
{
  JsonObject *row = json_object_new ();
  JsonArray *links = json_array_new ();

  for (guint i = 0; i < asset->links->len; i++)
    json_array_add_string_element (links, ((RosterDemoAsset *) g_ptr_array_index (asset->links, i))->id);

  json_object_set_string_member (row, "asset_id", asset->id);
  json_object_set_string_member (row, "type", asset->type);
  json_object_set_string_member (row, "name", asset->account != NULL ? asset->account->name : asset->name);
  if (asset->account != NULL)
    {
      json_object_set_string_member (row, "handle", asset->account->handle);
      json_object_set_boolean_member (row, "ads_only", asset->account->ads_only);
    }
  json_object_set_array_member (row, "links", links);

  return row;
}

static JsonObject *
dump_partner (RosterDemoPartner *partner)
{
  JsonObject *row = json_object_new ();
  JsonObject *sharing = json_object_new ();

  for (guint i = 0; i < partner->sharing->len; i++)
    {
      RosterDemoShare *share = g_ptr_array_index (partner->sharing, i);

      json_object_set_string_member (sharing, share->asset->id, share->role);
    }

  json_object_set_string_member (row, "bc_id", partner->bc_id);
  json_object_set_string_member (row, "name", partner->name);
  json_object_set_boolean_member (row, "approved", partner->approved);
  json_object_set_object_member (row, "sharing", sharing);

  return row;
}

static JsonObject *
dump_group (RosterDemoGroup *group)
{
  JsonObject *row = json_object_new ();
  JsonArray *assets = json_array_new ();
  JsonObject *members = json_object_new ();

  for (guint i = 0; i < group->assets->len; i++)
    json_array_add_string_element (assets, ((RosterDemoAsset *) g_ptr_array_index (group->assets, i))->id);
  for (guint i = 0; i < group->members->len; i++)
    {
      RosterDemoGroupMember *entry = g_ptr_array_index (group->members, i);

      json_object_set_string_member (members, entry->member->user_id, entry->role);
    }

  json_object_set_string_member (row, "asset_group_id", group->id);
  json_object_set_string_member (row, "name", group->name);
  json_object_set_array_member (row, "assets", assets);
  json_object_set_object_member (row, "members", members);

  return row;
}

static JsonObject *
dump_ticket (RosterDemoState  *state,
             RosterDemoTicket *ticket)
{
  static const char * const states[] = { "open", "approved", "declined" };
  JsonObject *row = json_object_new ();
  gboolean ran_out = ticket->state == ROSTER_DEMO_TICKET_OPEN && ticket->expires <= roster_demo_state_get_now (state);

  json_object_set_string_member (row, "bc_id", ticket->bc->id);
  json_object_set_string_member (row, "state", ran_out ? "expired" : states[ticket->state]);
  json_object_set_boolean_member (row, "ads_only", ticket->ads_only);
  if (ticket->account != NULL)
    json_object_set_string_member (row, "handle", ticket->account->handle);

  return row;
}

static JsonObject *
dump_bc (RosterDemoBc *bc)
{
  JsonObject *row = json_object_new ();
  JsonArray *members = json_array_new ();
  JsonArray *assets = json_array_new ();
  JsonArray *partners = json_array_new ();
  JsonArray *groups = json_array_new ();

  for (guint i = 0; i < bc->members->len; i++)
    json_array_add_object_element (members, dump_member (g_ptr_array_index (bc->members, i)));
  for (guint i = 0; i < bc->assets->len; i++)
    json_array_add_object_element (assets, dump_asset (g_ptr_array_index (bc->assets, i)));
  for (guint i = 0; i < bc->partners->len; i++)
    json_array_add_object_element (partners, dump_partner (g_ptr_array_index (bc->partners, i)));
  for (guint i = 0; i < bc->groups->len; i++)
    json_array_add_object_element (groups, dump_group (g_ptr_array_index (bc->groups, i)));

  json_object_set_string_member (row, "bc_id", bc->id);
  json_object_set_string_member (row, "name", bc->name);
  json_object_set_array_member (row, "members", members);
  json_object_set_array_member (row, "assets", assets);
  json_object_set_array_member (row, "partners", partners);
  json_object_set_array_member (row, "groups", groups);

  return row;
}

static void
dump_state (RosterDemoVisit *visit)
{
  RosterDemoState *state = visit->state;
  JsonObject *object = json_object_new ();
  JsonArray *bcs = json_array_new ();
  JsonArray *tickets = json_array_new ();

  for (guint i = 0; i < state->bcs->len; i++)
    json_array_add_object_element (bcs, dump_bc (g_ptr_array_index (state->bcs, i)));
  for (guint i = 0; i < state->tickets->len; i++)
    json_array_add_object_element (tickets, dump_ticket (state, g_ptr_array_index (state->tickets, i)));

  json_object_set_array_member (object, "business_centers", bcs);
  json_object_set_array_member (object, "tickets", tickets);
  reply_json (visit, object);
}

/* "maria.lopez@studio.example" is called Maria Lopez. */
static char *
make_name (const char *email)
{
  g_auto (GStrv) address = g_strsplit (email, "@", 2);
  g_auto (GStrv) words = g_strsplit_set (address[0], "._-", -1);

  for (guint i = 0; words[i] != NULL; i++)
    *words[i] = g_ascii_toupper (*words[i]);

  return g_strjoinv (" ", words);
}

static RosterDemoMember *
find_invitee (RosterDemoVisit *visit,
              RosterDemoBc   **bc)
{
  const char *email = roster_demo_visit_get_field (visit, "email");

  for (guint i = 0; i < visit->state->bcs->len; i++)
    {
      RosterDemoMember *member;

      *bc = g_ptr_array_index (visit->state->bcs, i);
      member = roster_demo_bc_find_member (*bc, email);
      if (member != NULL && g_str_equal (member->status, "PENDING"))
        return member;
    }

  return NULL;
}

static void
answer_invitation (RosterDemoVisit *visit,
                   gboolean         accept)
{
  RosterDemoBc *bc;
  RosterDemoMember *member = find_invitee (visit, &bc);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (member != NULL && accept)
    {
      name = make_name (member->email);
      id = roster_demo_state_make_id (visit->state);
      roster_demo_bc_accept_member (bc, member, id, name);
      roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "USER", id, "%s joined the Business Center.", name);
    }
  else if (member != NULL)
    {
      member->status = "REJECTED";
      roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "USER", "", "%s declined the invitation.", member->email);
    }

  reply_done (visit, member != NULL);
}

static void
vanish (RosterDemoVisit *visit)
{
  const char *asset_id = roster_demo_visit_get_field (visit, "asset_id");
  gboolean silent = *roster_demo_visit_get_field (visit, "silent") != '\0';
  gboolean found = FALSE;

  for (guint i = 0; i < visit->state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (visit->state->bcs, i);
      RosterDemoAsset *asset = roster_demo_bc_get_asset (bc, "TT_ACCOUNT", asset_id);

      if (asset != NULL)
        {
          if (!silent)
            roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "ASSET", "",
                                "TikTok account %s (%s) was disconnected by its owner.", asset->account->name, asset->id);
          roster_demo_bc_remove_asset (bc, asset);
          found = TRUE;
        }
    }

  reply_done (visit, found);
}

static void
answer_partner (RosterDemoVisit *visit)
{
  const char *partner_id = roster_demo_visit_get_field (visit, "partner_id");
  gboolean approve = g_str_equal (roster_demo_visit_get_field (visit, "decision"), "approve");

  for (guint i = 0; i < visit->state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (visit->state->bcs, i);
      RosterDemoPartner *partner = roster_demo_bc_get_partner (bc, partner_id);

      if (partner == NULL || partner->approved)
        continue;

      if (approve)
        {
          partner->approved = TRUE;
          roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "BUSINESS", partner_id, "%s approved the partnership.", partner->name);
        }
      else
        {
          roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "BUSINESS", partner_id, "%s declined the partnership.", partner->name);
          roster_demo_bc_remove_partner (bc, partner);
        }
      reply_done (visit, TRUE);
      return;
    }

  reply_done (visit, FALSE);
}

static void
set_role (RosterDemoVisit *visit)
{
  const char *user_id = roster_demo_visit_get_field (visit, "user_id");
  const char *role = roster_demo_visit_get_field (visit, "role");
  gboolean found = FALSE;

  for (guint i = 0; i < visit->state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (visit->state->bcs, i);
      RosterDemoMember *member = roster_demo_bc_get_member (bc, user_id);

      if (member == NULL)
        continue;

      found = TRUE;
      if (*role != '\0')
        {
          member->role = g_intern_string (role);
          roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "USER", "", "Member %s is %s now.", user_id, role);
        }
      else
        {
          roster_demo_bc_remove_member (bc, member);
          roster_demo_bc_log (bc, roster_demo_state_get_now (visit->state), "USER", "", "Member %s was removed.", user_id);
        }
    }

  reply_done (visit, found);
}

static void
log_line (RosterDemoVisit *visit)
{
  roster_demo_bc_log (g_ptr_array_index (visit->state->bcs, 0), roster_demo_state_get_now (visit->state),
                      roster_demo_visit_get_field (visit, "type"), visit->state->admin->user_id, "%s", roster_demo_visit_get_field (visit, "text"));
  reply_done (visit, TRUE);
}

static void
advance (RosterDemoVisit *visit)
{
  gint64 seconds;

  if (!g_ascii_string_to_signed (roster_demo_visit_get_field (visit, "seconds"), 10, 0, MAX_ADVANCE, &seconds, NULL))
    {
      roster_demo_visit_reply_note (visit, 400, "No such time", "The field “seconds” is a whole number of seconds.");
      return;
    }

  visit->state->clock_offset += seconds * G_TIME_SPAN_SECOND;
  roster_demo_state_settle (visit->state);
  reply_done (visit, TRUE);
}

static void
set_fault (RosterDemoVisit *visit)
{
  g_autoptr (GError) error = NULL;
  RosterDemoFault *fault = roster_demo_fault_new (roster_demo_visit_get_field (visit, "spec"), 0, &error);

  if (fault == NULL)
    {
      roster_demo_visit_reply_note (visit, 400, "No such fault", error->message);
      return;
    }

  roster_demo_fault_free (*visit->fault);
  *visit->fault = fault;
  roster_demo_lag_end (visit->state);
  reply_done (visit, TRUE);
}

/**
 * roster_demo_helpers_answer:
 * @visit: a visit
 *
 * Answers what is below `/demo/`.
 *
 * Returns: whether the visit was one of these
 */
gboolean
roster_demo_helpers_answer (RosterDemoVisit *visit)
{
  if (roster_demo_visit_is (visit, "GET", "/demo/state"))
    dump_state (visit);
  else if (roster_demo_visit_is (visit, "POST", "/demo/accept"))
    answer_invitation (visit, TRUE);
  else if (roster_demo_visit_is (visit, "POST", "/demo/decline"))
    answer_invitation (visit, FALSE);
  else if (roster_demo_visit_is (visit, "POST", "/demo/vanish"))
    vanish (visit);
  else if (roster_demo_visit_is (visit, "POST", "/demo/partner"))
    answer_partner (visit);
  else if (roster_demo_visit_is (visit, "POST", "/demo/role"))
    set_role (visit);
  else if (roster_demo_visit_is (visit, "POST", "/demo/log"))
    log_line (visit);
  else if (roster_demo_visit_is (visit, "POST", "/demo/advance"))
    advance (visit);
  else if (roster_demo_visit_is (visit, "POST", "/demo/fault"))
    set_fault (visit);
  else
    return FALSE;

  return TRUE;
}
