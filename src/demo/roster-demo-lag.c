/* roster-demo-lag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-lag.h"

#include "roster-demo-alliance.h"
#include "roster-demo-bc.h"

/* Lists that are late: TikTok takes a write, and for a while shows what was so before it. What was so is a copy of the Business Centers, which
 * takes their place while a read is answered. */

struct _RosterDemoLag
{
  GPtrArray *bcs; /* as they were; while a read is answered, as they are */
  GHashTable *bcs_by_id;
  gint64 left; /* how many reads are still late */
};

/* What the parts of a copy are made from. */
typedef struct
{
  RosterDemoBc *copy;
  GHashTable *members; /* member → its copy */
} Copying;

static void
copy_asset (Copying               *copying,
            const RosterDemoAsset *asset)
{
  RosterDemoAsset *copy = roster_demo_bc_add_asset (copying->copy, asset->type, asset->id, asset->name);

  copy->index = asset->index;
  copy->relation_type = asset->relation_type;
  copy->relation_status = asset->relation_status;
  copy->advertiser_status = asset->advertiser_status;
  copy->advertiser_account_type = asset->advertiser_account_type;
  g_free (copy->owner_bc_id);
  g_free (copy->owner_bc_name);
  copy->owner_bc_id = g_strdup (asset->owner_bc_id);
  copy->owner_bc_name = g_strdup (asset->owner_bc_name);
  copy->account = asset->account;
  copy->shows_handle = asset->shows_handle;
}

static RosterDemoAsset *
find_copy (Copying               *copying,
           const RosterDemoAsset *asset)
{
  return roster_demo_bc_get_asset (copying->copy, asset->type, asset->id);
}

static void
copy_links (Copying               *copying,
            const RosterDemoAsset *asset)
{
  for (guint i = 0; i < asset->links->len; i++)
    g_ptr_array_add (find_copy (copying, asset)->links, find_copy (copying, asset->links->pdata[i]));
}

static void
copy_member (Copying                *copying,
             const RosterDemoMember *member)
{
  RosterDemoMember *copy = roster_demo_bc_add_member (copying->copy, member->user_id, member->name, member->email, member->role, member->status);

  copy->finance_role = member->finance_role;
  copy->bare = member->bare;
  copy->since = member->since;
  for (guint i = 0; i < member->grants->len; i++)
    {
      const RosterDemoGrant *grant = member->grants->pdata[i];

      roster_demo_bc_give (copy, find_copy (copying, grant->asset), grant->roles);
    }
  g_hash_table_insert (copying->members, (gpointer) member, copy);
}

static void
copy_shares (Copying   *copying,
             GPtrArray *shares,
             GPtrArray *copies)
{
  for (guint i = 0; i < shares->len; i++)
    {
      const RosterDemoShare *share = shares->pdata[i];

      roster_demo_bc_share (copies, find_copy (copying, share->asset), share->role);
    }
}

static void
copy_partner (Copying                 *copying,
              const RosterDemoPartner *partner)
{
  RosterDemoPartner *copy = roster_demo_bc_add_partner (copying->copy, partner->bc_id, partner->name, partner->approved);

  copy_shares (copying, partner->sharing, copy->sharing);
  copy_shares (copying, partner->shared, copy->shared);
}

static void
copy_group (Copying               *copying,
            const RosterDemoGroup *group)
{
  RosterDemoGroup *copy = roster_demo_bc_add_group (copying->copy, group->id, group->name);

  for (guint i = 0; i < group->assets->len; i++)
    g_ptr_array_add (copy->assets, find_copy (copying, group->assets->pdata[i]));
  for (guint i = 0; i < group->members->len; i++)
    {
      const RosterDemoGroupMember *member = group->members->pdata[i];

      roster_demo_group_set_member (copy, g_hash_table_lookup (copying->members, member->member), member->role);
    }
}

static RosterDemoBc *
copy_bc (const RosterDemoBc *bc)
{
  g_autoptr (GHashTable) members = g_hash_table_new (NULL, NULL);
  Copying copying = { roster_demo_bc_new (bc->id, bc->name), members };

  g_free (copying.copy->company);
  copying.copy->company = g_strdup (bc->company);
  copying.copy->currency = bc->currency;
  copying.copy->area = bc->area;
  copying.copy->timezone = bc->timezone;
  copying.copy->type = bc->type;
  for (guint i = 0; i < bc->assets->len; i++)
    copy_asset (&copying, bc->assets->pdata[i]);
  for (guint i = 0; i < bc->assets->len; i++)
    copy_links (&copying, bc->assets->pdata[i]);
  for (guint i = 0; i < bc->members->len; i++)
    copy_member (&copying, bc->members->pdata[i]);
  for (guint i = 0; i < bc->partners->len; i++)
    copy_partner (&copying, bc->partners->pdata[i]);
  for (guint i = 0; i < bc->groups->len; i++)
    copy_group (&copying, bc->groups->pdata[i]);
  for (guint i = 0; i < bc->log->len; i++)
    {
      const RosterDemoActivity *activity = bc->log->pdata[i];

      roster_demo_bc_log (copying.copy, activity->time, activity->activity_type, activity->operator_id, "%s", activity->text);
    }

  return copying.copy;
}

/**
 * roster_demo_lag_begin:
 * @state: the server's state, before something is written
 * @n_reads: how many reads are to be late
 *
 * From now on, that many reads see what is so now, whatever is written. Where reads are late already, they stay as late as they are, for that
 * many more.
 */
void
roster_demo_lag_begin (RosterDemoState *state,
                       gint64           n_reads)
{
  if (n_reads <= 0)
    return;

  if (state->lag == NULL)
    {
      state->lag = g_new0 (RosterDemoLag, 1);
      state->lag->bcs = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_demo_bc_free);
      state->lag->bcs_by_id = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < state->bcs->len; i++)
        {
          RosterDemoBc *copy = copy_bc (state->bcs->pdata[i]);

          g_ptr_array_add (state->lag->bcs, copy);
          g_hash_table_insert (state->lag->bcs_by_id, copy->id, copy);
        }
    }

  state->lag->left = n_reads;
}

/**
 * roster_demo_lag_end:
 * @state: the server's state
 *
 * Reads see what is so.
 */
void
roster_demo_lag_end (RosterDemoState *state)
{
  if (state->lag == NULL)
    return;

  g_hash_table_unref (state->lag->bcs_by_id);
  g_ptr_array_unref (state->lag->bcs);
  g_clear_pointer (&state->lag, g_free);
}

static void
swap (RosterDemoState *state)
{
  GPtrArray *bcs = state->bcs;
  GHashTable *bcs_by_id = state->bcs_by_id;

  state->bcs = state->lag->bcs;
  state->bcs_by_id = state->lag->bcs_by_id;
  state->lag->bcs = bcs;
  state->lag->bcs_by_id = bcs_by_id;
}

/**
 * roster_demo_lag_step_back:
 * @state: the server's state, when a read arrives
 *
 * Makes the state what it was, if reads are late. roster_demo_lag_step_forward() has to follow then.
 *
 * Returns: whether this read is late
 */
gboolean
roster_demo_lag_step_back (RosterDemoState *state)
{
  if (state->lag == NULL)
    return FALSE;

  state->lag->left--;
  swap (state);

  return TRUE;
}

/**
 * roster_demo_lag_step_forward:
 * @state: the server's state as it was
 *
 * Makes it what it is again, when a late read was answered.
 */
void
roster_demo_lag_step_forward (RosterDemoState *state)
{
  swap (state);
  if (state->lag->left <= 0)
    roster_demo_lag_end (state);
}
