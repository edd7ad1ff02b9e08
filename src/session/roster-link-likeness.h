/* roster-link-likeness.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-tiktok-account.h"

G_BEGIN_DECLS

/**
 * RosterLikeness:
 * @ROSTER_LIKENESS_UNKNOWN: nothing was expected, or TikTok tells neither handle nor name
 * @ROSTER_LIKENESS_SAME: the account has the very handle that is expected
 * @ROSTER_LIKENESS_ALIKE: its handle, or its name where TikTok does not tell the handle, is the same but for case, dots, underscores, spaces
 *   and accents
 * @ROSTER_LIKENESS_UNLIKE: it is another one
 *
 * How much an account looks like the one that a client named.
 */
typedef enum
{
  ROSTER_LIKENESS_UNKNOWN,
  ROSTER_LIKENESS_SAME,
  ROSTER_LIKENESS_ALIKE,
  ROSTER_LIKENESS_UNLIKE,
} RosterLikeness;

RosterLikeness roster_link_likeness_compare (const char          *expected_handle,
                                             RosterTiktokAccount *account);

G_END_DECLS
