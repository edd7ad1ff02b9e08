/* roster-demo-send.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-fault.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _RosterDemoSender RosterDemoSender;

/* What is to be sent, and what goes wrong with it. */
typedef struct
{
  guint status;
  const char *content_type;
  GBytes *body;   /* (nullable) */
  char *location; /* (nullable) */
  RosterDemoFaultKind fault;
  gint64 fault_value;
} RosterDemoAnswer;

RosterDemoSender *roster_demo_sender_new  (guint              latency_ms) G_GNUC_WARN_UNUSED_RESULT;
void              roster_demo_sender_free (RosterDemoSender  *self);
void              roster_demo_sender_send (RosterDemoSender  *self,
                                           SoupServerMessage *message,
                                           RosterDemoAnswer  *answer);

G_END_DECLS
