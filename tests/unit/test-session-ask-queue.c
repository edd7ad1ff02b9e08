/* test-session-ask-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ask-queue.h"

static void
write_down (gpointer call,
            gpointer user_data)
{
  g_string_append (user_data, call);
}

static void
test_a_few_at_a_time (void)
{
  g_autoptr (RosterAskQueue) queue = roster_ask_queue_new (2);
  g_autoptr (GString) asked = g_string_new (NULL);

  for (const char **name = (const char *[]) { "a", "b", "c", "d", NULL }; *name != NULL; name++)
    roster_ask_queue_push (queue, write_down, (gpointer) *name, asked);
  g_assert_cmpstr (asked->str, ==, "ab");

  roster_ask_queue_answer (queue);
  g_assert_cmpstr (asked->str, ==, "abc");
  roster_ask_queue_answer (queue);
  roster_ask_queue_answer (queue);
  roster_ask_queue_answer (queue);
  g_assert_cmpstr (asked->str, ==, "abcd");

  /* Empty, and as good as new. */
  roster_ask_queue_push (queue, write_down, (gpointer) "e", asked);
  g_assert_cmpstr (asked->str, ==, "abcde");
  roster_ask_queue_answer (queue);
}

/* What waits when the queue goes is never asked. */
static void
test_dropped (void)
{
  RosterAskQueue *queue = roster_ask_queue_new (1);
  g_autoptr (GString) asked = g_string_new (NULL);

  roster_ask_queue_push (queue, write_down, (gpointer) "a", asked);
  roster_ask_queue_push (queue, write_down, (gpointer) "b", asked);
  roster_ask_queue_free (queue);
  g_assert_cmpstr (asked->str, ==, "a");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ask-queue/a-few-at-a-time", test_a_few_at_a_time);
  g_test_add_func ("/ask-queue/dropped", test_dropped);

  return g_test_run ();
}
