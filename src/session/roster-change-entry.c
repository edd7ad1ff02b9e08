/* roster-change-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-entry.h"

#include <string.h>

#include "roster-api-wire.h"
#include "roster-apply-private.h"
#include "roster-queue.h"

/* Changes as entries of the journal and back. What was so and what shall be so stands there in TikTok's own words, which every later version
 * of this program can read. The names of the kinds are on disk: one that was once used is never given another meaning. */

static const char * const kinds[] = {
  [ROSTER_CHANGE_KIND_LEVEL] = "level",
  [ROSTER_CHANGE_KIND_ROLES] = "roles",
  [ROSTER_CHANGE_KIND_LINK] = "link",
  [ROSTER_CHANGE_KIND_UNLINK] = "unlink",
  [ROSTER_CHANGE_KIND_DISCONNECT] = "disconnect",
  [ROSTER_CHANGE_KIND_INVITE] = "invite",
  [ROSTER_CHANGE_KIND_WITHDRAW] = "withdraw",
  [ROSTER_CHANGE_KIND_MEMBER_ROLE] = "member-role",
  [ROSTER_CHANGE_KIND_REMOVE] = "remove",
  [ROSTER_CHANGE_KIND_INVITE_AGENCY] = "invite-agency",
  [ROSTER_CHANGE_KIND_END_PARTNERSHIP] = "end-partnership",
};

/* A level or a role that this program does not know: it may have been so before, but is never asked for. */
#define OTHER "OTHER"

/* What was so before somebody was invited anew: an invitation is withdrawn along with it. */
#define INVITED "INVITED"

static const char *
key_of (gpointer item)
{
  return item != NULL ? roster_item_get_key (ROSTER_ITEM (item)) : NULL;
}

static const char *
write_level (RosterLevel level)
{
  return level == ROSTER_LEVEL_OTHER ? OTHER : roster_api_wire_write_level (level);
}

static RosterLevel
read_level (const char *word)
{
  return word != NULL && *word != '\0' ? roster_api_wire_read_level (word) : ROSTER_LEVEL_NONE;
}

static char *
write_role (RosterRole        role,
            RosterFinanceRole finance_role)
{
  const char *word = role == ROSTER_ROLE_OTHER ? OTHER : roster_api_wire_write_role (role);
  const char *finance_word = finance_role == ROSTER_FINANCE_ROLE_OTHER ? OTHER : roster_api_wire_write_finance_role (finance_role);

  return g_strdup_printf ("role=%s finance=%s", word != NULL ? word : "", finance_word != NULL ? finance_word : "");
}

static char *
write_terms (RosterChange *change)
{
  GListModel *ad_accounts = roster_change_get_ad_accounts (change);
  const char *level = write_level (roster_change_get_to_level (change));
  g_autofree char *role = write_role (roster_change_get_to_role (change), roster_change_get_to_finance_role (change));
  g_autoptr (GString) terms = g_string_new (NULL);

  g_string_printf (terms, "%s level=%s ad-accounts=", role, level != NULL ? level : "");
  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i);

      g_string_append_printf (terms, "%s%s", i > 0 ? "," : "", key_of (ad_account));
    }

  return g_string_free (g_steal_pointer (&terms), FALSE);
}

/* The value after "name=" in a list of such, or NULL. */
static char *
read_term (const char *terms,
           const char *name)
{
  g_auto (GStrv) words = g_strsplit (terms != NULL ? terms : "", " ", -1);
  gsize length = strlen (name);

  for (guint i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return g_strdup (words[i] + length + 1);

  return NULL;
}

static RosterRole
read_role (const char *terms)
{
  g_autofree char *word = read_term (terms, "role");

  return word != NULL && *word != '\0' ? roster_api_wire_read_role (word) : ROSTER_ROLE_UNKNOWN;
}

static RosterFinanceRole
read_finance_role (const char *terms)
{
  g_autofree char *word = read_term (terms, "finance");

  return word != NULL && *word != '\0' ? roster_api_wire_read_finance_role (word) : ROSTER_FINANCE_ROLE_NONE;
}

/**
 * roster_change_entry_new:
 * @change: a change that is going to be sent
 *
 * Returns: (transfer full): the entry to plan for it
 */
RosterJournalEntry *
roster_change_entry_new (RosterChange *change)
{
  RosterChangeKind kind = roster_change_get_kind (change);
  gpointer principal = roster_change_get_principal (change);
  gpointer account = roster_change_get_tiktok_account (change);
  gpointer ad_account = roster_change_get_ad_account (change);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  switch (kind)
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      before = g_strdup (write_level (roster_change_get_from_level (change)));
      after = g_strdup (write_level (roster_change_get_to_level (change)));
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      before = roster_queue_write_roles (roster_change_get_from_roles (change));
      after = roster_queue_write_roles (roster_change_get_roles (change));
      break;

    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      before = kind == ROSTER_CHANGE_KIND_INVITE && roster_apply_is_anew (change) ? g_strdup (INVITED) : NULL;
      after = write_terms (change);
      break;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      before = write_role (roster_change_get_from_role (change), roster_change_get_from_finance_role (change));
      after = write_role (roster_change_get_to_role (change), roster_change_get_to_finance_role (change));
      break;

    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_REMOVE:
      before = write_role (roster_person_get_role (principal), roster_person_get_finance_role (principal));
      break;

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      break;
    }

  if (principal == NULL)
    return roster_journal_entry_new (kinds[kind], key_of (account), key_of (ad_account), before, after);

  return roster_journal_entry_new (kinds[kind], key_of (principal), key_of (account != NULL ? account : ad_account), before, after);
}

static const char *
id_in (const char *key,
       const char *prefix)
{
  return key != NULL && g_str_has_prefix (key, prefix) ? key + strlen (prefix) : NULL;
}

/* Who or what is not in the Business Center any more is made anew: the check of the change says that it is gone. */
static RosterPrincipal *
find_principal (RosterDirectory *directory,
                const char      *key)
{
  RosterPrincipal *known = key != NULL ? roster_directory_find_principal (directory, key) : NULL;

  if (known != NULL)
    return g_object_ref (known);
  if (id_in (key, "user:") != NULL)
    return ROSTER_PRINCIPAL (roster_person_new (id_in (key, "user:"), NULL));
  if (id_in (key, "mail:") != NULL)
    return ROSTER_PRINCIPAL (roster_person_new (NULL, id_in (key, "mail:")));
  if (id_in (key, "bc:") != NULL)
    return ROSTER_PRINCIPAL (roster_agency_new (id_in (key, "bc:")));

  return NULL;
}

static RosterAdAccount *
find_ad_account (RosterDirectory *directory,
                 const char      *key)
{
  RosterAdAccount *known = key != NULL ? roster_directory_find_ad_account (directory, key) : NULL;

  if (known != NULL)
    return g_object_ref (known);

  return id_in (key, "ad:") != NULL ? roster_ad_account_new (id_in (key, "ad:")) : NULL;
}

static RosterTiktokAccount *
find_tiktok_account (RosterDirectory *directory,
                     const char      *key)
{
  RosterTiktokAccount *known = key != NULL ? roster_directory_find_tiktok_account (directory, key) : NULL;

  if (known != NULL)
    return g_object_ref (known);

  return id_in (key, "tt:") != NULL ? roster_tiktok_account_new (id_in (key, "tt:")) : NULL;
}

static GListModel *
read_ad_accounts (RosterDirectory *directory,
                  const char      *terms)
{
  GListStore *ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autofree char *value = read_term (terms, "ad-accounts");
  g_auto (GStrv) keys = g_strsplit (value != NULL ? value : "", ",", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (RosterAdAccount) ad_account = find_ad_account (directory, keys[i]);

      if (ad_account != NULL)
        g_list_store_append (ad_accounts, ad_account);
    }

  return G_LIST_MODEL (ad_accounts);
}

static RosterChange *
make_change (RosterChangeKind          kind,
             const RosterJournalEntry *entry,
             RosterDirectory          *directory)
{
  g_autoptr (RosterPrincipal) principal = find_principal (directory, entry->subject);
  g_autoptr (RosterTiktokAccount) account = find_tiktok_account (directory, kind == ROSTER_CHANGE_KIND_ROLES ? entry->object : entry->subject);
  g_autoptr (RosterAdAccount) ad_account = find_ad_account (directory, entry->object);
  g_autoptr (GListModel) ad_accounts = NULL;
  g_autofree char *level = read_term (entry->after, "level");

  switch (kind)
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      if (principal == NULL || ad_account == NULL)
        return NULL;
      return roster_change_new_level (principal, ad_account, read_level (entry->before), read_level (entry->after));

    case ROSTER_CHANGE_KIND_ROLES:
      if (!ROSTER_IS_PERSON (principal) || account == NULL)
        return NULL;
      return roster_change_new_roles (principal, account, roster_queue_read_roles (entry->before), roster_queue_read_roles (entry->after));

    case ROSTER_CHANGE_KIND_LINK:
      return account != NULL && ad_account != NULL ? roster_change_new_link (account, ad_account) : NULL;

    case ROSTER_CHANGE_KIND_UNLINK:
      return account != NULL && ad_account != NULL ? roster_change_new_unlink (account, ad_account) : NULL;

    case ROSTER_CHANGE_KIND_DISCONNECT:
      return account != NULL ? roster_change_new_disconnect (account) : NULL;

    case ROSTER_CHANGE_KIND_INVITE:
      if (id_in (entry->subject, "mail:") == NULL)
        return NULL;
      ad_accounts = read_ad_accounts (directory, entry->after);
      return roster_change_new_invite (id_in (entry->subject, "mail:"), read_role (entry->after), read_finance_role (entry->after), ad_accounts,
                                       read_level (level));

    case ROSTER_CHANGE_KIND_WITHDRAW:
      return ROSTER_IS_PERSON (principal) ? roster_change_new_withdraw (ROSTER_PERSON (principal)) : NULL;

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      if (!ROSTER_IS_PERSON (principal))
        return NULL;
      return roster_change_new_member_role (ROSTER_PERSON (principal), read_role (entry->before), read_role (entry->after),
                                            read_finance_role (entry->before), read_finance_role (entry->after));

    case ROSTER_CHANGE_KIND_REMOVE:
      return ROSTER_IS_PERSON (principal) ? roster_change_new_remove (ROSTER_PERSON (principal)) : NULL;

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      if (id_in (entry->subject, "bc:") == NULL)
        return NULL;
      ad_accounts = read_ad_accounts (directory, entry->after);
      return roster_change_new_invite_agency (id_in (entry->subject, "bc:"), ad_accounts, read_level (level));

    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      return ROSTER_IS_AGENCY (principal) ? roster_change_new_end_partnership (ROSTER_AGENCY (principal)) : NULL;
    }
}

/**
 * roster_change_entry_to_change:
 * @entry: an entry of the journal
 * @directory: where to find what it is about
 *
 * Returns: (transfer full) (nullable): the change that @entry was planned for, with its number; %NULL for one of a version that knew more
 */
RosterChange *
roster_change_entry_to_change (const RosterJournalEntry *entry,
                               RosterDirectory          *directory)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      RosterChange *change;

      if (g_strcmp0 (entry->kind, kinds[i]) != 0)
        continue;

      change = make_change ((RosterChangeKind) i, entry, directory);
      if (change == NULL)
        return NULL;

      roster_change_set_journal_id (change, entry->id);
      if (i == ROSTER_CHANGE_KIND_INVITE && g_strcmp0 (entry->before, INVITED) == 0)
        roster_apply_set_anew (change);
      return change;
    }

  return NULL;
}
