/* test-apply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply.h"

#include "roster-json.h"
#include "test-async.h"

/* Starts a server with @options (transfer full) and reads all that it holds. */
void
test_apply_set_up_with (TestApply         *self,
                        RosterDemoOptions *options)
{
  test_world_set_up (&self->world, options);
  test_world_open_and_read (&self->world);
  self->set = roster_change_set_new ();
}

/* @fault: (nullable): what goes wrong, as roster_demo_fault_new() takes it */
void
test_apply_set_up (TestApply     *self,
                   gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_apply_set_up_with (self, options);
}

void
test_apply_tear_down (TestApply     *self,
                      gconstpointer  data)
{
  g_clear_object (&self->result);
  g_clear_object (&self->set);
  test_world_tear_down (&self->world);
}

/* For test_world_wait(). @user_data: a pointer to a GAsyncResult */
gboolean
test_apply_has_result (TestWorld *world,
                       gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

/* For test_world_wait(). */
gboolean
test_apply_is_sent (TestWorld *world,
                    gpointer   user_data)
{
  return test_world_count_requests (world, "POST", "/") > 0;
}

/* @change: (transfer full). Returns: (transfer none): the same */
RosterChange *
test_apply_add (TestApply    *self,
                RosterChange *change)
{
  RosterChange *added = roster_change_set_add (self->set, change);

  g_assert_true (added == change);
  g_object_unref (change);

  return added;
}

/* Begins to send the set. */
void
test_apply_begin (TestApply        *self,
                  RosterApplyFlags  flags,
                  GCancellable     *cancellable)
{
  g_clear_object (&self->result);
  roster_apply_async (self->world.session, G_LIST_MODEL (self->set), flags, cancellable, test_async_store, &self->result);
}

/* Waits until what was begun is over. */
gboolean
test_apply_end (TestApply  *self,
                GError    **error)
{
  test_world_wait (&self->world, test_apply_has_result, &self->result);

  return roster_apply_finish (self->world.session, self->result, error);
}

gboolean
test_apply (TestApply  *self,
            GError    **error)
{
  test_apply_begin (self, ROSTER_APPLY_FLAGS_NONE, NULL);

  return test_apply_end (self, error);
}

/* Sends the set; all of it is taken. */
void
test_apply_all (TestApply *self)
{
  g_autoptr (GError) error = NULL;
  gboolean applied = test_apply (self, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

guint
test_apply_count (TestApply  *self,
                  const char *method,
                  const char *path)
{
  return test_world_count_requests (&self->world, method, path);
}

/* @again: whether what was refused may have been asked for once more */
static void
look_at_log (TestWorld     *world,
             gboolean       again,
             gsize         *log_length,
             TestApplySeen *seen)
{
  g_autoptr (GHashTable) writes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* path and body -> its last code */
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  *seen = (TestApplySeen) { 0 };
  g_file_get_contents (world->log, &text, &length, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text + *log_length, "\n", -1);
  *log_length = length;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      JsonObject *line = node != NULL ? json_node_get_object (node) : NULL;
      g_autofree char *body = NULL;
      g_autofree char *write = NULL;
      gpointer code;

      if (line == NULL || !g_str_has_prefix (roster_json_get_string (line, "path"), "/open_api/"))
        continue;

      if (g_strcmp0 (roster_json_get_string (line, "method"), "GET") == 0)
        {
          seen->n_failed_reads += roster_json_get_string (line, "fault") != NULL;
          continue;
        }

      body = json_to_string (json_object_get_member (line, "body"), FALSE);
      write = g_strconcat (roster_json_get_string (line, "path"), " ", body, NULL);
      if (g_hash_table_lookup_extended (writes, write, NULL, &code) && GPOINTER_TO_INT (code) != 40100 && (!again || GPOINTER_TO_INT (code) != 40002))
        g_error ("sent twice: %s", write);

      g_hash_table_insert (writes, g_steal_pointer (&write), GINT_TO_POINTER ((int) roster_json_get_int (line, "code", -1)));
      seen->n_writes++;
      seen->n_failed_reads = 0;
    }
}

/* Looks whether a write was sent twice, unless TikTok had refused the first for the rate limit.
 *
 * @log_length: (inout): how much of the log was looked at already */
void
test_apply_look_at_log (TestWorld     *world,
                        gsize         *log_length,
                        TestApplySeen *seen)
{
  look_at_log (world, FALSE, log_length, seen);
}

/* Of all that was ever logged; a write that TikTok refused may have been tried again. */
void
test_apply_assert_nothing_twice (TestApply *self)
{
  TestApplySeen seen;
  gsize log_length = 0;

  look_at_log (&self->world, TRUE, &log_length, &seen);
}

/* Returns: (nullable): the row of @list in which @member is @value */
JsonObject *
test_apply_find_row (JsonObject *center,
                     const char *list,
                     const char *member,
                     const char *value)
{
  JsonArray *rows = roster_json_get_array (center, list);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);

      if (g_strcmp0 (roster_json_get_string (row, member), value) == 0)
        return row;
    }

  return NULL;
}

/* Returns: (transfer full) (nullable): the row of @list, in the first Business Center, in which @member is @value */
JsonObject *
test_apply_served (TestWorld  *world,
                   const char *list,
                   const char *member,
                   const char *value)
{
  g_autoptr (JsonObject) state = test_world_get_state (world);
  JsonObject *row = test_apply_find_row (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), list, member, value);

  return row != NULL ? json_object_ref (row) : NULL;
}
