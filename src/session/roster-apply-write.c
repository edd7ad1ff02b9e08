/* roster-apply-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include "roster-api-asset.h"
#include "roster-api-member.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"

/* An errand as a request. */

static const char *
id_of (gpointer item)
{
  return roster_item_get_id (ROSTER_ITEM (item));
}

/**
 * roster_apply_get_carried:
 * @change: an invitation
 * @first: a position among its ad accounts
 * @n_ad_accounts: how many of them to look at, from there on
 *
 * Returns: (transfer container) (element-type RosterAdAccount): those that TikTok is asked for along with the invitation: neither refused before
 *   nor kept
 */
GPtrArray *
roster_apply_get_carried (RosterChange *change,
                          guint         first,
                          guint         n_ad_accounts)
{
  GListModel *ad_accounts = roster_change_get_ad_accounts (change);
  GPtrArray *carried = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_left = g_list_model_get_n_items (ad_accounts) - MIN (first, g_list_model_get_n_items (ad_accounts));

  if (roster_apply_is_bare (change))
    return carried;

  for (guint i = 0; i < MIN (n_ad_accounts, n_left); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (ad_accounts, first + i);

      if (!roster_change_is_refused (change, ad_account))
        g_ptr_array_add (carried, g_steal_pointer (&ad_account));
    }

  return carried;
}

/* The IDs of the ad accounts that the next write is about. Returns: (transfer container): a vector; the IDs are the ad accounts' */
static GPtrArray *
get_ids (RosterErrand *errand)
{
  RosterChange *change = roster_errand_get_change (errand);
  gboolean is_agency = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY;
  guint n_ad_accounts = g_list_model_get_n_items (roster_change_get_ad_accounts (change));
  guint first = is_agency ? roster_change_get_writes (change) : 0;
  g_autoptr (GPtrArray) carried = NULL;
  GPtrArray *ids = g_ptr_array_new ();

  errand->n_covered = MIN (n_ad_accounts - MIN (first, n_ad_accounts), errand->at_once > 0 ? errand->at_once : ROSTER_APPLY_BATCH);
  carried = roster_apply_get_carried (change, first, errand->n_covered);
  errand->n_carried = carried->len;
  for (guint i = 0; i < carried->len; i++)
    g_ptr_array_add (ids, (gpointer) id_of (carried->pdata[i]));
  g_ptr_array_add (ids, NULL);

  return ids;
}

static void
write_level (RosterErrand        *errand,
             RosterApiClient     *client,
             const char          *bc_id,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  RosterChange *change = roster_errand_get_change (errand);
  RosterPrincipal *principal = roster_change_get_principal (change);
  RosterLevel level = roster_change_get_to_level (change);
  const char *asset_id = id_of (roster_change_get_ad_account (change));
  const char *asset_ids[] = { asset_id, NULL };
  gboolean takes_away = level == ROSTER_LEVEL_NONE || (roster_change_needs_two_steps (change) && !roster_errand_is_half_done (errand));

  if (ROSTER_IS_AGENCY (principal) && takes_away)
    {
      errand->finish = roster_api_partner_stop_sharing_finish;
      roster_api_partner_stop_sharing_async (client, bc_id, id_of (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, asset_ids, cancellable,
                                             callback, user_data);
    }
  else if (ROSTER_IS_AGENCY (principal))
    {
      errand->finish = roster_api_partner_add_finish;
      roster_api_partner_add_async (client, bc_id, id_of (principal), asset_ids, level, cancellable, callback, user_data);
    }
  else if (takes_away)
    {
      errand->finish = roster_api_asset_unassign_finish;
      roster_api_asset_unassign_async (client, bc_id, id_of (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, asset_id, cancellable, callback,
                                       user_data);
    }
  else
    {
      errand->finish = roster_api_asset_assign_ad_account_finish;
      roster_api_asset_assign_ad_account_async (client, bc_id, id_of (principal), asset_id, level, cancellable, callback, user_data);
    }
}

static void
write_roles (RosterErrand        *errand,
             RosterApiClient     *client,
             const char          *bc_id,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  RosterChange *change = roster_errand_get_change (errand);
  const char *user_id = id_of (roster_change_get_principal (change));
  const char *asset_id = id_of (roster_change_get_tiktok_account (change));

  if (roster_change_get_roles (change) == ROSTER_TIKTOK_ROLES_NONE)
    {
      errand->finish = roster_api_asset_unassign_finish;
      roster_api_asset_unassign_async (client, bc_id, user_id, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, asset_id, cancellable, callback, user_data);
    }
  else
    {
      errand->finish = roster_api_asset_assign_tiktok_account_finish;
      roster_api_asset_assign_tiktok_account_async (client, bc_id, user_id, asset_id, roster_change_get_roles (change), cancellable, callback,
                                                    user_data);
    }
}

static void
write_invitations (RosterErrand        *errand,
                   RosterApiClient     *client,
                   const char          *bc_id,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  RosterChange *change = roster_errand_get_change (errand);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = get_ids (errand);

  for (guint i = 0; i < errand->changes->len; i++)
    g_ptr_array_add (addresses, (gpointer) roster_principal_get_address (roster_change_get_principal (errand->changes->pdata[i])));
  g_ptr_array_add (addresses, NULL);

  errand->finish = roster_api_member_invite_finish;
  roster_api_member_invite_async (client, bc_id, (const char * const *) addresses->pdata, roster_change_get_to_role (change),
                                  roster_change_get_to_finance_role (change), (const char * const *) ids->pdata,
                                  roster_change_get_to_level (change), cancellable, callback, user_data);
}

/* TikTok is only told what is new. */
static void
write_member_role (RosterErrand        *errand,
                   RosterApiClient     *client,
                   const char          *bc_id,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  RosterChange *change = roster_errand_get_change (errand);
  RosterRole role = roster_change_get_to_role (change);
  RosterFinanceRole finance_role = roster_change_get_to_finance_role (change);

  errand->finish = roster_api_member_update_finish;
  roster_api_member_update_async (client, bc_id, id_of (roster_change_get_principal (change)),
                                  role != roster_change_get_from_role (change) ? role : ROSTER_ROLE_UNKNOWN,
                                  finance_role != roster_change_get_from_finance_role (change) ? finance_role : ROSTER_FINANCE_ROLE_NONE,
                                  cancellable, callback, user_data);
}

/**
 * roster_apply_write:
 * @errand: what is to be sent; its @finish ends what is begun here
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Sends the write of an errand that is due, once.
 */
void
roster_apply_write (RosterErrand        *errand,
                    RosterApiClient     *client,
                    const char          *bc_id,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  RosterChange *change = roster_errand_get_change (errand);
  gpointer principal = roster_change_get_principal (change);
  gpointer account = roster_change_get_tiktok_account (change);
  gpointer ad_account = roster_change_get_ad_account (change);

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      write_level (errand, client, bc_id, cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      write_roles (errand, client, bc_id, cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_LINK:
      errand->finish = roster_api_tiktok_account_link_finish;
      roster_api_tiktok_account_link_async (client, bc_id, id_of (account), id_of (ad_account), cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_UNLINK:
      errand->finish = roster_api_tiktok_account_unlink_finish;
      roster_api_tiktok_account_unlink_async (client, bc_id, id_of (account), id_of (ad_account), cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_DISCONNECT:
      errand->finish = roster_api_asset_delete_tiktok_account_finish;
      roster_api_asset_delete_tiktok_account_async (client, bc_id, id_of (account), cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_INVITE:
      write_invitations (errand, client, bc_id, cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_WITHDRAW:
      errand->finish = roster_api_member_delete_finish;
      roster_api_member_delete_async (client, bc_id, NULL, roster_principal_get_address (principal), cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      write_member_role (errand, client, bc_id, cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      {
        g_autoptr (GPtrArray) ids = get_ids (errand);

        errand->finish = roster_api_partner_add_finish;
        roster_api_partner_add_async (client, bc_id, id_of (principal), (const char * const *) ids->pdata, roster_change_get_to_level (change),
                                      cancellable, callback, user_data);
        break;
      }

    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      errand->finish = roster_api_partner_delete_finish;
      roster_api_partner_delete_async (client, bc_id, id_of (principal), cancellable, callback, user_data);
      break;

    case ROSTER_CHANGE_KIND_REMOVE:
    default:
      errand->finish = roster_api_member_delete_finish;
      roster_api_member_delete_async (client, bc_id, id_of (principal), NULL, cancellable, callback, user_data);
    }
}
