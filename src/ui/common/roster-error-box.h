/* roster-error-box.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ERROR_BOX (roster_error_box_get_type ())
G_DECLARE_FINAL_TYPE (RosterErrorBox, roster_error_box, ROSTER, ERROR_BOX, AdwBin)

void roster_error_box_set_error (RosterErrorBox *self,
                                 const GError   *error);
void roster_error_box_set_words (RosterErrorBox *self,
                                 const char     *title,
                                 const char     *advice);

G_END_DECLS
