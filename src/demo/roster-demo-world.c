/* roster-demo-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-world.h"

#include "roster-demo-alliance.h"
#include "roster-demo-bc.h"

#include <string.h>

/* The believable agency: three clients, a dozen people, forty ad accounts, and the troubles that such a place has (stale invitations, a
 * mistyped address, an intern with too much, people who reach nothing, a TikTok account that is linked nowhere and one that nobody can
 * use). Times are relative to now, so that "invited 9 days ago" stays true. Every name and domain is invented. */

#define NORTHWIND_ID "7290001112223334440"
#define HARBOUR_ID "7290001112223335557"
#define LUMEN_ID "7288887776665554443"
#define AOIFE_ID "7012345678901234561"
#define TOMAS_ID "7012345678901234562"

static const struct
{
  const char *prefix;
  const char *places;
} clients[] = {
  { "ACME", "US UK DE FR ES IT NL SE CA AU IE PL JP BR" },
  { "HC", "EU US UK IE FR DE ES IT NL CA AU NZ KR" },
  { "FJORD", "NO SE DK FI DE UK US CA NL PL FR IT IS" },
};

static const struct
{
  const char *id;
  const char *name;
  const char *email;
  const char *role;
  const char *finance_role;
  const char *status;
  gboolean bare;
  int days; /* since the invitation */
} people[] = {
  { AOIFE_ID, "Aoife Byrne", "aoife@northwind.example", "ADMIN", "MANAGER", "BOUND", FALSE, 700 },
  { TOMAS_ID, "Tomas Novak", "tomas@northwind.example", "STANDARD", NULL, "BOUND", FALSE, 640 },
  { "7012345678901234563", "Grace Okafor", "grace@northwind.example", "ADMIN", NULL, "BOUND", FALSE, 512 },
  { "7012345678901234564", "Ivy Intern", "ivy@northwind.example", "STANDARD", NULL, "BOUND", TRUE, 41 },
  { "7012345678901234565", "Mateo Rivera", "mateo@northwind.example", "STANDARD", NULL, "BOUND", FALSE, 320 },
  { "7012345678901234566", "Priya Raman", "priya@northwind.example", "STANDARD", NULL, "BOUND", TRUE, 288 },
  { "7012345678901234567", "Jonas Weber", "jonas@northwind.example", "STANDARD", NULL, "BOUND", FALSE, 210 },
  { "7012345678901234568", "Sofia Rossi", "sofia@northwind.example", "STANDARD", "ANALYST", "BOUND", FALSE, 150 },
  { "7012345678901234569", "Noah Klein", "noah@northwind.example", "STANDARD", NULL, "BOUND", FALSE, 97 },
  { "7012345678901234570", "Elena Petrova", "elena@lanternworks.example", "STANDARD", NULL, "BOUND", FALSE, 830 },
  { "7012345678901234571", "Liam Walsh", "liam@northwind.example", "STANDARD", NULL, "BOUND", FALSE, 12 },
  { "7012345678901234572", "Hana Sato", "hana@northwind.example", "STANDARD", NULL, "BOUND", TRUE, 5 },
  { "", "", "maria@studio.example", "STANDARD", NULL, "PENDING", FALSE, 9 },
  { "", "", "freelancer@paperkite.example", "STANDARD", NULL, "PENDING", FALSE, 3 },
  { "", "", "tom.murphy@northwnd.example", "STANDARD", NULL, "PENDING", TRUE, 23 },
  { "", "", "old.contractor@elsewhere.example", "STANDARD", NULL, "REJECTED", FALSE, 61 },
};

/* Who may do what, by the names of ad accounts; a star stands for all of a client. */
static const struct
{
  const char *email;
  const char *accounts;
  const char *role;
} grants[] = {
  { "aoife@northwind.example", "ACME-* HC-* FJORD-*", "ADMIN" },
  { "tomas@northwind.example", "ACME-US ACME-UK ACME-DE ACME-FR ACME-ES ACME-IT HC-EU HC-US HC-UK HC-IE", "OPERATOR" },
  { "tomas@northwind.example", "FJORD-NO FJORD-SE", "ANALYST" },
  { "grace@northwind.example", "HC-*", "ADMIN" },
  { "ivy@northwind.example", "ACME-US", "ADMIN" },
  { "ivy@northwind.example", "ACME-UK ACME-CA", "ANALYST" },
  { "mateo@northwind.example", "HC-EU HC-US HC-FR HC-ES HC-IT", "OPERATOR" },
  { "priya@northwind.example", "ACME-*", "ANALYST" },
  { "jonas@northwind.example", "FJORD-DE ACME-DE HC-DE", "OPERATOR" },
  { "sofia@northwind.example", "FJORD-*", "ANALYST" },
  { "noah@northwind.example", "FJORD-NO FJORD-SE FJORD-DK FJORD-FI", "OPERATOR" },
  { "elena@lanternworks.example", "ACME-US ACME-CA HC-US HC-CA FJORD-US FJORD-CA", "OPERATOR" },
  { "maria@studio.example", "ACME-US ACME-UK", "ANALYST" },
  { "tom.murphy@northwnd.example", "HC-IE", "OPERATOR" },
};

static const struct
{
  const char *handle;
  const char *name;
  const char *links;
  gboolean shows_handle;
  gboolean live;
  gboolean message;
  gboolean ads_only;
} accounts[] = {
  { "acmeoutdoor", "Acme Outdoor", "ACME-US ACME-UK ACME-DE", FALSE, TRUE, FALSE, FALSE },
  { "acme.trails", "Acme Trails", "", TRUE, FALSE, FALSE, FALSE },
  { "harbourcoffee", "Harbour Coffee", "HC-EU HC-US HC-UK HC-IE", FALSE, FALSE, TRUE, FALSE },
  { "harbour.roasters", "Harbour Roasters", "HC-FR", TRUE, FALSE, FALSE, TRUE },
  { "fjordskin", "Fjord Skincare", "FJORD-NO FJORD-SE FJORD-DK", FALSE, TRUE, FALSE, FALSE },
  { "fjordskin.is", "Fjord Skincare Ísland", "FJORD-IS", FALSE, FALSE, FALSE, FALSE },
};

/* Clients whose accounts nobody has linked yet: what the page of the client's phone offers. */
static const struct
{
  const char *handle;
  const char *name;
} strangers[] = {
  { "acme.climbing", "Acme Climbing" },
  { "harbourcoffee.uk", "Harbour Coffee UK" },
  { "fjordskin.dk", "Fjord Skincare Danmark" },
  { "tidewaterbooks", "Tidewater Books" },
  { "moss.and.marble", "Moss & Marble" },
};

static void
log_days_ago (RosterDemoState *state,
              RosterDemoBc    *bc,
              double           days,
              const char      *type,
              const char      *text)
{
  gint64 time = roster_demo_state_get_now (state) - (gint64) (days * G_TIME_SPAN_DAY);

  roster_demo_bc_log (bc, time, type, AOIFE_ID, "%s", text);
}

static RosterDemoAsset *
find_by_name (RosterDemoBc *bc,
              const char   *name)
{
  for (guint i = 0; i < bc->assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (bc->assets, i);

      if (g_str_equal (asset->name, name))
        return asset;
    }

  return NULL;
}

/* The ad accounts that @patterns name, in the order of the list. */
static GPtrArray *
find_matching (RosterDemoBc *bc,
               const char   *patterns)
{
  GPtrArray *found = g_ptr_array_new ();
  g_auto (GStrv) list = g_strsplit (patterns, " ", -1);

  for (guint i = 0; i < bc->assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (bc->assets, i);

      for (guint j = 0; g_str_equal (asset->type, "ADVERTISER") && list[j] != NULL; j++)
        {
          if (g_pattern_match_simple (list[j], asset->name))
            g_ptr_array_add (found, asset);
        }
    }

  return found;
}

static void
add_people (RosterDemoState *state,
            RosterDemoBc    *bc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      RosterDemoMember *member = roster_demo_bc_add_member (bc, people[i].id, people[i].name, people[i].email, people[i].role, people[i].status);

      member->finance_role = people[i].finance_role;
      member->bare = people[i].bare;
      member->since = roster_demo_state_get_now (state) - people[i].days * G_TIME_SPAN_DAY;
    }
}

static void
own_by_partner (RosterDemoBc      *bc,
                RosterDemoPartner *partner,
                const char        *name)
{
  RosterDemoAsset *asset = find_by_name (bc, name);

  asset->relation_type = "OWNER_PARTNER";
  g_free (asset->owner_bc_id);
  g_free (asset->owner_bc_name);
  asset->owner_bc_id = g_strdup (partner->bc_id);
  asset->owner_bc_name = g_strdup (partner->name);
  roster_demo_bc_share (partner->shared, asset, "OPERATOR");
}

static void
own_by_person (RosterDemoBc *bc,
               const char   *name,
               const char   *relation_status)
{
  RosterDemoAsset *asset = find_by_name (bc, name);

  asset->relation_type = "OWNER_INDIVIDUAL";
  asset->relation_status = relation_status;
  g_clear_pointer (&asset->owner_bc_id, g_free);
  g_clear_pointer (&asset->owner_bc_name, g_free);
}

static void
add_ad_accounts (RosterDemoState *state,
                 RosterDemoBc    *bc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_auto (GStrv) places = g_strsplit (clients[i].places, " ", -1);

      for (guint j = 0; places[j] != NULL; j++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%s", clients[i].prefix, places[j]);
          g_autofree char *id = roster_demo_state_make_id (state);

          roster_demo_bc_add_asset (bc, "ADVERTISER", id, name);
        }
    }

  find_by_name (bc, "ACME-JP")->advertiser_status = "STATUS_DISABLE";
  find_by_name (bc, "ACME-BR")->advertiser_status = "STATUS_LIMIT";
  find_by_name (bc, "HC-AU")->advertiser_status = "STATUS_PENDING_CONFIRM";
  find_by_name (bc, "FJORD-PL")->advertiser_status = "STATUS_AGREEMENT_LAPSED"; /* a value that no list of TikTok's has */
  find_by_name (bc, "FJORD-CA")->advertiser_account_type = "RESERVATION";
  own_by_person (bc, "FJORD-IS", "BOUND");
  own_by_person (bc, "FJORD-IT", "PENDING");
}

static void
add_grants (RosterDemoBc *bc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      RosterDemoMember *member = roster_demo_bc_find_member (bc, grants[i].email);
      g_autoptr (GPtrArray) assets = find_matching (bc, grants[i].accounts);

      for (guint j = 0; j < assets->len; j++)
        {
          RosterDemoAsset *asset = g_ptr_array_index (assets, j);

          /* Nobody can advertise on this one: its TikTok account is linked, and still not ready. */
          if (g_str_equal (asset->name, "FJORD-IS") && !g_str_equal (grants[i].role, "ANALYST"))
            continue;

          roster_demo_bc_give (member, asset, grants[i].role);
        }
    }
}

static void
add_accounts (RosterDemoState *state,
              RosterDemoBc    *bc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      RosterDemoAccount *account = roster_demo_state_add_account (state, accounts[i].handle, accounts[i].name);
      g_autoptr (GPtrArray) links = find_matching (bc, accounts[i].links);
      RosterDemoAsset *asset = roster_demo_bc_add_account (bc, account);

      account->can_live = accounts[i].live;
      account->can_message = accounts[i].message;
      account->ads_only = accounts[i].ads_only;
      asset->shows_handle = accounts[i].shows_handle;
      for (guint j = 0; j < links->len; j++)
        roster_demo_bc_link (asset, g_ptr_array_index (links, j));

      roster_demo_bc_give (roster_demo_bc_get_member (bc, AOIFE_ID), asset, account->can_live ? "POST,LIVE" : "POST");
    }

  roster_demo_bc_give (roster_demo_bc_get_member (bc, TOMAS_ID), find_by_name (bc, "Acme Outdoor"), "POST");
  roster_demo_bc_give (roster_demo_bc_get_member (bc, TOMAS_ID), find_by_name (bc, "Harbour Coffee"), "POST,DIRECT_MESSAGE");
  /* Another value that no list has. */
  roster_demo_bc_give (roster_demo_bc_find_member (bc, "noah@northwind.example"), find_by_name (bc, "Fjord Skincare"), "POST,STORIES");

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    roster_demo_state_add_account (state, strangers[i].handle, strangers[i].name);
}

static void
add_group (RosterDemoState *state,
           RosterDemoBc    *bc,
           const char      *name,
           const char      *patterns,
           const char      *email,
           const char      *role)
{
  g_autofree char *id = roster_demo_state_make_id (state);
  g_autoptr (GPtrArray) assets = find_matching (bc, patterns);
  RosterDemoGroup *group = roster_demo_bc_add_group (bc, id, name);

  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (group->assets, g_ptr_array_index (assets, i));
  roster_demo_group_set_member (group, roster_demo_bc_find_member (bc, email), role);
}

static void
add_groups (RosterDemoState *state,
            RosterDemoBc    *bc)
{
  add_group (state, bc, "Acme all", "ACME-*", "priya@northwind.example", "ADVERTISER_ROLE_OPERATOR");
  add_group (state, bc, "Harbour", "HC-*", "mateo@northwind.example", "ADVERTISER_ROLE_ANALYST");
  add_group (state, bc, "Fjord Nordics", "FJORD-NO FJORD-SE FJORD-DK FJORD-FI", "noah@northwind.example", "ADVERTISER_ROLE_OPERATOR");
  roster_demo_group_set_member (g_ptr_array_index (bc->groups, 0), roster_demo_bc_get_member (bc, TOMAS_ID), "ADVERTISER_ROLE_ANALYST");
}

static void
add_agency (RosterDemoBc *bc)
{
  RosterDemoPartner *lumen = roster_demo_bc_add_partner (bc, LUMEN_ID, "Lumen Media", TRUE);

  roster_demo_bc_share (lumen->sharing, find_by_name (bc, "HC-EU"), "OPERATOR");
  roster_demo_bc_share (lumen->sharing, find_by_name (bc, "HC-US"), "OPERATOR");
  roster_demo_bc_share (lumen->sharing, find_by_name (bc, "ACME-US"), "ANALYST");
  own_by_partner (bc, lumen, "HC-NZ");
  own_by_partner (bc, lumen, "HC-KR");
}

static void
add_past (RosterDemoState *state,
          RosterDemoBc    *bc)
{
  log_days_ago (state, bc, 61, "USER", "old.contractor@elsewhere.example was invited as STANDARD.");
  log_days_ago (state, bc, 23, "USER", "tom.murphy@northwnd.example was invited as STANDARD.");
  log_days_ago (state, bc, 9, "USER", "maria@studio.example was invited as STANDARD.");
  log_days_ago (state, bc, 6.2, "ASSET", "TikTok account Acme Trails was added to the Business Center.");
  log_days_ago (state, bc, 5, "USER", "Hana Sato joined the Business Center.");
  log_days_ago (state, bc, 4.1, "ASSET", "ivy@northwind.example was given ADMIN on ACME-US.");
  log_days_ago (state, bc, 3, "USER", "freelancer@paperkite.example was invited as STANDARD.");
  log_days_ago (state, bc, 1.4, "ACCOUNT", "The status of ACME-JP changed to STATUS_DISABLE.");
}

/* The client's own Business Center, where Aoife is a guest: here the program is read-only for her. */
static void
add_client (RosterDemoState *state)
{
  RosterDemoBc *bc = roster_demo_state_add_bc (state, HARBOUR_ID, "Harbour Coffee");
  RosterDemoMember *aoife;

  bc->type = "SELF_SERVICE";
  roster_demo_bc_add_member (bc, "7012345678901234580", "Rosa Duarte", "rosa@harbourcoffee.example", "ADMIN", "BOUND")->finance_role = "MANAGER";
  roster_demo_bc_add_member (bc, "7012345678901234581", "Femi Adeyemi", "femi@harbourcoffee.example", "ADMIN", "BOUND");
  aoife = roster_demo_bc_add_member (bc, AOIFE_ID, "Aoife Byrne", "aoife@northwind.example", "STANDARD", "BOUND");

  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *id = roster_demo_state_make_id (state);
      g_autofree char *name = g_strdup_printf ("Harbour Coffee Shops %u", i);
      RosterDemoAsset *asset = roster_demo_bc_add_asset (bc, "ADVERTISER", id, name);

      if (i <= 2)
        roster_demo_bc_give (aoife, asset, i == 1 ? "OPERATOR" : "ANALYST");
    }

  roster_demo_bc_add_account (bc, roster_demo_state_add_account (state, "harbourcoffee", "Harbour Coffee"));
}

static void
fill_believable (RosterDemoState *state)
{
  RosterDemoBc *bc = roster_demo_state_add_bc (state, NORTHWIND_ID, "Northwind Agency");

  add_people (state, bc);
  add_ad_accounts (state, bc);
  add_grants (bc);
  add_accounts (state, bc);
  add_groups (state, bc);
  add_agency (bc);
  add_past (state, bc);
  add_client (state);
}

/**
 * roster_demo_world_fill:
 * @state: a state with nothing in it
 * @options: which world is wanted
 *
 * Fills the state: the two people whom the fixed tokens stand for, and the believable agency or one of the sizes that were asked for.
 */
void
roster_demo_world_fill (RosterDemoState         *state,
                        const RosterDemoOptions *options)
{
  state->admin = roster_demo_state_add_user (state, AOIFE_ID, "Aoife Byrne", "aoife@northwind.example");
  state->standard = roster_demo_state_add_user (state, TOMAS_ID, "Tomas Novak", "tomas@northwind.example");

  if (state->believable)
    fill_believable (state);
  else
    roster_demo_generator_fill (state, options);
}
