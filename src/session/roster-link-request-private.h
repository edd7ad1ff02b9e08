/* roster-link-request-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-account-watch.h"
#include "roster-link-request.h"
#include "roster-store-links.h"

G_BEGIN_DECLS

/* What the files of the link request share: roster-link-request.c is the object and its properties, roster-link-request-code.c the code and
 * the wait for its approval, roster-link-request-told.c what is told of both, roster-link-request-choice.c what a person makes of the accounts that appear, roster-link-request-changes.c what
 * the right one is given, roster-link-request-kept.c what is remembered of a request; roster-link-requests.c is the list of those that are
 * open. */

struct _RosterLinkRequest
{
  GObject parent_instance;

  RosterLinkRequests *requests; /* weak */
  RosterSession *session;
  RosterClock *clock;
  char *bc_id;

  char *expected_handle;
  gboolean ads_only;
  GListStore *ad_accounts;
  GListStore *people;

  RosterLinkRequestState state;
  char *link;      /* (nullable) */
  GBytes *picture; /* (nullable): what TikTok sent instead of a link */
  gint64 asked_at; /* by roster_clock_get_steady(), as the deadline */
  gint64 deadline;
  RosterAccountWatch *watch;
  guint answer_after; /* the look after which a person who says that the client is done gets an answer; 0 when nobody asked */
  GError *error;
  GError *code_error; /* (nullable): why there is no newer code */

  GHashTable *before;    /* (nullable): keys of the accounts that cannot be the answer, because they were there before or are another's */
  gboolean before_whole; /* whether that is certainly all that was there before */
  gboolean told_short;   /* whether a person was told that TikTok does not list all that there is */
  GListStore *candidates;
  RosterTiktokAccount *account;
  GListStore *changes;

  GCancellable *asking;
  GCancellable *applying;
  gboolean stopped; /* nobody waits for a code any more */
  guint deadline_timer;

  /* What is remembered of it, and where. */
  RosterStoreCenter *center; /* (nullable) */
  char *id;
  gboolean kept;   /* whether it is remembered */
  gboolean saving;
  gboolean stale;  /* what is being saved is not the last word */
};

typedef enum
{
  PROP_EXPECTED_HANDLE = 1,
  PROP_ADS_ONLY,
  PROP_STATE,
  PROP_LINK,
  PROP_DEADLINE,
  PROP_LOOKING,
  PROP_LOOKED_AT,
  PROP_ERROR,
  PROP_ACCOUNT,
} RosterLinkRequestProperty;

/* How long a code may be approved after the program takes it for run out, as far as the program looks often: TikTok does not tell how long
 * one lives. Afterwards the account is found by whoever reads the list. */
#define ROSTER_LINK_REQUEST_LOOK_ON_FOR (3600 * (gint64) G_USEC_PER_SEC)

void                roster_link_request_notify            (RosterLinkRequest         *self,
                                                           RosterLinkRequestProperty  property);
void                roster_link_request_set_error         (RosterLinkRequest         *self,
                                                           GError                    *error);
void                roster_link_request_set_state         (RosterLinkRequest         *self,
                                                           RosterLinkRequestState     state);
void                roster_link_request_tell_put_aside    (RosterLinkRequest         *self,
                                                           RosterTiktokAccount       *account,
                                                           gboolean                   removed);

/* roster-link-request-code.c */
void                roster_link_request_follow_session    (RosterLinkRequest         *self);
void                roster_link_request_rest              (RosterLinkRequest         *self);
void                roster_link_request_use_up            (RosterLinkRequest         *self);
void                roster_link_request_resume            (RosterLinkRequest         *self);
void                roster_link_request_take_up           (RosterLinkRequest         *self);
void                roster_link_request_fail              (RosterLinkRequest         *self,
                                                           GError                    *error);
void                roster_link_request_fail_not_at_home  (RosterLinkRequest         *self);
gboolean            roster_link_request_is_at_home        (RosterLinkRequest         *self);

/* roster-link-request-choice.c */
void                roster_link_request_consider          (RosterLinkRequest         *self,
                                                           gboolean                   asked_for);
void                roster_link_request_exclude           (RosterLinkRequest         *self,
                                                           RosterTiktokAccount       *account);

/* roster-link-request-changes.c */
void                roster_link_request_give_all          (RosterLinkRequest         *self);

/* roster-link-request-kept.c */
RosterLinkRequest  *roster_link_request_new_stored        (RosterLinkRequests        *requests,
                                                           const RosterStoredLink    *stored);
void                roster_link_request_wake              (RosterLinkRequest         *self);
void                roster_link_request_keep              (RosterLinkRequest         *self);
void                roster_link_request_update_kept       (RosterLinkRequest         *self);
gint64              roster_link_request_to_date           (RosterLinkRequest         *self,
                                                           gint64                     steady);
void                roster_link_request_drop              (RosterLinkRequest         *self);

/* roster-link-requests.c */
RosterAccountWatch *roster_link_requests_get_watch        (RosterLinkRequests        *self);
gboolean            roster_link_requests_is_past_read     (RosterLinkRequests        *self);
gboolean            roster_link_requests_is_past_known    (RosterLinkRequests        *self);
gint64              roster_link_requests_get_left_at      (RosterLinkRequests        *self,
                                                           RosterTiktokAccount       *account);
gboolean            roster_link_requests_contains         (RosterLinkRequests        *self,
                                                           RosterLinkRequest         *request);
void                roster_link_requests_add              (RosterLinkRequests        *self,
                                                           RosterLinkRequest         *request);
void                roster_link_requests_remove           (RosterLinkRequests        *self,
                                                           RosterLinkRequest         *request);
void                roster_link_requests_claim            (RosterLinkRequests        *self,
                                                           RosterLinkRequest         *request,
                                                           RosterTiktokAccount       *account);
RosterLinkRequest  *roster_link_requests_find_other       (RosterLinkRequests        *self,
                                                           RosterLinkRequest         *request,
                                                           RosterTiktokAccount       *account,
                                                           gboolean                 (*fits) (RosterLinkRequest   *other,
                                                                                             RosterTiktokAccount *account));
void                roster_link_requests_tell_approved    (RosterLinkRequests        *self,
                                                           RosterLinkRequest         *request);

G_END_DECLS
