/* roster-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-ad-account.h"
#include "roster-agency.h"
#include "roster-person.h"
#include "roster-principal.h"
#include "roster-tiktok-account.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterChangeKind:
 * @ROSTER_CHANGE_KIND_LEVEL: a level of a person or an agency on an ad account; @ROSTER_LEVEL_NONE takes it away. For an agency this is
 *   sharing, and no longer sharing
 * @ROSTER_CHANGE_KIND_ROLES: what a person may use of a TikTok account; @ROSTER_TIKTOK_ROLES_NONE takes it away
 * @ROSTER_CHANGE_KIND_LINK: a TikTok account becomes usable in an ad account
 * @ROSTER_CHANGE_KIND_UNLINK: it stops being usable there
 * @ROSTER_CHANGE_KIND_DISCONNECT: a TikTok account leaves the Business Center
 * @ROSTER_CHANGE_KIND_INVITE: a person is invited, with a role and a level on some ad accounts
 * @ROSTER_CHANGE_KIND_WITHDRAW: an invitation that was not accepted is withdrawn
 * @ROSTER_CHANGE_KIND_MEMBER_ROLE: the role, the finance role or both of a member
 * @ROSTER_CHANGE_KIND_REMOVE: a person leaves the Business Center
 * @ROSTER_CHANGE_KIND_INVITE_AGENCY: another Business Center becomes a partner, and gets a level on some ad accounts
 * @ROSTER_CHANGE_KIND_END_PARTNERSHIP: an agency leaves, and with it all that was shared
 *
 * What a change does.
 */
typedef enum
{
  ROSTER_CHANGE_KIND_LEVEL,
  ROSTER_CHANGE_KIND_ROLES,
  ROSTER_CHANGE_KIND_LINK,
  ROSTER_CHANGE_KIND_UNLINK,
  ROSTER_CHANGE_KIND_DISCONNECT,
  ROSTER_CHANGE_KIND_INVITE,
  ROSTER_CHANGE_KIND_WITHDRAW,
  ROSTER_CHANGE_KIND_MEMBER_ROLE,
  ROSTER_CHANGE_KIND_REMOVE,
  ROSTER_CHANGE_KIND_INVITE_AGENCY,
  ROSTER_CHANGE_KIND_END_PARTNERSHIP,
} RosterChangeKind;

/**
 * RosterChangeState:
 * @ROSTER_CHANGE_STATE_WAITING: not sent
 * @ROSTER_CHANGE_STATE_SENDING: on its way
 * @ROSTER_CHANGE_STATE_DONE: TikTok took it
 * @ROSTER_CHANGE_STATE_FAILED: TikTok did not take it; #RosterChange:error says why
 * @ROSTER_CHANGE_STATE_UNKNOWN: TikTok may or may not have taken it, and reading back failed too
 * @ROSTER_CHANGE_STATE_QUEUED: about somebody who has not accepted an invitation yet; kept until then
 *
 * How far a change is.
 */
typedef enum
{
  ROSTER_CHANGE_STATE_WAITING,
  ROSTER_CHANGE_STATE_SENDING,
  ROSTER_CHANGE_STATE_DONE,
  ROSTER_CHANGE_STATE_FAILED,
  ROSTER_CHANGE_STATE_UNKNOWN,
  ROSTER_CHANGE_STATE_QUEUED,
} RosterChangeState;

#define ROSTER_TYPE_CHANGE (roster_change_get_type ())
G_DECLARE_FINAL_TYPE (RosterChange, roster_change, ROSTER, CHANGE, GObject)

/* Making one. What is the same for all kinds is in roster-change.c, what tells them apart in roster-change-kinds.c. */
RosterChange        *roster_change_new_level             (RosterPrincipal     *principal,
                                                          RosterAdAccount     *ad_account,
                                                          RosterLevel          from_level,
                                                          RosterLevel          to_level);
RosterChange        *roster_change_new_roles             (RosterPrincipal     *principal,
                                                          RosterTiktokAccount *tiktok_account,
                                                          RosterTiktokRoles    from_roles,
                                                          RosterTiktokRoles    to_roles);
RosterChange        *roster_change_new_link              (RosterTiktokAccount *tiktok_account,
                                                          RosterAdAccount     *ad_account);
RosterChange        *roster_change_new_unlink            (RosterTiktokAccount *tiktok_account,
                                                          RosterAdAccount     *ad_account);
RosterChange        *roster_change_new_disconnect        (RosterTiktokAccount *tiktok_account);
RosterChange        *roster_change_new_invite            (const char          *address,
                                                          RosterRole           role,
                                                          RosterFinanceRole    finance_role,
                                                          GListModel          *ad_accounts,
                                                          RosterLevel          level);
RosterChange        *roster_change_new_withdraw          (RosterPerson        *person);
RosterChange        *roster_change_new_withdraw_unlisted (RosterPerson        *person);
RosterChange        *roster_change_new_again             (RosterChange        *invite);
RosterChange        *roster_change_new_member_role       (RosterPerson        *person,
                                                          RosterRole           from_role,
                                                          RosterRole           to_role,
                                                          RosterFinanceRole    from_finance_role,
                                                          RosterFinanceRole    to_finance_role);
RosterChange        *roster_change_new_remove            (RosterPerson        *person);
RosterChange        *roster_change_new_invite_agency     (const char          *bc_id,
                                                          GListModel          *ad_accounts,
                                                          RosterLevel          level);
RosterChange        *roster_change_new_end_partnership   (RosterAgency        *agency);
RosterChange        *roster_change_new_reverse           (RosterChange        *change);
RosterChange        *roster_change_new_joined            (RosterChange        *earlier,
                                                          RosterChange        *later);

/* What it does. */
RosterChangeKind     roster_change_get_kind              (RosterChange        *self);
const char          *roster_change_get_leaving           (RosterChange        *self);
RosterPrincipal     *roster_change_get_principal         (RosterChange        *self);
RosterAdAccount     *roster_change_get_ad_account        (RosterChange        *self);
RosterTiktokAccount *roster_change_get_tiktok_account    (RosterChange        *self);
GListModel          *roster_change_get_ad_accounts       (RosterChange        *self);
RosterLevel          roster_change_get_from_level        (RosterChange        *self);
RosterLevel          roster_change_get_to_level          (RosterChange        *self);
RosterTiktokRoles    roster_change_get_from_roles        (RosterChange        *self);
RosterTiktokRoles    roster_change_get_roles             (RosterChange        *self);
RosterRole           roster_change_get_from_role         (RosterChange        *self);
RosterRole           roster_change_get_to_role           (RosterChange        *self);
RosterFinanceRole    roster_change_get_from_finance_role (RosterChange        *self);
RosterFinanceRole    roster_change_get_to_finance_role   (RosterChange        *self);
char                *roster_change_dup_cell              (RosterChange        *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean             roster_change_is_unlisted           (RosterChange        *self);
gboolean             roster_change_needs_two_steps       (RosterChange        *self);

/* How far it is. */
RosterChangeState    roster_change_get_state             (RosterChange        *self);
gboolean             roster_change_is_over               (RosterChange        *self);
const GError        *roster_change_get_error             (RosterChange        *self);
void                 roster_change_set_state             (RosterChange        *self,
                                                          RosterChangeState    state,
                                                          const GError        *error);
guint                roster_change_get_writes            (RosterChange        *self);
void                 roster_change_set_writes            (RosterChange        *self,
                                                          guint                writes);
gboolean             roster_change_is_refused            (RosterChange        *self,
                                                          RosterAdAccount     *ad_account);
GPtrArray           *roster_change_get_refused           (RosterChange        *self);
void                 roster_change_add_refused           (RosterChange        *self,
                                                          RosterAdAccount     *ad_account);
void                 roster_change_clear_refused         (RosterChange        *self);
gboolean             roster_change_get_withdrawn_before  (RosterChange        *self);
void                 roster_change_set_withdrawn_before  (RosterChange        *self,
                                                          gboolean             withdrawn_before);
gboolean             roster_change_get_overtaken         (RosterChange        *self);
void                 roster_change_set_overtaken         (RosterChange        *self,
                                                          gboolean             overtaken);
gint64               roster_change_get_journal_id        (RosterChange        *self);
void                 roster_change_set_journal_id        (RosterChange        *self,
                                                          gint64               journal_id);

G_END_DECLS
