/* test-apply-cases.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "test-apply.h"

G_BEGIN_DECLS

/* One change of each kind. Each touches something of its own in the demo data, and is looked at in the server's state. */
typedef struct
{
  const char *name;
  RosterChange *(*make) (TestWorld *world);
  char *(*observe) (JsonObject *center);
  const char *wanted;
  gboolean unlisted; /* reading may succeed and tell nothing */
} TestApplyCase;

const TestApplyCase *test_apply_get_cases (guint               *n_cases);
char                *test_apply_observe   (TestWorld           *world,
                                           const TestApplyCase *one);

G_END_DECLS
