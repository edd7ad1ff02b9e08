/* roster-account-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-words.h"

/**
 * roster_account_text_title:
 * @account: a TikTok account
 *
 * Returns: (transfer full): what to call it in a sentence: its handle with @, or its name while the handle is not known
 */
char *
roster_account_text_title (RosterTiktokAccount *account)
{
  const char *handle = roster_tiktok_account_get_handle (account);
  const char *name = roster_item_get_name (ROSTER_ITEM (account));

  if (handle != NULL)
    return g_strconcat ("@", handle, NULL);
  if (name != NULL && *name != '\0')
    return g_strdup (name);

  return g_strdup (roster_item_get_id (ROSTER_ITEM (account)));
}

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
    return g_strconcat ("@", handle, NULL);
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

/**
 * roster_account_text_change:
 * @change: a change
 *
 * Returns: (transfer full): what it does, as one line
 */
char *
roster_account_text_change (RosterChange *change)
{
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  g_autofree char *title = account != NULL ? roster_account_text_title (account) : NULL;
  const char *ad_account = NULL;
  const char *who = NULL;

  if (roster_change_get_ad_account (change) != NULL)
    ad_account = roster_account_text_ad_account (roster_change_get_ad_account (change));
  if (roster_change_get_principal (change) != NULL)
    who = roster_principal_get_display_name (roster_change_get_principal (change));

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      if (roster_change_get_to_level (change) == ROSTER_LEVEL_NONE)
        /* Translators: a person or agency, an ad account */
        return g_strdup_printf (_("Take %s off %s"), who, ad_account);
      /* Translators: a person or agency, an ad account, a level such as Operator */
      return g_strdup_printf (_("%s on %s: %s"), who, ad_account, roster_words_level (roster_change_get_to_level (change), NULL));

    case ROSTER_CHANGE_KIND_ROLES:
      if (roster_change_get_roles (change) == ROSTER_TIKTOK_ROLES_NONE)
        /* Translators: a TikTok account, a person */
        return g_strdup_printf (_("Take %s away from %s"), title, who);
      /* Translators: a TikTok account, a person */
      return g_strdup_printf (_("Give %s to %s"), title, who);

    case ROSTER_CHANGE_KIND_LINK:
      /* Translators: a TikTok account, an ad account */
      return g_strdup_printf (_("Link %s to %s"), title, ad_account);

    case ROSTER_CHANGE_KIND_UNLINK:
      /* Translators: a TikTok account, an ad account */
      return g_strdup_printf (_("Unlink %s from %s"), title, ad_account);

    case ROSTER_CHANGE_KIND_DISCONNECT:
    default:
      /* Translators: a TikTok account */
      return g_strdup_printf (_("Take %s out of the Business Center"), title);
    }
}

/**
 * roster_account_text_change_state:
 * @state: how far a change is
 *
 * Returns: (transfer none): the same in words
 */
const char *
roster_account_text_change_state (RosterChangeState state)
{
  switch (state)
    {
    case ROSTER_CHANGE_STATE_SENDING:
      return C_("change", "Sending…");

    case ROSTER_CHANGE_STATE_DONE:
      return C_("change", "Done");

    case ROSTER_CHANGE_STATE_FAILED:
      return C_("change", "Failed");

    case ROSTER_CHANGE_STATE_UNKNOWN:
      return C_("change", "TikTok may or may not have done it");

    case ROSTER_CHANGE_STATE_WAITING:
    default:
      return C_("change", "Waiting");
    }
}
