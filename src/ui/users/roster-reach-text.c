/* roster-reach-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reach-text.h"

#include <glib/gi18n.h>

#include "roster-text-key.h"
#include "roster-text.h"
#include "roster-words.h"

/* Why somebody can use a TikTok account, in words: it was given directly, or it is linked to an ad account on which they may work. */

#define NAMES_AT_MOST 3

static char *
explain_direct (RosterTiktokRoles roles)
{
  g_autofree char *words = roster_words_dup_tiktok_roles (roles);

  /* Translators: what somebody may use of a TikTok account, as in “Given directly: Posts, LIVE”. */
  return roster_isolated (_("Given directly: %s"), words);
}

/* Returns: (transfer full) (nullable): the ad accounts that the account comes with. */
static char *
explain_through (RosterDirectory     *directory,
                 RosterPrincipal     *principal,
                 RosterTiktokAccount *account)
{
  RosterAccess *access = roster_directory_get_access (directory);
  GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (links, i);
      RosterLevel level = roster_access_get_level (access, roster_item_get_key (ROSTER_ITEM (principal)), roster_item_get_key (ad_account));
      g_autofree char *name = NULL;

      if (!roster_level_is_from (level, ROSTER_LEVEL_OPERATOR))
        continue;
      if (count++ >= NAMES_AT_MOST)
        continue;

      /* Translators: an ad account and the level that somebody has there. */
      name = roster_isolated (C_("ad account and level", "%s (%s)"), roster_text_key_get_title (ad_account), roster_words_level (level, NULL));
      g_strv_builder_add (builder, name);
    }

  if (count == 0)
    return NULL;

  names = g_strv_builder_end (builder);
  joined = g_strjoinv (C_("list", ", "), names);
  if (count > NAMES_AT_MOST)
    /* Translators: a list of ad accounts, then how many more there are. */
    return roster_isolated (ngettext ("Through %s and %u more ad account", "Through %s and %u more ad accounts", count - NAMES_AT_MOST),
                            joined, count - NAMES_AT_MOST);

  /* Translators: why somebody can use a TikTok account: a list of ad accounts. */
  return roster_isolated (_("Through %s"), joined);
}

/**
 * roster_reach_text_title:
 * @account: a TikTok account
 *
 * Returns: (transfer full): its handle with @, or its name where the handle is not known
 */
char *
roster_reach_text_title (RosterTiktokAccount *account)
{
  const char *handle = roster_tiktok_account_get_handle (account);

  if (handle != NULL && *handle != '\0')
    return roster_text_dup_handle (handle);

  return g_strdup (roster_text_key_get_title (ROSTER_ITEM (account)));
}

/**
 * roster_reach_text_explain:
 * @directory: who reaches what
 * @principal: who
 * @account: the TikTok account
 *
 * Returns: (transfer full): why @principal can use @account, one reason a line; empty if they cannot
 */
char *
roster_reach_text_explain (RosterDirectory     *directory,
                           RosterPrincipal     *principal,
                           RosterTiktokAccount *account)
{
  RosterTiktokRoles roles = roster_access_get_roles (roster_directory_get_access (directory),
                                                     roster_item_get_key (ROSTER_ITEM (principal)), roster_item_get_key (ROSTER_ITEM (account)));
  g_autofree char *direct = roles != ROSTER_TIKTOK_ROLES_NONE ? explain_direct (roles) : NULL;
  g_autofree char *through = explain_through (directory, principal, account);

  if (direct != NULL && through != NULL)
    return g_strconcat (direct, "\n", through, NULL);

  return g_strdup (direct != NULL ? direct : through != NULL ? through : "");
}
