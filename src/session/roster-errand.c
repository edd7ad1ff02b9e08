/* roster-errand.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include <glib/gi18n.h>

#include "roster-queue.h"

/* From changes to errands. */

/* Who becomes an Admin and who stops being one go one by one, so that each sees what became of the one before. */
#define ADMINS "admins"

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

static RosterErrand *
errand_new (RosterChange *change)
{
  RosterErrand *self = g_new0 (RosterErrand, 1);

  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->exclusive = g_ptr_array_new_with_free_func (g_free);
  self->shared = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->changes, g_object_ref (change));

  return self;
}

/**
 * roster_errand_free:
 * @self: (transfer full): an errand
 */
void
roster_errand_free (RosterErrand *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->exclusive);
  g_ptr_array_unref (self->shared);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_error (&self->write_error);
  g_clear_error (&self->refusal);
  g_free (self->request_id);
  g_free (self);
}

/**
 * roster_errand_get_change:
 * @self: an errand
 *
 * Returns: (transfer none): what it is for; the first, of several invitations
 */
RosterChange *
roster_errand_get_change (RosterErrand *self)
{
  return self->changes->pdata[0];
}

/**
 * roster_apply_is_kept:
 * @change: a change
 *
 * Returns: whether it is not sent but kept until an invitation is accepted: TikTok knows no user to give anything to before
 */
gboolean
roster_apply_is_kept (RosterChange *change)
{
  RosterChangeKind kind = roster_change_get_kind (change);
  RosterPrincipal *principal = roster_change_get_principal (change);

  return (kind == ROSTER_CHANGE_KIND_LEVEL || kind == ROSTER_CHANGE_KIND_ROLES) && ROSTER_IS_PERSON (principal) &&
         roster_person_get_user_id (ROSTER_PERSON (principal)) == NULL;
}

/**
 * roster_apply_count_writes:
 * @change: a change
 *
 * Returns: how many writes it takes, as roster_change_get_writes() counts them: an agency is lowered in two, and invited ad account by ad account
 */
guint
roster_apply_count_writes (RosterChange *change)
{
  guint n_ad_accounts;

  if (roster_change_get_kind (change) != ROSTER_CHANGE_KIND_INVITE_AGENCY)
    return roster_change_needs_two_steps (change) ? 2 : 1;

  n_ad_accounts = g_list_model_get_n_items (roster_change_get_ad_accounts (change));

  return MAX (1, n_ad_accounts);
}

/**
 * roster_errand_is_half_done:
 * @self: an errand
 *
 * Returns: whether TikTok took a part of it: an agency has lost what it had and has not got the lower level yet, or has not got all of what it
 *   is invited for
 */
gboolean
roster_errand_is_half_done (RosterErrand *self)
{
  return roster_change_get_writes (roster_errand_get_change (self)) > 0 && roster_errand_has_more (self);
}

/**
 * roster_errand_has_more:
 * @self: an errand of which a write was taken
 *
 * Returns: whether another write is to follow
 */
gboolean
roster_errand_has_more (RosterErrand *self)
{
  RosterChange *change = roster_errand_get_change (self);

  return roster_change_get_writes (change) < roster_apply_count_writes (change);
}

static void
add_tokens (RosterErrand *self,
            RosterChange *change)
{
  gpointer principal = roster_change_get_principal (change);
  gpointer account = roster_change_get_tiktok_account (change);

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      g_ptr_array_add (self->exclusive, roster_change_dup_cell (change));
      g_ptr_array_add (self->shared, g_strdup (key_of (principal)));
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      g_ptr_array_add (self->exclusive, g_strdup (key_of (account)));
      g_ptr_array_add (self->shared, g_strdup (key_of (principal)));
      break;

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
    case ROSTER_CHANGE_KIND_DISCONNECT:
      g_ptr_array_add (self->exclusive, g_strdup (key_of (account)));
      break;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
      if (roster_person_get_role (principal) == ROSTER_ROLE_ADMIN || roster_change_get_to_role (change) == ROSTER_ROLE_ADMIN)
        g_ptr_array_add (self->exclusive, g_strdup (ADMINS));
      g_ptr_array_add (self->exclusive, g_strdup (key_of (principal)));
      break;

    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      g_ptr_array_add (self->exclusive, g_strdup (key_of (principal)));
      break;
    }
}

/* @grant: (transfer full) */
static void
keep (RosterErrand      *self,
      RosterQueuedGrant *grant)
{
  if (self->kept == NULL)
    self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  g_ptr_array_add (self->kept, grant);
}

static void
keep_ad_account (RosterErrand    *self,
                 RosterChange    *change,
                 RosterAdAccount *ad_account)
{
  g_autoptr (RosterChange) level = roster_change_new_level (roster_change_get_principal (change), ad_account, ROSTER_LEVEL_NONE,
                                                            roster_change_get_to_level (change));
  RosterQueuedGrant *grant = roster_queue_grant_of_change (level);

  if (grant != NULL)
    keep (self, grant);
}

/**
 * roster_errand_keep_carried:
 * @self: an errand of one invitation
 *
 * Has it go without ad accounts: those that it was to carry are kept until it is accepted, and are given one by one then.
 */
void
roster_errand_keep_carried (RosterErrand *self)
{
  RosterChange *change = roster_errand_get_change (self);
  g_autoptr (GPtrArray) carried = roster_apply_get_carried (change, 0, ROSTER_APPLY_BATCH);

  for (guint i = 0; i < carried->len; i++)
    keep_ad_account (self, change, carried->pdata[i]);
  roster_apply_set_bare (change, TRUE);
}

/* An invitation carries so many ad accounts; the others are queued. So is what waited for an earlier one. */
static void
add_kept (RosterErrand *self,
          RosterChange *change)
{
  GListModel *ad_accounts = roster_change_get_ad_accounts (change);
  GPtrArray *set_aside = roster_apply_get_set_aside (change);

  for (guint i = 0; set_aside != NULL && i < set_aside->len; i++)
    {
      const RosterQueuedGrant *grant = set_aside->pdata[i];

      keep (self, roster_queued_grant_new (grant->kind, grant->subject, grant->object, grant->value));
    }

  for (guint i = ROSTER_APPLY_BATCH; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (ad_accounts, i);

      keep_ad_account (self, change, ad_account);
    }
}

static void
move_kept (RosterErrand *self,
           RosterErrand *to,
           RosterChange *change)
{
  const char *key = key_of (roster_change_get_principal (change));

  for (guint i = self->kept != NULL ? self->kept->len : 0; i > 0; i--)
    if (g_str_equal (((RosterQueuedGrant *) self->kept->pdata[i - 1])->subject, key))
      keep (to, g_ptr_array_steal_index (self->kept, i - 1));
}

/**
 * roster_errand_split:
 * @self: an errand of several invitations
 *
 * Takes half of the invitations out.
 *
 * Returns: (transfer full): an errand with these
 */
RosterErrand *
roster_errand_split (RosterErrand *self)
{
  guint n_left = (self->changes->len + 1) / 2;
  RosterErrand *other = errand_new (self->changes->pdata[n_left]);

  for (guint i = n_left; i < self->changes->len; i++)
    {
      RosterChange *change = self->changes->pdata[i];

      if (i > n_left)
        g_ptr_array_add (other->changes, g_object_ref (change));
      add_tokens (other, change);
      move_kept (self, other, change);
    }
  g_ptr_array_set_size (self->changes, n_left);
  g_ptr_array_set_size (self->exclusive, 0);
  g_ptr_array_set_size (self->shared, 0);
  for (guint i = 0; i < n_left; i++)
    add_tokens (self, self->changes->pdata[i]);
  other->refusal = self->refusal != NULL ? g_error_copy (self->refusal) : NULL;

  return other;
}

static char *
dup_terms (RosterChange *change)
{
  GListModel *ad_accounts = roster_change_get_ad_accounts (change);
  g_autoptr (GString) terms = g_string_new (NULL);

  g_string_printf (terms, "%d %d %d", (int) roster_change_get_to_role (change), (int) roster_change_get_to_finance_role (change),
                   (int) roster_change_get_to_level (change));
  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i);

      g_string_append_printf (terms, " %s", key_of (ad_account));
    }

  return g_string_free (g_steal_pointer (&terms), FALSE);
}

/* What comes first whatever the order in the list: an invitation is withdrawn before the same address is invited anew, who becomes an Admin
 * does so before another stops being one, people are invited before anything is kept for them, and a TikTok account leaves last. */
#define LAST_RANK 3

static guint
get_rank (RosterChange *change)
{
  switch ((int) roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_WITHDRAW:
      return 0;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      return roster_change_get_to_role (change) == ROSTER_ROLE_ADMIN ? 0 : 2;

    case ROSTER_CHANGE_KIND_INVITE:
      return 1;

    case ROSTER_CHANGE_KIND_DISCONNECT:
      return LAST_RANK;

    default:
      return 2;
    }
}

/**
 * roster_errand_plan:
 * @changes: (element-type RosterChange): changes that fit
 * @in_order: whether each needs the one before
 *
 * Makes errands of changes: invitations on the same terms go together.
 *
 * Returns: (transfer full) (element-type RosterErrand): the errands, in the order in which they have to be begun where they touch the same
 */
GQueue *
roster_errand_plan (GPtrArray *changes,
                    gboolean   in_order)
{
  GQueue *errands = g_queue_new ();
  g_autoptr (GHashTable) by_terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint rank = 0; rank <= LAST_RANK; rank++)
    for (guint i = 0; i < changes->len; i++)
      {
        RosterChange *change = changes->pdata[i];
        gboolean may_join = !in_order && roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE &&
                            roster_change_get_state (change) != ROSTER_CHANGE_STATE_UNKNOWN;
        g_autofree char *terms = may_join ? dup_terms (change) : NULL;
        RosterErrand *errand = terms != NULL ? g_hash_table_lookup (by_terms, terms) : NULL;

        if (rank != (in_order ? 0 : get_rank (change)))
          continue;

        if (errand != NULL && errand->changes->len < ROSTER_APPLY_BATCH)
          {
            g_ptr_array_add (errand->changes, g_object_ref (change));
          }
        else
          {
            errand = errand_new (change);
            g_queue_push_tail (errands, errand);
            if (terms != NULL)
              g_hash_table_replace (by_terms, g_steal_pointer (&terms), errand);
          }
        add_tokens (errand, change);
        if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
          add_kept (errand, change);
      }

  return errands;
}

/**
 * roster_apply_dup_obstacle:
 * @obstacle: why a change is not sent
 *
 * Returns: (transfer full): the same as an error
 */
GError *
roster_apply_dup_obstacle (RosterChangeObstacle obstacle)
{
  switch (obstacle)
    {
    case ROSTER_CHANGE_OBSTACLE_DIFFERS:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_CONFLICT, _("It was changed elsewhere meanwhile. Look at it again."));

    case ROSTER_CHANGE_OBSTACLE_GONE:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND, _("It is not in the Business Center any more."));

    case ROSTER_CHANGE_OBSTACLE_ALREADY_THERE:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("Is a member already, or was invited before."));

    case ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("The invitation has not been accepted."));

    case ROSTER_CHANGE_OBSTACLE_NOT_OWN:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                                  _("Only the Business Center that owns an ad account can share it with an agency."));

    case ROSTER_CHANGE_OBSTACLE_LAST_ADMIN:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("No Admin would be left to manage the Business Center."));

    case ROSTER_CHANGE_OBSTACLE_OVERTAKEN:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                                  _("It was not sent: a later change in the list contradicts it, and that one counts."));

    case ROSTER_CHANGE_OBSTACLE_NONE:
    case ROSTER_CHANGE_OBSTACLE_ALREADY_SO:
    case ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE:
    default:
      return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("TikTok has no way to do this from here."));
    }
}
