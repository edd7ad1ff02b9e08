/* test-demo.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "roster-demo-server.h"

G_BEGIN_DECLS

#define TEST_DEMO_BC "7290001112223334440"
#define TEST_DEMO_OTHER_BC "7290001112223335557"
#define TEST_DEMO_LUMEN "7288887776665554443"
#define TEST_DEMO_AOIFE "7012345678901234561"
#define TEST_DEMO_TOMAS "7012345678901234562"
#define TEST_DEMO_IVY "7012345678901234564"

/* A running demo server and a plain HTTP client beside it: the tests of the server never use the program's own client. */
typedef struct
{
  RosterDemoServer *server;
  SoupSession *session;
  const char *token; /* sent with every call of the API; NULL for none */
} TestDemo;

TestDemo   *test_demo_new       (const RosterDemoOptions *options);
TestDemo   *test_demo_new_faulty (const char             *fault);
void        test_demo_free      (TestDemo                *self);

GBytes     *test_demo_send      (TestDemo                *self,
                                 const char              *method,
                                 const char              *path,
                                 const char              *content_type,
                                 const char              *body,
                                 SoupMessage            **message,
                                 GError                 **error);
JsonObject *test_demo_get       (TestDemo                *self,
                                 const char              *endpoint,
                                 ...) G_GNUC_NULL_TERMINATED;
JsonObject *test_demo_post      (TestDemo                *self,
                                 const char              *endpoint,
                                 const char              *format,
                                 ...) G_GNUC_PRINTF (3, 4);
char       *test_demo_visit     (TestDemo                *self,
                                 const char              *path,
                                 const char              *form,
                                 guint                   *status);
JsonObject *test_demo_get_state (TestDemo                *self);

gint64      test_demo_code      (JsonObject              *envelope);
void        test_demo_assert_ok (JsonObject              *envelope);
void        test_demo_assert_refused (JsonObject         *envelope,
                                 gint64                   code,
                                 const char              *text);
JsonObject *test_demo_data      (JsonObject              *envelope);
JsonArray  *test_demo_list      (JsonObject              *envelope);
gint64      test_demo_total     (JsonObject              *envelope);
JsonObject *test_demo_find      (JsonArray               *rows,
                                 const char              *member,
                                 const char              *value);
char       *test_demo_find_id   (TestDemo                *self,
                                 const char              *type,
                                 const char              *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestDemo, test_demo_free)

G_END_DECLS
