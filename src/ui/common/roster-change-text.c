/* roster-change-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-text.h"

#include <glib/gi18n.h>

#include "roster-account-text.h"
#include "roster-words.h"

/* Changes in words. */

static char *
title_of_member_role (RosterChange *change)
{
  const char *who = roster_principal_get_display_name (roster_change_get_principal (change));
  RosterRole role = roster_change_get_to_role (change);
  RosterFinanceRole finance_role = roster_change_get_to_finance_role (change);
  gboolean new_role = role != roster_change_get_from_role (change);
  gboolean new_finance_role = finance_role != roster_change_get_from_finance_role (change);

  if (new_role && new_finance_role)
    /* Translators: a person, a role such as Standard, a role in finance */
    return g_strdup_printf (_("%s: %s, finance %s"), who, roster_words_role (role, NULL), roster_words_finance_role (finance_role, NULL));
  if (new_finance_role)
    /* Translators: a person, a role in finance */
    return g_strdup_printf (_("%s: finance %s"), who, roster_words_finance_role (finance_role, NULL));

  /* Translators: a person, a role such as Standard */
  return g_strdup_printf (_("%s: %s"), who, roster_words_role (role, NULL));
}

/**
 * roster_change_text_title:
 * @change: a change
 *
 * Returns: (transfer full): what it does, as one line
 */
char *
roster_change_text_title (RosterChange *change)
{
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  g_autofree char *title = account != NULL ? roster_tiktok_account_dup_title (account) : NULL;
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
      /* Translators: a TikTok account */
      return g_strdup_printf (_("Take %s out of the Business Center"), title);

    case ROSTER_CHANGE_KIND_INVITE:
      /* Translators: an email address, a role such as Standard */
      return g_strdup_printf (_("Invite %s as %s"), who, roster_words_role (roster_change_get_to_role (change), NULL));

    case ROSTER_CHANGE_KIND_WITHDRAW:
      /* Translators: an email address */
      return g_strdup_printf (_("Withdraw the invitation of %s"), who);

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      return title_of_member_role (change);

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      /* Translators: the ID of another Business Center */
      return g_strdup_printf (_("Invite agency %s"), who);

    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      /* Translators: an agency */
      return g_strdup_printf (_("End the partnership with %s"), who);

    case ROSTER_CHANGE_KIND_REMOVE:
    default:
      /* Translators: a person */
      return g_strdup_printf (_("Remove %s from the Business Center"), who);
    }
}

/**
 * roster_change_text_state:
 * @state: how far a change is
 *
 * Returns: (transfer none): the same in words
 */
const char *
roster_change_text_state (RosterChangeState state)
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

    case ROSTER_CHANGE_STATE_QUEUED:
      return C_("change", "Kept until the invitation is accepted");

    case ROSTER_CHANGE_STATE_WAITING:
    default:
      return C_("change", "Waiting");
    }
}
