/* roster-principal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PRINCIPAL (roster_principal_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterPrincipal, roster_principal, ROSTER, PRINCIPAL, RosterItem)

struct _RosterPrincipalClass
{
  RosterItemClass parent_class;
};

const char *roster_principal_get_address              (RosterPrincipal *self);
void        roster_principal_set_address              (RosterPrincipal *self,
                                                       const char      *address);
const char *roster_principal_get_display_name         (RosterPrincipal *self);
int         roster_principal_get_ad_account_count     (RosterPrincipal *self);
int         roster_principal_get_tiktok_account_count (RosterPrincipal *self);
void        roster_principal_set_reach                (RosterPrincipal *self,
                                                       int              ad_account_count,
                                                       int              tiktok_account_count);

G_END_DECLS
