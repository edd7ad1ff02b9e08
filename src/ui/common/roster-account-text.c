/* roster-account-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-text.h"

/**
 * roster_account_text_subtitle:
 * @account: a TikTok account
 *
 * Returns: (transfer full): its handle with @, or that it is not known and when it will be
 */
char *
roster_account_text_subtitle (RosterTiktokAccount *account)
{
  const char *handle = roster_tiktok_account_get_handle (account);

  if (handle != NULL)
    return roster_text_dup_handle (handle);
  if (roster_tiktok_account_get_link_count (account) == 0)
    return g_strdup (_("Handle known once it is linked to an ad account"));

  return g_strdup (_("Handle not read yet"));
}

/**
 * roster_account_text_grants:
 * @account: a TikTok account
 *
 * Returns: (transfer full): what its owner granted, as one line
 */
char *
roster_account_text_grants (RosterTiktokAccount *account)
{
  const struct
  {
    RosterAnswer answer;
    const char *name;
  } grants[] = {
    { roster_tiktok_account_get_existing_posts (account), C_("granted", "Existing posts") },
    { roster_tiktok_account_get_new_posts (account), C_("granted", "New posts") },
    { roster_tiktok_account_get_live (account), C_("granted", "LIVE") },
    { roster_tiktok_account_get_messages (account), C_("granted", "Messages") },
    { roster_tiktok_account_get_ads_only (account), C_("granted", "Ads only") },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      known = known || grants[i].answer != ROSTER_ANSWER_UNKNOWN;
      if (grants[i].answer == ROSTER_ANSWER_YES)
        /* Translators: stands between things that the owner of an account granted: "Existing posts · LIVE" */
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_("between things granted", " · ") : "", grants[i].name);
    }

  if (!known)
    return g_strdup (roster_account_text_unknown (account));
  if (text->len == 0)
    return g_strdup (C_("granted", "Nothing granted"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * roster_account_text_unknown:
 * @account: a TikTok account
 *
 * Returns: (transfer none): why it is not known what its owner granted, and when it will be
 */
const char *
roster_account_text_unknown (RosterTiktokAccount *account)
{
  return roster_tiktok_account_get_link_count (account) == 0 ? _("Known once it is linked to an ad account") : _("Not read yet");
}

/**
 * roster_account_text_handle:
 * @typed: what a person typed or pasted as a handle
 *
 * Returns: (transfer full): the handle itself, without spaces and @, also out of the address of a profile; "" when there is none
 */
char *
roster_account_text_handle (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  const char *start = strrchr (text, '@');

  start = start != NULL ? start + 1 : text;

  return g_strndup (start, strcspn (start, "/?# \t\n"));
}

/**
 * roster_account_text_ad_account:
 * @ad_account: an ad account
 *
 * Returns: (transfer none): its name, or its ID where TikTok tells no name
 */
const char *
roster_account_text_ad_account (RosterAdAccount *ad_account)
{
  const char *name = roster_item_get_name (ROSTER_ITEM (ad_account));

  return name != NULL && *name != '\0' ? name : roster_item_get_id (ROSTER_ITEM (ad_account));
}
