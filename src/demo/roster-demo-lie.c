/* roster-demo-lie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-lie.h"

#include "roster-json.h"

/* Answers with a list that is not what it should be: rows that are counted and do not come, rows that come and are not counted, the same row
 * again and again, another order. Everything else about the answer is as TikTok gives it. */

/* Finds the rows of an answer, which stand in `data` or in an object in it, beside `page_info`. Returns the object that has them. */
static JsonObject *
find_rows (JsonObject  *object,
           const char **name)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, l->data)))
      {
        *name = l->data;
        return object;
      }

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *inner = roster_json_get_object (object, l->data);
      JsonObject *found = inner != NULL && !g_str_equal (l->data, "page_info") ? find_rows (inner, name) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static JsonArray *
cut (JsonArray *rows,
     gint64     n_rows)
{
  JsonArray *shorter = json_array_new ();

  for (guint i = 0; (gint64) i < n_rows && i < json_array_get_length (rows); i++)
    json_array_add_element (shorter, json_array_dup_element (rows, i));

  return shorter;
}

/* The list ends earlier, and counts as many rows as it then has. */
static JsonArray *
leave_out (JsonArray  *rows,
           JsonObject *page_info,
           gint64      n_missing)
{
  gint64 total = MAX (roster_json_get_int (page_info, "total_number", 0) - n_missing, 0);
  gint64 size = roster_json_get_int (page_info, "page_size", 1);
  gint64 page = roster_json_get_int (page_info, "page", 1);

  json_object_set_int_member (page_info, "total_number", total);
  json_object_set_int_member (page_info, "total_page", (total + size - 1) / size);

  return cut (rows, MAX (total - (page - 1) * size, 0));
}

static JsonArray *
repeat (JsonArray *rows,
        gint64     n_times)
{
  JsonArray *longer = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    for (gint64 j = 0; j < (i == 0 ? n_times + 1 : 1); j++)
      json_array_add_element (longer, json_array_dup_element (rows, i));

  return longer;
}

static JsonArray *
turn_round (JsonArray *rows)
{
  JsonArray *turned = json_array_new ();

  for (guint i = json_array_get_length (rows); i > 0; i--)
    json_array_add_element (turned, json_array_dup_element (rows, i - 1));

  return turned;
}

/**
 * roster_demo_lie:
 * @kind: %ROSTER_DEMO_FAULT_SHORT, %ROSTER_DEMO_FAULT_MISSING, %ROSTER_DEMO_FAULT_REPEAT or %ROSTER_DEMO_FAULT_REVERSE
 * @value: how many rows it is about
 * @data: the `data` of an answer, which is changed; one without a list stays as it is
 *
 * Makes the list of an answer untrue.
 */
void
roster_demo_lie (RosterDemoFaultKind  kind,
                 gint64               value,
                 JsonObject          *data)
{
  JsonObject *page_info = roster_json_get_object (data, "page_info");
  const char *name = NULL;
  JsonObject *owner = page_info != NULL ? find_rows (data, &name) : NULL;
  JsonArray *rows = owner != NULL ? json_object_get_array_member (owner, name) : NULL;
  JsonArray *untrue;

  if (rows == NULL)
    return;

  switch (kind)
    {
    case ROSTER_DEMO_FAULT_SHORT:
      untrue = cut (rows, (gint64) json_array_get_length (rows) - value);
      break;

    case ROSTER_DEMO_FAULT_MISSING:
      untrue = leave_out (rows, page_info, value);
      break;

    case ROSTER_DEMO_FAULT_REPEAT:
      untrue = repeat (rows, value);
      break;

    case ROSTER_DEMO_FAULT_REVERSE:
    default:
      untrue = turn_round (rows);
    }

  json_object_set_array_member (owner, name, untrue);
}
