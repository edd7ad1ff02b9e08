/* roster-open-request-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_OPEN_REQUEST_ROW (roster_open_request_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterOpenRequestRow, roster_open_request_row, ROSTER, OPEN_REQUEST_ROW, AdwActionRow)

GtkWidget *roster_open_request_row_new (RosterLinkRequest *request);

G_END_DECLS
