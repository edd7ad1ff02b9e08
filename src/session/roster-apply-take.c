/* roster-apply-take.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

/* What TikTok took, into the directory: it does not have to be read. */

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

static void
take_grant (RosterDirectory *directory,
            RosterChange    *change)
{
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  gpointer asset = account != NULL ? (gpointer) account : roster_change_get_ad_account (change);
  g_autoptr (RosterGrant) grant = NULL;

  /* The first of two steps took everything away. */
  grant = roster_grant_new (key_of (asset),
                            roster_change_needs_two_steps (change) && roster_change_get_writes (change) == 1 ? ROSTER_LEVEL_NONE
                                                                                                             : roster_change_get_to_level (change),
                            NULL, roster_change_get_roles (change));
  roster_access_set_grant (roster_directory_get_access (directory), key_of (roster_change_get_principal (change)), grant);
}

static void
take_link (RosterDirectory *directory,
           RosterChange    *change)
{
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  RosterAdAccount *ad_account = roster_change_get_ad_account (change);
  GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);

  /* Where the other links have not been read, one more or less says nothing about their number. */
  if (roster_tiktok_account_get_link_count (account) < 0)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (RosterItem) link = g_list_model_get_item (links, i);

      if (!g_str_equal (key_of (link), key_of (ad_account)))
        g_ptr_array_add (now, g_steal_pointer (&link));
    }
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LINK)
    g_ptr_array_add (now, g_object_ref (ad_account));
  roster_directory_set_links (directory, account, now);
}

/* What an invitation gives is known without asking; the person is there once they were listed, unless they have accepted by then. */
static void
take_invitation (RosterDirectory *directory,
                 RosterChange    *change)
{
  RosterPrincipal *principal = roster_change_get_principal (change);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  /* The rest is not sent yet, or kept. */
  guint n_taken = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE ? ROSTER_APPLY_BATCH : roster_change_get_writes (change);
  g_autoptr (GPtrArray) taken = roster_apply_get_carried (change, 0, n_taken);

  if (roster_directory_find_principal (directory, key_of (principal)) == NULL)
    {
      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
        return;
      roster_directory_take_principal (directory, principal);
    }
  for (guint i = 0; i < taken->len; i++)
    g_ptr_array_add (grants, roster_grant_new (key_of (taken->pdata[i]), roster_change_get_to_level (change), NULL, ROSTER_TIKTOK_ROLES_NONE));
  roster_access_set_grants (roster_directory_get_access (directory), key_of (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
}

/* The text beside a role is TikTok's own word for one that this program does not know; it goes with it. */
static void
take_member_role (RosterDirectory *directory,
                  RosterChange    *change)
{
  RosterPerson *person = (RosterPerson *) roster_directory_find_principal (directory, key_of (roster_change_get_principal (change)));

  if (!ROSTER_IS_PERSON (person))
    return;

  if (roster_person_get_role (person) != roster_change_get_to_role (change))
    {
      roster_person_set_role (person, roster_change_get_to_role (change));
      roster_person_set_role_text (person, NULL);
    }
  if (roster_person_get_finance_role (person) != roster_change_get_to_finance_role (change))
    {
      roster_person_set_finance_role (person, roster_change_get_to_finance_role (change));
      roster_person_set_finance_role_text (person, NULL);
    }
  roster_directory_take_principal (directory, ROSTER_PRINCIPAL (person));
}

/**
 * roster_apply_take:
 * @directory: the directory of the Business Center that was changed
 * @change: a change that TikTok took
 *
 * Brings a directory up to date.
 */
void
roster_apply_take (RosterDirectory *directory,
                   RosterChange    *change)
{
  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
    case ROSTER_CHANGE_KIND_ROLES:
      take_grant (directory, change);
      break;

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      take_link (directory, change);
      break;

    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      take_invitation (directory, change);
      break;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      take_member_role (directory, change);
      break;

    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      roster_directory_drop_principal (directory, key_of (roster_change_get_principal (change)));
      break;

    case ROSTER_CHANGE_KIND_DISCONNECT:
    default:
      break; /* verified, and so taken over, by listing */
    }
}
