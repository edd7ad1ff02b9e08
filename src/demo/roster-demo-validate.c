/* roster-demo-validate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-validate.h"

#include <stdio.h>
#include <string.h>

/* Checks a request against the table of its end point, and says what is wrong with it the way TikTok does. Stricter than TikTok in one
 * point: a field that the table does not know is refused too, so that a mistyped name cannot go unnoticed. */

static gboolean check_value (const RosterDemoParam *param,
                             RosterDemoParamKind    kind,
                             const char            *name,
                             JsonNode              *node,
                             char                 **message);

static gboolean
refuse (char      **message,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (char      **message,
        const char *format,
        ...)
{
  va_list args;

  va_start (args, format);
  *message = g_strdup_vprintf (format, args);
  va_end (args);

  return FALSE;
}

static gboolean
is_id (const char *text)
{
  gint64 number;

  return g_ascii_isdigit (*text) && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL);
}

static gboolean
is_email (const char *text)
{
  return g_regex_match_simple ("^[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]{2,}$", text, 0, 0) &&
         strstr (text, "..") == NULL;
}

static gboolean
is_date (const char *text)
{
  int year, month, day;

  return g_regex_match_simple ("^\\d{4}-\\d{2}-\\d{2}$", text, 0, 0) &&
         sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
is_one_of (const char *values,
           const char *text)
{
  g_auto (GStrv) list = g_strsplit (values, " ", -1);

  return g_strv_contains ((const char * const *) list, text);
}

static gboolean
check_string (const RosterDemoParam *param,
              RosterDemoParamKind    kind,
              const char            *name,
              const char            *text,
              char                 **message)
{
  switch (kind)
    {
    case ROSTER_DEMO_ID:
      if (!is_id (text))
        return refuse (message, "%s: Not a valid integer.", name);
      break;

    case ROSTER_DEMO_EMAIL:
      if (!is_email (text))
        return refuse (message, "%s: Not a valid email address.", name);
      break;

    case ROSTER_DEMO_DATE:
      if (!is_date (text))
        return refuse (message, "%s: Not a valid date, the format is YYYY-MM-DD.", name);
      break;

    case ROSTER_DEMO_ENUM:
      if (!is_one_of (param->values, text))
        {
          g_auto (GStrv) list = g_strsplit (param->values, " ", -1);
          g_autofree char *accepted = g_strjoinv ("', '", list);

          return refuse (message, "Invalid value of '%s', accepted values are ['%s'].", name, accepted);
        }
      break;

    case ROSTER_DEMO_STRING:
      if (param->required && *text == '\0')
        return refuse (message, "%s: Missing data for required field.", name);
      if (param->max > 0 && kind == param->kind && g_utf8_strlen (text, -1) > param->max)
        return refuse (message, "%s: Longer than maximum length %" G_GINT64_FORMAT ".", name, param->max);
      break;

    default:
      break;
    }

  return TRUE;
}

static gboolean
check_integer (const RosterDemoParam *param,
               const char            *name,
               gint64                 number,
               char                 **message)
{
  if (number < param->min)
    return refuse (message, "%s: Must be greater than or equal to %" G_GINT64_FORMAT ".", name, param->min);
  if (param->max > 0 && number > param->max)
    return refuse (message, "%s: Must be less than or equal to %" G_GINT64_FORMAT ".", name, param->max);

  return TRUE;
}

static gboolean
check_list (const RosterDemoParam *param,
            const char            *name,
            JsonArray             *array,
            char                 **message)
{
  guint length = json_array_get_length (array);

  if (length < param->min)
    return refuse (message, "%s: Shorter than minimum length %" G_GINT64_FORMAT ".", name, param->min);
  if (param->max > 0 && length > param->max)
    return refuse (message, "%s: Longer than maximum length %" G_GINT64_FORMAT ".", name, param->max);

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *element = g_strdup_printf ("%s.%u", name, i);

      if (!check_value (param, param->item, element, json_array_get_element (array, i), message))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_object (const RosterDemoParam *params,
              const char            *prefix,
              JsonObject            *object,
              char                 **message)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const RosterDemoParam *param = params;

      while (param->name != NULL && !g_str_equal (param->name, l->data))
        param++;
      if (param->name == NULL)
        return refuse (message, "%s%s: Unknown field.", prefix, (const char *) l->data);
    }

  for (const RosterDemoParam *param = params; param->name != NULL; param++)
    {
      g_autofree char *name = g_strconcat (prefix, param->name, NULL);
      JsonNode *node = json_object_get_member (object, param->name);

      if (node != NULL)
        {
          if (!check_value (param, param->kind, name, node, message))
            return FALSE;
        }
      else if (param->required)
        {
          return refuse (message, "%s: Missing data for required field.", name);
        }
      else if (param->kind == ROSTER_DEMO_INTEGER)
        {
          json_object_set_int_member (object, param->name, param->number);
        }
      else if (param->fallback != NULL)
        {
          json_object_set_string_member (object, param->name, param->fallback);
        }
    }

  return TRUE;
}

static gboolean
check_value (const RosterDemoParam *param,
             RosterDemoParamKind    kind,
             const char            *name,
             JsonNode              *node,
             char                 **message)
{
  GType type = json_node_get_value_type (node);
  g_autofree char *prefix = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return refuse (message, "%s: Field may not be null.", name);

  switch (kind)
    {
    case ROSTER_DEMO_INTEGER:
      if (!JSON_NODE_HOLDS_VALUE (node) || type != G_TYPE_INT64)
        return refuse (message, "%s: Not a valid integer.", name);
      return check_integer (param, name, json_node_get_int (node), message);

    case ROSTER_DEMO_BOOLEAN:
      if (!JSON_NODE_HOLDS_VALUE (node) || type != G_TYPE_BOOLEAN)
        return refuse (message, "%s: Not a valid boolean.", name);
      return TRUE;

    case ROSTER_DEMO_OBJECT:
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (message, "%s: Not a valid object.", name);
      prefix = g_strconcat (name, ".", NULL);
      return check_object (param->children, prefix, json_node_get_object (node), message);

    case ROSTER_DEMO_LIST:
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return refuse (message, "%s: Not a valid list.", name);
      return check_list (param, name, json_node_get_array (node), message);

    default:
      if (!JSON_NODE_HOLDS_VALUE (node) || type != G_TYPE_STRING)
        return refuse (message, "%s: Not a valid string.", name);
      return check_string (param, kind, name, json_node_get_string (node), message);
    }
}

/* A query carries text: numbers and booleans as they are written, objects and lists as JSON. What cannot be read as the table's kind is
 * left as a string, so that the check refuses it with its own words. */
static JsonNode *
node_from_text (RosterDemoParamKind kind,
                const char         *text)
{
  gint64 number;

  if (kind == ROSTER_DEMO_INTEGER && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return json_node_init_int (json_node_alloc (), number);

  if (kind == ROSTER_DEMO_BOOLEAN && (g_str_equal (text, "true") || g_str_equal (text, "false")))
    return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));

  if (kind == ROSTER_DEMO_OBJECT || kind == ROSTER_DEMO_LIST)
    {
      JsonNode *node = json_from_string (text, NULL);

      if (node != NULL)
        return node;
    }

  return json_node_init_string (json_node_alloc (), text);
}

/**
 * roster_demo_validate_query:
 * @params: the end point's table
 * @query: (nullable): names and values of a query
 * @message: (out) (transfer full): what is wrong
 *
 * Reads and checks the parameters of a GET request.
 *
 * Returns: (transfer full) (nullable): the parameters with their defaults, or %NULL
 */
JsonObject *
roster_demo_validate_query (const RosterDemoParam *params,
                            GHashTable            *query,
                            char                 **message)
{
  g_autoptr (JsonObject) object = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  if (query != NULL)
    {
      g_hash_table_iter_init (&iter, query);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          RosterDemoParamKind kind = ROSTER_DEMO_STRING;

          for (const RosterDemoParam *param = params; param->name != NULL; param++)
            {
              if (g_str_equal (param->name, name))
                kind = param->kind;
            }

          json_object_set_member (object, name, node_from_text (kind, value));
        }
    }

  if (!roster_demo_validate (params, object, message))
    return NULL;

  return g_steal_pointer (&object);
}

/**
 * roster_demo_validate:
 * @params: the end point's table
 * @object: the parameters; gets the defaults of those that are missing
 * @message: (out) (transfer full): what is wrong
 *
 * Checks the parameters of a request.
 *
 * Returns: whether they are as the table wants them
 */
gboolean
roster_demo_validate (const RosterDemoParam *params,
                      JsonObject            *object,
                      char                 **message)
{
  return check_object (params, "", object, message);
}
