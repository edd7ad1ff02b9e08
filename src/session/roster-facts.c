/* roster-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-facts.h"

#include <stdlib.h>

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-person.h"
#include "roster-record.h"

/* A directory as facts, and back. Items are a record each; a grant is its level as a digit, with TikTok's word behind it where the program
 * does not know the level, or the roles on a TikTok account as a number. What cannot be read back (written by another version, or damaged)
 * is passed over: a sync will tell it again. */

/**
 * roster_facts_kind_of_list:
 * @list: one of a directory's lists
 *
 * Returns: the kind of the facts that are its items
 */
const char *
roster_facts_kind_of_list (RosterDirectoryList list)
{
  switch (list)
    {
    case ROSTER_DIRECTORY_LIST_PRINCIPALS:
      return ROSTER_FACTS_PRINCIPAL;
    case ROSTER_DIRECTORY_LIST_AD_ACCOUNTS:
      return ROSTER_FACTS_AD_ACCOUNT;
    case ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS:
      return ROSTER_FACTS_TIKTOK_ACCOUNT;
    case ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS:
    default:
      return ROSTER_FACTS_ACCOUNT_GROUP;
    }
}

/**
 * roster_facts_name_scope:
 * @kind: the kind of facts
 * @subject: (nullable): whose
 *
 * Returns: (transfer full): one string for both
 */
char *
roster_facts_name_scope (const char *kind,
                         const char *subject)
{
  return subject != NULL ? g_strconcat (kind, " ", subject, NULL) : g_strdup (kind);
}

/**
 * roster_facts_split_scope:
 * @name: what roster_facts_name_scope() gave
 * @kind: (out) (transfer full): the kind of facts
 * @subject: (out) (transfer full) (nullable): whose
 */
void
roster_facts_split_scope (const char  *name,
                          char       **kind,
                          char       **subject)
{
  const char *space = strchr (name, ' ');

  *kind = space != NULL ? g_strndup (name, (gsize) (space - name)) : g_strdup (name);
  *subject = space != NULL ? g_strdup (space + 1) : NULL;
}

static char *
write_grant (const RosterGrant *grant)
{
  if (grant->level == ROSTER_LEVEL_OTHER)
    return g_strdup_printf ("%d %s", grant->level, grant->level_text != NULL ? grant->level_text : "");
  if (grant->level != ROSTER_LEVEL_NONE)
    return g_strdup_printf ("%d", grant->level);

  return g_strdup_printf ("r%u", (guint) grant->roles);
}

static RosterGrant *
read_grant (const char *asset_key,
            const char *value)
{
  char *end = NULL;
  gulong number;

  if (*value == 'r')
    {
      number = strtoul (value + 1, &end, 10);
      if (end == value + 1 || *end != '\0' || number > 0xff)
        return NULL;

      return roster_grant_new (asset_key, ROSTER_LEVEL_NONE, NULL, (RosterTiktokRoles) number);
    }

  number = strtoul (value, &end, 10);
  if (end == value || number > ROSTER_LEVEL_OTHER || (*end != '\0' && *end != ' '))
    return NULL;

  return roster_grant_new (asset_key, (RosterLevel) number, *end == ' ' && end[1] != '\0' ? end + 1 : NULL, ROSTER_TIKTOK_ROLES_NONE);
}

/* Writing */

static GListModel *
list_of_kind (RosterDirectory *directory,
              const char      *kind)
{
  if (g_str_equal (kind, ROSTER_FACTS_PRINCIPAL))
    return roster_directory_get_principals (directory);
  if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT))
    return roster_directory_get_ad_accounts (directory);
  if (g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT))
    return roster_directory_get_tiktok_accounts (directory);
  if (g_str_equal (kind, ROSTER_FACTS_ACCOUNT_GROUP))
    return roster_directory_get_account_groups (directory);

  return NULL;
}

static void
add_items (GPtrArray  *facts,
           const char *kind,
           GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (list, i);
      g_autofree char *record = roster_record_write (G_OBJECT (item));

      g_ptr_array_add (facts, roster_fact_new (kind, roster_item_get_key (item), NULL, record));
    }
}

static void
add_grants (GPtrArray  *facts,
            const char *kind,
            const char *subject,
            GPtrArray  *grants)
{
  for (guint i = 0; i < grants->len; i++)
    {
      const RosterGrant *grant = grants->pdata[i];
      g_autofree char *value = write_grant (grant);

      g_ptr_array_add (facts, roster_fact_new (kind, subject, grant->asset_key, value));
    }
}

/**
 * roster_facts_of_scope:
 * @directory: the directory
 * @kind: a kind of facts
 * @subject: (nullable): whose, for the kinds that are read one subject at a time
 *
 * Returns: (transfer full) (nullable) (element-type RosterFact): all facts of that scope; %NULL when it is not known
 */
GPtrArray *
roster_facts_of_scope (RosterDirectory *directory,
                       const char      *kind,
                       const char      *subject)
{
  RosterAccess *access = roster_directory_get_access (directory);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);
  GListModel *list = list_of_kind (directory, kind);

  if (list != NULL)
    {
      add_items (facts, kind, list);
    }
  else if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) || g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT_GRANT))
    {
      RosterAccessScope scope = g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) ? ROSTER_ACCESS_SCOPE_AD_ACCOUNTS : ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS;
      g_autoptr (GPtrArray) grants = NULL;

      if (!roster_access_is_known (access, subject, scope))
        return NULL;

      grants = roster_access_dup_grants (access, subject, scope);
      add_grants (facts, kind, subject, grants);
    }
  else if (g_str_equal (kind, ROSTER_FACTS_GROUP_AD_ACCOUNT) || g_str_equal (kind, ROSTER_FACTS_GROUP_MEMBER))
    {
      g_autoptr (GPtrArray) ad_accounts = NULL;
      g_autoptr (GPtrArray) members = NULL;

      if (!roster_access_dup_group (access, subject, &ad_accounts, &members))
        return NULL;

      if (g_str_equal (kind, ROSTER_FACTS_GROUP_MEMBER))
        add_grants (facts, kind, subject, members);
      for (guint i = 0; i < ad_accounts->len && g_str_equal (kind, ROSTER_FACTS_GROUP_AD_ACCOUNT); i++)
        g_ptr_array_add (facts, roster_fact_new (kind, subject, ad_accounts->pdata[i], ""));
    }
  else
    {
      RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, subject);

      if (account == NULL)
        return NULL;

      if (g_str_equal (kind, ROSTER_FACTS_IDENTITY))
        {
          g_autoptr (RosterIdentity) identity = roster_tiktok_account_dup_identity (account);
          g_autofree char *record = roster_record_write (G_OBJECT (identity));

          g_ptr_array_add (facts, roster_fact_new (kind, subject, NULL, record));
        }
      else
        {
          GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);

          for (guint i = 0; i < g_list_model_get_n_items (links); i++)
            {
              g_autoptr (RosterItem) link = g_list_model_get_item (links, i);

              g_ptr_array_add (facts, roster_fact_new (kind, subject, roster_item_get_key (link),
                                                       roster_item_get_name (link) != NULL ? roster_item_get_name (link) : ""));
            }
        }
    }

  return g_steal_pointer (&facts);
}

/* Reading */

static RosterItem *
item_new (const char *kind,
          const char *key)
{
  const char *id = strchr (key, ':');

  if (id == NULL)
    return NULL;
  id++;

  if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT))
    return ROSTER_ITEM (roster_ad_account_new (id));
  if (g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT))
    return ROSTER_ITEM (roster_tiktok_account_new (id));
  if (g_str_equal (kind, ROSTER_FACTS_ACCOUNT_GROUP))
    return ROSTER_ITEM (roster_account_group_new (id));
  if (g_str_has_prefix (key, "bc:"))
    return ROSTER_ITEM (roster_agency_new (id));
  if (g_str_has_prefix (key, "mail:"))
    return ROSTER_ITEM (roster_person_new (NULL, id));

  return ROSTER_ITEM (roster_person_new (id, NULL));
}

static GPtrArray *
items_of_kind (GPtrArray  *facts,
               const char *kind)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < facts->len; i++)
    {
      const RosterFact *fact = facts->pdata[i];
      g_autoptr (RosterItem) item = NULL;

      if (!g_str_equal (fact->kind, kind))
        continue;

      item = item_new (kind, fact->subject);
      if (item != NULL && roster_record_read (G_OBJECT (item), fact->value))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }

  return items;
}

/* The facts of each scope that is read one subject at a time: name -> GPtrArray of RosterFact, unowned. A scope that was read and holds nothing
 * is there as well, since that is knowledge. */
static GHashTable *
facts_by_scope (GPtrArray *facts,
                GPtrArray *scopes)
{
  GHashTable *by_scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < scopes->len; i++)
    {
      const RosterFactScope *scope = scopes->pdata[i];

      if (scope->subject != NULL)
        g_hash_table_insert (by_scope, roster_facts_name_scope (scope->kind, scope->subject), g_ptr_array_new ());
    }

  for (guint i = 0; i < facts->len; i++)
    {
      RosterFact *fact = facts->pdata[i];
      g_autofree char *name = roster_facts_name_scope (fact->kind, fact->subject);
      GPtrArray *of_scope = g_hash_table_lookup (by_scope, name);

      if (of_scope != NULL)
        g_ptr_array_add (of_scope, fact);
    }

  return by_scope;
}

static GPtrArray *
read_grants (GPtrArray *facts)
{
  GPtrArray *grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  for (guint i = 0; i < facts->len; i++)
    {
      const RosterFact *fact = facts->pdata[i];
      RosterGrant *grant = fact->object != NULL ? read_grant (fact->object, fact->value) : NULL;

      if (grant != NULL)
        g_ptr_array_add (grants, grant);
    }

  return grants;
}

static void
fill_group (RosterDirectory *directory,
            GHashTable      *by_scope,
            const char      *key,
            GPtrArray       *ad_account_facts)
{
  g_autofree char *members_name = roster_facts_name_scope (ROSTER_FACTS_GROUP_MEMBER, key);
  GPtrArray *member_facts = g_hash_table_lookup (by_scope, members_name);
  RosterItem *group = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = NULL;
  GListModel *groups = roster_directory_get_account_groups (directory);

  for (guint i = 0; i < g_list_model_get_n_items (groups) && group == NULL; i++)
    {
      g_autoptr (RosterItem) candidate = g_list_model_get_item (groups, i);

      if (g_str_equal (roster_item_get_key (candidate), key))
        group = candidate;
    }
  if (group == NULL || member_facts == NULL)
    return;

  for (guint i = 0; i < ad_account_facts->len; i++)
    {
      const RosterFact *fact = ad_account_facts->pdata[i];

      if (fact->object != NULL)
        g_ptr_array_add (keys, fact->object);
    }
  members = read_grants (member_facts);
  roster_access_set_group (roster_directory_get_access (directory), key, roster_item_get_name (group), keys, members);
}

static void
fill_links (RosterDirectory *directory,
            const char      *key,
            GPtrArray       *facts)
{
  RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, key);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < facts->len; i++)
    {
      const RosterFact *fact = facts->pdata[i];
      RosterItem *link = fact->object != NULL ? item_new (ROSTER_FACTS_AD_ACCOUNT, fact->object) : NULL;

      if (link == NULL)
        continue;

      roster_item_set_name (link, fact->value);
      g_ptr_array_add (links, link);
    }
  if (account != NULL)
    roster_directory_set_links (directory, account, links);
}

static void
fill_identity (RosterDirectory *directory,
               const char      *key,
               GPtrArray       *facts)
{
  RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, key);
  g_autoptr (RosterIdentity) identity = roster_identity_new ();

  if (account != NULL && facts->len > 0 && roster_record_read (G_OBJECT (identity), ((RosterFact *) facts->pdata[0])->value))
    roster_tiktok_account_set_identity (account, identity);
}

/**
 * roster_facts_fill:
 * @directory: an empty directory
 * @facts: (element-type RosterFact): what is known
 * @scopes: (element-type RosterFactScope): what was read as a whole, and so is known to hold nothing else
 *
 * Fills a directory with what is known.
 *
 * Returns: whether there was anything
 */
gboolean
roster_facts_fill (RosterDirectory *directory,
                   GPtrArray       *facts,
                   GPtrArray       *scopes)
{
  g_autoptr (GPtrArray) principals = items_of_kind (facts, ROSTER_FACTS_PRINCIPAL);
  g_autoptr (GPtrArray) ad_accounts = items_of_kind (facts, ROSTER_FACTS_AD_ACCOUNT);
  g_autoptr (GPtrArray) tiktok_accounts = items_of_kind (facts, ROSTER_FACTS_TIKTOK_ACCOUNT);
  g_autoptr (GPtrArray) account_groups = items_of_kind (facts, ROSTER_FACTS_ACCOUNT_GROUP);
  g_autoptr (GHashTable) by_scope = facts_by_scope (facts, scopes);
  GHashTableIter iter;
  gpointer name, of_scope;

  if (scopes->len == 0)
    return FALSE;

  roster_directory_merge_principals (directory, principals);
  roster_directory_merge_ad_accounts (directory, ad_accounts);
  roster_directory_merge_tiktok_accounts (directory, tiktok_accounts);
  roster_directory_merge_account_groups (directory, account_groups);

  g_hash_table_iter_init (&iter, by_scope);
  while (g_hash_table_iter_next (&iter, &name, &of_scope))
    {
      g_autofree char *kind = NULL;
      g_autofree char *key = NULL;
      g_autoptr (GPtrArray) grants = NULL;

      roster_facts_split_scope (name, &kind, &key);
      if (g_str_equal (kind, ROSTER_FACTS_LINK))
        fill_links (directory, key, of_scope);
      else if (g_str_equal (kind, ROSTER_FACTS_IDENTITY))
        fill_identity (directory, key, of_scope);
      else if (g_str_equal (kind, ROSTER_FACTS_GROUP_AD_ACCOUNT))
        fill_group (directory, by_scope, key, of_scope);
      else if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) || g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT_GRANT))
        roster_access_set_grants (roster_directory_get_access (directory), key,
                                  g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) ? ROSTER_ACCESS_SCOPE_AD_ACCOUNTS : ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
                                  grants = read_grants (of_scope));
    }
  roster_directory_update_all (directory);

  return TRUE;
}
