/* test-core-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

/* Every getter on every type: G_DEBUG=fatal-warnings turns a critical of json-glib into a crash. */
static void
test_wrong_types_are_quiet (void)
{
  g_autoptr (JsonNode) node = parse ("{\"s\":\"x\",\"i\":7,\"d\":1.5,\"b\":true,\"n\":null,\"o\":{\"k\":1},\"a\":[1,\"y\",null,{}]}");
  JsonObject *object = json_node_get_object (node);
  const char *members[] = { "s", "i", "d", "b", "n", "o", "a", "missing" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *m = members[i];
      g_autofree char *id = roster_json_dup_id (object, m);
      g_auto (GStrv) strv = roster_json_dup_strv (object, m);

      g_assert_cmpint (roster_json_get_string (object, m) != NULL, ==, g_str_equal (m, "s"));
      g_assert_cmpint (id != NULL, ==, g_str_equal (m, "s") || g_str_equal (m, "i"));
      g_assert_cmpint (roster_json_get_int (object, m, -1), ==, g_str_equal (m, "i") ? 7 : -1);
      g_assert_cmpint (roster_json_get_boolean (object, m, FALSE), ==, g_str_equal (m, "b"));
      g_assert_cmpint (roster_json_get_object (object, m) != NULL, ==, g_str_equal (m, "o"));
      g_assert_cmpint (roster_json_get_array (object, m) != NULL, ==, g_str_equal (m, "a"));
      g_assert_cmpuint (g_strv_length (strv), ==, g_str_equal (m, "a") ? 1 : 0);
    }
}

static void
test_null_object (void)
{
  g_auto (GStrv) strv = roster_json_dup_strv (NULL, "x");

  g_assert_null (roster_json_get_string (NULL, "x"));
  g_assert_null (roster_json_dup_id (NULL, "x"));
  g_assert_cmpint (roster_json_get_int (NULL, "x", 3), ==, 3);
  g_assert_null (roster_json_get_object (NULL, "x"));
  g_assert_null (roster_json_get_array (NULL, "x"));
  g_assert_cmpuint (g_strv_length (strv), ==, 0);
}

static void
test_ids (void)
{
  g_autoptr (JsonNode) node = parse ("{\"number\":7290001112223334440,\"string\":\"99990001112223334440\",\"empty\":\"\"}");
  JsonObject *object = json_node_get_object (node);
  g_autofree char *number = roster_json_dup_id (object, "number");
  g_autofree char *string = roster_json_dup_id (object, "string");

  g_assert_cmpstr (number, ==, "7290001112223334440");
  g_assert_cmpstr (string, ==, "99990001112223334440");
  g_assert_null (roster_json_dup_id (object, "empty"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/wrong-types-are-quiet", test_wrong_types_are_quiet);
  g_test_add_func ("/json/null-object", test_null_object);
  g_test_add_func ("/json/ids", test_ids);

  return g_test_run ();
}
