/* test-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "roster-demo-server.h"
#include "roster-session.h"

G_BEGIN_DECLS

/* A demo server in this process and a session that is to talk to it, for tests. The clock is a manual one that test_world_wait() moves along
 * while it waits, so that the client's pauses cost next to nothing. */
typedef struct
{
  RosterDemoServer *server;
  RosterClock *clock;
  RosterKeyring *keyring;
  RosterSession *session;
  char *folder;
  char *log;
  gint64 pace; /* µs by which the clock moves on for each millisecond of waiting */
} TestWorld;

typedef gboolean (*TestCondition) (TestWorld *world,
                                   gpointer   user_data);

void        test_world_set_up         (TestWorld         *world,
                                       RosterDemoOptions *options);
void        test_world_tear_down      (TestWorld         *world);
void        test_world_open           (TestWorld         *world,
                                       const char        *token);
void        test_world_open_and_read  (TestWorld         *world);
void        test_world_wait           (TestWorld         *world,
                                       TestCondition      condition,
                                       gpointer           user_data);
JsonObject *test_world_get_state      (TestWorld         *world);
guint       test_world_post           (TestWorld         *world,
                                       const char        *path_or_url,
                                       const char        *form);
void        test_world_set_fault      (TestWorld         *world,
                                       const char        *fault);
void        test_world_set_own_role   (TestWorld         *world,
                                       const char        *role);
guint       test_world_count_requests (TestWorld         *world,
                                       const char        *method,
                                       const char        *path);
gpointer    test_world_find           (GListModel        *list,
                                       const char        *name);
gpointer    test_world_principal      (TestWorld         *world,
                                       const char        *name);
gpointer    test_world_pending        (TestWorld         *world,
                                       const char        *address);
gpointer    test_world_ad_account     (TestWorld         *world,
                                       const char        *name);
gpointer    test_world_tiktok_account (TestWorld         *world,
                                       const char        *name);

G_END_DECLS
