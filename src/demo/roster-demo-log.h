/* roster-demo-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _RosterDemoLog RosterDemoLog;

/* One request and how it was answered. */
typedef struct
{
  gint64 time; /* microseconds since 1970 */
  const char *method;
  const char *path;
  GHashTable *query; /* (nullable) */
  SoupMessageHeaders *headers;
  JsonNode *body; /* (nullable): when it was JSON */
  guint status;   /* 0 when the connection was cut */
  int code;       /* TikTok's, or -1 when there was no envelope */
  const char *fault; /* (nullable) */
} RosterDemoLogEntry;

RosterDemoLog *roster_demo_log_new   (const char               *path,
                                      GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void           roster_demo_log_free  (RosterDemoLog            *self);
void           roster_demo_log_write (RosterDemoLog            *self,
                                      const RosterDemoLogEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoLog, roster_demo_log_free)

G_END_DECLS
