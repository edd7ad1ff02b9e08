/* roster-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-principal.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PERSON (roster_person_get_type ())
G_DECLARE_FINAL_TYPE (RosterPerson, roster_person, ROSTER, PERSON, RosterPrincipal)

RosterPerson      *roster_person_new                   (const char *user_id,
                                                        const char *email);
RosterRole         roster_person_get_role              (RosterPerson *self);
void               roster_person_set_role              (RosterPerson *self,
                                                        RosterRole    role);
const char        *roster_person_get_role_text         (RosterPerson *self);
void               roster_person_set_role_text         (RosterPerson *self,
                                                        const char   *role_text);
RosterFinanceRole  roster_person_get_finance_role      (RosterPerson *self);
void               roster_person_set_finance_role      (RosterPerson      *self,
                                                        RosterFinanceRole  finance_role);
const char        *roster_person_get_finance_role_text (RosterPerson *self);
void               roster_person_set_finance_role_text (RosterPerson *self,
                                                        const char   *finance_role_text);
RosterMembership   roster_person_get_membership        (RosterPerson *self);
void               roster_person_set_membership        (RosterPerson     *self,
                                                        RosterMembership  membership);
const char        *roster_person_get_membership_text   (RosterPerson *self);
void               roster_person_set_membership_text   (RosterPerson *self,
                                                        const char   *membership_text);
const char        *roster_person_get_user_id           (RosterPerson *self);
char              *roster_person_dup_address_key       (const char   *email) G_GNUC_WARN_UNUSED_RESULT;
gint64             roster_person_get_invited_at        (RosterPerson *self);
void               roster_person_set_invited_at        (RosterPerson *self,
                                                        gint64        time_us);

G_END_DECLS
