/* test-family.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-family.h"

#include "roster-api-asset.h"

/**
 * test_family_set_up_with:
 * @fixture: the fixture
 * @options: what the demo server is like
 * @token: (nullable): whose client it is
 *
 * Starts a demo server, and makes a client of it.
 */
void
test_family_set_up_with (TestFamily        *fixture,
                         RosterDemoOptions *options,
                         const char        *token)
{
  g_autoptr (GError) error = NULL;

  fixture->server = roster_demo_server_new (options);
  roster_demo_server_start (fixture->server, &error);
  g_assert_no_error (error);

  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  fixture->client = roster_api_client_new (roster_demo_server_get_base_url (fixture->server), fixture->clock, &error);
  g_assert_no_error (error);
  roster_api_client_set_access_token (fixture->client, token);
}

/**
 * test_family_set_up:
 * @fixture: the fixture
 * @data: (nullable): a token, that of the Admin unless told
 *
 * Starts a demo server, and makes a client of it.
 */
void
test_family_set_up (TestFamily    *fixture,
                    gconstpointer  data)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();

  test_family_set_up_with (fixture, options, data != NULL ? data : ROSTER_DEMO_TOKEN_ADMIN);
}

/**
 * test_family_tear_down:
 * @fixture: the fixture
 * @data: unused
 *
 * Takes everything apart.
 */
void
test_family_tear_down (TestFamily    *fixture,
                       gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_no_error (fixture->error);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
}

/**
 * test_family_assert_refused:
 * @fixture: the fixture, with an error
 * @code: what kind of error
 * @api_code: TikTok's code
 * @endpoint: where
 *
 * Looks whether the server refused, and forgets the error.
 */
void
test_family_assert_refused (TestFamily  *fixture,
                            RosterError  code,
                            gint64       api_code,
                            const char  *endpoint)
{
  g_assert_error (fixture->error, ROSTER_ERROR, (int) code);
  g_assert_cmpint (roster_error_get_api_code (fixture->error), ==, api_code);
  g_assert_cmpstr (roster_error_get_endpoint (fixture->error), ==, endpoint);
  g_assert_nonnull (roster_error_get_request_id (fixture->error));
  g_assert_cmpstr (fixture->error->message, !=, "");
  g_clear_error (&fixture->error);
}

/**
 * test_family_find:
 * @items: (element-type RosterItem): where to look
 * @name: what it is called
 *
 * Returns: (transfer none): the item of that name, which there is
 */
gpointer
test_family_find (GPtrArray  *items,
                  const char *name)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_strcmp0 (roster_item_get_name (g_ptr_array_index (items, i)), name) == 0)
        return g_ptr_array_index (items, i);
    }

  g_error ("There is no %s", name);
}

/**
 * test_family_find_grant:
 * @grants: (nullable) (element-type RosterGrant): where to look
 * @key: the key of an asset
 *
 * Returns: (transfer none) (nullable): the grant on that asset
 */
RosterGrant *
test_family_find_grant (GPtrArray  *grants,
                        const char *key)
{
  for (guint i = 0; grants != NULL && i < grants->len; i++)
    {
      RosterGrant *grant = g_ptr_array_index (grants, i);

      if (g_str_equal (grant->asset_key, key))
        return grant;
    }

  return NULL;
}

/**
 * test_family_list_ad_accounts:
 * @fixture: the fixture
 *
 * Returns: (transfer full) (element-type RosterAdAccount): the ad accounts of the Business Center
 */
GPtrArray *
test_family_list_ad_accounts (TestFamily *fixture)
{
  GPtrArray *ad_accounts;

  AWAIT (roster_api_asset_list_ad_accounts_async (fixture->client, NORTHWIND, STORE));
  ad_accounts = roster_api_asset_list_ad_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return ad_accounts;
}

/**
 * test_family_list_grants:
 * @fixture: the fixture
 * @scope: on what
 * @user_id: whose
 * @email: whose
 *
 * Returns: (transfer full) (element-type RosterGrant): what somebody has
 */
GPtrArray *
test_family_list_grants (TestFamily        *fixture,
                         RosterAccessScope  scope,
                         const char        *user_id,
                         const char        *email)
{
  GPtrArray *grants;

  AWAIT (roster_api_asset_list_grants_async (fixture->client, NORTHWIND, scope, user_id, email, STORE));
  grants = roster_api_asset_list_grants_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return grants;
}
