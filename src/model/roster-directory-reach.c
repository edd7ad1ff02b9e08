/* roster-directory-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-directory.h"

#include "roster-agency.h"
#include "roster-person.h"
#include "roster-read-plan.h"

/* What follows from the lists of a directory: how much everybody reaches, and which TikTok accounts are ready for Spark Ads.
 *
 * Both are found by walking along the grants that exist, never by trying every person on every account: a large agency has 500 of the one
 * and 800 of the other, linked to 3,000 ad accounts, and the window is not to stand still for it. */

typedef struct
{
  GHashTable *accounts; /* key of an ad account -> GPtrArray of the RosterTiktokAccount that are linked to it, unowned */
  guint n_linked;       /* TikTok accounts that are linked to any */
  gboolean all_known;   /* whether the links of all TikTok accounts have been read */
} Links;

static void
links_clear (Links *links)
{
  g_clear_pointer (&links->accounts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Links, links_clear)

static void
links_init (Links           *links,
            RosterDirectory *directory)
{
  GListModel *accounts = roster_directory_get_tiktok_accounts (directory);
  guint n_accounts = g_list_model_get_n_items (accounts);

  links->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  links->n_linked = 0;
  links->all_known = TRUE;

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);
      GListModel *linked = roster_tiktok_account_get_linked_ad_accounts (account);
      guint n_linked = g_list_model_get_n_items (linked);

      links->n_linked += n_linked > 0;
      links->all_known &= roster_tiktok_account_get_link_count (account) >= 0;
      for (guint j = 0; j < n_linked; j++)
        {
          g_autoptr (RosterItem) ad_account = g_list_model_get_item (linked, j);
          GPtrArray *here = g_hash_table_lookup (links->accounts, roster_item_get_key (ad_account));

          if (here == NULL)
            {
              here = g_ptr_array_new ();
              g_hash_table_insert (links->accounts, (gpointer) roster_item_get_key (ad_account), here);
            }
          g_ptr_array_add (here, account);
        }
    }
}

/* What is known to be there can be counted where account groups cannot be read at all. */
static gboolean
is_reach_known (RosterAccess *access,
                const char   *row)
{
  return roster_access_is_complete (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS) ||
         (roster_access_may_have_more (access, row) && roster_access_is_known (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
}

/* But it cannot be said then that there is nothing. */
static int
make_count (RosterAccess *access,
            const char   *row,
            guint         n)
{
  return n == 0 && roster_access_may_have_more (access, row) ? -1 : (int) n;
}

/* How many TikTok accounts somebody can use: those given directly, and those linked to an ad account that the person may work on; -1 where
 * one of these has not been read, or it cannot be said whether the person may work. */
static int
count_tiktok_accounts (RosterDirectory *directory,
                       const char      *row,
                       const Links     *links)
{
  RosterAccess *access = roster_directory_get_access (directory);
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) worked = roster_access_dup_columns_from (access, row, ROSTER_LEVEL_OPERATOR);
  g_autoptr (GPtrArray) open = roster_access_dup_columns_from (access, row, ROSTER_LEVEL_OTHER);
  gboolean worked_known = is_reach_known (access, row);
  gboolean no_links = links->all_known && links->n_linked == 0;
  g_autoptr (GPtrArray) given = NULL;

  /* Where nothing is linked it does not matter who may work, and where somebody may not work it does not matter what is linked. */
  if (!roster_access_is_known (access, row, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS) ||
      !(no_links || (worked_known && (links->all_known || worked->len + open->len == 0))))
    return -1;

  for (guint i = 0; i < worked->len && g_hash_table_size (reached) < links->n_linked; i++)
    {
      GPtrArray *here = g_hash_table_lookup (links->accounts, worked->pdata[i]);

      for (guint j = 0; here != NULL && j < here->len; j++)
        g_hash_table_add (reached, here->pdata[j]);
    }

  given = roster_access_dup_columns (access, row, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS);
  for (guint i = 0; i < given->len; i++)
    {
      RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, given->pdata[i]);

      if (account != NULL)
        g_hash_table_add (reached, account);
    }

  for (guint i = 0; i < open->len; i++)
    {
      GPtrArray *here = g_hash_table_lookup (links->accounts, open->pdata[i]);

      for (guint j = 0; here != NULL && j < here->len; j++)
        if (!g_hash_table_contains (reached, here->pdata[j]))
          return -1;
    }

  return no_links ? (int) g_hash_table_size (reached) : make_count (access, row, g_hash_table_size (reached));
}

/* Whoever has not accepted lets nobody work, and who was refused or has left does not count, nor is asked about. */
static gboolean
can_work (RosterPrincipal *principal)
{
  if (ROSTER_IS_AGENCY (principal))
    return !roster_agency_get_waiting (ROSTER_AGENCY (principal));

  return roster_read_plan_is_member (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) != ROSTER_MEMBERSHIP_PENDING;
}

static void
update_reach (RosterDirectory *self,
              RosterPrincipal *principal,
              const Links     *links)
{
  RosterAccess *access = roster_directory_get_access (self);
  const char *row = roster_item_get_key (ROSTER_ITEM (principal));
  int ad_accounts = -1, tiktok_accounts;

  if (ROSTER_IS_PERSON (principal))
    roster_access_set_admin (access, row, can_work (principal) && roster_person_get_role (ROSTER_PERSON (principal)) == ROSTER_ROLE_ADMIN);

  if (is_reach_known (access, row))
    {
      g_autoptr (GPtrArray) keys = roster_access_dup_columns (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);

      ad_accounts = make_count (access, row, keys->len);
    }
  tiktok_accounts = count_tiktok_accounts (self, row, links);

  roster_principal_set_reach (principal, ad_accounts, tiktok_accounts);
}

/* What the people and agencies hold, as far as it matters to the TikTok accounts. */
typedef struct
{
  GHashTable *worked;      /* set of the keys of ad accounts on which somebody may work */
  GHashTable *open;        /* the same, on which somebody has a level that this program does not know */
  GHashTable *people;      /* key of a TikTok account -> how many people it was given to directly */
  gboolean all_ads_known;  /* whether what everybody holds on ad accounts has been read */
  gboolean all_roles_known;
} Holdings;

static void
holdings_clear (Holdings *holdings)
{
  g_clear_pointer (&holdings->worked, g_hash_table_unref);
  g_clear_pointer (&holdings->open, g_hash_table_unref);
  g_clear_pointer (&holdings->people, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Holdings, holdings_clear)

static void
holdings_init (Holdings        *holdings,
               RosterDirectory *directory)
{
  RosterAccess *access = roster_directory_get_access (directory);
  GListModel *principals = roster_directory_get_principals (directory);
  g_autoptr (GHashTable) worked = g_hash_table_new (NULL, NULL); /* the access model's own keys: compared by address */
  GHashTableIter iter;
  gpointer key;

  holdings->worked = g_hash_table_new (g_str_hash, g_str_equal);
  holdings->open = g_hash_table_new (g_str_hash, g_str_equal);
  holdings->people = g_hash_table_new (g_str_hash, g_str_equal);
  holdings->all_ads_known = TRUE;
  holdings->all_roles_known = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *row = roster_item_get_key (ROSTER_ITEM (principal));
      g_autoptr (GPtrArray) columns = NULL;
      g_autoptr (GPtrArray) open = NULL;
      g_autoptr (GPtrArray) given = NULL;

      if (!can_work (principal))
        continue;

      holdings->all_ads_known &= roster_access_is_complete (access, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
      columns = roster_access_dup_columns_from (access, row, ROSTER_LEVEL_OPERATOR);
      for (guint j = 0; j < columns->len; j++)
        g_hash_table_add (worked, columns->pdata[j]);
      open = roster_access_dup_columns_from (access, row, ROSTER_LEVEL_OTHER);
      for (guint j = 0; j < open->len; j++)
        g_hash_table_add (holdings->open, open->pdata[j]);

      if (!ROSTER_IS_PERSON (principal))
        continue;

      holdings->all_roles_known &= roster_access_is_known (access, row, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS);
      given = roster_access_dup_columns (access, row, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS);
      for (guint j = 0; j < given->len; j++)
        g_hash_table_insert (holdings->people, given->pdata[j],
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (holdings->people, given->pdata[j])) + 1));
    }

  g_hash_table_iter_init (&iter, worked);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (holdings->worked, key);
}

static RosterReadiness
find_readiness (RosterTiktokAccount *account,
                const Holdings      *holdings)
{
  GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);
  int link_count = roster_tiktok_account_get_link_count (account);
  gboolean open = FALSE;

  if (link_count == 0)
    return ROSTER_READINESS_NOT_LINKED;

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (links, i);

      if (g_hash_table_contains (holdings->worked, roster_item_get_key (ad_account)))
        return ROSTER_READINESS_READY;
      open |= g_hash_table_contains (holdings->open, roster_item_get_key (ad_account));
    }

  return link_count > 0 && holdings->all_ads_known && !open ? ROSTER_READINESS_NO_OPERATOR : ROSTER_READINESS_UNKNOWN;
}

static void
note_use (const RosterReason *reason,
          gpointer            user_data)
{
  gboolean *can_use = user_data;

  *can_use |= reason->kind != ROSTER_REASON_KIND_ROLE;
}

/**
 * roster_directory_can_use:
 * @self: the directory
 * @principal: a person or an agency
 * @tiktok_account: a TikTok account
 *
 * A TikTok account can be used by whom it was given to directly, and by everybody who may work, as Operator or Admin, on an ad account that
 * it is linked to.
 *
 * Returns: whether @principal can use @tiktok_account, as far as has been read
 */
gboolean
roster_directory_can_use (RosterDirectory     *self,
                          RosterPrincipal     *principal,
                          RosterTiktokAccount *tiktok_account)
{
  RosterAccess *access = roster_directory_get_access (self);
  gboolean can_use = FALSE;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), FALSE);

  roster_access_explain (access, roster_access_find_row (access, roster_item_get_key (ROSTER_ITEM (principal))),
                         roster_access_find_column (access, roster_item_get_key (ROSTER_ITEM (tiktok_account))), note_use, &can_use);

  return can_use;
}

/**
 * roster_directory_update_reach:
 * @self: the directory
 * @principal: a person or an agency in it
 *
 * Counts again what @principal reaches. For everybody at once, roster_directory_update_all() is much cheaper.
 */
void
roster_directory_update_reach (RosterDirectory *self,
                               RosterPrincipal *principal)
{
  g_auto (Links) links = { 0 };

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  links_init (&links, self);
  update_reach (self, principal, &links);
  g_signal_emit_by_name (self, "worked-out");
}

/**
 * roster_directory_update_all:
 * @self: the directory
 *
 * Works out again everything that follows from the lists: what everybody reaches, which TikTok accounts are ready for Spark Ads, and to how
 * many people each was given directly.
 */
void
roster_directory_update_all (RosterDirectory *self)
{
  GListModel *accounts, *principals;
  g_auto (Links) links = { 0 };
  g_auto (Holdings) holdings = { 0 };

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  accounts = roster_directory_get_tiktok_accounts (self);
  principals = roster_directory_get_principals (self);
  links_init (&links, self);
  holdings_init (&holdings, self);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);
      gpointer people = g_hash_table_lookup (holdings.people, roster_item_get_key (ROSTER_ITEM (account)));

      roster_tiktok_account_set_people_count (account, holdings.all_roles_known ? (int) GPOINTER_TO_UINT (people) : -1);
      roster_tiktok_account_set_readiness (account, find_readiness (account, &holdings));
    }

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      update_reach (self, principal, &links);
    }
  g_signal_emit_by_name (self, "worked-out");
}
