/* roster-access-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-change.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCESS_LINE (roster_access_line_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccessLine, roster_access_line, ROSTER, ACCESS_LINE, GObject)

RosterAccessLine *roster_access_line_new              (RosterPrincipal  *principal,
                                                       RosterAdAccount  *ad_account);
RosterPrincipal  *roster_access_line_get_principal    (RosterAccessLine *self);
RosterAdAccount  *roster_access_line_get_ad_account   (RosterAccessLine *self);
RosterLevel       roster_access_line_get_level        (RosterAccessLine *self);
RosterLevel       roster_access_line_get_direct_level (RosterAccessLine *self);
const char       *roster_access_line_get_level_name   (RosterAccessLine *self);
const char       *roster_access_line_get_direct_name  (RosterAccessLine *self);
const char       *roster_access_line_get_explanation  (RosterAccessLine *self);
RosterChange     *roster_access_line_get_change       (RosterAccessLine *self);
void              roster_access_line_set_change       (RosterAccessLine *self,
                                                       RosterChange     *change);
void              roster_access_line_refresh          (RosterAccessLine *self,
                                                       RosterAccess     *access);

G_END_DECLS
