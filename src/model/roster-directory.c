/* roster-directory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-directory.h"

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-list.h"
#include "roster-person.h"

/* The lists of one Business Center, as last read. What follows from them is in roster-directory-reach.c.
 *
 * What a whole reading of a list lacks is noted as missing, and leaves when the next whole reading of that list lacks it, too. What this
 * program removed itself is dropped by whoever removed it. */

struct _RosterDirectory
{
  GObject parent_instance;

  GListStore *principals;
  GListStore *ad_accounts;
  GListStore *tiktok_accounts;
  GListStore *account_groups;
  GHashTable *principals_by_key;      /* key, owned by the item -> item */
  GHashTable *ad_accounts_by_key;
  GHashTable *tiktok_accounts_by_key;
  GHashTable *missing;                /* key -> item: what the last whole reading of its list lacked */
  RosterAccess *access;
};

G_DEFINE_FINAL_TYPE (RosterDirectory, roster_directory, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_MERGED,
  SIGNAL_LINKS_SET,
  SIGNAL_IDENTITY_SET,
  SIGNAL_WORKED_OUT,
} RosterDirectorySignal;

static guint signals[SIGNAL_WORKED_OUT + 1];

/* Into an empty list everything goes as it comes, unless something is named twice: the start of the program waits for this. */
static gboolean
take_all (GListStore *store,
          GHashTable *by_key,
          GPtrArray  *fresh)
{
  gboolean once = TRUE;

  for (guint i = 0; i < fresh->len; i++)
    if (!g_hash_table_insert (by_key, (gpointer) roster_item_get_key (fresh->pdata[i]), g_object_ref (fresh->pdata[i])))
      once = FALSE;
  if (once && fresh->len > 0)
    g_list_store_splice (store, 0, 0, fresh->pdata, fresh->len);

  return once;
}

static void
merge_items (GListStore *store,
             GHashTable *by_key,
             GPtrArray  *fresh)
{
  guint n_items;

  if (g_list_model_get_n_items (G_LIST_MODEL (store)) == 0 && take_all (store, by_key, fresh))
    return;

  roster_list_merge (store, fresh);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_hash_table_remove_all (by_key);
  for (guint i = 0; i < n_items; i++)
    {
      RosterItem *item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_hash_table_insert (by_key, (gpointer) roster_item_get_key (item), item);
    }
}

/* TikTok does not list an agency before that has accepted: not being listed says nothing about one that was invited. */
static gboolean
is_waiting (gpointer item)
{
  return ROSTER_IS_AGENCY (item) && roster_agency_get_waiting (ROSTER_AGENCY (item));
}

/* Whether a reading that lacks @item lets it go. Notes that it is missing, where this is the first whole reading without it. */
static gboolean
leaves (RosterDirectory *self,
        gpointer         item,
        RosterMerge      merge)
{
  if (is_waiting (item) || merge == ROSTER_MERGE_PART)
    return FALSE;

  if (merge == ROSTER_MERGE_CERTAIN || g_hash_table_contains (self->missing, roster_item_get_key (item)))
    return TRUE;

  roster_directory_note_missing (self, item);

  return FALSE;
}

/* Invitations are known by an address, members by an ID. Somebody who has accepted is no longer listed as the first, and is not missing. */
static GHashTable *
list_addresses_of_members (GPtrArray *principals)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < principals->len; i++)
    {
      const char *address = ROSTER_IS_PERSON (principals->pdata[i]) ? roster_principal_get_address (principals->pdata[i]) : NULL;

      if (address != NULL && *address != '\0')
        g_hash_table_add (addresses, roster_person_dup_address_key (address));
    }

  return addresses;
}

/* Returns what the list is after a reading: what was read, and what stays though the reading lacks it. */
static GPtrArray *
complete (RosterDirectory *self,
          GListStore      *store,
          GPtrArray       *fresh,
          RosterMerge      merge,
          RosterMerge      merge_agencies)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) addresses = NULL;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));

  g_ptr_array_extend (all, fresh, (GCopyFunc) g_object_ref, NULL);
  if (n_items == 0)
    return all;

  for (guint i = 0; i < fresh->len; i++)
    {
      g_hash_table_add (listed, (gpointer) roster_item_get_key (fresh->pdata[i]));
      g_hash_table_remove (self->missing, roster_item_get_key (fresh->pdata[i]));
    }
  addresses = list_addresses_of_members (fresh);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (RosterItem) known = g_list_model_get_item (G_LIST_MODEL (store), i);
      const char *key = roster_item_get_key (known);

      if (g_hash_table_contains (listed, key))
        continue;

      if (g_hash_table_contains (addresses, key) || leaves (self, known, ROSTER_IS_AGENCY (known) ? merge_agencies : merge))
        g_hash_table_remove (self->missing, key);
      else
        g_ptr_array_add (all, g_steal_pointer (&known));
    }

  return all;
}

/* What is no longer there takes along what was given on it. */
static void
merge_columns (RosterDirectory *self,
               GListStore      *store,
               GHashTable      *by_key,
               GPtrArray       *fresh)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_ptr_array_add (keys, g_strdup (roster_item_get_key (item)));
    }

  merge_items (store, by_key, fresh);

  for (guint i = 0; i < keys->len; i++)
    if (!g_hash_table_contains (by_key, keys->pdata[i]))
      roster_access_forget_column (self->access, keys->pdata[i]);
}

static GHashTable *
index_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

static void
roster_directory_finalize (GObject *object)
{
  RosterDirectory *self = ROSTER_DIRECTORY (object);

  g_hash_table_unref (self->principals_by_key);
  g_hash_table_unref (self->ad_accounts_by_key);
  g_hash_table_unref (self->tiktok_accounts_by_key);
  g_object_unref (self->principals);
  g_object_unref (self->ad_accounts);
  g_object_unref (self->tiktok_accounts);
  g_object_unref (self->account_groups);
  g_object_unref (self->access);
  g_hash_table_unref (self->missing);

  G_OBJECT_CLASS (roster_directory_parent_class)->finalize (object);
}

static void
roster_directory_class_init (RosterDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_directory_finalize;

  /**
   * RosterDirectory::merged:
   * @self: the directory
   * @list: a #RosterDirectoryList
   *
   * A list was read as a whole.
   */
  signals[SIGNAL_MERGED] = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * RosterDirectory::links-set:
   * @self: the directory
   * @tiktok_account: the TikTok account
   *
   * It was read what a TikTok account is linked to.
   */
  signals[SIGNAL_LINKS_SET] = g_signal_new ("links-set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, ROSTER_TYPE_TIKTOK_ACCOUNT);

  /**
   * RosterDirectory::identity-set:
   * @self: the directory
   * @tiktok_account: the TikTok account
   *
   * It was read what the owner of a TikTok account granted.
   */
  signals[SIGNAL_IDENTITY_SET] = g_signal_new ("identity-set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, ROSTER_TYPE_TIKTOK_ACCOUNT);

  /**
   * RosterDirectory::worked-out:
   * @self: the directory
   *
   * What follows from the lists, for one person or for all, was worked out again.
   */
  signals[SIGNAL_WORKED_OUT] = g_signal_new ("worked-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
}

static void
roster_directory_init (RosterDirectory *self)
{
  self->principals = g_list_store_new (ROSTER_TYPE_PRINCIPAL);
  self->ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  self->tiktok_accounts = g_list_store_new (ROSTER_TYPE_TIKTOK_ACCOUNT);
  self->account_groups = g_list_store_new (ROSTER_TYPE_ACCOUNT_GROUP);
  self->principals_by_key = index_new ();
  self->ad_accounts_by_key = index_new ();
  self->tiktok_accounts_by_key = index_new ();
  self->access = roster_access_new ();
  self->missing = index_new ();
}

/**
 * roster_directory_new:
 *
 * Returns: (transfer full): a directory with nothing in it
 */
RosterDirectory *
roster_directory_new (void)
{
  return g_object_new (ROSTER_TYPE_DIRECTORY, NULL);
}

/**
 * roster_directory_clear:
 * @self: the directory
 *
 * Empties the lists, for another Business Center.
 */
void
roster_directory_clear (RosterDirectory *self)
{
  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  g_hash_table_remove_all (self->principals_by_key);
  g_hash_table_remove_all (self->ad_accounts_by_key);
  g_hash_table_remove_all (self->tiktok_accounts_by_key);
  g_list_store_remove_all (self->principals);
  g_list_store_remove_all (self->ad_accounts);
  g_list_store_remove_all (self->tiktok_accounts);
  g_list_store_remove_all (self->account_groups);
  roster_access_clear (self->access);
  g_hash_table_remove_all (self->missing);
}

/**
 * roster_directory_get_principals:
 * @self: the directory
 *
 * Returns: (transfer none): the people and agencies, a list of #RosterPrincipal
 */
GListModel *
roster_directory_get_principals (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return G_LIST_MODEL (self->principals);
}

/**
 * roster_directory_get_ad_accounts:
 * @self: the directory
 *
 * Returns: (transfer none): a list of #RosterAdAccount
 */
GListModel *
roster_directory_get_ad_accounts (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return G_LIST_MODEL (self->ad_accounts);
}

/**
 * roster_directory_get_tiktok_accounts:
 * @self: the directory
 *
 * Returns: (transfer none): a list of #RosterTiktokAccount
 */
GListModel *
roster_directory_get_tiktok_accounts (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return G_LIST_MODEL (self->tiktok_accounts);
}

/**
 * roster_directory_get_account_groups:
 * @self: the directory
 *
 * Returns: (transfer none): a list of #RosterAccountGroup
 */
GListModel *
roster_directory_get_account_groups (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return G_LIST_MODEL (self->account_groups);
}

/**
 * roster_directory_get_access:
 * @self: the directory
 *
 * Returns: (transfer none): who reaches what, and why
 */
RosterAccess *
roster_directory_get_access (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return self->access;
}

/* The rest of merging principals. */
static void
principals_changed (RosterDirectory *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->principals_by_key);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  roster_access_keep_rows (self->access, keys);
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, ROSTER_DIRECTORY_LIST_PRINCIPALS);
}

/**
 * roster_directory_merge_principals:
 * @self: the directory
 * @principals: (element-type RosterPrincipal): people and agencies
 * @merge_people: what follows for people who are not among them
 * @merge_agencies: what follows for agencies that are not among them
 *
 * Takes in a reading of people, of agencies, or of both. An agency that was invited and has not accepted stays until it is dropped: TikTok does not list
 * it.
 */
void
roster_directory_merge_principals (RosterDirectory *self,
                                   GPtrArray       *principals,
                                   RosterMerge      merge_people,
                                   RosterMerge      merge_agencies)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  all = complete (self, self->principals, principals, merge_people, merge_agencies);
  merge_items (self->principals, self->principals_by_key, all);
  principals_changed (self);
}

/**
 * roster_directory_take_principal:
 * @self: the directory
 * @principal: a person or an agency
 *
 * Takes in one more person or agency, or what is new about one, without having read all.
 */
void
roster_directory_take_principal (RosterDirectory *self,
                                 RosterPrincipal *principal)
{
  RosterPrincipal *known;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self) && ROSTER_IS_PRINCIPAL (principal));

  known = roster_directory_find_principal (self, roster_item_get_key (ROSTER_ITEM (principal)));
  g_hash_table_remove (self->missing, roster_item_get_key (ROSTER_ITEM (principal)));
  if (known == NULL)
    {
      g_hash_table_insert (self->principals_by_key, (gpointer) roster_item_get_key (ROSTER_ITEM (principal)), g_object_ref (principal));
      g_list_store_append (self->principals, principal);
    }
  else if (known != principal)
    {
      roster_item_update (ROSTER_ITEM (known), ROSTER_ITEM (principal));
    }
  principals_changed (self);
}

/**
 * roster_directory_drop_principal:
 * @self: the directory
 * @key: the key of a person or an agency
 *
 * Lets one go, without having read all; one that is not there is no matter.
 */
void
roster_directory_drop_principal (RosterDirectory *self,
                                 const char      *key)
{
  RosterPrincipal *known;
  guint position;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  known = roster_directory_find_principal (self, key);
  if (known == NULL)
    return;

  if (g_list_store_find (self->principals, known, &position))
    g_list_store_remove (self->principals, position);
  g_hash_table_remove (self->missing, key);
  g_hash_table_remove (self->principals_by_key, key);
  principals_changed (self);
}

/**
 * roster_directory_drop_tiktok_account:
 * @self: the directory
 * @key: the key of a TikTok account
 *
 * Lets one go that this program disconnected, without having read all; one that is not there is no matter.
 */
void
roster_directory_drop_tiktok_account (RosterDirectory *self,
                                      const char      *key)
{
  RosterTiktokAccount *known;
  guint position;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  known = roster_directory_find_tiktok_account (self, key);
  if (known == NULL)
    return;

  if (g_list_store_find (self->tiktok_accounts, known, &position))
    g_list_store_remove (self->tiktok_accounts, position);
  g_hash_table_remove (self->missing, key);
  roster_access_forget_column (self->access, key);
  g_hash_table_remove (self->tiktok_accounts_by_key, key);
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS);
}

/**
 * roster_directory_note_missing:
 * @self: the directory
 * @item: (type RosterItem): something in one of the lists that a whole reading lacked
 *
 * Notes that one reading lacked @item, so that the next whole reading without it lets it go.
 */
void
roster_directory_note_missing (RosterDirectory *self,
                               gpointer         item)
{
  g_return_if_fail (ROSTER_IS_DIRECTORY (self) && ROSTER_IS_ITEM (item));

  g_hash_table_replace (self->missing, (gpointer) roster_item_get_key (item), g_object_ref (item));
}

/**
 * roster_directory_is_missing:
 * @self: the directory
 * @item: (type RosterItem): something in one of the lists
 *
 * Returns: whether the last whole reading of its list lacked @item, so that another has to tell whether it is gone
 */
gboolean
roster_directory_is_missing (RosterDirectory *self,
                             gpointer         item)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self) && ROSTER_IS_ITEM (item), FALSE);

  return g_hash_table_contains (self->missing, roster_item_get_key (item));
}

/**
 * roster_directory_misses:
 * @self: the directory
 * @type: the type of the items of a list, such as #RosterPerson
 *
 * Returns: whether the last whole reading of that list lacked something that was known, so that another has to tell whether it is gone
 */
gboolean
roster_directory_misses (RosterDirectory *self,
                         GType            type)
{
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), FALSE);

  g_hash_table_iter_init (&iter, self->missing);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (g_type_is_a (G_OBJECT_TYPE (item), type))
      return TRUE;

  return FALSE;
}

/**
 * roster_directory_merge_ad_accounts:
 * @self: the directory
 * @ad_accounts: (element-type RosterAdAccount): ad accounts
 * @merge: what follows for those that are not among them
 *
 * Takes in a reading of the ad accounts.
 */
void
roster_directory_merge_ad_accounts (RosterDirectory *self,
                                    GPtrArray       *ad_accounts,
                                    RosterMerge      merge)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  all = complete (self, self->ad_accounts, ad_accounts, merge, merge);
  merge_columns (self, self->ad_accounts, self->ad_accounts_by_key, all);
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, ROSTER_DIRECTORY_LIST_AD_ACCOUNTS);
}

/**
 * roster_directory_merge_tiktok_accounts:
 * @self: the directory
 * @tiktok_accounts: (element-type RosterTiktokAccount): TikTok accounts
 * @merge: what follows for those that are not among them
 *
 * Takes in a reading of the TikTok accounts.
 */
void
roster_directory_merge_tiktok_accounts (RosterDirectory *self,
                                        GPtrArray       *tiktok_accounts,
                                        RosterMerge      merge)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  all = complete (self, self->tiktok_accounts, tiktok_accounts, merge, merge);
  merge_columns (self, self->tiktok_accounts, self->tiktok_accounts_by_key, all);
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS);
}

/**
 * roster_directory_merge_account_groups:
 * @self: the directory
 * @account_groups: (element-type RosterAccountGroup): account groups
 * @merge: what follows for those that are not among them
 *
 * Takes in a reading of the account groups.
 */
void
roster_directory_merge_account_groups (RosterDirectory *self,
                                       GPtrArray       *account_groups,
                                       RosterMerge      merge)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = NULL;
  gboolean listed;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  listed = roster_access_get_groups_listed (self->access) || merge != ROSTER_MERGE_PART;
  all = complete (self, self->account_groups, account_groups, merge, merge);
  roster_list_merge (self->account_groups, all);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (keys, (gpointer) roster_item_get_key (all->pdata[i]));
  roster_access_keep_groups (self->access, keys);
  if (!listed)
    roster_access_lose_groups (self->access);
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS);
}

/**
 * roster_directory_find_principal:
 * @self: the directory
 * @key: the key
 *
 * Returns: (transfer none) (nullable): the person or agency
 */
RosterPrincipal *
roster_directory_find_principal (RosterDirectory *self,
                                 const char      *key)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return g_hash_table_lookup (self->principals_by_key, key);
}

/**
 * roster_directory_find_ad_account:
 * @self: the directory
 * @key: the key
 *
 * Returns: (transfer none) (nullable): the ad account
 */
RosterAdAccount *
roster_directory_find_ad_account (RosterDirectory *self,
                                  const char      *key)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return g_hash_table_lookup (self->ad_accounts_by_key, key);
}

/**
 * roster_directory_find_tiktok_account:
 * @self: the directory
 * @key: the key
 *
 * Returns: (transfer none) (nullable): the TikTok account
 */
RosterTiktokAccount *
roster_directory_find_tiktok_account (RosterDirectory *self,
                                      const char      *key)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return g_hash_table_lookup (self->tiktok_accounts_by_key, key);
}

/**
 * roster_directory_set_links:
 * @self: the directory
 * @tiktok_account: a TikTok account
 * @links: (element-type RosterAdAccount): the ad accounts that it is linked to, as `/bc/asset/advertiser/assigned/` tells them
 *
 * Says what @tiktok_account is linked to. The rows tell an ID and a name only; where the ad account is in the list, that object is taken,
 * which tells more.
 */
void
roster_directory_set_links (RosterDirectory     *self,
                            RosterTiktokAccount *tiktok_account,
                            GPtrArray           *links)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  for (guint i = 0; i < links->len; i++)
    {
      const char *key = roster_item_get_key (links->pdata[i]);
      RosterAdAccount *ad_account = roster_directory_find_ad_account (self, key);

      g_ptr_array_add (keys, (gpointer) key);
      g_ptr_array_add (known, ad_account != NULL ? (gpointer) ad_account : links->pdata[i]);
    }
  roster_tiktok_account_set_linked_ad_accounts (tiktok_account, known);
  roster_access_set_links (self->access, roster_item_get_key (ROSTER_ITEM (tiktok_account)), keys);
  g_signal_emit (self, signals[SIGNAL_LINKS_SET], 0, tiktok_account);
}

/**
 * roster_directory_take_identities:
 * @self: the directory
 * @tiktok_account: a TikTok account
 * @identities: (element-type RosterIdentity): the identities of an ad account that it is linked to
 *
 * Takes over the identity that belongs to @tiktok_account, where that can be told.
 */
void
roster_directory_take_identities (RosterDirectory     *self,
                                  RosterTiktokAccount *tiktok_account,
                                  GPtrArray           *identities)
{
  g_return_if_fail (ROSTER_IS_DIRECTORY (self));

  if (roster_tiktok_account_take_identities (tiktok_account, identities))
    g_signal_emit (self, signals[SIGNAL_IDENTITY_SET], 0, tiktok_account);
}
