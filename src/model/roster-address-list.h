/* roster-address-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-address-form.h"

G_BEGIN_DECLS

/**
 * RosterAddressEntry:
 * @text: a mail address in the form in which it is sent, roster_address_dup_ascii(); or what was written, when it is none
 * @is_address: whether @text is a mail address; otherwise it looks as if it was meant to be one
 * @doubt: why somebody has to look at an address first
 * @correction: (nullable): the address that was probably meant, where there is such a doubt
 * @start: where it begins in the whole text, in characters
 * @length: how long it is there, in characters
 *
 * A mail address in a text.
 */
typedef struct
{
  char *text;
  gboolean is_address;
  RosterAddressDoubt doubt;
  char *correction;
  guint start;
  guint length;
} RosterAddressEntry;

/**
 * RosterAddressListFlags:
 * @ROSTER_ADDRESS_LIST_NONE: what was typed or pasted
 * @ROSTER_ADDRESS_LIST_FILE: what was in a file: a line with an address, something else and another address is the row of a table, too
 * @ROSTER_ADDRESS_LIST_GUESSED: what letters there are beside those of ASCII was guessed
 *
 * Where a text is from.
 */
typedef enum
{
  ROSTER_ADDRESS_LIST_NONE = 0,
  ROSTER_ADDRESS_LIST_FILE = 1 << 0,
  ROSTER_ADDRESS_LIST_GUESSED = 1 << 1,
} RosterAddressListFlags;

typedef struct _RosterAddressSplitter RosterAddressSplitter;

RosterAddressSplitter *roster_address_splitter_new  (const char             *text,
                                                     RosterAddressListFlags  flags) G_GNUC_WARN_UNUSED_RESULT;
gboolean               roster_address_splitter_step (RosterAddressSplitter  *self,
                                                     guint                   effort);
GPtrArray             *roster_address_splitter_get_entries (RosterAddressSplitter *self);
void                   roster_address_splitter_free (RosterAddressSplitter  *self);
GPtrArray             *roster_address_list_split    (const char             *text,
                                                     RosterAddressListFlags  flags) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterAddressSplitter, roster_address_splitter_free)

G_END_DECLS
