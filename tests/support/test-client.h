/* test-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "test-http.h"

G_BEGIN_DECLS

#define TEST_CLIENT_BODY "{\"code\":0,\"message\":\"OK\",\"request_id\":\"r\",\"data\":{\"name\":\"Ana\"}}"

/* One connection against a web server that does whatever a test wants. */
typedef struct
{
  TestHttp *http;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;
  guint n_offline;
  guint n_limited;

  guint status;      /* what is answered */
  const char *body;
  guint n_bad;       /* how many of the first requests get bad() instead */
  TestHttpFunc bad;
  gsize n_written;
  SoupServerMessage *paused;
  GPtrArray *held;
} TestClient;

void test_client_set_up           (TestClient        *fixture,
                                   gconstpointer      data);
void test_client_tear_down        (TestClient        *fixture,
                                   gconstpointer      data);
void test_client_connect          (TestClient        *fixture,
                                   const char        *base_url);
void test_client_start            (TestClient        *fixture,
                                   RosterApiMethod    method,
                                   GCancellable      *cancellable);
void test_client_call             (TestClient        *fixture,
                                   RosterApiMethod    method);
void test_client_assert_name      (TestClient        *fixture);
void test_client_assert_failed    (TestClient        *fixture,
                                   RosterError        code);
void test_client_assert_cancelled (TestClient        *fixture);
void test_client_answer           (TestHttp          *http,
                                   SoupServerMessage *message,
                                   guint              number);
void test_client_settle           (void);
void test_client_fail             (TestHttp          *http,
                                   SoupServerMessage *message,
                                   guint              number);
void test_client_throttle         (TestHttp          *http,
                                   SoupServerMessage *message,
                                   guint              number);
void test_client_pause            (TestHttp          *http,
                                   SoupServerMessage *message,
                                   guint              number);
void test_client_pause_in_body    (TestHttp          *http,
                                   SoupServerMessage *message,
                                   guint              number);

G_END_DECLS
