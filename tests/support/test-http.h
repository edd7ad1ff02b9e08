/* test-http.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "roster-clock.h"

G_BEGIN_DECLS

typedef struct _TestHttp TestHttp;

/**
 * TestHttpFunc:
 * @http: the server
 * @message: the request, to be answered, or to be paused and answered later
 * @number: how many requests came before
 *
 * Answers a request.
 */
typedef void (*TestHttpFunc) (TestHttp          *http,
                              SoupServerMessage *message,
                              guint              number);

typedef struct
{
  char *method;
  char *path;
  char *query;
  char *token;
  char *user_agent;
  char *content_type;
  char *body;
} TestHttpRequest;

/**
 * TestHttp:
 * @base_url: where it listens
 * @requests: (element-type TestHttpRequest): what was asked, in order
 * @n_open: how many requests are unanswered
 * @most_open: how many were at once
 * @func: what answers
 * @data: for @func
 *
 * A web server on the loopback interface and on the test's own main loop, which answers as the test says.
 */
struct _TestHttp
{
  char *base_url;
  GPtrArray *requests;
  guint n_open;
  guint most_open;
  TestHttpFunc func;
  gpointer data;

  SoupServer *server;
  guint port;
};

TestHttp        *test_http_new        (TestHttpFunc        func,
                                       gpointer            data);
void             test_http_free       (TestHttp           *self);
void             test_http_listen     (TestHttp           *self);
void             test_http_hang_up    (TestHttp           *self);
TestHttpRequest *test_http_get        (TestHttp           *self,
                                       guint               number);
void             test_http_wait       (TestHttp           *self,
                                       guint               n_requests);
void             test_http_answer     (SoupServerMessage  *message,
                                       guint               status,
                                       const char         *body);
void             test_http_drop       (SoupServerMessage  *message);
guint            test_http_run_clock  (RosterClock        *clock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestHttp, test_http_free)

G_END_DECLS
