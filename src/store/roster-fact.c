/* roster-fact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-fact.h"

/* Facts as the store and its callers hand them to each other. One reading brings tens of thousands of them with few different strings in
 * them, so the strings are counted references: taking a fact over costs no copy of its text. */

static GRefString *
dup_text (const char *text)
{
  return text != NULL ? g_ref_string_new (text) : NULL;
}

/**
 * roster_fact_new:
 * @kind: what sort of fact it is
 * @subject: the key of what it is about
 * @object: (nullable): the key of what it relates the subject to
 * @value: what is so
 *
 * Returns: (transfer full): a fact to put into a store
 */
RosterFact *
roster_fact_new (const char *kind,
                 const char *subject,
                 const char *object,
                 const char *value)
{
  RosterFact *self;

  g_return_val_if_fail (kind != NULL && subject != NULL && value != NULL, NULL);

  self = g_new0 (RosterFact, 1);
  self->kind = g_ref_string_new_intern (kind);
  self->subject = g_ref_string_new (subject);
  self->object = dup_text (object);
  self->value = g_ref_string_new (value);

  return self;
}

/**
 * roster_fact_free:
 * @self: (transfer full): a fact
 */
void
roster_fact_free (RosterFact *self)
{
  g_clear_pointer (&self->kind, g_ref_string_release);
  g_clear_pointer (&self->subject, g_ref_string_release);
  g_clear_pointer (&self->object, g_ref_string_release);
  g_clear_pointer (&self->value, g_ref_string_release);
  g_free (self);
}

/**
 * roster_fact_scope_new:
 * @kind: the sort of facts
 * @subject: (nullable): whose, or %NULL for everybody's
 * @object: (nullable): on what, or %NULL for everything
 *
 * Returns: (transfer full): a scope
 */
RosterFactScope *
roster_fact_scope_new (const char *kind,
                       const char *subject,
                       const char *object)
{
  RosterFactScope *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_new0 (RosterFactScope, 1);
  self->kind = g_ref_string_new_intern (kind);
  self->subject = dup_text (subject);
  self->object = dup_text (object);

  return self;
}

/**
 * roster_fact_scope_free:
 * @self: (transfer full): a scope
 */
void
roster_fact_scope_free (RosterFactScope *self)
{
  g_clear_pointer (&self->kind, g_ref_string_release);
  g_clear_pointer (&self->subject, g_ref_string_release);
  g_clear_pointer (&self->object, g_ref_string_release);
  g_free (self);
}

/**
 * roster_fact_change_free:
 * @self: (transfer full): a change
 */
void
roster_fact_change_free (RosterFactChange *self)
{
  g_clear_pointer (&self->kind, g_ref_string_release);
  g_clear_pointer (&self->subject, g_ref_string_release);
  g_clear_pointer (&self->object, g_ref_string_release);
  g_clear_pointer (&self->before, g_ref_string_release);
  g_clear_pointer (&self->after, g_ref_string_release);
  g_free (self);
}
