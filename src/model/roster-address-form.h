/* roster-address-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterAddressDoubt:
 * @ROSTER_ADDRESS_DOUBT_NONE: none
 * @ROSTER_ADDRESS_DOUBT_SIGN: it begins with a sign, or with a number and a dot, that is likely to be from a list
 * @ROSTER_ADDRESS_DOUBT_SCRIPTS: a part of its domain has letters of several scripts
 * @ROSTER_ADDRESS_DOUBT_LOOKALIKE: its domain looks like another one
 * @ROSTER_ADDRESS_DOUBT_READING: its domain can be read in two ways
 * @ROSTER_ADDRESS_DOUBT_DIRECTION: a character in it turns round how it is shown
 * @ROSTER_ADDRESS_DOUBT_SECOND: it is not the first one in its row of a table
 * @ROSTER_ADDRESS_DOUBT_PAIR: it stands for the same person as another one beside it
 * @ROSTER_ADDRESS_DOUBT_SLIP: its domain is a slip of the finger away from one that colleagues have
 *
 * Why somebody has to look at an address before it is invited.
 */
typedef enum
{
  ROSTER_ADDRESS_DOUBT_NONE,
  ROSTER_ADDRESS_DOUBT_SIGN,
  ROSTER_ADDRESS_DOUBT_SCRIPTS,
  ROSTER_ADDRESS_DOUBT_LOOKALIKE,
  ROSTER_ADDRESS_DOUBT_READING,
  ROSTER_ADDRESS_DOUBT_DIRECTION,
  ROSTER_ADDRESS_DOUBT_SECOND,
  ROSTER_ADDRESS_DOUBT_PAIR,
  ROSTER_ADDRESS_DOUBT_SLIP,
} RosterAddressDoubt;

gboolean            roster_address_is_unseen     (gunichar    c);
gunichar            roster_address_fold          (gunichar    c);
gboolean            roster_address_is_valid      (const char *address);
char               *roster_address_dup_ascii     (const char *address) G_GNUC_WARN_UNUSED_RESULT;
char               *roster_address_dup_skeleton  (const char *domain) G_GNUC_WARN_UNUSED_RESULT;
RosterAddressDoubt  roster_address_doubt_domain  (const char *domain);
char               *roster_address_dup_meant     (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
