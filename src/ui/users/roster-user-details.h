/* roster-user-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-clock.h"
#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_USER_DETAILS (roster_user_details_get_type ())
G_DECLARE_FINAL_TYPE (RosterUserDetails, roster_user_details, ROSTER, USER_DETAILS, AdwBin)

/* Signal: "close", without parameters. */
GtkWidget       *roster_user_details_new           (void);
void             roster_user_details_set_directory (RosterUserDetails *self,
                                                    RosterDirectory   *directory,
                                                    RosterClock       *clock);
void             roster_user_details_set_session   (RosterUserDetails *self,
                                                    RosterSession     *session);
void             roster_user_details_set_principal (RosterUserDetails *self,
                                                    RosterPrincipal   *principal);
void             roster_user_details_set_folded    (RosterUserDetails *self,
                                                    gboolean           folded);

G_END_DECLS
