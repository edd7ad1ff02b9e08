/* roster-user-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-principal.h"
#include "roster-user-filter.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_USER_TABLE (roster_user_table_get_type ())
G_DECLARE_FINAL_TYPE (RosterUserTable, roster_user_table, ROSTER, USER_TABLE, AdwBin)

/* Properties: model (GListModel of RosterPrincipal), selected (RosterPrincipal), n-shown (uint). Signal: activate (RosterPrincipal). */
GtkWidget        *roster_user_table_new          (void);
void              roster_user_table_set_model    (RosterUserTable  *self,
                                                  GListModel       *model);
RosterUserFilter *roster_user_table_get_filter   (RosterUserTable  *self);
GListModel       *roster_user_table_get_shown    (RosterUserTable  *self);
RosterPrincipal  *roster_user_table_get_selected (RosterUserTable  *self);
void              roster_user_table_set_selected (RosterUserTable  *self,
                                                  RosterPrincipal  *principal);
void              roster_user_table_set_opens_at_once (RosterUserTable  *self,
                                                       gboolean          opens_at_once);
void              roster_user_table_refresh      (RosterUserTable  *self);

G_END_DECLS
