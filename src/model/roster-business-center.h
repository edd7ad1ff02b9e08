/* roster-business-center.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_BUSINESS_CENTER (roster_business_center_get_type ())
G_DECLARE_FINAL_TYPE (RosterBusinessCenter, roster_business_center, ROSTER, BUSINESS_CENTER, RosterItem)

RosterBusinessCenter *roster_business_center_new              (const char *bc_id);
const char           *roster_business_center_get_company      (RosterBusinessCenter *self);
void                  roster_business_center_set_company      (RosterBusinessCenter *self,
                                                               const char           *company);
const char           *roster_business_center_get_currency     (RosterBusinessCenter *self);
void                  roster_business_center_set_currency     (RosterBusinessCenter *self,
                                                               const char           *currency);
const char           *roster_business_center_get_timezone     (RosterBusinessCenter *self);
void                  roster_business_center_set_timezone     (RosterBusinessCenter *self,
                                                               const char           *timezone);
const char           *roster_business_center_get_status       (RosterBusinessCenter *self);
void                  roster_business_center_set_status       (RosterBusinessCenter *self,
                                                               const char           *status);
RosterRole            roster_business_center_get_role         (RosterBusinessCenter *self);
void                  roster_business_center_set_role         (RosterBusinessCenter *self,
                                                               RosterRole            role);
const char           *roster_business_center_get_role_text    (RosterBusinessCenter *self);
void                  roster_business_center_set_role_text    (RosterBusinessCenter *self,
                                                               const char           *role_text);
RosterFinanceRole     roster_business_center_get_finance_role (RosterBusinessCenter *self);
void                  roster_business_center_set_finance_role (RosterBusinessCenter *self,
                                                               RosterFinanceRole     finance_role);
gboolean              roster_business_center_can_write        (RosterBusinessCenter *self);

G_END_DECLS
