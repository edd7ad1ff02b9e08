/* test-apply-cases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply-cases.h"

#include "roster-json.h"

/* What the row called @name holds on the asset called @asset, or "-". */
static char *
observe_held (JsonObject *center,
              const char *list,
              const char *name,
              const char *held,
              const char *asset)
{
  JsonObject *row = test_apply_find_row (center, list, "name", name);
  const char *id = roster_json_get_string (test_apply_find_row (center, "assets", "name", asset), "asset_id");
  const char *level = row != NULL ? roster_json_get_string (roster_json_get_object (row, held), id) : NULL;

  return g_strdup (level != NULL ? level : "-");
}

static char *
observe_link (JsonObject *center,
              const char *tiktok_name,
              const char *name)
{
  JsonArray *links = roster_json_get_array (test_apply_find_row (center, "assets", "name", tiktok_name), "links");
  const char *id = roster_json_get_string (test_apply_find_row (center, "assets", "name", name), "asset_id");

  for (guint i = 0; i < json_array_get_length (links); i++)
    if (g_strcmp0 (json_array_get_string_element (links, i), id) == 0)
      return g_strdup ("linked");

  return g_strdup ("-");
}

static char *
observe_there (JsonObject *center,
               const char *list,
               const char *member,
               const char *value)
{
  return g_strdup (test_apply_find_row (center, list, member, value) != NULL ? "there" : "-");
}

static RosterChange *
make_lower (TestWorld *world)
{
  return roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
}

static char *
observe_lower (JsonObject *center)
{
  return observe_held (center, "members", "Ivy Intern", "grants", "ACME-US");
}

static RosterChange *
make_take (TestWorld *world)
{
  return roster_change_new_level (test_world_principal (world, "Mateo Rivera"), test_world_ad_account (world, "HC-FR"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_NONE);
}

static char *
observe_take (JsonObject *center)
{
  return observe_held (center, "members", "Mateo Rivera", "grants", "HC-FR");
}

static RosterChange *
make_raise_agency (TestWorld *world)
{
  return roster_change_new_level (test_world_principal (world, "Lumen Media"), test_world_ad_account (world, "ACME-US"), ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_OPERATOR);
}

static char *
observe_raise_agency (JsonObject *center)
{
  return observe_held (center, "partners", "Lumen Media", "sharing", "ACME-US");
}

static RosterChange *
make_stop_sharing (TestWorld *world)
{
  return roster_change_new_level (test_world_principal (world, "Lumen Media"), test_world_ad_account (world, "HC-US"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_NONE);
}

static char *
observe_stop_sharing (JsonObject *center)
{
  return observe_held (center, "partners", "Lumen Media", "sharing", "HC-US");
}

static RosterChange *
make_lower_agency (TestWorld *world)
{
  return roster_change_new_level (test_world_principal (world, "Lumen Media"), test_world_ad_account (world, "HC-EU"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST);
}

static char *
observe_lower_agency (JsonObject *center)
{
  return observe_held (center, "partners", "Lumen Media", "sharing", "HC-EU");
}

static RosterChange *
make_roles (TestWorld *world)
{
  return roster_change_new_roles (test_world_principal (world, "Mateo Rivera"), test_world_tiktok_account (world, "Acme Trails"), ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST);
}

static char *
observe_roles (JsonObject *center)
{
  return observe_held (center, "members", "Mateo Rivera", "grants", "Acme Trails");
}

static RosterChange *
make_take_roles (TestWorld *world)
{
  return roster_change_new_roles (test_world_principal (world, "Tomas Novak"), test_world_tiktok_account (world, "Acme Outdoor"), ROSTER_TIKTOK_ROLES_POST, ROSTER_TIKTOK_ROLES_NONE);
}

static char *
observe_take_roles (JsonObject *center)
{
  return observe_held (center, "members", "Tomas Novak", "grants", "Acme Outdoor");
}

static RosterChange *
make_link (TestWorld *world)
{
  return roster_change_new_link (test_world_tiktok_account (world, "Acme Trails"), test_world_ad_account (world, "ACME-CA"));
}

static char *
observe_linked (JsonObject *center)
{
  return observe_link (center, "Acme Trails", "ACME-CA");
}

static RosterChange *
make_unlink (TestWorld *world)
{
  return roster_change_new_unlink (test_world_tiktok_account (world, "Fjord Skincare"), test_world_ad_account (world, "FJORD-DK"));
}

static char *
observe_unlinked (JsonObject *center)
{
  return observe_link (center, "Fjord Skincare", "FJORD-DK");
}

static RosterChange *
make_disconnect (TestWorld *world)
{
  return roster_change_new_disconnect (test_world_tiktok_account (world, "Harbour Roasters"));
}

static char *
observe_disconnected (JsonObject *center)
{
  return observe_there (center, "assets", "name", "Harbour Roasters");
}

static RosterChange *
make_invite (TestWorld *world)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  g_list_store_append (ad_accounts, test_world_ad_account (world, "ACME-DE"));

  return roster_change_new_invite ("nina@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_OPERATOR);
}

static char *
observe_invited (JsonObject *center)
{
  return observe_there (center, "members", "email", "nina@studio.example");
}

static RosterChange *
make_withdraw (TestWorld *world)
{
  return roster_change_new_withdraw (test_world_pending (world, "freelancer@paperkite.example"));
}

static char *
observe_withdrawn (JsonObject *center)
{
  return observe_there (center, "members", "email", "freelancer@paperkite.example");
}

static RosterChange *
make_member_role (TestWorld *world)
{
  return roster_change_new_member_role (test_world_principal (world, "Sofia Rossi"), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN,
                                        ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER);
}

static char *
observe_member_role (JsonObject *center)
{
  JsonObject *row = test_apply_find_row (center, "members", "name", "Sofia Rossi");

  return g_strconcat (roster_json_get_string (row, "role"), " ", roster_json_get_string (row, "finance_role"), NULL);
}

static RosterChange *
make_remove (TestWorld *world)
{
  return roster_change_new_remove (test_world_principal (world, "Jonas Weber"));
}

static char *
observe_removed (JsonObject *center)
{
  return observe_there (center, "members", "name", "Jonas Weber");
}

static RosterChange *
make_invite_agency (TestWorld *world)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  g_list_store_append (ad_accounts, test_world_ad_account (world, "FJORD-NO"));

  return roster_change_new_invite_agency ("7290001112223334999", G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_ANALYST);
}

static char *
observe_invited_agency (JsonObject *center)
{
  return observe_there (center, "partners", "bc_id", "7290001112223334999");
}

static RosterChange *
make_end_partnership (TestWorld *world)
{
  return roster_change_new_end_partnership (test_world_principal (world, "Lumen Media"));
}

static char *
observe_ended_partnership (JsonObject *center)
{
  return observe_there (center, "partners", "name", "Lumen Media");
}

static const TestApplyCase CASES[] = {
  { "level of a person", make_lower, observe_lower, "ANALYST" },
  { "ad account taken away", make_take, observe_take, "-" },
  { "level of an agency", make_raise_agency, observe_raise_agency, "OPERATOR" },
  { "sharing stopped", make_stop_sharing, observe_stop_sharing, "-" },
  { "agency lowered", make_lower_agency, observe_lower_agency, "ANALYST" },
  { "roles", make_roles, observe_roles, "POST" },
  { "roles taken away", make_take_roles, observe_take_roles, "-" },
  { "link", make_link, observe_linked, "linked" },
  { "unlink", make_unlink, observe_unlinked, "-" },
  { "disconnect", make_disconnect, observe_disconnected, "-" },
  { "invite", make_invite, observe_invited, "there" },
  { "withdraw", make_withdraw, observe_withdrawn, "-" },
  { "member role", make_member_role, observe_member_role, "ADMIN MANAGER" },
  { "remove", make_remove, observe_removed, "-" },
  /* An agency that has not accepted is in no list of TikTok's. */
  { "invite agency", make_invite_agency, observe_invited_agency, "there", TRUE },
  { "end partnership", make_end_partnership, observe_ended_partnership, "-" },
};

const TestApplyCase *
test_apply_get_cases (guint *n_cases)
{
  *n_cases = G_N_ELEMENTS (CASES);

  return CASES;
}

/* Returns: (transfer full): what is so at the server of what @one is about */
char *
test_apply_observe (TestWorld           *world,
                    const TestApplyCase *one)
{
  g_autoptr (JsonObject) state = test_world_get_state (world);

  return one->observe (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0));
}
