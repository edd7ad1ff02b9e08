/* roster-api-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-api-client-private.h"
#include "roster-json.h"

/* Reads all pages of a list, as one list of model objects.
 *
 * The first page tells how many rows there are; the other pages are asked for several at a time, few enough that other calls get their turn
 * at the limiter. TikTok has no cursor: when somebody joins or leaves while the pages are read, rows slide from one page to another, and one
 * may come twice or not at all.
 *
 * Fewer rows than TikTok counts are no answer: whoever took them for the whole list would conclude that the missing ones are gone. So the
 * rows that differ are counted. When the pages disagree on the number of rows, or fewer rows came than were counted, all pages are read
 * again; when the list is still short, it fails with ROSTER_ERROR_INCOMPLETE, and roster_api_list_take_rows() has the rows that came. */

#define MAX_PAGES 10000

/* TikTok gives as many rows as it is asked for at most, which is 100. A page of tens of thousands is an attack: making objects of them would hold up
 * the window. */
#define MAX_ROWS 5000

#define MAX_IN_FLIGHT 4
#define MAX_RESTARTS 2

/* TikTok does not document the largest page of every end point. Where it refuses a size, these are tried. */
static const int smaller_page_sizes[] = { 20, 10 };

typedef struct
{
  char *path;
  JsonObject *parameters;
  char *list_member;
  int page_size;
  const RosterApiRowKind *kind;
  gboolean background;

  GCancellable *inner; /* one page that fails stops the others */
  GSource *cancel_source;
  GError *error;

  GPtrArray *pages;     /* of GPtrArray of what the kind reads: (nullable) by number */
  GHashTable *seen;     /* set of keys, owned by what is in @pages */
  guint n_read;         /* how many different rows came */
  gint64 total_number;  /* the most that a page told of; -1 when none did */
  guint n_asked;
  guint n_in_flight;
  guint n_moves;        /* how often all pages were read again because they disagreed */
  gboolean moved;       /* they disagree */
  gboolean ended;       /* a page brought nothing new: there is no use in asking for more */
  gboolean read_again;  /* because rows were missing */
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
  g_clear_pointer (&list->seen, g_hash_table_unref);
  g_clear_pointer (&list->pages, g_ptr_array_unref);
  g_free (list);
}

static void
page_unref (gpointer items)
{
  if (items != NULL)
    g_ptr_array_unref (items);
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

/* Begins, or begins again, with the first page. */
static void
start (List *list)
{
  g_clear_pointer (&list->seen, g_hash_table_unref);
  g_clear_pointer (&list->pages, g_ptr_array_unref);
  list->seen = g_hash_table_new (g_str_hash, g_str_equal);
  list->pages = g_ptr_array_new_with_free_func (page_unref);
  g_ptr_array_set_size (list->pages, 1);
  list->n_read = 0;
  list->total_number = -1;
  list->n_asked = 0;
  list->moved = FALSE;
  list->ended = FALSE;
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

/* Reads the rows of a page that no page had before. Returns how many these are. */
static guint
read_rows (List      *list,
           guint      index,
           JsonArray *rows)
{
  GPtrArray *fresh = roster_api_rows_read (rows, list->kind);

  for (guint i = fresh->len; i > 0 && list->kind->get_key != NULL; i--)
    if (g_hash_table_contains (list->seen, list->kind->get_key (fresh->pdata[i - 1])))
      g_ptr_array_remove_index (fresh, i - 1);
  for (guint i = 0; i < fresh->len && list->kind->get_key != NULL; i++)
    g_hash_table_add (list->seen, (gpointer) list->kind->get_key (fresh->pdata[i]));

  g_clear_pointer (&list->pages->pdata[index], page_unref);
  list->pages->pdata[index] = fresh;
  list->n_read += fresh->len;

  return fresh->len;
}

/* How many pages the list has, by what the answer says that it gave, not by what was asked for: TikTok may give smaller pages. */
static gint64
count_pages (List       *list,
             guint       index,
             guint       n_rows,
             JsonObject *page_info)
{
  gint64 total_number = roster_json_get_int (page_info, "total_number", -1);
  gint64 total_page = roster_json_get_int (page_info, "total_page", 0);
  gint64 given = roster_json_get_int (page_info, "page_size", 0);

  if (given <= 0)
    given = index == 0 && n_rows > 0 && n_rows < total_number ? (gint64) n_rows : list->page_size;
  if (total_number > 0)
    return MAX (total_page, (total_number - 1) / given + 1);
  if (total_number == 0 || total_page > 0)
    return total_page;

  /* Nothing is counted: a full page is not the end. */
  return n_rows >= (guint) list->page_size ? (gint64) index + 2 : (gint64) index + 1;
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
  gboolean missing = rows == NULL || JSON_NODE_HOLDS_NULL (rows);
  guint n_rows;
  gint64 n_pages;

  /* An empty list may come as null or not at all, but only where the numbers say that it is empty. */
  if (missing ? index == 0 && total_number != 0 : !JSON_NODE_HOLDS_ARRAY (rows))
    {
      *error = roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, NULL, list->path, _("The server’s answer lacks the list that was asked for."));
      return FALSE;
    }

  n_rows = missing ? 0 : json_array_get_length (json_node_get_array (rows));
  if (n_rows > MAX_ROWS)
    {
      *error = roster_error_new_api (ROSTER_ERROR_TOO_LARGE, 0, NULL, list->path, _("The server sent far more rows than it was asked for."));
      return FALSE;
    }

  n_pages = count_pages (list, index, n_rows, page_info);
  if (n_pages > MAX_PAGES)
    {
      *error = roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, NULL, list->path, _("The server tells of more pages than there can be."));
      return FALSE;
    }

  if (list->total_number >= 0 && total_number >= 0 && total_number != list->total_number)
    list->moved = TRUE;
  list->total_number = MAX (list->total_number, total_number);

  if (read_rows (list, index, missing ? NULL : json_node_get_array (rows)) == 0)
    list->ended = TRUE;
  if (n_pages > list->pages->len)
    g_ptr_array_set_size (list->pages, (int) n_pages);

  return TRUE;
}

/* A page size that TikTok refuses is answered with code 40002 and a message that names it. */
static gboolean
use_smaller_pages (RosterApiClient *self,
                   List            *list,
                   const GError    *error)
{
  if (roster_error_get_api_code (error) != 40002 || strstr (error->message, "page_size") == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (smaller_page_sizes); i++)
    {
      if (smaller_page_sizes[i] >= list->page_size)
        continue;

      list->page_size = smaller_page_sizes[i];
      roster_api_client_set_page_size (self, list->path, list->page_size);
      list->n_asked = 0;

      return TRUE;
    }

  return FALSE;
}

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Page *page = user_data;
  g_autoptr (GTask) task = page->task;
  List *list = g_task_get_task_data (task);
  g_autoptr (JsonObject) data = NULL;
  GError *error = NULL;

  list->n_in_flight--;

  data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);
  if (data == NULL && page->index == 0 && use_smaller_pages (ROSTER_API_CLIENT (source), list, error))
    g_clear_error (&error);
  else if (data == NULL || !take_page (list, page->index, data, &error))
    fail (list, error);

  ask (task);
}

static void
ask_for_page (GTask *task,
              guint  index)
{
  RosterApiClient *self = g_task_get_source_object (task);
  List *list = g_task_get_task_data (task);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GList) names = list->parameters != NULL ? json_object_get_members (list->parameters) : NULL;
  Page *page = g_new0 (Page, 1);

  page->task = g_object_ref (task);
  page->index = index;
  list->n_in_flight++;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (parameters, l->data, json_object_dup_member (list->parameters, l->data));
  json_object_set_int_member (parameters, "page", index + 1);
  json_object_set_int_member (parameters, "page_size", list->page_size);

  if (list->background)
    roster_api_client_push_background (self);
  roster_api_client_call_async (self, ROSTER_API_GET, list->path, parameters, list->inner, on_page, page);
  if (list->background)
    roster_api_client_pop_background (self);
}

static gboolean
is_short (List *list)
{
  return list->total_number >= 0 && list->n_read < (guint64) list->total_number;
}

/* When every page that was asked for has come: what is still to be done. Returns whether there is anything. */
static gboolean
go_on (List *list)
{
  /* The pages hold fewer rows than they say: the missing ones are further on. */
  if (is_short (list) && !list->moved && !list->ended && list->pages->len < MAX_PAGES)
    {
      g_ptr_array_set_size (list->pages, (int) list->pages->len + 1);
      return TRUE;
    }

  if (list->moved && list->n_moves < MAX_RESTARTS)
    list->n_moves++;
  else if (is_short (list) && !list->read_again)
    list->read_again = TRUE;
  else
    return FALSE;

  start (list);

  return TRUE;
}

static GPtrArray *
join (List *list)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (list->kind->free);

  for (guint i = 0; i < list->pages->len; i++)
    if (list->pages->pdata[i] != NULL)
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&list->pages->pdata[i]));

  return all;
}

static void
end (GTask *task)
{
  List *list = g_task_get_task_data (task);

  if (list->error != NULL)
    g_task_return_error (task, g_steal_pointer (&list->error));
  else if (is_short (list))
    g_task_return_error (task, roster_error_new_api (ROSTER_ERROR_INCOMPLETE, 0, NULL, list->path,
                                                     _("TikTok counts more than it lists, also when asked again.")));
  else
    g_task_return_pointer (task, join (list), (GDestroyNotify) g_ptr_array_unref);
}

/* Asks for what is missing, or ends. */
static void
ask (GTask *task)
{
  List *list = g_task_get_task_data (task);

  do
    {
      while (list->error == NULL && !list->ended && list->n_in_flight < MAX_IN_FLIGHT && list->n_asked < list->pages->len)
        ask_for_page (task, list->n_asked++);

      if (list->n_in_flight > 0)
        return;
    }
  while (list->error == NULL && go_on (list));

  end (task);
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
 * roster_api_list_async:
 * @client: the client
 * @path: the path of the end point
 * @parameters: (nullable): the parameters but for `page` and `page_size`
 * @list_member: where the rows are in `data`, such as "list" or "asset_group.assets"
 * @page_size: how many rows to ask for at a time: the most that the end point allows
 * @kind: what the rows become; static
 * @source_tag: the function that a family of end points shows to its callers
 * @cancellable: (nullable): to stop
 * @callback: what to call with the rows
 * @user_data: passed to @callback
 *
 * Reads all pages of a list (section "Pagination"), on behalf of a family of end points. Where TikTok refuses @page_size, smaller pages are
 * asked for, and the client remembers which size the end point takes.
 *
 * Errors are those of roster_api_client_call_async(), #ROSTER_ERROR_PROTOCOL when there is no list in the answer, #ROSTER_ERROR_TOO_LARGE when a
 * page holds far more rows than any honest one, and #ROSTER_ERROR_INCOMPLETE when fewer rows came than TikTok counts, also when asked again:
 * roster_api_list_take_rows() has those that came.
 */
void
roster_api_list_async (RosterApiClient        *client,
                       const char             *path,
                       JsonObject             *parameters,
                       const char             *list_member,
                       int                     page_size,
                       const RosterApiRowKind *kind,
                       gpointer                source_tag,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  List *list = g_new0 (List, 1);

  g_return_if_fail (ROSTER_IS_API_CLIENT (client) && page_size > 0);

  g_task_set_source_tag (task, source_tag);

  list->path = g_strdup (path);
  list->parameters = parameters != NULL ? json_object_ref (parameters) : NULL;
  list->list_member = g_strdup (list_member);
  list->page_size = roster_api_client_get_page_size (client, path, page_size);
  list->kind = kind;
  list->background = roster_api_client_is_background (client);
  list->inner = g_cancellable_new ();
  start (list);
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
 * roster_api_list_finish:
 * @client: the client
 * @source_tag: as given to roster_api_list_async()
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_list_async().
 *
 * Returns: (transfer full) (nullable): the objects in their order, each once, or %NULL with @error set
 */
GPtrArray *
roster_api_list_finish (RosterApiClient  *client,
                        gpointer          source_tag,
                        GAsyncResult     *result,
                        GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client) && g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_api_list_take_rows:
 * @all: (transfer full) (nullable): what the `_finish` function of a list returned
 * @result: the result that it was given
 * @error: (nullable): the error that it set
 *
 * Takes what came of a list: all rows, or, after #ROSTER_ERROR_INCOMPLETE, some of them. These tell what is there; they do not tell that
 * anything is not.
 *
 * Returns: (transfer full) (nullable): the objects; %NULL after any other error
 */
GPtrArray *
roster_api_list_take_rows (GPtrArray    *all,
                           GAsyncResult *result,
                           const GError *error)
{
  if (all == NULL && g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE))
    return join (g_task_get_task_data (G_TASK (result)));

  return all;
}
