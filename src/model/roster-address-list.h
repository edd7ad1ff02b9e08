/* roster-address-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterAddressEntry:
 * @text: as it was written, without what stands around it
 * @is_address: whether @text is a mail address; otherwise it looks as if it was meant to be one
 * @start: where @text begins, in characters
 * @length: how long @text is, in characters
 *
 * A mail address in a text.
 */
typedef struct
{
  char *text;
  gboolean is_address;
  guint start;
  guint length;
} RosterAddressEntry;

GPtrArray *roster_address_list_split  (const char *text);
gboolean   roster_address_is_valid    (const char *address);
char      *roster_address_list_decode (GBytes     *contents) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
