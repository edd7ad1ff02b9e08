/* roster-error-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ERROR_DETAILS (roster_error_details_get_type ())
G_DECLARE_FINAL_TYPE (RosterErrorDetails, roster_error_details, ROSTER, ERROR_DETAILS, AdwBin)

GtkWidget *roster_error_details_new       (const GError       *error);
void       roster_error_details_set_error (RosterErrorDetails *self,
                                           const GError       *error);

G_END_DECLS
