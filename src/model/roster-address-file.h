/* roster-address-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-address-list.h"

G_BEGIN_DECLS

/**
 * RosterAddressFileKind:
 * @ROSTER_ADDRESS_FILE_TEXT: a text, what a spreadsheet exported, or address cards
 * @ROSTER_ADDRESS_FILE_MAIL: a mail: its addresses are of who wrote it and who got it
 * @ROSTER_ADDRESS_FILE_PICTURE: a picture
 * @ROSTER_ADDRESS_FILE_OTHER: something else that is no text
 *
 * What a file is.
 */
typedef enum
{
  ROSTER_ADDRESS_FILE_TEXT,
  ROSTER_ADDRESS_FILE_MAIL,
  ROSTER_ADDRESS_FILE_PICTURE,
  ROSTER_ADDRESS_FILE_OTHER,
} RosterAddressFileKind;

RosterAddressFileKind  roster_address_file_read (GBytes                  *contents,
                                                 char                   **text,
                                                 RosterAddressListFlags  *flags);

G_END_DECLS
