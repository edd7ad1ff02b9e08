/* test-remember.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"
#include "test-world.h"

G_BEGIN_DECLS

#define TEST_REMEMBER_NORTHWIND "Northwind Agency"
#define TEST_REMEMBER_HARBOUR "Harbour Coffee"

/* A session with a database in a folder, which can be started a second time: against the demo server over HTTP, and a real keyring daemon, which
 * the test has started. */
typedef struct
{
  TestWorld world;
  char *path;
  RosterConnection *connection;
  RosterStore *store;
  GAsyncResult *result;
} TestRemember;

void              test_remember_on_done              (GObject      *source,
                                                      GAsyncResult *result,
                                                      gpointer      user_data);
GAsyncResult     *test_remember_await                (TestRemember *fixture);
void              test_remember_open_store           (TestRemember *fixture);
void              test_remember_close_store          (TestRemember *fixture);
RosterConnection *test_remember_make_connection      (TestRemember *fixture,
                                                      const char   *user,
                                                      const char   *token);
void              test_remember_set_up               (TestRemember  *fixture,
                                                      gconstpointer  data);
void              test_remember_tear_down            (TestRemember  *fixture,
                                                      gconstpointer  data);
void              test_remember_start_again          (TestRemember *fixture);
gboolean          test_remember_is_read              (TestWorld *world,
                                                      gpointer   user_data);
gboolean          test_remember_is_shown             (TestWorld *world,
                                                      gpointer   user_data);
void              test_remember_wait_until_read_only (TestRemember   *fixture,
                                                      RosterReadOnly  read_only);
char             *test_remember_describe             (TestRemember *fixture);
void              test_remember_assert_shows         (TestRemember *fixture,
                                                      const char   *name,
                                                      const char   *description);
char             *test_remember_open_and_read        (TestRemember *fixture);
void              test_remember_exec                 (TestRemember *fixture,
                                                      const char   *sql);

G_END_DECLS
