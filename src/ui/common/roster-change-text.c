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

/**
 * roster_change_text_warning:
 * @warning: one of the warnings
 * @n_changes: how many changes it is about, at least one
 *
 * Returns: (transfer full) (nullable): what to know before they are sent, in a sentence or two; %NULL for none
 */
char *
roster_change_text_warning (RosterChangeWarnings warning,
                            guint                n_changes)
{
  switch ((int) warning)
    {
    case ROSTER_CHANGE_WARNINGS_ONESELF:
      return g_strdup_printf (ngettext ("%u change is about yourself: you may not be able to take it back.",
                                        "%u changes are about yourself: you may not be able to take them back.", n_changes), n_changes);

    case ROSTER_CHANGE_WARNINGS_ONE_ADMIN_LEFT:
      return g_strdup (_("One Admin is left after that. Should that person lose access, nobody can manage the Business Center."));

    case ROSTER_CHANGE_WARNINGS_TWO_STEPS:
      return g_strdup_printf (ngettext ("%u level of an agency is lowered in two steps: what it has is taken away first, and shared again at the lower level.",
                                        "%u levels of agencies are lowered in two steps: what they have is taken away first, and shared again at the lower level.",
                                        n_changes), n_changes);

    case ROSTER_CHANGE_WARNINGS_KEPT:
      return g_strdup_printf (ngettext ("%u change is kept until the invitation is accepted, and sent then.",
                                        "%u changes are kept until the invitations are accepted, and sent then.", n_changes), n_changes);

    default:
      return NULL;
    }
}

/**
 * roster_change_text_warnings:
 * @verdicts: (element-type RosterChangeVerdict): what roster_change_check() says about changes
 *
 * Returns: (transfer full) (nullable): what to know before they are sent, one thing a line; %NULL when that is nothing
 */
char *
roster_change_text_warnings (GArray *verdicts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint bit = 0; bit < 32; bit++)
    {
      RosterChangeWarnings warning = (RosterChangeWarnings) (1u << bit);
      g_autofree char *line = NULL;
      guint n_changes = 0;

      for (guint i = 0; i < verdicts->len; i++)
        n_changes += (g_array_index (verdicts, RosterChangeVerdict, i).warnings & warning) != 0;
      if (n_changes > 0)
        line = roster_change_text_warning (warning, n_changes);
      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
