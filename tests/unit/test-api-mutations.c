/* test-api-mutations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access.h"
#include "roster-ad-account.h"
#include "roster-api-envelope.h"
#include "roster-api-json.h"
#include "roster-api-kinds.h"
#include "roster-api-rows.h"
#include "roster-error.h"
#include "roster-json.h"

#include <string.h>

/* Answers as TikTok sends them, spoilt byte by byte and word by word, many thousand times but always in the same way: whatever comes of it
 * is an error of the program's own or something to read, never a crash, a warning, or text that is no UTF-8. */

#define ROUNDS 3000

static const char * const answers[] = {
  "{\"code\":0,\"message\":\"OK\",\"request_id\":\"20261101093015AB12CD34EF5601\",\"data\":{\"list\":["
  "{\"asset_id\":\"7301112223334445556\",\"asset_name\":\"ACME-US\",\"advertiser_role\":\"ADMIN\",\"relation_type\":\"OWNER_BC\","
  "\"relation_status\":\"BOUND\",\"owner_bc_name\":\"Northwind \\u00e9\\ud83d\\ude00\",\"advertiser_status\":\"STATUS_ENABLE\"},"
  "{\"asset_id\":7301112223334445557,\"asset_name\":null,\"advertiser_role\":\"OPERATOR\"}],"
  "\"page_info\":{\"page\":1,\"page_size\":50,\"total_number\":2,\"total_page\":1}}}",

  "{\"code\":0,\"message\":\"OK\",\"request_id\":\"1\",\"data\":{\"list\":[{\"asset_id\":\"7402\",\"asset_name\":\"Acme\",\"asset_type\":\"TT_ACCOUNT\","
  "\"tt_account_roles\":[\"POST\",\"LIVE\",\"DIRECT_MESSAGE\"],\"tt_asset_handle\":\"@acme\"},{\"bc_id\":\"7290001112223334440\",\"bc_name\":\"Lumen\"}],"
  "\"page_info\":{\"page\":1,\"page_size\":20,\"total_number\":2,\"total_page\":1}}}",

  "{\"code\":40001,\"message\":\"No permission to operate advertiser 7301112223334445556\",\"request_id\":\"20261101093101AB12CD34EF5602\",\"data\":{}}",
  "{\"code\":\"40105\",\"message\":\"Access token is incorrect or has been revoked.\",\"data\":null}",
};

static const char * const words[] = {
  "null", "true", "-0", "1e400", "9223372036854775808", "-9223372036854775809", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[[[[[[[",
  "\"", "\\", "{\"", ",", ":", "}", "]", "\xff", "\xf0\x9f", "/*", "NaN", "40001", "0", "\n", "\t", " ",
};

static char *
spoil (GRand      *rand,
       const char *answer,
       gsize      *length)
{
  g_autoptr (GString) text = g_string_new (answer);
  int n_changes = g_rand_int_range (rand, 1, 6);

  for (int i = 0; i < n_changes && text->len > 0; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
      gsize span = (gsize) g_rand_int_range (rand, 1, 12);
      gsize end = MIN (text->len, at + span);
      const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          text->str[at] = (char) g_rand_int_range (rand, 0, 256);
          break;

        case 1:
          g_string_truncate (text, at);
          break;

        case 2:
          g_string_erase (text, (gssize) at, (gssize) (end - at));
          break;

        case 3:
          g_string_insert (text, (gssize) at, word);
          break;

        case 4:
          g_string_insert_len (text, (gssize) at, answer, (gssize) MIN (strlen (answer), at));
          break;

        /* In the place of a whole value. */
        default:
          {
            const char *colon = memchr (text->str + at, ':', text->len - at);

            if (colon != NULL)
              {
                at = (gsize) (colon - text->str) + 1;
                end = at + strcspn (text->str + at, ",}]");
                g_string_erase (text, (gssize) at, (gssize) (end - at));
                g_string_insert (text, (gssize) at, word);
              }
          }
        }
    }

  *length = text->len;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
read_as (JsonArray              *rows,
         const RosterApiRowKind *kind,
         gboolean                items)
{
  g_autoptr (GPtrArray) read = roster_api_rows_read (rows, kind);

  for (guint i = 0; i < read->len; i++)
    {
      const char *key = items ? roster_item_get_key (read->pdata[i]) : ((RosterGrant *) read->pdata[i])->asset_key;

      g_assert_nonnull (key);
      assert_text (key);
      assert_text (items ? roster_item_get_name (read->pdata[i]) : ((RosterGrant *) read->pdata[i])->level_text);
    }
}

static void
read_answer (GBytes *body,
             guint   http_status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) data = roster_api_envelope_read (body, http_status, "/bc/asset/get/", &error);
  JsonArray *rows;

  if (data == NULL)
    {
      g_autofree char *text = NULL;

      g_assert_true (error != NULL && error->domain == ROSTER_ERROR);
      g_assert_cmpstr (error->message, !=, "");
      assert_text (error->message);
      assert_text (roster_error_get_request_id (error));
      text = roster_error_to_support_text (error);
      assert_text (text);
      return;
    }

  g_assert_no_error (error);
  rows = roster_json_get_array (data, "list");
  read_as (rows, &roster_api_kind_ad_account, TRUE);
  read_as (rows, &roster_api_kind_tiktok_account, TRUE);
  read_as (rows, &roster_api_kind_agency, TRUE);
  read_as (rows, &roster_api_kind_ad_account_grant, FALSE);
  read_as (rows, &roster_api_kind_tiktok_account_grant, FALSE);
}

static void
test_spoilt (gconstpointer data)
{
  const char *answer = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261101);

  for (guint i = 0; i < ROUNDS; i++)
    {
      gsize length;
      char *text = spoil (rand, answer, &length);
      g_autoptr (GBytes) body = g_bytes_new_take (text, length);

      read_answer (body, 200);
      if (i % 16 == 0)
        read_answer (body, 502);
    }
}

/* As they come, they are read. */
static void
test_unspoilt (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (answers[0], strlen (answers[0]));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) data = roster_api_envelope_read (body, 200, "/", &error);
  g_autoptr (GPtrArray) read = NULL;

  g_assert_no_error (error);
  read = roster_api_rows_read (roster_json_get_array (data, "list"), &roster_api_kind_ad_account);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpstr (roster_item_get_key (read->pdata[1]), ==, "ad:7301112223334445557");
  g_assert_cmpstr (roster_ad_account_get_owner_name (read->pdata[0]), ==, "Northwind é😀");
}

/* Every beginning of an answer, as a connection that breaks leaves it. */
static void
test_cut_short (void)
{
  for (gsize length = 0; length < strlen (answers[0]); length++)
    {
      g_autofree char *copy = g_memdup2 (answers[0], MAX (length, 1));
      g_autoptr (GBytes) body = g_bytes_new_static (copy, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_api_envelope_read (body, 200, "/", &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mutations/unspoilt", test_unspoilt);
  g_test_add_func ("/mutations/cut-short", test_cut_short);
  g_test_add_data_func ("/mutations/ad-accounts", answers[0], test_spoilt);
  g_test_add_data_func ("/mutations/tiktok-accounts", answers[1], test_spoilt);
  g_test_add_data_func ("/mutations/refusal", answers[2], test_spoilt);
  g_test_add_data_func ("/mutations/signed-out", answers[3], test_spoilt);

  return g_test_run ();
}
