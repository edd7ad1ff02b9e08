/* test-family.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-ad-account.h"
#include "roster-api-client.h"
#include "roster-demo-server.h"
#include "roster-grant.h"
#include "test-async.h"

G_BEGIN_DECLS

/* A client of the demo server, for the families of end points. */

#define NORTHWIND "7290001112223334440"
#define LUMEN "7288887776665554443"
#define AOIFE "7012345678901234561"
#define TOMAS "7012345678901234562"
#define IVY "7012345678901234564"

typedef struct
{
  RosterDemoServer *server;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;
} TestFamily;

/* The limiter looks at the fixture's clock, which stands still: between two calls it is put forward. */
#define AWAIT(call)                                                \
  G_STMT_START                                                     \
  {                                                                \
    roster_clock_advance (fixture->clock, 2 * G_TIME_SPAN_SECOND); \
    TEST_AWAIT (fixture->result, call);                            \
  }                                                                \
  G_STMT_END

#define STORE NULL, test_async_store, &fixture->result

void         test_family_set_up_with      (TestFamily        *fixture,
                                           RosterDemoOptions *options,
                                           const char        *token);
void         test_family_set_up           (TestFamily        *fixture,
                                           gconstpointer      data);
void         test_family_tear_down        (TestFamily        *fixture,
                                           gconstpointer      data);
void         test_family_assert_refused   (TestFamily        *fixture,
                                           RosterError        code,
                                           gint64             api_code,
                                           const char        *endpoint);
gpointer     test_family_find             (GPtrArray         *items,
                                           const char        *name);
RosterGrant *test_family_find_grant       (GPtrArray         *grants,
                                           const char        *key);
GPtrArray   *test_family_list_ad_accounts (TestFamily        *fixture);
GPtrArray   *test_family_list_grants      (TestFamily        *fixture,
                                           RosterAccessScope  scope,
                                           const char        *user_id,
                                           const char        *email);

G_END_DECLS
