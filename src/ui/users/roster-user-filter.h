/* roster-user-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-principal.h"

G_BEGIN_DECLS

/**
 * RosterUserKind:
 * @ROSTER_USER_KIND_ALL: everybody
 * @ROSTER_USER_KIND_ADMINS: Admins of the Business Center
 * @ROSTER_USER_KIND_INVITED: who has not accepted yet
 * @ROSTER_USER_KIND_WITHOUT_ACCESS: who is known to reach nothing
 * @ROSTER_USER_KIND_AGENCIES: agencies
 *
 * Whom the list of users shows, in the order of the drop-down.
 */
typedef enum
{
  ROSTER_USER_KIND_ALL,
  ROSTER_USER_KIND_ADMINS,
  ROSTER_USER_KIND_INVITED,
  ROSTER_USER_KIND_WITHOUT_ACCESS,
  ROSTER_USER_KIND_AGENCIES,
} RosterUserKind;

#define ROSTER_TYPE_USER_FILTER (roster_user_filter_get_type ())
G_DECLARE_FINAL_TYPE (RosterUserFilter, roster_user_filter, ROSTER, USER_FILTER, GtkFilter)

RosterUserFilter *roster_user_filter_new      (void);
void              roster_user_filter_set_kind (RosterUserFilter *self,
                                               RosterUserKind    kind);
void              roster_user_filter_set_text (RosterUserFilter *self,
                                               const char       *text);
gboolean          roster_user_filter_is_empty (RosterUserFilter *self);

G_END_DECLS
