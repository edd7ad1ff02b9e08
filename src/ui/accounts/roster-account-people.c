/* roster-account-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-people.h"

#include <glib/gi18n.h>

#include "roster-account-text.h"
#include "roster-text.h"
#include "roster-words.h"

/* Who can use a TikTok account: those to whom it was given directly, which is the older way, and all who may create ads on an ad account
 * that it is linked to. */

static void
user_free (RosterAccountUser *user)
{
  g_clear_object (&user->principal);
  g_clear_object (&user->ad_account);
  g_free (user);
}

static int
user_compare (gconstpointer a,
              gconstpointer b)
{
  const RosterAccountUser *first = *(RosterAccountUser *const *) a;
  const RosterAccountUser *second = *(RosterAccountUser *const *) b;

  if ((first->roles != ROSTER_TIKTOK_ROLES_NONE) != (second->roles != ROSTER_TIKTOK_ROLES_NONE))
    return first->roles != ROSTER_TIKTOK_ROLES_NONE ? -1 : 1;

  return g_utf8_collate (roster_principal_get_display_name (first->principal), roster_principal_get_display_name (second->principal));
}

static RosterAccountUser *
ensure_user (RosterDirectory *directory,
             GPtrArray       *users,
             GHashTable      *by_key,
             const char      *key)
{
  RosterAccountUser *user = g_hash_table_lookup (by_key, key);
  RosterPrincipal *principal;

  if (user != NULL)
    return user;

  principal = roster_directory_find_principal (directory, key);
  if (principal == NULL)
    return NULL;

  user = g_new0 (RosterAccountUser, 1);
  user->principal = g_object_ref (principal);
  g_ptr_array_add (users, user);
  g_hash_table_insert (by_key, (gpointer) roster_item_get_key (ROSTER_ITEM (principal)), user);

  return user;
}

/**
 * roster_account_people_list:
 * @session: what is known
 * @account: a TikTok account
 *
 * Returns: (transfer full) (element-type RosterAccountUser): everybody who is known to be able to use @account, those to whom it was given
 *   directly first, then by name
 */
GPtrArray *
roster_account_people_list (RosterSession       *session,
                            RosterTiktokAccount *account)
{
  RosterDirectory *directory = roster_session_get_directory (session);
  RosterAccess *access = roster_session_get_access (session);
  const char *account_key = roster_item_get_key (ROSTER_ITEM (account));
  GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify) user_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) direct = roster_access_dup_rows (access, account_key);

  for (guint i = 0; i < direct->len; i++)
    {
      RosterTiktokRoles roles = roster_access_get_roles (access, direct->pdata[i], account_key);
      RosterAccountUser *user = roles != ROSTER_TIKTOK_ROLES_NONE ? ensure_user (directory, users, by_key, direct->pdata[i]) : NULL;

      if (user != NULL)
        user->roles = roles;
    }

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (links, i);
      const char *key = roster_item_get_key (ROSTER_ITEM (ad_account));
      g_autoptr (GPtrArray) rows = roster_access_dup_rows (access, key);

      for (guint j = 0; j < rows->len; j++)
        {
          RosterLevel level = roster_access_get_level (access, rows->pdata[j], key);
          RosterAccountUser *user =
            roster_level_is_from (level, ROSTER_LEVEL_OPERATOR) ? ensure_user (directory, users, by_key, rows->pdata[j]) : NULL;

          if (user == NULL)
            continue;

          user->n_ad_accounts++;
          if (level > user->level)
            {
              user->level = level;
              g_set_object (&user->ad_account, ad_account);
            }
        }
    }

  g_ptr_array_sort (users, user_compare);

  return g_steal_pointer (&users);
}

/* Returns: (transfer full): why somebody can use the account */
static char *
dup_reason (const RosterAccountUser *user)
{
  g_autofree char *roles = user->roles != ROSTER_TIKTOK_ROLES_NONE ? roster_words_dup_tiktok_roles (user->roles) : NULL;
  g_autofree char *direct = NULL;
  g_autofree char *through = NULL;

  if (roles != NULL)
    /* Translators: given to a person directly; %s is what of it: "posts, LIVE" */
    direct = roster_isolated (_("Given directly: %s"), roles);
  if (user->n_ad_accounts == 1)
    /* Translators: a level such as Operator, an ad account */
    through = roster_isolated (_("%1$s on %2$s"), roster_words_level (user->level, NULL), roster_account_text_ad_account (user->ad_account));
  else if (user->n_ad_accounts > 1)
    /* Translators: a level such as Operator, an ad account, how many others */
    through = roster_isolated (ngettext ("%1$s on %2$s and %3$u more", "%1$s on %2$s and %3$u more", user->n_ad_accounts - 1),
                               roster_words_level (user->level, NULL), roster_account_text_ad_account (user->ad_account), user->n_ad_accounts - 1);

  if (direct != NULL && through != NULL)
    return g_strdup_printf ("%s\n%s", through, direct);

  return direct != NULL ? g_steal_pointer (&direct) : g_steal_pointer (&through);
}

/**
 * roster_account_people_create_row:
 * @user: somebody who can use a TikTok account
 *
 * Returns: (transfer floating): an #AdwActionRow that says who and why
 */
GtkWidget *
roster_account_people_create_row (const RosterAccountUser *user)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = roster_principal_get_display_name (user->principal);
  g_autofree char *reason = dup_reason (user);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason != NULL ? reason : "");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, name, TRUE));

  return row;
}
