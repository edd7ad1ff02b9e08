/* roster-tiktok-account-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-tiktok-account.h"

G_BEGIN_DECLS

/* The account, and what its identity tells (roster-tiktok-account-identity.c). */
struct _RosterTiktokAccount
{
  RosterItem parent_instance;

  char *handle;
  int link_count;
  int people_count;
  RosterReadiness readiness;
  GListStore *linked_ad_accounts; /* of RosterAdAccount */

  /* As the identity tells it. */
  char *display_name;
  char *picture_url;
  RosterAnswer existing_posts;
  RosterAnswer new_posts;
  RosterAnswer live;
  RosterAnswer messages;
  RosterAnswer ads_only;
  char *available_status;
};

G_END_DECLS
