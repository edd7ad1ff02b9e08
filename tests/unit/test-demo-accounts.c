/* test-demo-accounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

#define AUTHORIZATION "/bc/asset/account/authorization/"
#define BC "bc_id", TEST_DEMO_BC

/* The path of a fresh QR link. */
static char *
ask_for_link (TestDemo *demo,
              gboolean  ads_only)
{
  g_autoptr (JsonObject) answer = test_demo_post (demo, AUTHORIZATION, "{'bc_id':'" TEST_DEMO_BC "','is_ads_only_mode':%s}",
                                                  ads_only ? "true" : "false");
  const char *base_url = roster_demo_server_get_base_url (demo->server);
  const char *link;

  test_demo_assert_ok (answer);
  link = roster_json_get_string (test_demo_data (answer), "bc_auth_qr_code");
  g_assert_true (g_str_has_prefix (link, base_url));
  g_assert_cmpuint (strlen (link), >, 60);

  return g_strdup (link + strlen (base_url));
}

static guint
act (TestDemo   *demo,
     const char *link,
     const char *action,
     const char *form)
{
  g_autofree char *path = g_strconcat (link, action, NULL);
  g_autofree char *page = NULL;
  guint status;

  page = test_demo_visit (demo, path, form, &status);

  return status;
}

static JsonObject *
list_accounts (TestDemo *demo)
{
  return test_demo_get (demo, "/bc/asset/admin/get/", BC, "asset_type", "TT_ACCOUNT", "page_size", "50", NULL);
}

static gint64
count_accounts (TestDemo *demo)
{
  g_autoptr (JsonObject) answer = list_accounts (demo);

  return test_demo_total (answer);
}

static void
test_approve (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *link = ask_for_link (demo, FALSE);
  g_autofree char *other = ask_for_link (demo, FALSE);
  g_autofree char *page = NULL;
  g_autofree char *front = NULL;
  g_autoptr (JsonObject) list = NULL;

  g_assert_cmpstr (link, !=, other);
  front = test_demo_visit (demo, "/", NULL, NULL);
  g_assert_nonnull (strstr (front, link));
  page = test_demo_visit (demo, link, NULL, NULL);
  g_assert_nonnull (strstr (page, "Northwind Agency"));
  g_assert_nonnull (strstr (page, "Approve as @tidewaterbooks"));
  g_assert_null (strstr (page, "Approve as @acmeoutdoor")); /* linked already */
  g_assert_nonnull (strstr (page, "Moss &amp; Marble"));

  g_assert_cmpint (count_accounts (demo), ==, 6);
  g_assert_cmpuint (act (demo, link, "/approve", "handle=%40Acme&name=Acme%20%3Cb%3E"), ==, 200);
  list = list_accounts (demo);
  g_assert_cmpint (test_demo_total (list), ==, 7);
  g_assert_nonnull (test_demo_find (test_demo_list (list), "asset_name", "Acme <b>"));

  /* A link is good for one answer. */
  g_assert_cmpuint (act (demo, link, "", NULL), ==, 410);
  g_assert_cmpuint (act (demo, link, "/approve", "handle=acme"), ==, 410);
  g_assert_cmpuint (act (demo, "/qr/0000", "", NULL), ==, 404);
  g_assert_cmpuint (act (demo, "/qr/", "", NULL), ==, 404);

  /* Names are text on the pages, never markup. */
  g_free (page);
  page = test_demo_visit (demo, other, NULL, NULL);
  g_assert_null (strstr (page, "<b>Acme"));

  /* The same account once more adds nothing. */
  g_assert_cmpuint (act (demo, other, "/approve", "handle=acme"), ==, 200);
  g_assert_cmpint (count_accounts (demo), ==, 7);
}

static char *
ask_for_code (RosterDemoLinkForm form,
              guint              length)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) answer = NULL;

  options->link_form = form;
  options->link_length = length;
  demo = test_demo_new (options);
  answer = test_demo_post (demo, AUTHORIZATION, "{'bc_id':'" TEST_DEMO_BC "'}");
  test_demo_assert_ok (answer);

  return g_strdup (roster_json_get_string (test_demo_data (answer), "bc_auth_qr_code"));
}

/* What nobody has seen TikTok send, and nobody has seen it not send. */
static void
test_forms_of_a_link (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autofree char *plain = ask_for_code (ROSTER_DEMO_LINK_FORM_PLAIN, 0);
  g_autofree char *spaces = ask_for_code (ROSTER_DEMO_LINK_FORM_SPACES, 0);
  g_autofree char *picture = ask_for_code (ROSTER_DEMO_LINK_FORM_PICTURE, 0);
  g_autofree char *html = ask_for_code (ROSTER_DEMO_LINK_FORM_HTML, 0);
  g_autofree char *padded = ask_for_code (ROSTER_DEMO_LINK_FORM_PLAIN, 4000);
  g_autofree char *link = NULL;
  g_autofree guint8 *png = NULL;
  gsize size;

  g_assert_true (g_str_has_prefix (plain, "http://"));
  g_assert_true (g_str_has_prefix (spaces, "\n  http://"));
  g_assert_true (g_str_has_suffix (spaces, " \r\n"));
  g_assert_true (g_str_has_prefix (picture, "data:image/png;base64,"));
  png = g_base64_decode (strchr (picture, ',') + 1, &size);
  g_assert_cmpuint (size, >, 100);
  g_assert_cmpint (memcmp (png, "\x89PNG", 4), ==, 0);
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  g_assert_cmpuint (strlen (padded), ==, 4000);
  g_assert_true (g_str_has_prefix (padded, "http://"));

  /* A long one leads to the same page. */
  options->link_length = 4000;
  demo = test_demo_new (options);
  link = ask_for_link (demo, FALSE);
  g_assert_cmpuint (act (demo, link, "", NULL), ==, 200);
}

static void
test_decline_and_run_out (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *declined = ask_for_link (demo, FALSE);
  g_autofree char *late = ask_for_link (demo, FALSE);
  g_autofree char *done = NULL;
  g_autoptr (JsonObject) state = NULL;
  JsonArray *tickets;

  g_assert_cmpuint (act (demo, declined, "/decline", ""), ==, 200);
  g_assert_cmpuint (act (demo, declined, "/approve", "handle=acme"), ==, 410);

  /* Ten minutes to the second. */
  done = test_demo_visit (demo, "/demo/advance", "seconds=590", NULL);
  g_assert_cmpuint (act (demo, late, "", NULL), ==, 200);
  g_free (done);
  done = test_demo_visit (demo, "/demo/advance", "seconds=10", NULL);
  g_assert_cmpuint (act (demo, late, "", NULL), ==, 410);
  g_assert_cmpuint (act (demo, late, "/approve", "handle=acme"), ==, 410);
  g_assert_cmpint (count_accounts (demo), ==, 6);

  state = test_demo_get_state (demo);
  tickets = roster_json_get_array (state, "tickets");
  g_assert_cmpstr (roster_json_get_string (roster_json_array_get_object (tickets, 0), "state"), ==, "declined");
  g_assert_cmpstr (roster_json_get_string (roster_json_array_get_object (tickets, 1), "state"), ==, "expired");
}

static void
test_arrives_later (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *link = ask_for_link (demo, FALSE);
  g_autofree char *done = NULL;

  g_assert_cmpuint (act (demo, link, "/approve", "handle=acme&delay=x"), ==, 400);
  g_assert_cmpuint (act (demo, link, "/approve", "handle=no+such+handle"), ==, 400);
  g_assert_cmpuint (act (demo, link, "/approve", "handle=acme&delay=60"), ==, 200);
  g_assert_cmpint (count_accounts (demo), ==, 6);
  done = test_demo_visit (demo, "/demo/advance", "seconds=60", NULL);
  g_assert_cmpint (count_accounts (demo), ==, 7);
}

static void
test_method (void)
{
  static const struct
  {
    RosterDemoMethod method;
    guint get;
    guint post;
  } cases[] = {
    { ROSTER_DEMO_METHOD_GET, 200, 405 },
    { ROSTER_DEMO_METHOD_POST, 405, 200 },
    { ROSTER_DEMO_METHOD_BOTH, 200, 200 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
      g_autoptr (TestDemo) demo = NULL;
      g_autoptr (SoupMessage) get = NULL;
      g_autoptr (SoupMessage) post = NULL;
      g_autoptr (GBytes) get_body = NULL;
      g_autoptr (GBytes) post_body = NULL;

      options->authorization_method = cases[i].method;
      demo = test_demo_new (options);
      get_body = test_demo_send (demo, "GET", "/open_api/v1.3" AUTHORIZATION "?bc_id=" TEST_DEMO_BC "&is_ads_only_mode=true", NULL, NULL, &get, NULL);
      post_body = test_demo_send (demo, "POST", "/open_api/v1.3" AUTHORIZATION, "application/json", "{\"bc_id\":\"" TEST_DEMO_BC "\"}", &post, NULL);
      g_assert_cmpuint (soup_message_get_status (get), ==, cases[i].get);
      g_assert_cmpuint (soup_message_get_status (post), ==, cases[i].post);
    }
}

static gint64
count_links (TestDemo   *demo,
             const char *account)
{
  g_autoptr (JsonObject) answer = test_demo_get (demo, "/bc/asset/advertiser/assigned/", BC, "asset_type", "TT_ACCOUNT", "asset_id", account, NULL);

  test_demo_assert_ok (answer);

  return test_demo_total (answer);
}

static void
test_link_and_unlink (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "TT_ACCOUNT", "Acme Trails");
  g_autofree char *advertiser = test_demo_find_id (demo, "ADVERTISER", "ACME-CA");
  g_autofree char *waiting = test_demo_find_id (demo, "ADVERTISER", "FJORD-IT");
  g_autoptr (JsonObject) linked = NULL;
  g_autoptr (JsonObject) twice = NULL;
  g_autoptr (JsonObject) quota = NULL;
  g_autoptr (JsonObject) untyped = NULL;
  g_autoptr (JsonObject) unlinked = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) pending = NULL;

  g_assert_cmpint (count_links (demo, account), ==, 0);
  linked = test_demo_post (demo, "/bc/asset/advertiser/assign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s'}", account, advertiser);
  test_demo_assert_ok (linked);
  twice = test_demo_post (demo, "/bc/asset/advertiser/assign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s'}", account, advertiser);
  test_demo_assert_ok (twice);
  g_assert_cmpint (count_links (demo, account), ==, 1);

  quota = test_demo_get (demo, "/asset/bind/quota/", "advertiser_id", advertiser, "asset_id", account, "asset_type", "IDENTITY", NULL);
  test_demo_assert_ok (quota);
  g_assert_cmpint (roster_json_get_int (test_demo_data (quota), "used_quota", -1), ==, 1);
  g_assert_cmpint (roster_json_get_int (test_demo_data (quota), "total_quota", -1), ==,
                   1 + roster_json_get_int (test_demo_data (quota), "available_quota", -1));

  untyped = test_demo_post (demo, "/bc/asset/advertiser/unassign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s'}", account, advertiser);
  test_demo_assert_refused (untyped, 40002, "asset_type");
  unlinked = test_demo_post (demo, "/bc/asset/advertiser/unassign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s',"
                             "'asset_type':'TT_ACCOUNT'}", account, advertiser);
  test_demo_assert_ok (unlinked);
  g_assert_cmpint (count_links (demo, account), ==, 0);
  again = test_demo_post (demo, "/bc/asset/advertiser/unassign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s',"
                          "'asset_type':'TT_ACCOUNT'}", account, advertiser);
  test_demo_assert_refused (again, 40002, "not linked");

  pending = test_demo_post (demo, "/bc/asset/advertiser/assign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s'}", account, waiting);
  test_demo_assert_refused (pending, 40002, "not approved");
}

static void
test_disconnect (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "TT_ACCOUNT", "Harbour Coffee");
  g_autofree char *other = test_demo_find_id (demo, "TT_ACCOUNT", "Acme Trails");
  g_autofree char *advertiser = test_demo_find_id (demo, "ADVERTISER", "HC-EU");
  g_autoptr (JsonObject) two = NULL;
  g_autoptr (JsonObject) wrong_type = NULL;
  g_autoptr (JsonObject) gone = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) identities = NULL;
  g_autoptr (JsonObject) of_tomas = NULL;

  two = test_demo_post (demo, "/bc/asset/admin/delete/", "{'bc_id':'" TEST_DEMO_BC "','asset_type':'TT_ACCOUNT','asset_ids':['%s','%s']}", account, other);
  test_demo_assert_refused (two, 40002, "asset_ids");
  wrong_type = test_demo_post (demo, "/bc/asset/admin/delete/", "{'bc_id':'" TEST_DEMO_BC "','asset_type':'ADVERTISER','asset_ids':['%s']}", advertiser);
  test_demo_assert_refused (wrong_type, 40002, "asset_type");
  g_assert_cmpint (count_accounts (demo), ==, 6);

  gone = test_demo_post (demo, "/bc/asset/admin/delete/", "{'bc_id':'" TEST_DEMO_BC "','asset_type':'TT_ACCOUNT','asset_ids':['%s']}", account);
  test_demo_assert_ok (gone);
  g_assert_cmpint (count_accounts (demo), ==, 5);
  again = test_demo_post (demo, "/bc/asset/admin/delete/", "{'bc_id':'" TEST_DEMO_BC "','asset_type':'TT_ACCOUNT','asset_ids':['%s']}", account);
  test_demo_assert_refused (again, 40002, "permission to the asset");

  /* The links and the people's roles went along. */
  identities = test_demo_get (demo, "/identity/get/", "advertiser_id", advertiser, NULL);
  test_demo_assert_ok (identities);
  g_assert_cmpint (test_demo_total (identities), ==, 0);
  of_tomas = test_demo_get (demo, "/bc/asset/get/", BC, "asset_type", "TT_ACCOUNT", "filtering", "{\"user_id\":\"" TEST_DEMO_TOMAS "\"}", NULL);
  g_assert_cmpint (test_demo_total (of_tomas), ==, 1);
}

static void
test_owner_revokes (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "TT_ACCOUNT", "Harbour Coffee");
  g_autofree char *form = g_strconcat ("asset_id=", account, NULL);
  g_autofree char *done = test_demo_visit (demo, "/demo/vanish", form, NULL);
  g_autofree char *again = NULL;
  guint status;

  g_assert_cmpint (count_accounts (demo), ==, 5);
  again = test_demo_visit (demo, "/demo/vanish", form, &status);
  g_assert_cmpuint (status, ==, 404);
}

static void
test_identity (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *link = ask_for_link (demo, TRUE);
  g_autofree char *advertiser = test_demo_find_id (demo, "ADVERTISER", "ACME-CA");
  g_autofree char *account = NULL;
  g_autoptr (JsonObject) linked = NULL;
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (JsonObject) info = NULL;
  g_autoptr (JsonObject) unnamed = NULL;
  g_autoptr (JsonObject) other_type = NULL;
  g_autoptr (JsonObject) wrong = NULL;
  g_autoptr (GBytes) picture = NULL;
  const char *image;
  JsonObject *row;

  g_assert_cmpuint (act (demo, link, "/approve", "handle=acme&name=Acme"), ==, 200);
  account = test_demo_find_id (demo, "TT_ACCOUNT", "Acme");
  linked = test_demo_post (demo, "/bc/asset/advertiser/assign/", "{'bc_id':'" TEST_DEMO_BC "','asset_id':'%s','advertiser_id':'%s'}", account, advertiser);
  test_demo_assert_ok (linked);

  list = test_demo_get (demo, "/identity/get/", "advertiser_id", advertiser, "identity_type", "BC_AUTH_TT",
                        "identity_authorized_bc_id", TEST_DEMO_BC, "page_size", "100", NULL);
  test_demo_assert_ok (list);
  row = roster_json_array_get_object (roster_json_get_array (test_demo_data (list), "identity_list"), 0);
  g_assert_cmpstr (roster_json_get_string (row, "username"), ==, "acme");
  g_assert_cmpstr (roster_json_get_string (row, "display_name"), ==, "Acme");
  g_assert_cmpstr (roster_json_get_string (row, "identity_id"), !=, account);
  g_assert_true (roster_json_get_boolean (row, "ads_only_mode", FALSE));
  g_assert_true (roster_json_get_boolean (row, "can_pull_video", FALSE));

  image = roster_json_get_string (row, "profile_image");
  picture = test_demo_send (demo, "GET", image + strlen (roster_demo_server_get_base_url (demo->server)), NULL, NULL, NULL, NULL);
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), 8, "\x89PNG\r\n\x1a\n", 8);

  info = test_demo_get (demo, "/identity/info/", "advertiser_id", advertiser, "identity_type", "BC_AUTH_TT",
                        "identity_authorized_bc_id", TEST_DEMO_BC, "identity_id", roster_json_get_string (row, "identity_id"), NULL);
  test_demo_assert_ok (info);
  row = roster_json_get_object (test_demo_data (info), "identity_info");
  g_assert_cmpstr (roster_json_get_string (row, "profile_image_url"), ==, image);

  unnamed = test_demo_get (demo, "/identity/get/", "advertiser_id", advertiser, "identity_type", "BC_AUTH_TT", NULL);
  test_demo_assert_refused (unnamed, 40002, "identity_authorized_bc_id");
  other_type = test_demo_get (demo, "/identity/get/", "advertiser_id", advertiser, "identity_type", "TT_USER", NULL);
  g_assert_cmpint (test_demo_total (other_type), ==, 0);
  wrong = test_demo_get (demo, "/identity/get/", "advertiser_id", "42", NULL);
  test_demo_assert_refused (wrong, 40001, "advertiser 42");
}

static void
test_standard_may_not (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) answer = NULL;

  demo->token = ROSTER_DEMO_TOKEN_STANDARD;
  answer = test_demo_post (demo, AUTHORIZATION, "{'bc_id':'" TEST_DEMO_BC "'}");
  test_demo_assert_refused (answer, 40001, "Admins");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/accounts/approve", test_approve);
  g_test_add_func ("/demo/accounts/forms-of-a-link", test_forms_of_a_link);
  g_test_add_func ("/demo/accounts/decline-and-run-out", test_decline_and_run_out);
  g_test_add_func ("/demo/accounts/arrives-later", test_arrives_later);
  g_test_add_func ("/demo/accounts/method", test_method);
  g_test_add_func ("/demo/accounts/link-and-unlink", test_link_and_unlink);
  g_test_add_func ("/demo/accounts/disconnect", test_disconnect);
  g_test_add_func ("/demo/accounts/owner-revokes", test_owner_revokes);
  g_test_add_func ("/demo/accounts/identity", test_identity);
  g_test_add_func ("/demo/accounts/standard-may-not", test_standard_may_not);

  return g_test_run ();
}
