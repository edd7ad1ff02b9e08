/* roster-fact.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterFact:
 * @kind: what sort of fact it is, in the caller's words ("member", "grant.ad")
 * @subject: the key of what it is about ("user:1")
 * @object: (nullable): the key of what it relates the subject to ("ad:7"), or %NULL where there is nothing of the sort
 * @value: what is so ("OPERATOR", or a whole record in a notation of the caller's)
 * @since: when a sync first found it so, in microseconds since 1970; only set in what was read from the store
 *
 * One thing that is known of a Business Center. There is one value at a time for a kind, a subject and an object. The strings are shared by
 * the facts that were read together; they are not to be changed.
 */
typedef struct
{
  GRefString *kind;
  GRefString *subject;
  GRefString *object;
  GRefString *value;
  gint64 since;
} RosterFact;

/**
 * RosterFactScope:
 * @kind: the sort of facts
 * @subject: (nullable): whose, or %NULL for everybody's
 * @object: (nullable): on what, or %NULL for everything
 * @first_read: when the scope was first read as a whole, in microseconds since 1970
 * @last_read: when it was last read as a whole, in microseconds since 1970
 *
 * A set of facts that is read as a whole, so that what is missing in it is known not to be. What lies in no scope that was read is
 * unknown.
 */
typedef struct
{
  GRefString *kind;
  GRefString *subject;
  GRefString *object;
  gint64 first_read;
  gint64 last_read;
} RosterFactScope;

/**
 * RosterFactChange:
 * @kind: as in #RosterFact
 * @subject: as in #RosterFact
 * @object: (nullable): as in #RosterFact
 * @before: (nullable): the value at the earlier time; %NULL when there was no such fact
 * @after: (nullable): the value at the later time; %NULL when there was no such fact
 *
 * What two times differ in.
 */
typedef struct
{
  GRefString *kind;
  GRefString *subject;
  GRefString *object;
  GRefString *before;
  GRefString *after;
} RosterFactChange;

RosterFact      *roster_fact_new         (const char       *kind,
                                          const char       *subject,
                                          const char       *object,
                                          const char       *value) G_GNUC_WARN_UNUSED_RESULT;
void             roster_fact_free        (RosterFact       *self);
RosterFactScope *roster_fact_scope_new   (const char       *kind,
                                          const char       *subject,
                                          const char       *object) G_GNUC_WARN_UNUSED_RESULT;
void             roster_fact_scope_free  (RosterFactScope  *self);
void             roster_fact_change_free (RosterFactChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFact, roster_fact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFactScope, roster_fact_scope_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFactChange, roster_fact_change_free)

G_END_DECLS
