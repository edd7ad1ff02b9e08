/* test-elsewhere.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "test-demo.h"
#include "test-world.h"

G_BEGIN_DECLS

/* Other people at the same demo server. */
typedef struct
{
  TestWorld *world;
  TestDemo demo;
  GRand *rand;
} TestElsewhere;

void        test_elsewhere_set_up       (TestElsewhere *self,
                                         TestWorld     *world);
void        test_elsewhere_tear_down    (TestElsewhere *self);
guint       test_elsewhere_count_kinds  (void);
const char *test_elsewhere_get_name     (guint          kind);
void        test_elsewhere_happen       (TestElsewhere *self,
                                         guint          kind);
void        test_elsewhere_happen_named (TestElsewhere *self,
                                         const char    *name);

G_END_DECLS
