/* test-async.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-async.h"

/* Asynchronous calls, one after the other. */

/**
 * test_async_store:
 * @source: what was called
 * @result: the result
 * @user_data: a `GAsyncResult **`
 *
 * A callback that keeps the result, which must be the first: each call ends once.
 */
void
test_async_store (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  g_assert_null (*stored);
  *stored = g_object_ref (result);
}

/**
 * test_async_wait:
 * @result: where test_async_store() keeps the result
 *
 * Turns the thread's main loop until the result is there.
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
test_async_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);

  return *result;
}
