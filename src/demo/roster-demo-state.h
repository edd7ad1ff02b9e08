/* roster-demo-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-demo-options.h"

G_BEGIN_DECLS

/* What the server knows, in memory. Roles, states and types are interned strings as they stand on the wire, so that a value that no
 * enumeration knows can be served like any other; several roles on one asset are one string, parted by commas. Everything here belongs to
 * the server's thread. */

typedef struct _RosterDemoAsset RosterDemoAsset;
typedef struct _RosterDemoBc RosterDemoBc;
typedef struct _RosterDemoLag RosterDemoLag;
typedef struct _RosterDemoMember RosterDemoMember;

/* A TikTok for Business user: who a token stands for. */
typedef struct
{
  char *user_id;
  char *name;
  char *email;
} RosterDemoUser;

/* Of one asset to one member. Owned by the member, listed at the asset. */
typedef struct
{
  RosterDemoMember *member;
  RosterDemoAsset *asset;
  const char *roles;
} RosterDemoGrant;

struct _RosterDemoMember
{
  char *user_id; /* empty until the invitation is accepted */
  char *email;
  char *name;
  const char *role;
  const char *finance_role; /* or NULL */
  const char *status;
  gboolean bare; /* the row comes without ext_user_role */
  gint64 since;
  GPtrArray *grants; /* of RosterDemoGrant, owned; of a pending invitee: what was promised */
};

/* The account at TikTok itself, whether it is linked anywhere or not. */
typedef struct
{
  char *asset_id;
  char *identity_id;
  char *handle;
  char *name;
  gboolean can_pull;
  gboolean can_push;
  gboolean can_live;
  gboolean can_message;
  gboolean ads_only;
  const char *available_status;
} RosterDemoAccount;

struct _RosterDemoAsset
{
  const char *type;
  char *id;
  char *name;
  guint index; /* the place in the Business Center's list, for a stable order */
  const char *relation_type;
  const char *relation_status;
  const char *advertiser_status;
  const char *advertiser_account_type;
  char *owner_bc_id;   /* NULL when a person owns it */
  char *owner_bc_name; /* NULL for TikTok accounts */
  RosterDemoAccount *account; /* of a TT_ACCOUNT; belongs to the state */
  gboolean shows_handle;      /* its rows carry tt_asset_handle */
  GPtrArray *grants;          /* of RosterDemoGrant, not owned */
  GPtrArray *links;           /* of RosterDemoAsset: ad accounts of a TikTok account, TikTok accounts of an ad account */
};

/* What a partner gets of ours, or gives of its own. */
typedef struct
{
  RosterDemoAsset *asset;
  const char *role;
} RosterDemoShare;

typedef struct
{
  char *bc_id;
  char *name;
  gboolean approved;
  GPtrArray *sharing; /* of RosterDemoShare: ours that it may use */
  GPtrArray *shared;  /* of RosterDemoShare: its own that we may use */
} RosterDemoPartner;

typedef struct
{
  RosterDemoMember *member;
  const char *role; /* ADVERTISER_ROLE_… */
} RosterDemoGroupMember;

typedef struct
{
  char *id;
  char *name;
  GPtrArray *assets;  /* of RosterDemoAsset */
  GPtrArray *members; /* of RosterDemoGroupMember, owned */
} RosterDemoGroup;

typedef struct
{
  gint64 time;
  const char *activity_type;
  char *operator_id;
  char *text;
} RosterDemoActivity;

struct _RosterDemoBc
{
  char *id;
  char *name;
  char *company;
  const char *currency;
  const char *area;
  const char *timezone;
  const char *type;
  GPtrArray *members;         /* of RosterDemoMember, owned */
  GHashTable *members_by_id;  /* bound members */
  GHashTable *members_by_email;
  GPtrArray *assets; /* of RosterDemoAsset, owned, by index */
  GHashTable *assets_by_id;
  guint last_index;
  GPtrArray *partners; /* of RosterDemoPartner, owned */
  GPtrArray *groups;   /* of RosterDemoGroup, owned */
  GPtrArray *log;      /* of RosterDemoActivity, owned, oldest first */
};

typedef enum
{
  ROSTER_DEMO_TICKET_OPEN,
  ROSTER_DEMO_TICKET_APPROVED,
  ROSTER_DEMO_TICKET_DECLINED,
} RosterDemoTicketState;

/* One QR link. */
typedef struct
{
  char *secret;
  RosterDemoBc *bc;
  char *operator_id;
  gboolean ads_only;
  gint64 created;
  gint64 expires;
  RosterDemoTicketState state;
  RosterDemoAccount *account; /* once approved */
  gint64 arrives;             /* when the account shows up in the Business Center; 0 once it has */
} RosterDemoTicket;

typedef struct
{
  RosterDemoUser *user;
  gint64 created;
} RosterDemoAuthCode;

typedef struct
{
  RosterClock *clock;
  gint64 clock_offset; /* put forward by tests */
  GRand *rand;
  guint64 last_id;
  char *base_url;
  guint rate;
  guint page_cap;   /* 0 for none; and the next */
  guint page_limit;
  RosterDemoMethod authorization_method;
  guint code_lifetime;
  guint link_length;
  RosterDemoLinkForm link_form;
  gboolean believable;
  char *refuse_address; /* (nullable): because of which an invitation is refused as a whole */
  char *ignore_address; /* (nullable): of which an old invitation is in the way, until it is withdrawn */
  char *refuse_asset;   /* (nullable): the ID or the name of an ad account that cannot be given to anybody */

  GPtrArray *users; /* of RosterDemoUser, owned */
  RosterDemoUser *admin;
  RosterDemoUser *standard;
  GHashTable *tokens;  /* token → RosterDemoUser; a revoked one → NULL */
  GHashTable *codes;   /* authorization code → RosterDemoAuthCode */
  GPtrArray *bcs;      /* of RosterDemoBc, owned */
  GHashTable *bcs_by_id;
  RosterDemoLag *lag; /* (nullable): what late reads see instead */
  GPtrArray *accounts; /* of RosterDemoAccount, owned */
  GHashTable *accounts_by_handle;
  GPtrArray *tickets; /* of RosterDemoTicket, owned, oldest first */
  GHashTable *tickets_by_secret;

  gint64 rate_second; /* the second that is being counted for the rate limit */
  guint rate_count;
} RosterDemoState;

RosterDemoState   *roster_demo_state_new             (const RosterDemoOptions *options);
void               roster_demo_state_free            (RosterDemoState         *self);
gint64             roster_demo_state_get_now         (RosterDemoState         *self);
char              *roster_demo_state_format_time     (gint64                   time,
                                                      const char              *format);
char              *roster_demo_state_make_id         (RosterDemoState         *self);
char              *roster_demo_state_make_secret     (void);
RosterDemoUser    *roster_demo_state_add_user        (RosterDemoState         *self,
                                                      const char              *user_id,
                                                      const char              *name,
                                                      const char              *email);
RosterDemoBc      *roster_demo_state_add_bc          (RosterDemoState         *self,
                                                      const char              *id,
                                                      const char              *name);
RosterDemoAccount *roster_demo_state_add_account     (RosterDemoState         *self,
                                                      const char              *handle,
                                                      const char              *name);
RosterDemoTicket  *roster_demo_state_add_ticket      (RosterDemoState         *self,
                                                      RosterDemoBc            *bc,
                                                      const char              *operator_id,
                                                      gboolean                 ads_only);
void               roster_demo_state_approve_ticket  (RosterDemoState         *self,
                                                      RosterDemoTicket        *ticket,
                                                      RosterDemoAccount       *account,
                                                      gint64                   delay);
void               roster_demo_state_settle          (RosterDemoState         *self);
gboolean           roster_demo_state_count_request   (RosterDemoState         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoState, roster_demo_state_free)

G_END_DECLS
