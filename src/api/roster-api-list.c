/* roster-api-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-list.h"

#include <glib/gi18n.h>

#include "roster-json.h"

/* All pages of a list, as one. The first page tells how many there are; the others are asked several at a time, few enough that other
 * calls get their turn at the limiter. TikTok has no cursor: when the list grows or shrinks in between, rows slide from one page to
 * another and one may be missed, which would look like somebody who was removed. So if the pages do not agree on the number of rows, all
 * are read again. */

#define MAX_PAGES 10000
#define MAX_IN_FLIGHT 4
#define MAX_RESTARTS 2

typedef struct
{
  char *path;
  JsonObject *parameters;
  char *list_member;
  int page_size;
  gboolean background;

  GCancellable *inner; /* one page that fails stops the others */
  GSource *cancel_source;
  GError *error;

  GPtrArray *pages; /* (nullable) JsonArray, by number */
  gint64 total_number;
  guint n_asked;
  guint n_in_flight;
  guint n_restarts;
  gboolean moved;
} List;

typedef struct
{
  GTask *task;
  guint index;
} Page;

static void ask (GTask *task);

static void
list_free (List *list)
{
  g_free (list->path);
  g_clear_pointer (&list->parameters, json_object_unref);
  g_free (list->list_member);
  if (list->cancel_source != NULL)
    g_source_destroy (list->cancel_source);
  g_clear_pointer (&list->cancel_source, g_source_unref);
  g_clear_object (&list->inner);
  g_clear_error (&list->error);
  g_clear_pointer (&list->pages, g_ptr_array_unref);
  g_free (list);
}

static void
page_unref (gpointer rows)
{
  if (rows != NULL)
    json_array_unref (rows);
}

static void
fail (List   *list,
      GError *error)
{
  if (list->error == NULL)
    list->error = error;
  else
    g_error_free (error);

  g_cancellable_cancel (list->inner);
}

static void
restart (List *list)
{
  g_clear_pointer (&list->pages, g_ptr_array_unref);
  list->pages = g_ptr_array_new_with_free_func (page_unref);
  g_ptr_array_set_size (list->pages, 1);
  list->n_asked = 0;
  list->moved = FALSE;
}

/* Finds the rows in `data`; @member may name a member of an object, as in "asset_group.assets". */
static JsonNode *
find_rows (JsonObject *data,
           const char *member)
{
  g_auto (GStrv) names = g_strsplit (member, ".", -1);
  JsonObject *object = data;
  guint i;

  for (i = 0; names[i + 1] != NULL && object != NULL; i++)
    object = roster_json_get_object (object, names[i]);

  return object != NULL ? json_object_get_member (object, names[i]) : NULL;
}

static gboolean
take_page (List        *list,
           guint        index,
           JsonObject  *data,
           GError     **error)
{
  JsonNode *rows = find_rows (data, list->list_member);
  JsonObject *page_info = roster_json_get_object (data, "page_info");
  gint64 total_number = roster_json_get_int (page_info, "total_number", -1);
  gint64 total_page = roster_json_get_int (page_info, "total_page", 0);
  gboolean missing = rows == NULL || JSON_NODE_HOLDS_NULL (rows);

  /* An empty list may come as null or not at all, but only where the numbers say that it is empty: a list that is taken for empty by
   * mistake looks as if everything had been taken away. */
  if (missing ? total_number < 0 || total_number > (gint64) index * list->page_size : !JSON_NODE_HOLDS_ARRAY (rows))
    {
      *error = roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, NULL, list->path, _("The server’s answer lacks the list that was asked for."));
      return FALSE;
    }

  if (total_page <= 0 && total_number > 0)
    total_page = (total_number - 1) / list->page_size + 1;

  if (total_page > MAX_PAGES)
    {
      *error = roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, NULL, list->path, _("The server tells of more pages than there can be."));
      return FALSE;
    }

  if (index == 0)
    list->total_number = total_number;
  else if (total_number != list->total_number)
    list->moved = TRUE;

  if (total_page > list->pages->len)
    g_ptr_array_set_size (list->pages, (int) total_page);
  if (!missing)
    list->pages->pdata[index] = json_array_ref (json_node_get_array (rows));

  return TRUE;
}

static JsonArray *
join (List *list)
{
  JsonArray *all = json_array_new ();

  for (guint i = 0; i < list->pages->len; i++)
    {
      JsonArray *rows = g_ptr_array_index (list->pages, i);

      for (guint j = 0; rows != NULL && j < json_array_get_length (rows); j++)
        json_array_add_element (all, json_array_dup_element (rows, j));
    }

  return all;
}

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Page *page = user_data;
  g_autoptr (GTask) task = page->task;
  List *list = g_task_get_task_data (task);
  guint index = page->index;
  g_autoptr (JsonObject) data = NULL;
  GError *error = NULL;

  g_free (page);
  list->n_in_flight--;

  data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);
  if (data == NULL || !take_page (list, index, data, &error))
    fail (list, error);

  ask (task);
}

/* Asks for what is missing, or ends. */
static void
ask (GTask *task)
{
  RosterApiClient *self = g_task_get_source_object (task);
  List *list = g_task_get_task_data (task);

  if (list->error == NULL && list->n_in_flight == 0 && list->n_asked == list->pages->len && list->moved && list->n_restarts < MAX_RESTARTS)
    {
      list->n_restarts++;
      restart (list);
    }

  while (list->error == NULL && list->n_in_flight < MAX_IN_FLIGHT && list->n_asked < list->pages->len)
    {
      g_autoptr (JsonObject) parameters = json_object_new ();
      g_autoptr (GList) names = list->parameters != NULL ? json_object_get_members (list->parameters) : NULL;
      Page *page = g_new0 (Page, 1);

      page->task = g_object_ref (task);
      page->index = list->n_asked++;
      list->n_in_flight++;

      for (GList *l = names; l != NULL; l = l->next)
        json_object_set_member (parameters, l->data, json_object_dup_member (list->parameters, l->data));
      json_object_set_int_member (parameters, "page", page->index + 1);
      json_object_set_int_member (parameters, "page_size", list->page_size);

      if (list->background)
        roster_api_client_push_background (self);
      roster_api_client_call_async (self, ROSTER_API_GET, list->path, parameters, list->inner, on_page, page);
      if (list->background)
        roster_api_client_pop_background (self);
    }

  if (list->n_in_flight > 0)
    return;

  if (list->error != NULL)
    g_task_return_error (task, g_steal_pointer (&list->error));
  else
    g_task_return_pointer (task, join (list), (GDestroyNotify) json_array_unref);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  List *list = user_data;

  g_cancellable_cancel (list->inner);

  return G_SOURCE_REMOVE;
}

/**
 * roster_api_client_list_async:
 * @self: the client
 * @path: the path of the end point
 * @parameters: (nullable): the parameters but for `page` and `page_size`
 * @list_member: where the rows are in `data`, such as "list" or "asset_group.assets"
 * @page_size: how many rows to ask for at a time: the most that the end point allows
 * @cancellable: (nullable): to stop
 * @callback: what to call with the rows
 * @user_data: passed to @callback
 *
 * Reads all pages of a list (section "Pagination"). An answer without `page_info` is the only page. Errors are those of
 * roster_api_client_call_async(), and #ROSTER_ERROR_PROTOCOL when there is no list in the answer.
 */
void
roster_api_client_list_async (RosterApiClient     *self,
                              const char          *path,
                              JsonObject          *parameters,
                              const char          *list_member,
                              int                  page_size,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  List *list = g_new0 (List, 1);

  g_return_if_fail (ROSTER_IS_API_CLIENT (self) && page_size > 0);

  g_task_set_source_tag (task, roster_api_client_list_async);

  list->path = g_strdup (path);
  list->parameters = parameters != NULL ? json_object_ref (parameters) : NULL;
  list->list_member = g_strdup (list_member);
  list->page_size = page_size;
  list->background = roster_api_client_is_background (self);
  list->inner = g_cancellable_new ();
  restart (list);
  g_task_set_task_data (task, list, (GDestroyNotify) list_free);

  if (cancellable != NULL)
    {
      list->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (list->cancel_source, G_SOURCE_FUNC (on_cancelled), list, NULL);
      g_source_attach (list->cancel_source, g_main_context_get_thread_default ());
    }

  ask (task);
}

/**
 * roster_api_client_list_finish:
 * @self: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_client_list_async().
 *
 * Returns: (transfer full) (nullable): the rows of all pages, in order, or %NULL with @error set
 */
JsonArray *
roster_api_client_list_finish (RosterApiClient  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
