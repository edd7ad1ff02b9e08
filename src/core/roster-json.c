/* roster-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"

#include "roster-text.h"

/* json-glib's own getters log a critical when a member has another type than expected, and what a server sends must never do that.
 * These look at the node first; every one of them takes a NULL object. */

static JsonNode *
get_value (JsonObject *object,
           const char *member)
{
  JsonNode *node;

  if (object == NULL)
    return NULL;

  node = json_object_get_member (object, member);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  return node;
}

/**
 * roster_json_get_string:
 * @object: (nullable): a JSON object
 * @member: the member's name
 *
 * Returns: (transfer none) (nullable): the string, or %NULL when the member is missing, null or no string
 */
const char *
roster_json_get_string (JsonObject *object,
                        const char *member)
{
  JsonNode *node = get_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * roster_json_dup_id:
 * @object: (nullable): a JSON object
 * @member: the member's name
 *
 * Reads an identifier. TikTok sends identifiers as strings of digits; should one come as a number, it is written out as digits, never
 * through a floating-point number.
 *
 * Returns: (transfer full) (nullable): the identifier, or %NULL when there is none; an empty string counts as none
 */
char *
roster_json_dup_id (JsonObject *object,
                    const char *member)
{
  JsonNode *node = get_value (object, member);

  if (node == NULL)
    return NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
    }

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return NULL;
}

/**
 * roster_json_dup_name:
 * @object: (nullable): a JSON object
 * @member: the member's name
 *
 * Reads what somebody called something, as one line: see roster_text_dup_name().
 *
 * Returns: (transfer full) (nullable): the name, or %NULL when there is none, or nothing to see in it
 */
char *
roster_json_dup_name (JsonObject *object,
                      const char *member)
{
  return roster_text_dup_name (roster_json_get_string (object, member));
}

/**
 * roster_json_get_int:
 * @object: (nullable): a JSON object
 * @member: the member's name
 * @fallback: what to return when there is no integer
 *
 * Reads an integer, also one that came as a string of digits.
 *
 * Returns: the number, or @fallback
 */
gint64
roster_json_get_int (JsonObject *object,
                     const char *member,
                     gint64      fallback)
{
  JsonNode *node = get_value (object, member);
  gint64 number;

  if (node == NULL)
    return fallback;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);

  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, &number, NULL))
    return number;

  return fallback;
}

/**
 * roster_json_get_boolean:
 * @object: (nullable): a JSON object
 * @member: the member's name
 * @fallback: what to return when there is no boolean
 *
 * Returns: the boolean, or @fallback
 */
gboolean
roster_json_get_boolean (JsonObject *object,
                         const char *member,
                         gboolean    fallback)
{
  JsonNode *node = get_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

/**
 * roster_json_get_object:
 * @object: (nullable): a JSON object
 * @member: the member's name
 *
 * Returns: (transfer none) (nullable): the object, or %NULL when the member is missing, null or no object
 */
JsonObject *
roster_json_get_object (JsonObject *object,
                        const char *member)
{
  JsonNode *node;

  if (object == NULL)
    return NULL;

  node = json_object_get_member (object, member);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return json_node_get_object (node);
}

/**
 * roster_json_get_array:
 * @object: (nullable): a JSON object
 * @member: the member's name
 *
 * Returns: (transfer none) (nullable): the array, or %NULL when the member is missing, null or no array
 */
JsonArray *
roster_json_get_array (JsonObject *object,
                       const char *member)
{
  JsonNode *node;

  if (object == NULL)
    return NULL;

  node = json_object_get_member (object, member);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  return json_node_get_array (node);
}

/**
 * roster_json_dup_strv:
 * @object: (nullable): a JSON object
 * @member: the member's name
 *
 * Reads an array of strings; elements that are no strings are left out.
 *
 * Returns: (transfer full): the strings, in order; empty when the member is missing or no array
 */
GStrv
roster_json_dup_strv (JsonObject *object,
                      const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = roster_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

/**
 * roster_json_array_get_object:
 * @array: a JSON array
 * @index: which element, below the array's length
 *
 * Returns: (transfer none) (nullable): the element, or %NULL when it is no object
 */
JsonObject *
roster_json_array_get_object (JsonArray *array,
                              guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
