/* roster-error-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ERROR_PAGE (roster_error_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterErrorPage, roster_error_page, ROSTER, ERROR_PAGE, AdwBin)

/* Signals: "retry", "sign-in", without parameters. */
GtkWidget *roster_error_page_new       (void);
void       roster_error_page_set_error (RosterErrorPage *self,
                                        const GError    *error);

G_END_DECLS
