/* roster-change-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-private.h"

/* What each kind of change is about. */

static RosterChange *
change_new (RosterChangeKind  kind,
            gpointer          principal,
            gpointer          ad_account,
            gpointer          tiktok_account)
{
  RosterChange *self = g_object_new (ROSTER_TYPE_CHANGE, NULL);

  self->kind = kind;
  g_set_object (&self->principal, principal);
  g_set_object (&self->ad_account, ad_account);
  g_set_object (&self->tiktok_account, tiktok_account);

  return self;
}

static GListModel *
copy_list (GListModel *list)
{
  GListStore *copy = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (list, i);

      g_list_store_append (copy, ad_account);
    }

  return G_LIST_MODEL (copy);
}

/**
 * roster_change_new_level:
 * @principal: whose level
 * @ad_account: on which ad account
 * @from_level: the direct level now
 * @to_level: the direct level wanted; @ROSTER_LEVEL_NONE takes it away
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_level (RosterPrincipal *principal,
                         RosterAdAccount *ad_account,
                         RosterLevel      from_level,
                         RosterLevel      to_level)
{
  RosterChange *self = change_new (ROSTER_CHANGE_KIND_LEVEL, principal, ad_account, NULL);

  self->from_level = from_level;
  self->to_level = to_level;

  return self;
}

/**
 * roster_change_new_roles:
 * @principal: who
 * @tiktok_account: the TikTok account
 * @from_roles: what of it may be used now
 * @to_roles: what of it may be used afterwards; @ROSTER_TIKTOK_ROLES_NONE takes it away
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_roles (RosterPrincipal     *principal,
                         RosterTiktokAccount *tiktok_account,
                         RosterTiktokRoles    from_roles,
                         RosterTiktokRoles    to_roles)
{
  RosterChange *self = change_new (ROSTER_CHANGE_KIND_ROLES, principal, NULL, tiktok_account);

  self->from_roles = from_roles;
  self->to_roles = to_roles;

  return self;
}

/**
 * roster_change_new_link:
 * @tiktok_account: the TikTok account
 * @ad_account: where it shall be usable
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_link (RosterTiktokAccount *tiktok_account,
                        RosterAdAccount     *ad_account)
{
  return change_new (ROSTER_CHANGE_KIND_LINK, NULL, ad_account, tiktok_account);
}

/**
 * roster_change_new_unlink:
 * @tiktok_account: the TikTok account
 * @ad_account: where it shall stop being usable
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_unlink (RosterTiktokAccount *tiktok_account,
                          RosterAdAccount     *ad_account)
{
  return change_new (ROSTER_CHANGE_KIND_UNLINK, NULL, ad_account, tiktok_account);
}

/**
 * roster_change_new_disconnect:
 * @tiktok_account: the TikTok account that leaves the Business Center
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_disconnect (RosterTiktokAccount *tiktok_account)
{
  return change_new (ROSTER_CHANGE_KIND_DISCONNECT, NULL, NULL, tiktok_account);
}

/**
 * roster_change_new_invite:
 * @address: whom to invite
 * @role: their role
 * @finance_role: their finance role
 * @ad_accounts: (nullable): a list of #RosterAdAccount that they get, any number; copied
 * @level: the level on all of these
 *
 * The person that the invitation makes is the change's principal, so that more can be planned for them in the same go.
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_invite (const char        *address,
                          RosterRole         role,
                          RosterFinanceRole  finance_role,
                          GListModel        *ad_accounts,
                          RosterLevel        level)
{
  g_autoptr (RosterPerson) person = NULL;
  RosterChange *self;

  g_return_val_if_fail (address != NULL, NULL);

  person = roster_person_new (NULL, address);
  roster_person_set_role (person, role);
  roster_person_set_finance_role (person, finance_role);
  roster_person_set_membership (person, ROSTER_MEMBERSHIP_PENDING);

  self = change_new (ROSTER_CHANGE_KIND_INVITE, person, NULL, NULL);
  self->to_role = role;
  self->to_finance_role = finance_role;
  self->ad_accounts = copy_list (ad_accounts);
  self->to_level = level;

  return self;
}

/**
 * roster_change_new_withdraw:
 * @person: somebody who was invited and has not accepted
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_withdraw (RosterPerson *person)
{
  return change_new (ROSTER_CHANGE_KIND_WITHDRAW, person, NULL, NULL);
}

/**
 * roster_change_new_withdraw_unlisted:
 * @person: somebody whom TikTok ignores when they are invited
 *
 * Withdraws an old invitation that is in none of TikTok's lists, and all the same in the way of a new one.
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_withdraw_unlisted (RosterPerson *person)
{
  RosterChange *self = roster_change_new_withdraw (person);

  self->unlisted = TRUE;

  return self;
}

/**
 * roster_change_is_unlisted:
 * @self: the change
 *
 * Returns: whether it is about something that is in none of TikTok's lists, so that its not being there is no reason to do without
 */
gboolean
roster_change_is_unlisted (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->unlisted;
}

/**
 * roster_change_new_again:
 * @invite: an invitation that was sent
 *
 * Returns: (transfer full): the same invitation, not sent
 */
RosterChange *
roster_change_new_again (RosterChange *invite)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (invite) && invite->kind == ROSTER_CHANGE_KIND_INVITE, NULL);

  return roster_change_new_invite (roster_principal_get_address (invite->principal), invite->to_role, invite->to_finance_role, invite->ad_accounts,
                                   invite->to_level);
}

/**
 * roster_change_new_member_role:
 * @person: a member
 * @from_role: their role now
 * @to_role: the role wanted; @ROSTER_ROLE_UNKNOWN leaves it as it is
 * @from_finance_role: their finance role now
 * @to_finance_role: the finance role wanted; the same as now leaves it as it is. Nobody knows how TikTok can be made to take one away
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_member_role (RosterPerson      *person,
                               RosterRole         from_role,
                               RosterRole         to_role,
                               RosterFinanceRole  from_finance_role,
                               RosterFinanceRole  to_finance_role)
{
  RosterChange *self = change_new (ROSTER_CHANGE_KIND_MEMBER_ROLE, person, NULL, NULL);

  self->from_role = from_role;
  self->to_role = to_role != ROSTER_ROLE_UNKNOWN ? to_role : from_role;
  self->from_finance_role = from_finance_role;
  self->to_finance_role = to_finance_role;

  return self;
}

/**
 * roster_change_new_remove:
 * @person: a member who leaves the Business Center
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_remove (RosterPerson *person)
{
  return change_new (ROSTER_CHANGE_KIND_REMOVE, person, NULL, NULL);
}

/**
 * roster_change_new_invite_agency:
 * @bc_id: the ID of the other Business Center
 * @ad_accounts: (nullable): a list of #RosterAdAccount that this Business Center owns, any number; copied
 * @level: the agency's level on all of these
 *
 * The agency that this makes is the change's principal.
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_invite_agency (const char  *bc_id,
                                 GListModel  *ad_accounts,
                                 RosterLevel  level)
{
  g_autoptr (RosterAgency) agency = NULL;
  RosterChange *self;

  g_return_val_if_fail (bc_id != NULL, NULL);

  agency = roster_agency_new (bc_id);
  roster_agency_set_waiting (agency, TRUE);

  self = change_new (ROSTER_CHANGE_KIND_INVITE_AGENCY, agency, NULL, NULL);
  self->ad_accounts = copy_list (ad_accounts);
  self->to_level = level;

  return self;
}

/**
 * roster_change_new_end_partnership:
 * @agency: the agency that leaves
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_end_partnership (RosterAgency *agency)
{
  return change_new (ROSTER_CHANGE_KIND_END_PARTNERSHIP, agency, NULL, NULL);
}

/**
 * roster_change_new_reverse:
 * @change: a change
 *
 * Returns: (transfer full) (nullable): what puts back as it was what @change did, or %NULL where nothing does: somebody who is removed loses
 *   what groups gave them, and an owner has to approve again what was disconnected
 */
RosterChange *
roster_change_new_reverse (RosterChange *change)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (change), NULL);

  switch (change->kind)
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      /* A level that this program does not know cannot be asked for. */
      if (change->from_level == ROSTER_LEVEL_OTHER)
        return NULL;
      return roster_change_new_level (change->principal, change->ad_account, change->to_level, change->from_level);

    case ROSTER_CHANGE_KIND_ROLES:
      if ((change->from_roles & ROSTER_TIKTOK_ROLES_OTHER) != 0)
        return NULL;
      return roster_change_new_roles (change->principal, change->tiktok_account, change->to_roles, change->from_roles);

    case ROSTER_CHANGE_KIND_LINK:
      return roster_change_new_unlink (change->tiktok_account, change->ad_account);

    case ROSTER_CHANGE_KIND_UNLINK:
      return roster_change_new_link (change->tiktok_account, change->ad_account);

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      /* A finance role that was given where there was none cannot be taken away again. */
      if (change->from_role == ROSTER_ROLE_OTHER || change->from_role == ROSTER_ROLE_UNKNOWN ||
          (change->from_finance_role != change->to_finance_role &&
           (change->from_finance_role == ROSTER_FINANCE_ROLE_NONE || change->from_finance_role == ROSTER_FINANCE_ROLE_OTHER)))
        return NULL;
      return roster_change_new_member_role (ROSTER_PERSON (change->principal), change->to_role, change->from_role, change->to_finance_role,
                                            change->from_finance_role);

    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      return NULL;
    }
}

/* Whether it leads anywhere. */
static gboolean
changes_something (RosterChange *change)
{
  return (change->kind != ROSTER_CHANGE_KIND_LEVEL || change->from_level != change->to_level) &&
         (change->kind != ROSTER_CHANGE_KIND_ROLES || change->from_roles != change->to_roles) &&
         (change->kind != ROSTER_CHANGE_KIND_MEMBER_ROLE ||
          change->from_role != change->to_role || change->from_finance_role != change->to_finance_role);
}

/**
 * roster_change_new_joined:
 * @earlier: (nullable): a change that has not been sent
 * @later: a change about the same thing, made after it
 *
 * Returns: (transfer full) (nullable): what the two come to, which may be @later itself; %NULL when that is nothing
 */
RosterChange *
roster_change_new_joined (RosterChange *earlier,
                          RosterChange *later)
{
  g_autoptr (RosterChange) joined = NULL;

  g_return_val_if_fail (ROSTER_IS_CHANGE (later), NULL);

  if (earlier != NULL && earlier->kind == later->kind)
    {
      switch (later->kind)
        {
        case ROSTER_CHANGE_KIND_LEVEL:
          if (earlier->from_level != later->from_level)
            joined = roster_change_new_level (later->principal, later->ad_account, earlier->from_level, later->to_level);
          break;

        case ROSTER_CHANGE_KIND_ROLES:
          if (earlier->from_roles != later->from_roles)
            joined = roster_change_new_roles (later->principal, later->tiktok_account, earlier->from_roles, later->to_roles);
          break;

        case ROSTER_CHANGE_KIND_MEMBER_ROLE:
          if (earlier->from_role != later->from_role || earlier->from_finance_role != later->from_finance_role)
            joined = roster_change_new_member_role (ROSTER_PERSON (later->principal), earlier->from_role, later->to_role,
                                                    earlier->from_finance_role, later->to_finance_role);
          break;

        case ROSTER_CHANGE_KIND_LINK:
        case ROSTER_CHANGE_KIND_UNLINK:
        case ROSTER_CHANGE_KIND_DISCONNECT:
        case ROSTER_CHANGE_KIND_INVITE:
        case ROSTER_CHANGE_KIND_WITHDRAW:
        case ROSTER_CHANGE_KIND_REMOVE:
        case ROSTER_CHANGE_KIND_INVITE_AGENCY:
        case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
        default:
          break;
        }
    }
  else if (earlier != NULL && (later->kind == ROSTER_CHANGE_KIND_LINK || later->kind == ROSTER_CHANGE_KIND_UNLINK))
    {
      return NULL;
    }

  if (joined == NULL)
    joined = g_object_ref (later);

  return changes_something (joined) ? g_steal_pointer (&joined) : NULL;
}

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

/**
 * roster_change_dup_cell:
 * @self: the change
 *
 * Returns: (transfer full): what it is about, as a text: of two changes about the same, the later one makes the earlier one void
 */
char *
roster_change_dup_cell (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  switch (self->kind)
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      return g_strconcat ("level ", key_of (self->principal), " ", key_of (self->ad_account), NULL);

    case ROSTER_CHANGE_KIND_ROLES:
      return g_strconcat ("roles ", key_of (self->principal), " ", key_of (self->tiktok_account), NULL);

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      return g_strconcat ("link ", key_of (self->tiktok_account), " ", key_of (self->ad_account), NULL);

    case ROSTER_CHANGE_KIND_DISCONNECT:
      return g_strconcat ("account ", key_of (self->tiktok_account), NULL);

    /* Apart from the next: an invitation is sent again by withdrawing it and inviting anew. */
    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      return g_strconcat ("invitation ", key_of (self->principal), NULL);

    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      return g_strconcat ("member ", key_of (self->principal), NULL);
    }
}

/**
 * roster_change_needs_two_steps:
 * @self: the change
 *
 * An agency cannot be lowered in place: what it has is taken away and shared again (TikTok's help centre, "Manage partner access").
 *
 * Returns: whether the change takes two writes, between which the agency has nothing
 */
gboolean
roster_change_needs_two_steps (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->kind == ROSTER_CHANGE_KIND_LEVEL && ROSTER_IS_AGENCY (self->principal) && self->to_level != ROSTER_LEVEL_NONE &&
         self->to_level < self->from_level;
}

/**
 * roster_change_get_leaving:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): the key of who, or which TikTok account, leaves the Business Center with it
 */
const char *
roster_change_get_leaving (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  switch ((int) self->kind)
    {
    case ROSTER_CHANGE_KIND_DISCONNECT:
      return roster_item_get_key (ROSTER_ITEM (self->tiktok_account));

    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      return roster_item_get_key (ROSTER_ITEM (self->principal));

    default:
      return NULL;
    }
}
