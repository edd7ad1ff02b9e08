/* test-links.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-link-request.h"
#include "test-store.h"
#include "test-world.h"

G_BEGIN_DECLS

/* A session with a database in a folder and requests for TikTok accounts, which can be started a second time, with a clock that stands still
 * unless a test moves it. */
typedef struct
{
  TestWorld world;
  TestStore store;
  RosterLinkRequests *requests;
  guint n_approved; /* since the start */
} TestLinks;

gboolean           test_links_is_read     (TestWorld *world,
                                           gpointer   user_data);
void               test_links_start       (TestLinks *fixture);
void               test_links_stop        (TestLinks *fixture);
void               test_links_set_up      (TestLinks     *fixture,
                                           gconstpointer  data);
void               test_links_tear_down   (TestLinks     *fixture,
                                           gconstpointer  data);
guint              test_links_get_n_open  (TestLinks *fixture);
RosterLinkRequest *test_links_get_open    (TestLinks *fixture,
                                           guint      position);
void               test_links_wait_for    (TestLinks              *fixture,
                                           RosterLinkRequest      *request,
                                           RosterLinkRequestState  state);
RosterLinkRequest *test_links_ask         (TestLinks  *fixture,
                                           const char *handle,
                                           ...) G_GNUC_NULL_TERMINATED;
void               test_links_approve     (TestLinks  *fixture,
                                           const char *link,
                                           const char *form);
void               test_links_look        (TestLinks         *fixture,
                                           RosterLinkRequest *request);
guint              test_links_count_links (TestLinks  *fixture,
                                           const char *name);
guint              test_links_count_reads (TestLinks *fixture);

G_END_DECLS
