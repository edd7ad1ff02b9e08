/* roster-demo-site.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-fault.h"
#include "roster-demo-state.h"

G_BEGIN_DECLS

/* A visit to one of the server's own pages, which are for people and tests and no part of TikTok's API. */
typedef struct
{
  RosterDemoState *state;
  RosterDemoFault **fault; /* what goes wrong from the next request on; can be replaced */
  const char *method;
  const char *path;
  GHashTable *query; /* (nullable) */
  GHashTable *form;  /* (nullable): of a POST */

  guint status;
  const char *content_type;
  GBytes *body;
  char *location; /* of a redirect */
} RosterDemoVisit;

void        roster_demo_site_answer      (RosterDemoVisit *visit);
void        roster_demo_visit_clear      (RosterDemoVisit *visit);
const char *roster_demo_visit_get_field  (RosterDemoVisit *visit,
                                          const char      *name);
const char *roster_demo_visit_get_query  (RosterDemoVisit *visit,
                                          const char      *name);
gboolean    roster_demo_visit_is         (RosterDemoVisit *visit,
                                          const char      *method,
                                          const char      *path);
void        roster_demo_visit_reply_text (RosterDemoVisit *visit,
                                          guint            status,
                                          const char      *content_type,
                                          char            *text);
void        roster_demo_visit_reply_page (RosterDemoVisit *visit,
                                          guint            status,
                                          const char      *title,
                                          GString         *content);
void        roster_demo_visit_reply_note (RosterDemoVisit *visit,
                                          guint            status,
                                          const char      *title,
                                          const char      *note);
void        roster_demo_visit_redirect   (RosterDemoVisit *visit,
                                          char            *location);

/* Each answers the visits below its own path and returns whether it did. */
gboolean    roster_demo_front_answer     (RosterDemoVisit *visit);
gboolean    roster_demo_phone_answer     (RosterDemoVisit *visit);
gboolean    roster_demo_portal_answer    (RosterDemoVisit *visit);
gboolean    roster_demo_avatar_answer    (RosterDemoVisit *visit);
gboolean    roster_demo_helpers_answer   (RosterDemoVisit *visit);

G_END_DECLS
