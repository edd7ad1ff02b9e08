/* roster-demo-generator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-world.h"

#include "roster-demo-alliance.h"
#include "roster-demo-bc.h"

/* A Business Center of any size, the same one for the same seed. */

#define BC_ID "7290001112223334440"
#define FIRST_USER_ID G_GUINT64_CONSTANT (7012345678901240001)
#define FIRST_PARTNER_ID G_GUINT64_CONSTANT (7288887776665560001)

/* Which share of all possible grants exists; more where there is little, so that a small world is not empty. */
#define SHARE 0.04
#define SMALL_SHARE 0.2
#define SMALL 2000

/* What an invitation can carry. */
#define MAX_PROMISED 50

static const char * const given_names[] = {
  "Ada", "Bruno", "Chiara", "Dmitri", "Esra", "Fatima", "Goran", "Hiro", "Ines", "Jakub", "Kofi", "Lena", "Malik", "Nadia", "Oscar", "Paula",
  "Quentin", "Rania", "Sven", "Tara", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe",
};
static const char * const family_names[] = {
  "Abbott", "Bianchi", "Castro", "Dahl", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen", "Kowalski", "Lindgren", "Moreau", "Nakamura",
  "Olsen", "Pereira", "Quinn", "Rossi", "Schmidt", "Tanaka", "Urban", "Vargas", "Weiss", "Young", "Zhang",
};
static const char * const clients[] = {
  "Acme", "Birch", "Cobalt", "Dune", "Ember", "Fjord", "Grove", "Harbour", "Indigo", "Juniper", "Kestrel", "Linden",
};
static const char * const levels[] = { "ANALYST", "ANALYST", "OPERATOR", "OPERATOR", "ADMIN" };

static void
add_people (RosterDemoState *state,
            RosterDemoBc    *bc,
            guint            count)
{
  roster_demo_bc_add_member (bc, state->admin->user_id, state->admin->name, state->admin->email, "ADMIN", "BOUND")->finance_role = "MANAGER";
  roster_demo_bc_add_member (bc, state->standard->user_id, state->standard->name, state->standard->email, "STANDARD", "BOUND");

  for (guint i = 2; i < count; i++)
    {
      const char *given = given_names[g_rand_int_range (state->rand, 0, G_N_ELEMENTS (given_names))];
      const char *family = family_names[g_rand_int_range (state->rand, 0, G_N_ELEMENTS (family_names))];
      g_autofree char *name = g_strdup_printf ("%s %s", given, family);
      g_autofree char *user = g_strdup_printf ("%s.%s.%u@northwind.example", given, family, i);
      g_autofree char *email = g_ascii_strdown (user, -1);
      g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, FIRST_USER_ID + i);
      gboolean pending = i % 40 == 7;

      roster_demo_bc_add_member (bc, pending ? "" : id, pending ? "" : name, email,
                                 i < ROSTER_DEMO_MAX_ADMINS / 2 && i % 3 == 0 ? "ADMIN" : "STANDARD",
                                 pending ? "PENDING" : "BOUND")->bare = i % 11 == 0;
    }
}

static void
add_ad_accounts (RosterDemoState *state,
                 RosterDemoBc    *bc,
                 guint            count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = roster_demo_state_make_id (state);
      g_autofree char *name = g_strdup_printf ("%s-%04u", clients[i % G_N_ELEMENTS (clients)], i);
      RosterDemoAsset *asset = roster_demo_bc_add_asset (bc, "ADVERTISER", id, name);

      if (i % 50 == 49)
        asset->advertiser_status = "STATUS_DISABLE";
    }
}

/* Gives somebody ad accounts, spread over the list from a place of the person's own; none comes twice. */
static void
give_some (RosterDemoState  *state,
           RosterDemoBc     *bc,
           RosterDemoMember *member,
           guint             ad_accounts,
           guint             wanted)
{
  guint first = (guint) g_rand_int_range (state->rand, 0, (gint32) ad_accounts);
  guint step = (guint) g_rand_int_range (state->rand, 1, (gint32) (ad_accounts / wanted) + 1);
  guint count = g_str_equal (member->status, "PENDING") ? MIN (wanted, MAX_PROMISED) : wanted;

  for (guint i = 0; i < count; i++)
    roster_demo_bc_give (member, g_ptr_array_index (bc->assets, (first + i * step) % ad_accounts),
                         levels[g_rand_int_range (state->rand, 0, G_N_ELEMENTS (levels))]);
}

/* Each person gets @share of the ad accounts. */
static void
add_grants (RosterDemoState *state,
            RosterDemoBc    *bc,
            guint            ad_accounts,
            double           share)
{
  guint wanted = (guint) (ad_accounts * share + 0.5);

  for (guint i = 0; i < bc->members->len && wanted > 0; i++)
    give_some (state, bc, g_ptr_array_index (bc->members, i), ad_accounts, wanted);
}

/* As many grants as were asked for, as far as the ad accounts suffice: from half to one and a half times the mean for each person. */
static void
add_counted_grants (RosterDemoState *state,
                    RosterDemoBc    *bc,
                    guint            ad_accounts,
                    guint            grants)
{
  for (guint i = 0; i < bc->members->len && grants > 0; i++)
    {
      RosterDemoMember *member = g_ptr_array_index (bc->members, i);
      guint left = bc->members->len - i;
      guint mean = (grants + left - 1) / left;
      guint wanted = left > 1 ? (guint) g_rand_int_range (state->rand, (gint32) (mean + 1) / 2, (gint32) (mean + mean / 2) + 1) : grants;

      wanted = MIN (MIN (wanted, grants), g_str_equal (member->status, "PENDING") ? MAX_PROMISED : ad_accounts);
      give_some (state, bc, member, ad_accounts, wanted);
      grants -= wanted;
    }
}

static void
add_tiktok_accounts (RosterDemoState *state,
                     RosterDemoBc    *bc,
                     guint            count,
                     guint            ad_accounts)
{
  for (guint i = 0; i < count; i++)
    {
      const char *client = clients[i % G_N_ELEMENTS (clients)];
      g_autofree char *text = g_strdup_printf ("%s.%03u", client, i);
      g_autofree char *handle = g_ascii_strdown (text, -1);
      g_autofree char *name = g_strdup_printf ("%s %03u", client, i);
      RosterDemoAsset *asset = roster_demo_bc_add_account (bc, roster_demo_state_add_account (state, handle, name));

      asset->shows_handle = i % 3 == 0;
      for (guint j = 0; ad_accounts > 0 && i % 10 != 9 && j < 1 + i % 4; j++)
        roster_demo_bc_link (asset, g_ptr_array_index (bc->assets, (guint) g_rand_int_range (state->rand, 0, (gint32) ad_accounts)));
    }

  roster_demo_state_add_account (state, "tidewaterbooks", "Tidewater Books");
  roster_demo_state_add_account (state, "moss.and.marble", "Moss & Marble");
}

static void
add_agencies (RosterDemoState *state,
              RosterDemoBc    *bc,
              guint            count,
              guint            ad_accounts)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, FIRST_PARTNER_ID + i);
      g_autofree char *name = g_strdup_printf ("%s Agency %03u", family_names[i % G_N_ELEMENTS (family_names)], i);
      RosterDemoPartner *partner = roster_demo_bc_add_partner (bc, id, name, TRUE);

      for (guint j = 0; j < MIN (3 + i % 8, ad_accounts); j++)
        roster_demo_bc_share (partner->sharing, g_ptr_array_index (bc->assets, (guint) g_rand_int_range (state->rand, 0, (gint32) ad_accounts)),
                              levels[j % G_N_ELEMENTS (levels)]);
    }
}

static void
add_group (RosterDemoState *state,
           RosterDemoBc    *bc,
           guint            ad_accounts)
{
  g_autofree char *id = roster_demo_state_make_id (state);
  RosterDemoGroup *group;

  if (ad_accounts == 0)
    return;

  group = roster_demo_bc_add_group (bc, id, "First ten");
  for (guint i = 0; i < MIN (ad_accounts, 10); i++)
    g_ptr_array_add (group->assets, g_ptr_array_index (bc->assets, i));
  roster_demo_group_set_member (group, g_ptr_array_index (bc->members, 1), "ADVERTISER_ROLE_OPERATOR");
}

static guint
get_size (int wanted,
          int otherwise)
{
  return (guint) (wanted >= 0 ? wanted : otherwise);
}

/**
 * roster_demo_generator_fill:
 * @state: a state with its users
 * @options: the sizes
 *
 * Makes one Business Center of the sizes that were asked for. Sizes that were not are those of the believable agency.
 */
void
roster_demo_generator_fill (RosterDemoState         *state,
                            const RosterDemoOptions *options)
{
  guint people = get_size (options->people, 12);
  guint ad_accounts = get_size (options->ad_accounts, 40);
  RosterDemoBc *bc = roster_demo_state_add_bc (state, BC_ID, "Northwind Agency");

  add_people (state, bc, people);
  add_ad_accounts (state, bc, ad_accounts);
  if (ad_accounts > 0 && options->grants >= 0)
    add_counted_grants (state, bc, ad_accounts, (guint) options->grants);
  else if (ad_accounts > 0)
    add_grants (state, bc, ad_accounts, (gint64) people * ad_accounts <= SMALL ? SMALL_SHARE : SHARE);
  add_tiktok_accounts (state, bc, get_size (options->tiktok_accounts, 6), ad_accounts);
  add_agencies (state, bc, get_size (options->agencies, 1), ad_accounts);
  add_group (state, bc, ad_accounts);
}
