/* roster-change-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"

G_BEGIN_DECLS

/* What roster-change.c, the object, and roster-change-kinds.c, what each kind is about, share. */

struct _RosterChange
{
  GObject parent_instance;

  RosterChangeKind kind;
  RosterPrincipal *principal;
  RosterAdAccount *ad_account;
  RosterTiktokAccount *tiktok_account;
  GListModel *ad_accounts; /* that come with an invitation */
  RosterLevel from_level;
  RosterLevel to_level;
  RosterTiktokRoles from_roles;
  RosterTiktokRoles to_roles;
  RosterRole from_role;
  RosterRole to_role;
  RosterFinanceRole from_finance_role;
  RosterFinanceRole to_finance_role;

  RosterChangeState state;
  GError *error;
  guint writes;
  GPtrArray *refused;        /* (nullable): of ad_accounts, those that TikTok refused */
  gboolean withdrawn_before;
  gboolean unlisted;
  gboolean overtaken;
  gint64 journal_id;
};

G_END_DECLS
