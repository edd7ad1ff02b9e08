/* roster-address-word.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-address-form.h"

G_BEGIN_DECLS

/**
 * RosterAddressLink:
 * @ROSTER_ADDRESS_LINK_NONE: they stand beside each other, and are two
 * @ROSTER_ADDRESS_LINK_SAME: when both are the same, it is one that was written twice
 * @ROSTER_ADDRESS_LINK_PAIR: the first is the name of the second, so both should be the same
 *
 * What is said by the signs between two addresses.
 */
typedef enum
{
  ROSTER_ADDRESS_LINK_NONE,
  ROSTER_ADDRESS_LINK_SAME,
  ROSTER_ADDRESS_LINK_PAIR,
} RosterAddressLink;

gunichar           roster_address_word_read_entity (const char         *text,
                                                    gsize              *length);
gsize              roster_address_word_find_end    (const char         *line,
                                                    gsize               start,
                                                    gsize               end);
void               roster_address_word_trim        (const char         *line,
                                                    gsize              *start,
                                                    gsize              *end,
                                                    gsize              *query);
gboolean           roster_address_word_is_linked   (const char         *line,
                                                    gsize               start);
RosterAddressLink  roster_address_word_find_link   (const char         *line,
                                                    gsize               from,
                                                    gsize               to);
char              *roster_address_word_dup_address (const char         *text,
                                                    gboolean            linked,
                                                    RosterAddressDoubt *doubt,
                                                    char              **correction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
