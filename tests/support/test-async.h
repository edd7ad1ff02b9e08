/* test-async.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void          test_async_store (GObject       *source,
                                GAsyncResult  *result,
                                gpointer       user_data);
GAsyncResult *test_async_wait  (GAsyncResult **result);

/**
 * TEST_AWAIT:
 * @result: the name of a `g_autoptr (GAsyncResult)` that is %NULL
 * @call: a call of an asynchronous function, with `test_async_store, &result` as its last arguments
 *
 * Makes a call and turns the main loop until it has ended.
 */
#define TEST_AWAIT(result, call) \
  G_STMT_START                   \
  {                              \
    g_clear_object (&(result));  \
    call;                        \
    test_async_wait (&(result)); \
  }                              \
  G_STMT_END

G_END_DECLS
