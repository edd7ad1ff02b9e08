/* test-secrets-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-connection.h"
#include "roster-credentials.h"

#include <string.h>

#include "roster-error.h"

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_connection (void)
{
  g_autoptr (RosterConnection) first = roster_connection_new (NULL, NULL, NULL, NULL, 5);
  g_autoptr (RosterConnection) second = roster_connection_new (NULL, "Name", "1", "2", 6);
  guint notified = 0;

  g_assert_true (g_uuid_string_is_valid (roster_connection_get_id (first)));
  g_assert_cmpstr (roster_connection_get_id (first), !=, roster_connection_get_id (second));
  g_assert_cmpstr (roster_connection_get_label (first), ==, "");
  g_assert_cmpstr (roster_connection_get_app_id (first), ==, "");
  g_assert_cmpstr (roster_connection_get_core_user_id (first), ==, "");
  g_assert_cmpint (roster_connection_get_created (first), ==, 5);
  g_assert_false (roster_connection_get_has_secret (first));

  g_signal_connect (second, "notify", G_CALLBACK (count_notify), &notified);
  roster_connection_set_label (second, "Name");
  roster_connection_set_storage (second, FALSE, FALSE, ROSTER_CONNECTION_SOUND);
  g_assert_cmpuint (notified, ==, 0);
  roster_connection_set_label (second, NULL);
  g_assert_cmpstr (roster_connection_get_label (second), ==, "");
  roster_connection_set_storage (second, TRUE, TRUE, ROSTER_CONNECTION_DAMAGED);
  g_assert_cmpuint (notified, ==, 4);
}

static void
test_credentials_round_trip (void)
{
  const char *const secrets[] = { NULL, "", "app \"secret\" \\ ü" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (RosterCredentials) credentials = roster_credentials_new ("to\"ken", secrets[i]);
      g_autoptr (RosterCredentials) again = NULL;
      g_autoptr (GError) error = NULL;
      char *text = roster_credentials_to_text (credentials);

      again = roster_credentials_new_from_text (text, -1, &error);
      roster_credentials_wipe_text (text);
      g_assert_no_error (error);
      g_assert_cmpstr (roster_credentials_get_access_token (again), ==, "to\"ken");
      g_assert_cmpstr (roster_credentials_get_app_secret (again), ==, i == 2 ? secrets[i] : NULL);
    }
}

static void
test_credentials_read_anything (void)
{
  const struct
  {
    const char *text;
    gssize length;
  } cases[] = {
    { NULL, 0 }, { "", 0 }, { "\xff\xfe\xfd", 3 }, { "{\"access_token\":\"a\0b\"}", 22 }, { "nonsense", -1 }, { "[1]", -1 },
    { "{\"app_secret\":\"alone\"}", -1 }, { "{\"access_token\":[\"x\"]}", -1 }, { "{\"access_token\":\"cut", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_credentials_new_from_text (cases[i].text, cases[i].length, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FAILED);
      g_assert_null (strstr (error->message, "alone"));
    }
}

static void
test_credentials_ignore_what_is_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterCredentials) credentials =
    roster_credentials_new_from_text ("{\"access_token\":\"t\",\"app_secret\":7,\"more\":{\"a\":[1]}}", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (roster_credentials_get_access_token (credentials), ==, "t");
  g_assert_null (roster_credentials_get_app_secret (credentials));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection/properties", test_connection);
  g_test_add_func ("/credentials/round-trip", test_credentials_round_trip);
  g_test_add_func ("/credentials/read-anything", test_credentials_read_anything);
  g_test_add_func ("/credentials/ignore-what-is-new", test_credentials_ignore_what_is_new);

  return g_test_run ();
}
