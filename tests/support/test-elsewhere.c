/* test-elsewhere.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-elsewhere.h"

#include "roster-json.h"

/* What other people do while nobody looks, in the browser or in programs of their own: one change after the other at the demo server, to
 * somebody or something that is there. Not everything that is tried is possible: what TikTok would refuse, the server refuses. */

#define NEW_PARTNER "7288887776665550001"

static JsonObject *
pick (TestElsewhere *self,
      JsonObject    *state,
      const char    *list,
      const char    *member,
      const char    *value)
{
  JsonObject *center = roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0);
  JsonArray *rows = roster_json_get_array (center, list);
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);

      if (member == NULL || g_strcmp0 (roster_json_get_string (row, member), value) == 0)
        g_ptr_array_add (fitting, row);
    }

  return fitting->len > 0 ? fitting->pdata[g_rand_int_range (self->rand, 0, (gint32) fitting->len)] : NULL;
}

static const char *
pick_text (TestElsewhere *self,
           JsonObject    *state,
           const char    *list,
           const char    *member,
           const char    *value,
           const char    *wanted)
{
  JsonObject *row = pick (self, state, list, member, value);

  return row != NULL ? roster_json_get_string (row, wanted) : "1";
}

#define MEMBER(state) pick_text (self, state, "members", "status", "BOUND", "user_id")
#define INVITED(state) pick_text (self, state, "members", "status", "PENDING", "email")
#define AD_ACCOUNT(state) pick_text (self, state, "assets", "type", "ADVERTISER", "asset_id")
#define ACCOUNT(state) pick_text (self, state, "assets", "type", "TT_ACCOUNT", "asset_id")
#define PARTNER(state) pick_text (self, state, "partners", NULL, NULL, "bc_id")
#define GROUP(state) pick_text (self, state, "groups", NULL, NULL, "asset_group_id")

static void G_GNUC_PRINTF (3, 4)
post (TestElsewhere *self,
      const char    *path,
      const char    *format,
      ...)
{
  g_autofree char *inner = NULL;
  g_autoptr (JsonObject) answer = NULL;
  va_list args;

  va_start (args, format);
  inner = g_strdup_vprintf (format, args);
  va_end (args);
  answer = test_demo_post (&self->demo, path, "{'bc_id':'" TEST_DEMO_BC "',%s}", inner);
}

static void
visit (TestElsewhere *self,
       const char    *path,
       const char    *field,
       const char    *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);
  g_autofree char *form = g_strdup_printf ("%s=%s", field, escaped);

  test_world_post (self->world, path, form);
}

/* A row of what somebody holds, or an agency uses: TikTok refuses to take away what nobody has. */
static const char *
pick_member_of (TestElsewhere *self,
                JsonObject    *object)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;
  guint n = g_list_length (names);

  return n > 0 ? g_list_nth_data (names, (guint) g_rand_int_range (self->rand, 0, (gint32) n)) : "1";
}

static void
give_ad_account (TestElsewhere *self,
                 JsonObject    *state)
{
  const char *levels[] = { "ADMIN", "OPERATOR", "ANALYST" };

  post (self, "/bc/asset/assign/", "'user_id':'%s','asset_type':'ADVERTISER','asset_id':'%s','advertiser_role':'%s'", MEMBER (state),
        AD_ACCOUNT (state), levels[g_rand_int_range (self->rand, 0, 3)]);
}

static void
take_ad_account (TestElsewhere *self,
                 JsonObject    *state)
{
  JsonObject *member = pick (self, state, "members", "status", "BOUND");

  post (self, "/bc/asset/unassign/", "'user_id':'%s','asset_type':'ADVERTISER','asset_id':'%s'", roster_json_get_string (member, "user_id"),
        pick_member_of (self, roster_json_get_object (member, "grants")));
}

static void
give_tiktok_account (TestElsewhere *self,
                     JsonObject    *state)
{
  post (self, "/bc/asset/assign/", "'user_id':'%s','asset_type':'TT_ACCOUNT','asset_id':'%s','tt_account_roles':['POST']", MEMBER (state),
        ACCOUNT (state));
}

static void
invite (TestElsewhere *self,
        JsonObject    *state)
{
  post (self, "/bc/member/invite/", "'emails':['new.%u@x.example'],'user_role':'STANDARD','asset_ids':['%s'],'advertiser_role':'OPERATOR'",
        g_rand_int (self->rand), AD_ACCOUNT (state));
}

static void
accept (TestElsewhere *self,
        JsonObject    *state)
{
  visit (self, "/demo/accept", "email", INVITED (state));
}

static void
decline (TestElsewhere *self,
         JsonObject    *state)
{
  visit (self, "/demo/decline", "email", INVITED (state));
}

static void
withdraw (TestElsewhere *self,
          JsonObject    *state)
{
  post (self, "/bc/member/delete/", "'user_email':'%s'", INVITED (state));
}

static void
remove_member (TestElsewhere *self,
               JsonObject    *state)
{
  const char *user_id = MEMBER (state);

  if (!g_str_equal (user_id, TEST_DEMO_AOIFE)) /* whose token this is */
    post (self, "/bc/member/delete/", "'user_id':'%s'", user_id);
}

static void
change_role (TestElsewhere *self,
             JsonObject    *state)
{
  const char *user_id = MEMBER (state);

  if (!g_str_equal (user_id, TEST_DEMO_AOIFE))
    post (self, "/bc/member/update/", "'user_id':'%s','user_role':'%s'", user_id, g_rand_boolean (self->rand) ? "ADMIN" : "STANDARD");
}

static void
rename_member (TestElsewhere *self,
               JsonObject    *state)
{
  post (self, "/bc/member/update/", "'user_id':'%s','user_name':'Renamed %u'", MEMBER (state), g_rand_int (self->rand));
}

static void
link_account (TestElsewhere *self,
              JsonObject    *state)
{
  post (self, "/bc/asset/advertiser/assign/", "'asset_id':'%s','advertiser_id':'%s'", ACCOUNT (state), AD_ACCOUNT (state));
}

static void
unlink_account (TestElsewhere *self,
                JsonObject    *state)
{
  JsonObject *account = pick (self, state, "assets", "type", "TT_ACCOUNT");
  JsonArray *links = account != NULL ? roster_json_get_array (account, "links") : NULL;

  if (links != NULL && json_array_get_length (links) > 0)
    post (self, "/bc/asset/advertiser/unassign/", "'asset_type':'TT_ACCOUNT','asset_id':'%s','advertiser_id':'%s'",
          roster_json_get_string (account, "asset_id"), json_array_get_string_element (links, 0));
}

static void
remove_account (TestElsewhere *self,
                JsonObject    *state)
{
  post (self, "/bc/asset/admin/delete/", "'asset_type':'TT_ACCOUNT','asset_ids':['%s']", ACCOUNT (state));
}

static void
vanish (TestElsewhere *self,
        JsonObject    *state)
{
  visit (self, "/demo/vanish", "asset_id", ACCOUNT (state));
}

static void
vanish_silently (TestElsewhere *self,
                 JsonObject    *state)
{
  g_autofree char *form = g_strdup_printf ("silent=1&asset_id=%s", ACCOUNT (state));

  test_world_post (self->world, "/demo/vanish", form);
}

static void
add_account (TestElsewhere *self,
             JsonObject    *state)
{
  g_autofree char *form = g_strdup_printf ("handle=new.%u", (guint) g_rand_int_range (self->rand, 0, 100000));
  g_autoptr (JsonObject) answer = test_demo_post (&self->demo, "/bc/asset/account/authorization/",
                                                  "{'bc_id':'" TEST_DEMO_BC "'}");
  const char *link = roster_json_get_string (test_demo_data (answer), "bc_auth_qr_code");
  g_autofree char *approve = NULL;

  g_assert_nonnull (link);
  approve = g_strconcat (link, "/approve", NULL);
  g_assert_cmpuint (test_world_post (self->world, approve, form), ==, 200);
}

static void
share (TestElsewhere *self,
       JsonObject    *state)
{
  post (self, "/bc/partner/add/", "'partner_id':'%s','asset_type':'ADVERTISER','asset_ids':['%s'],'advertiser_role':'ADMIN'", PARTNER (state),
        AD_ACCOUNT (state));
}

static void
stop_sharing (TestElsewhere *self,
              JsonObject    *state)
{
  JsonObject *partner = pick (self, state, "partners", NULL, NULL);

  if (partner != NULL)
    post (self, "/bc/partner/asset/delete/", "'partner_id':'%s','asset_type':'ADVERTISER','asset_ids':['%s']",
          roster_json_get_string (partner, "bc_id"), pick_member_of (self, roster_json_get_object (partner, "sharing")));
}

static void
add_partner (TestElsewhere *self,
             JsonObject    *state)
{
  post (self, "/bc/partner/add/", "'partner_id':'" NEW_PARTNER "','asset_type':'ADVERTISER','asset_ids':['%s'],'advertiser_role':'ANALYST'",
        AD_ACCOUNT (state));
}

static void
approve_partner (TestElsewhere *self,
                 JsonObject    *state)
{
  test_world_post (self->world, "/demo/partner", "partner_id=" NEW_PARTNER "&decision=approve");
}

static void
end_partnership (TestElsewhere *self,
                 JsonObject    *state)
{
  post (self, "/bc/partner/delete/", "'partner_id':'%s'", PARTNER (state));
}

static void
make_group (TestElsewhere *self,
            JsonObject    *state)
{
  post (self, "/bc/asset_group/create/", "'asset_group_name':'Group %u','assets':[{'asset_id':'%s','asset_type':'ADVERTISER'}],"
        "'members':[{'member_id':'%s','asset_roles':{'ADVERTISER':'ADVERTISER_ROLE_OPERATOR'}}]", g_rand_int (self->rand), AD_ACCOUNT (state),
        MEMBER (state));
}

static void
change_group (TestElsewhere *self,
              JsonObject    *state)
{
  post (self, "/bc/asset_group/update/", "'asset_group_id':'%s','update_entity':'ASSET','action':'%s','assets':[{'asset_id':'%s',"
        "'asset_type':'ADVERTISER'}]", GROUP (state), g_rand_boolean (self->rand) ? "ADD" : "DELETE", AD_ACCOUNT (state));
}

static void
delete_group (TestElsewhere *self,
              JsonObject    *state)
{
  post (self, "/bc/asset_group/delete/", "'asset_group_id':'%s'", GROUP (state));
}

static const struct
{
  const char *name;
  void (*happen) (TestElsewhere *self,
                  JsonObject    *state);
} changes[] = {
  { "an ad account was given", give_ad_account },
  { "an ad account was taken away", take_ad_account },
  { "a TikTok account was given", give_tiktok_account },
  { "an invitation", invite },
  { "an acceptance", accept },
  { "a refusal", decline },
  { "another invitation", invite },
  { "a withdrawal", withdraw },
  { "a member was removed", remove_member },
  { "a role", change_role },
  { "a name", rename_member },
  { "a link", link_account },
  { "an unlink", unlink_account },
  { "a TikTok account was removed", remove_account },
  { "an owner revoked", vanish },
  { "an owner revoked and the log does not tell", vanish_silently },
  { "a TikTok account was added", add_account },
  { "an ad account was shared", share },
  { "an ad account is no longer shared", stop_sharing },
  { "an agency was asked", add_partner },
  { "an agency agreed", approve_partner },
  { "a partnership was ended", end_partnership },
  { "an account group", make_group },
  { "an account group was changed", change_group },
  { "an account group was deleted", delete_group },
};

/* @world must have been set up, and stay so. */
void
test_elsewhere_set_up (TestElsewhere *self,
                       TestWorld     *world)
{
  self->world = world;
  self->demo.server = world->server;
  self->demo.session = soup_session_new ();
  soup_session_set_proxy_resolver (self->demo.session, NULL);
  self->demo.token = ROSTER_DEMO_TOKEN_ADMIN;
  self->rand = g_rand_new_with_seed (g_test_rand_int ());
}

void
test_elsewhere_tear_down (TestElsewhere *self)
{
  soup_session_abort (self->demo.session);
  g_clear_object (&self->demo.session);
  g_clear_pointer (&self->rand, g_rand_free);
}

/* Returns: how many kinds of changes there are */
guint
test_elsewhere_count_kinds (void)
{
  return G_N_ELEMENTS (changes);
}

/* Returns: what a kind of change is called; the earlier ones make way for the later */
const char *
test_elsewhere_get_name (guint kind)
{
  return changes[kind].name;
}

void
test_elsewhere_happen (TestElsewhere *self,
                       guint          kind)
{
  g_autoptr (JsonObject) state = test_world_get_state (self->world);

  changes[kind].happen (self, state);
}

void
test_elsewhere_happen_named (TestElsewhere *self,
                             const char    *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (changes[i].name, name))
      {
        test_elsewhere_happen (self, i);
        return;
      }

  g_error ("nothing is called %s", name);
}
