/* roster-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-facts.h"

#include "roster-record.h"

/* A directory as facts; roster-facts-fill.c is the way back. Items are a record each; a grant is its level as a digit, with TikTok's word behind
 * it where the program does not know the level, or the roles on a TikTok account as a number. */

/**
 * roster_facts_kind_of_list:
 * @list: one of a directory's lists
 *
 * Returns: (transfer none): the kind of the facts that are its items
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
