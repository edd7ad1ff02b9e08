/* roster-demo-fault.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoFaultKind:
 * @ROSTER_DEMO_FAULT_NONE: nothing goes wrong
 * @ROSTER_DEMO_FAULT_STATUS: an HTTP error without a body, before anything is done
 * @ROSTER_DEMO_FAULT_CODE: an error code of TikTok in an envelope, before anything is done
 * @ROSTER_DEMO_FAULT_RESET: the connection is cut before anything is done
 * @ROSTER_DEMO_FAULT_LOST_REPLY: the request is carried out, then the connection is cut
 * @ROSTER_DEMO_FAULT_TRUNCATE: the answer ends in the middle
 * @ROSTER_DEMO_FAULT_SLOW: the answer comes late
 * @ROSTER_DEMO_FAULT_HTML: a web page instead of JSON, with HTTP 200
 * @ROSTER_DEMO_FAULT_EMPTY: HTTP 200 and no body
 * @ROSTER_DEMO_FAULT_NULLS: some values of the answer are null
 * @ROSTER_DEMO_FAULT_TYPES: some values of the answer have another type
 * @ROSTER_DEMO_FAULT_BIG: a body of many megabytes
 * @ROSTER_DEMO_FAULT_REDIRECT: HTTP 302 to another host
 * @ROSTER_DEMO_FAULT_SHORT: a page of a list holds fewer rows than it should; they are counted all the same
 * @ROSTER_DEMO_FAULT_MISSING: a list lacks its last rows, and does not count them
 * @ROSTER_DEMO_FAULT_REPEAT: the first row of a page comes several times
 * @ROSTER_DEMO_FAULT_REVERSE: the rows of a page come in the opposite order
 * @ROSTER_DEMO_FAULT_TWICE: the request is carried out twice, and the second answer is sent
 * @ROSTER_DEMO_FAULT_LAG: a write is carried out, but the next reads do not show it
 *
 * What can go wrong with one request.
 */
typedef enum
{
  ROSTER_DEMO_FAULT_NONE,
  ROSTER_DEMO_FAULT_STATUS,
  ROSTER_DEMO_FAULT_CODE,
  ROSTER_DEMO_FAULT_RESET,
  ROSTER_DEMO_FAULT_LOST_REPLY,
  ROSTER_DEMO_FAULT_TRUNCATE,
  ROSTER_DEMO_FAULT_SLOW,
  ROSTER_DEMO_FAULT_HTML,
  ROSTER_DEMO_FAULT_EMPTY,
  ROSTER_DEMO_FAULT_NULLS,
  ROSTER_DEMO_FAULT_TYPES,
  ROSTER_DEMO_FAULT_BIG,
  ROSTER_DEMO_FAULT_REDIRECT,
  ROSTER_DEMO_FAULT_SHORT,
  ROSTER_DEMO_FAULT_MISSING,
  ROSTER_DEMO_FAULT_REPEAT,
  ROSTER_DEMO_FAULT_REVERSE,
  ROSTER_DEMO_FAULT_TWICE,
  ROSTER_DEMO_FAULT_LAG,
} RosterDemoFaultKind;

typedef struct _RosterDemoFault RosterDemoFault;

RosterDemoFault     *roster_demo_fault_new     (const char      *spec,
                                                guint32          seed,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void                 roster_demo_fault_free    (RosterDemoFault *self);
RosterDemoFaultKind  roster_demo_fault_pick    (RosterDemoFault *self,
                                                const char      *path,
                                                gint64          *value);
gboolean             roster_demo_fault_pick_lag (RosterDemoFault *self,
                                                const char      *path,
                                                gint64          *n_reads);
JsonNode            *roster_demo_fault_spoil   (RosterDemoFault     *self,
                                                RosterDemoFaultKind  kind,
                                                JsonNode            *node) G_GNUC_WARN_UNUSED_RESULT;
const char          *roster_demo_fault_kind_to_string (RosterDemoFaultKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoFault, roster_demo_fault_free)

#define ROSTER_DEMO_FAULT_GRAMMAR                                                                            \
  "A fault is KIND[=VALUE][:/PATH/][:PROBABILITY][:xTIMES], several are parted by commas, and seed:N makes\n" \
  "the draws repeatable. PATH is a path below /open_api/v1.3, PROBABILITY a number from 0 to 1 (1 unless\n"  \
  "given), xTIMES how often it happens at most. The first fault that applies to a request is taken.\n"      \
  "  400 to 599    that HTTP status without a body, before anything is done\n"                               \
  "  20001 to 69999 that code of TikTok in its envelope, before anything is done; 40100 is the rate limit\n"  \
  "  reset         the connection is cut before anything is done\n"                                          \
  "  lost-reply    the request is carried out, then the connection is cut\n"                                 \
  "  truncate      the answer ends in the middle\n"                                                          \
  "  slow[=MS]     the answer comes MS milliseconds late (10000)\n"                                          \
  "  html          a web page with HTTP 200, before anything is done\n"                                      \
  "  empty         HTTP 200 without a body, before anything is done\n"                                       \
  "  nulls, types  some values of the answer are null, or have another type\n"                               \
  "  big[=MB]      a body of MB megabytes (200)\n"                                                           \
  "  redirect      HTTP 302 to another host\n"                                                               \
  "  short[=N]     the last N rows (1) of a page of a list do not come, though they are counted\n"             \
  "  missing[=N]   the last N rows (1) of a list do not come, and are not counted\n"                          \
  "  repeat[=N]    the first row of a page comes N times more (2)\n"                                          \
  "  reverse       the rows of a page come in the opposite order\n"                                           \
  "  twice         the request is carried out twice, as by a proxy that sends it again, and the second answer\n"  \
  "                comes back: a removal is refused because nothing is there any more\n"                     \
  "  lag[=READS]   a write is carried out, but the next READS reads (3) show what was so before; on top of\n" \
  "                any other fault\n"                                                                         \
  "Example: 500:0.1,lost-reply:/bc/member/invite/:x1,slow=3000:/bc/get/,seed:7"

G_END_DECLS
