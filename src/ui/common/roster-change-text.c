/* roster-change-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-text.h"

#include <glib/gi18n.h>

#include "roster-account-text.h"
#include "roster-error-text.h"
#include "roster-text.h"
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
    return roster_isolated (_("%s: %s, finance %s"), who, roster_words_role (role, NULL), roster_words_finance_role (finance_role, NULL));
  if (new_finance_role)
    /* Translators: a person, a role in finance */
    return roster_isolated (_("%s: finance %s"), who, roster_words_finance_role (finance_role, NULL));

  /* Translators: a person, a role such as Standard */
  return roster_isolated (_("%s: %s"), who, roster_words_role (role, NULL));
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
        return roster_isolated (_("Take %s off %s"), who, ad_account);
      /* Translators: a person or agency, an ad account, a level such as Operator */
      return roster_isolated (_("%s on %s: %s"), who, ad_account, roster_words_level (roster_change_get_to_level (change), NULL));

    case ROSTER_CHANGE_KIND_ROLES:
      if (roster_change_get_roles (change) == ROSTER_TIKTOK_ROLES_NONE)
        /* Translators: a TikTok account, a person */
        return roster_isolated (_("Take %s away from %s"), title, who);
      /* Translators: a TikTok account, a person */
      return roster_isolated (_("Give %s to %s"), title, who);

    case ROSTER_CHANGE_KIND_LINK:
      /* Translators: a TikTok account, an ad account */
      return roster_isolated (_("Link %s to %s"), title, ad_account);

    case ROSTER_CHANGE_KIND_UNLINK:
      /* Translators: a TikTok account, an ad account */
      return roster_isolated (_("Unlink %s from %s"), title, ad_account);

    case ROSTER_CHANGE_KIND_DISCONNECT:
      /* Translators: a TikTok account */
      return roster_isolated (_("Take %s out of the Business Center"), title);

    case ROSTER_CHANGE_KIND_INVITE:
      /* Translators: an email address, a role such as Standard */
      return roster_isolated (_("Invite %s as %s"), who, roster_words_role (roster_change_get_to_role (change), NULL));

    case ROSTER_CHANGE_KIND_WITHDRAW:
      /* Translators: an email address */
      return roster_isolated (_("Withdraw the invitation of %s"), who);

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      return title_of_member_role (change);

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      /* Translators: the ID of another Business Center */
      return roster_isolated (_("Invite agency %s"), who);

    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      /* Translators: an agency */
      return roster_isolated (_("End the partnership with %s"), who);

    case ROSTER_CHANGE_KIND_REMOVE:
    default:
      /* Translators: a person */
      return roster_isolated (_("Remove %s from the Business Center"), who);
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

static gboolean
is_failed (RosterChange *change)
{
  return roster_change_get_state (change) == ROSTER_CHANGE_STATE_FAILED;
}

/**
 * roster_change_text_dup_half:
 * @change: a change
 *
 * Returns: (transfer full) (nullable): what is so now, in a sentence, where a part of a change that has failed was done; %NULL where nothing was
 */
char *
roster_change_text_dup_half (RosterChange *change)
{
  const char *who = roster_change_get_principal (change) != NULL ? roster_principal_get_display_name (roster_change_get_principal (change)) : NULL;

  if (!is_failed (change))
    return NULL;

  if (roster_change_needs_two_steps (change) && roster_change_get_writes (change) == 1)
    /* Translators: an agency, an ad account. The agency was to get a lower level; the first of two steps was done. */
    return roster_isolated (_("Taken away, but not shared again: %s cannot work on %s now."), who,
                            roster_account_text_ad_account (roster_change_get_ad_account (change)));
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY && roster_change_get_writes (change) > 0)
    return g_strdup (_("The agency was invited, but not all ad accounts were shared with it."));
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE && roster_change_get_withdrawn_before (change))
    /* Translators: %s is an email address. */
    return roster_isolated (_("Was withdrawn and could not be sent again: %s is not invited now. Try again, or invite them anew later."), who);

  return NULL;
}

/* An invitation that went without some of its ad accounts. */
static char *
dup_refused (RosterChange *change)
{
  GPtrArray *refused = roster_change_get_refused (change);
  g_autofree char *words = roster_error_text_dup_words (roster_change_get_error (change));
  const char *first;

  if (refused == NULL || refused->len == 0)
    return NULL;

  first = roster_account_text_ad_account (refused->pdata[0]);
  if (refused->len == 1)
    /* Translators: an ad account, then what TikTok says about it. */
    return roster_isolated (_("Done, but without %s. %s"), first, words != NULL ? words : "");

  /* Translators: an ad account, how many more of them, then what TikTok says about the last. */
  return roster_isolated (ngettext ("Done, but without %s and %u more ad account. %s", "Done, but without %s and %u more ad accounts. %s",
                                    refused->len - 1), first, refused->len - 1, words != NULL ? words : "");
}

/**
 * roster_change_text_is_ignored:
 * @change: a change
 *
 * Returns: whether it is an invitation that TikTok passed over without a word, so that withdrawing what is in its way and inviting anew may help
 */
gboolean
roster_change_text_is_ignored (RosterChange *change)
{
  return roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE && !roster_change_is_over (change) &&
         g_error_matches (roster_change_get_error (change), ROSTER_ERROR, ROSTER_ERROR_IGNORED);
}

/**
 * roster_change_text_dup_outcome:
 * @change: a change
 *
 * Returns: (transfer full): how far it is, and why it did not work, with TikTok's own words where it has said any
 */
char *
roster_change_text_dup_outcome (RosterChange *change)
{
  RosterChangeState state = roster_change_get_state (change);
  const GError *error = roster_change_get_error (change);
  g_autofree char *half = roster_change_text_dup_half (change);
  g_autofree char *why = error != NULL ? roster_error_text_dup_line (error) : NULL;

  if (error == NULL)
    return g_strdup (roster_change_text_state (state));
  if (state == ROSTER_CHANGE_STATE_DONE)
    {
      char *refused = dup_refused (change);

      return refused != NULL ? refused : g_strdup (roster_change_text_state (state));
    }
  if (roster_change_text_is_ignored (change))
    /* Translators: %s is what is known of it, in one or two sentences. */
    return roster_isolated (_("%s Withdraw the old one and invite again, or remove it on TikTok’s own pages, under Users, Members."), error->message);
  if (half != NULL)
    /* Translators: what is so now, in a sentence, then why. */
    return roster_isolated (C_("change", "%s %s"), half, why);

  /* Translators: how far a change is, and why: "Failed: no connection" */
  return roster_isolated (C_("change", "%s: %s"), roster_change_text_state (state), why);
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

    case ROSTER_CHANGE_WARNINGS_OVERTAKEN:
      return g_strdup_printf (ngettext ("%u change is not sent: a later one in the list contradicts it, and that one counts.",
                                        "%u changes are not sent: later ones in the list contradict them, and those count.", n_changes), n_changes);

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
