/* test-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"
#include "roster-event.h"
#include "roster-watch.h"
#include "test-world.h"

G_BEGIN_DECLS

#define TEST_WATCH_MEMBERS "/bc/member/get/"
#define TEST_WATCH_MARIA "maria@studio.example"

/* A session that has read the demo data, and what watches it, with a clock that stands still unless a test moves it. */
typedef struct
{
  TestWorld world;
  RosterWatch *watch;
  GPtrArray *events; /* of RosterEvent: what was told */
  GAsyncResult *result;
  guint n_before; /* requests for people */
} TestWatch;

void              test_watch_stand_still     (TestWatch *fixture);
void              test_watch_set_up          (TestWatch     *fixture,
                                              gconstpointer  fault);
void              test_watch_set_up_with     (TestWatch         *fixture,
                                              RosterDemoOptions *options);
void              test_watch_tear_down       (TestWatch     *fixture,
                                              gconstpointer  data);
gboolean          test_watch_is_at_rest      (TestWorld *world,
                                              gpointer   user_data);
guint             test_watch_count_queued    (TestWatch *fixture);
void              test_watch_settle          (TestWatch *fixture);
void              test_watch_go_on           (TestWatch *fixture,
                                              gint64     step);
guint             test_watch_count_looks     (TestWatch *fixture);
void              test_watch_sync_now        (TestWatch *fixture);
void              test_watch_assert_event    (TestWatch       *fixture,
                                              guint            position,
                                              RosterEventKind  kind,
                                              const char      *key);
RosterPrincipal  *test_watch_find_by_address (TestWatch  *fixture,
                                              const char *address);
void              test_watch_answer          (TestWatch  *fixture,
                                              const char *decision,
                                              const char *email);
void              test_watch_vanish          (TestWatch  *fixture,
                                              RosterItem *account);
void              test_watch_withdraw        (TestWatch  *fixture,
                                              const char *email);
void              test_watch_invite          (TestWatch  *fixture,
                                              const char *email);
gboolean          test_watch_has_events      (TestWorld *world,
                                              gpointer   user_data);
void              test_watch_apply           (TestWatch         *fixture,
                                              RosterChange      *change,
                                              RosterChangeState  expected);

G_END_DECLS
