/* roster-link-request-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-account-watch.h"
#include "roster-link-request.h"

G_BEGIN_DECLS

/* What the files of the link request share: roster-link-request.c is the object and its properties, roster-link-request-code.c the code and
 * the wait for its approval, roster-link-request-choice.c what a person makes of the accounts that appear. */

struct _RosterLinkRequest
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  char *bc_id;

  char *expected_handle;
  gboolean ads_only;
  GListStore *ad_accounts;
  GListStore *people;

  RosterLinkRequestState state;
  char *link;
  gint64 deadline;
  RosterAccountWatch *watch;
  GError *error;

  GHashTable *before; /* (nullable): keys of the accounts that were there before */
  GListStore *candidates;
  RosterTiktokAccount *account;
  GListStore *changes;

  GCancellable *asking;
  GCancellable *applying;
  gboolean stopped; /* nobody waits for a code any more */
  guint deadline_timer;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_EXPECTED_HANDLE,
  PROP_ADS_ONLY,
  PROP_STATE,
  PROP_LINK,
  PROP_DEADLINE,
  PROP_LOOKING,
  PROP_LOOKED_AT,
  PROP_ERROR,
  PROP_ACCOUNT,
} RosterLinkRequestProperty;

void     roster_link_request_notify           (RosterLinkRequest         *self,
                                               RosterLinkRequestProperty  property);
void     roster_link_request_set_error        (RosterLinkRequest         *self,
                                               GError                    *error);
void     roster_link_request_set_state        (RosterLinkRequest         *self,
                                               RosterLinkRequestState     state);
void     roster_link_request_make_watch       (RosterLinkRequest         *self);
void     roster_link_request_rest             (RosterLinkRequest         *self);
void     roster_link_request_fail             (RosterLinkRequest         *self,
                                               GError                    *error);
void     roster_link_request_fail_not_at_home (RosterLinkRequest         *self);
gboolean roster_link_request_is_at_home       (RosterLinkRequest         *self);
void     roster_link_request_take_list        (RosterLinkRequest         *self,
                                               gboolean                   asked_for);

G_END_DECLS
