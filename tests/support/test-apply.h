/* test-apply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-apply.h"
#include "roster-change-set.h"
#include "test-world.h"

G_BEGIN_DECLS

/* A world, and changes that are sent to it. */
typedef struct
{
  TestWorld world;
  RosterChangeSet *set;
  GAsyncResult *result;
} TestApply;

/* What the server has logged since it was looked at before. */
typedef struct
{
  guint n_writes;
  guint n_failed_reads; /* since the last write */
} TestApplySeen;

void          test_apply_set_up              (TestApply         *self,
                                              gconstpointer      fault);
void          test_apply_set_up_with         (TestApply         *self,
                                              RosterDemoOptions *options);
void          test_apply_tear_down           (TestApply         *self,
                                              gconstpointer      data);
gboolean      test_apply_has_result          (TestWorld         *world,
                                              gpointer           user_data);
gboolean      test_apply_is_sent             (TestWorld         *world,
                                              gpointer           user_data);
RosterChange *test_apply_add                 (TestApply         *self,
                                              RosterChange      *change);
void          test_apply_begin               (TestApply         *self,
                                              RosterApplyFlags   flags,
                                              GCancellable      *cancellable);
gboolean      test_apply_end                 (TestApply         *self,
                                              GError           **error);
gboolean      test_apply                     (TestApply         *self,
                                              GError           **error);
void          test_apply_all                 (TestApply         *self);
guint         test_apply_count               (TestApply         *self,
                                              const char        *method,
                                              const char        *path);
void          test_apply_look_at_log         (TestWorld         *world,
                                              gsize             *log_length,
                                              TestApplySeen     *seen);
void          test_apply_assert_nothing_twice (TestApply        *self);

/* What the server holds. */
JsonObject   *test_apply_find_row            (JsonObject        *center,
                                              const char        *list,
                                              const char        *member,
                                              const char        *value);
JsonObject   *test_apply_served              (TestWorld         *world,
                                              const char        *list,
                                              const char        *member,
                                              const char        *value);

G_END_DECLS
