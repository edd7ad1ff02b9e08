/* roster-suspects.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"
#include "roster-gaps.h"

G_BEGIN_DECLS

/**
 * RosterSuspectPart:
 * @ROSTER_SUSPECT_NOTHING: none of the following
 * @ROSTER_SUSPECT_AD_ACCOUNTS: which ad accounts a person or an agency holds
 * @ROSTER_SUSPECT_TIKTOK_ACCOUNTS: which TikTok accounts a person was given
 * @ROSTER_SUSPECT_LINKS: what a TikTok account is linked to
 * @ROSTER_SUSPECT_OWNER: what the owner of a TikTok account granted
 * @ROSTER_SUSPECT_GROUP: what an account group gives to whom
 * @ROSTER_SUSPECT_HOLDERS: who holds an ad account
 *
 * What is read by a request of its own, so that it can be older than the rest.
 */
typedef enum
{
  ROSTER_SUSPECT_NOTHING,
  ROSTER_SUSPECT_AD_ACCOUNTS,
  ROSTER_SUSPECT_TIKTOK_ACCOUNTS,
  ROSTER_SUSPECT_LINKS,
  ROSTER_SUSPECT_OWNER,
  ROSTER_SUSPECT_GROUP,
  ROSTER_SUSPECT_HOLDERS,
} RosterSuspectPart;

/**
 * ROSTER_SUSPECTS_LIST:
 *
 * What the name of a list that could not be read begins with, where others begin with a part.
 */
#define ROSTER_SUSPECTS_LIST "list "

typedef struct _RosterSuspects RosterSuspects;

RosterSuspects *roster_suspects_new               (GPtrArray          *entries,
                                                   const char * const *stale) G_GNUC_WARN_UNUSED_RESULT;
void            roster_suspects_free              (RosterSuspects     *self);
void            roster_suspects_look              (RosterSuspects     *self,
                                                   RosterDirectory    *directory);
void            roster_suspects_look_again        (RosterSuspects     *self,
                                                   RosterDirectory    *directory);
gboolean        roster_suspects_get_people        (RosterSuspects     *self);
gboolean        roster_suspects_get_ad_accounts   (RosterSuspects     *self);
gboolean        roster_suspects_get_agencies      (RosterSuspects     *self);
gboolean        roster_suspects_get_everything    (RosterSuspects     *self);
void            roster_suspects_add               (RosterSuspects     *self,
                                                   RosterSuspectPart   part,
                                                   gpointer            item);
gboolean        roster_suspects_contain           (RosterSuspects     *self,
                                                   RosterSuspectPart   part,
                                                   gpointer            item);
char           *roster_suspects_make_name         (RosterSuspectPart   part,
                                                   gpointer            item) G_GNUC_WARN_UNUSED_RESULT;
char           *roster_suspects_make_name_of_key  (RosterSuspectPart   part,
                                                   const char         *key) G_GNUC_WARN_UNUSED_RESULT;
char           *roster_suspects_describe          (const char * const *stale);

const char     *roster_suspects_get_list_name     (RosterGapKind       list);
RosterGaps     *roster_suspects_find_gaps         (const char * const *names) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSuspects, roster_suspects_free)

G_END_DECLS
