/* roster-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"
#include "roster-fact.h"

G_BEGIN_DECLS

/* The kinds of facts. They stand in people's databases: a name that was once used is never given another meaning. */
#define ROSTER_FACTS_PRINCIPAL "principal"
#define ROSTER_FACTS_AD_ACCOUNT "ad-account"
#define ROSTER_FACTS_TIKTOK_ACCOUNT "tiktok-account"
#define ROSTER_FACTS_ACCOUNT_GROUP "account-group"
#define ROSTER_FACTS_AD_ACCOUNT_GRANT "grant.ad"
#define ROSTER_FACTS_TIKTOK_ACCOUNT_GRANT "grant.tt"
#define ROSTER_FACTS_LINK "link"
#define ROSTER_FACTS_IDENTITY "identity"
#define ROSTER_FACTS_GROUP_AD_ACCOUNT "group.ad"
#define ROSTER_FACTS_GROUP_MEMBER "group.member"

const char *roster_facts_kind_of_list (RosterDirectoryList   list);
char       *roster_facts_name_scope   (const char           *kind,
                                       const char           *subject) G_GNUC_WARN_UNUSED_RESULT;
void        roster_facts_split_scope  (const char           *name,
                                       char                **kind,
                                       char                **subject);
GPtrArray  *roster_facts_of_scope     (RosterDirectory      *directory,
                                       const char           *kind,
                                       const char           *subject);

G_END_DECLS
