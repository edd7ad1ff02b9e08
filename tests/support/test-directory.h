/* test-directory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"

RosterDirectory *test_directory_new        (void);
RosterDirectory *test_directory_new_large  (guint            n_people,
                                            guint            n_ad_accounts);
void             test_directory_give       (RosterDirectory *directory,
                                            const char      *row_key,
                                            const char      *first_key,
                                            ...);
char            *test_directory_describe   (RosterDirectory *directory);
