/* roster-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-words.h"

#include <glib/gi18n.h>

#include "roster-text.h"

/* The words of the domain, as people read them. What this program does not know is shown as it came. */

static const char *
as_it_came (const char *text)
{
  /* Translators: a value that the service did not tell. */
  return text != NULL && *text != '\0' ? text : C_("value", "Not known");
}

/**
 * roster_words_role:
 * @role: a role in a Business Center
 * @text: (nullable): the role as TikTok wrote it
 *
 * Returns: (transfer none): its name; @text itself for a role that this program does not know
 */
const char *
roster_words_role (RosterRole  role,
                   const char *text)
{
  switch (role)
    {
    case ROSTER_ROLE_STANDARD:
      return C_("role", "Standard");

    case ROSTER_ROLE_ADMIN:
      return C_("role", "Admin");

    case ROSTER_ROLE_UNKNOWN:
    case ROSTER_ROLE_OTHER:
    default:
      return as_it_came (text);
    }
}

/**
 * roster_words_finance_role:
 * @role: a finance role in a Business Center
 * @text: (nullable): the role as TikTok wrote it
 *
 * Returns: (transfer none): its name; @text itself for a role that this program does not know
 */
const char *
roster_words_finance_role (RosterFinanceRole  role,
                           const char        *text)
{
  switch (role)
    {
    case ROSTER_FINANCE_ROLE_NONE:
      return C_("finance role", "None");

    case ROSTER_FINANCE_ROLE_ANALYST:
      return C_("finance role", "Finance Analyst");

    case ROSTER_FINANCE_ROLE_MANAGER:
      return C_("finance role", "Finance Manager");

    case ROSTER_FINANCE_ROLE_OTHER:
    default:
      return as_it_came (text);
    }
}

/**
 * roster_words_level:
 * @level: a level on an ad account
 * @text: (nullable): the level as TikTok wrote it
 *
 * Returns: (transfer none): its name; @text itself for a level that this program does not know
 */
const char *
roster_words_level (RosterLevel  level,
                    const char  *text)
{
  switch (level)
    {
    case ROSTER_LEVEL_NONE:
      return C_("level", "No Access");

    case ROSTER_LEVEL_ANALYST:
      return C_("level", "Analyst");

    case ROSTER_LEVEL_OPERATOR:
      return C_("level", "Operator");

    case ROSTER_LEVEL_ADMIN:
      return C_("level", "Admin");

    case ROSTER_LEVEL_OTHER:
    default:
      return as_it_came (text);
    }
}

/**
 * roster_words_level_sign:
 * @level: a level on an ad account
 *
 * Returns: (transfer none): a sign of two characters for cells that are too narrow for a word
 */
const char *
roster_words_level_sign (RosterLevel level)
{
  switch (level)
    {
    case ROSTER_LEVEL_NONE:
      return "–";

    case ROSTER_LEVEL_ANALYST:
      /* Translators: short for Analyst, Operator and Admin, for narrow cells. The three must not be mistaken for each other. */
      return C_("sign of a level", "An");

    case ROSTER_LEVEL_OPERATOR:
      return C_("sign of a level", "Op");

    case ROSTER_LEVEL_ADMIN:
      return C_("sign of a level", "Ad");

    case ROSTER_LEVEL_OTHER:
    default:
      return "?";
    }
}

/**
 * roster_words_level_meaning:
 * @level: a level on an ad account
 *
 * Returns: (transfer none): what one may do with it, in a few words
 */
const char *
roster_words_level_meaning (RosterLevel level)
{
  switch (level)
    {
    case ROSTER_LEVEL_NONE:
      return _("Does not see the ad account");

    case ROSTER_LEVEL_ANALYST:
      return _("Sees ads and reports");

    case ROSTER_LEVEL_OPERATOR:
      return _("Also creates and edits ads and audiences");

    case ROSTER_LEVEL_ADMIN:
      return _("Also manages finance and settings");

    case ROSTER_LEVEL_OTHER:
    default:
      return _("This program does not know this level");
    }
}

/**
 * roster_words_membership:
 * @membership: how somebody or something stands to the Business Center
 * @text: (nullable): the state as TikTok wrote it
 *
 * Returns: (transfer none): its name; @text itself for a state that this program does not know
 */
const char *
roster_words_membership (RosterMembership  membership,
                         const char       *text)
{
  switch (membership)
    {
    case ROSTER_MEMBERSHIP_BOUND:
      return C_("membership", "Active");

    case ROSTER_MEMBERSHIP_PENDING:
      return C_("membership", "Invited");

    case ROSTER_MEMBERSHIP_REJECTED:
      return C_("membership", "Declined");

    case ROSTER_MEMBERSHIP_UNBOUND:
      return C_("membership", "Ended");

    case ROSTER_MEMBERSHIP_UNKNOWN:
    case ROSTER_MEMBERSHIP_OTHER:
    default:
      return as_it_came (text);
    }
}

/**
 * roster_words_ownership:
 * @ownership: who owns something
 * @text: (nullable): the relation as TikTok wrote it
 *
 * Returns: (transfer none): its name; @text itself for a relation that this program does not know
 */
const char *
roster_words_ownership (RosterOwnership  ownership,
                        const char      *text)
{
  switch (ownership)
    {
    case ROSTER_OWNERSHIP_OWN:
      return C_("ownership", "Owned by this Business Center");

    case ROSTER_OWNERSHIP_PARTNER:
      return C_("ownership", "Shared by a partner");

    case ROSTER_OWNERSHIP_INDIVIDUAL:
      return C_("ownership", "Owned by a person");

    case ROSTER_OWNERSHIP_UNKNOWN:
    case ROSTER_OWNERSHIP_OTHER:
    default:
      return as_it_came (text);
    }
}

/**
 * roster_words_answer:
 * @answer: an answer
 *
 * Returns: (transfer none): a word for it
 */
const char *
roster_words_answer (RosterAnswer answer)
{
  switch (answer)
    {
    case ROSTER_ANSWER_NO:
      return C_("answer", "No");

    case ROSTER_ANSWER_YES:
      return C_("answer", "Yes");

    case ROSTER_ANSWER_UNKNOWN:
    default:
      return as_it_came (NULL);
    }
}

/**
 * roster_words_readiness:
 * @readiness: whether a TikTok account can be used for Spark Ads
 *
 * Returns: (transfer none): that in a word or two, for a column
 */
const char *
roster_words_readiness (RosterReadiness readiness)
{
  switch (readiness)
    {
    case ROSTER_READINESS_NOT_LINKED:
      return C_("readiness", "Not Linked");

    case ROSTER_READINESS_NO_OPERATOR:
      return C_("readiness", "No Operator");

    case ROSTER_READINESS_READY:
      return C_("readiness", "Ready");

    case ROSTER_READINESS_UNKNOWN:
    default:
      return as_it_came (NULL);
    }
}

/**
 * roster_words_readiness_advice:
 * @readiness: whether a TikTok account can be used for Spark Ads
 *
 * Returns: (transfer none): what is the case, or what is missing, in a sentence
 */
const char *
roster_words_readiness_advice (RosterReadiness readiness)
{
  switch (readiness)
    {
    case ROSTER_READINESS_NOT_LINKED:
      return _("Linked to no ad account, so it cannot be used for ads yet.");

    case ROSTER_READINESS_NO_OPERATOR:
      return _("Linked, but nobody holds Operator or Admin on any of its ad accounts.");

    case ROSTER_READINESS_READY:
      return _("Can be used for Spark Ads.");

    case ROSTER_READINESS_UNKNOWN:
    default:
      return _("Not everything that decides this has been read yet.");
    }
}

/**
 * roster_words_read_only:
 * @read_only: why nothing can be changed
 *
 * Returns: (transfer none) (nullable): that in a sentence, for tooltips and the strip; %NULL when changes can be made
 */
const char *
roster_words_read_only (RosterReadOnly read_only)
{
  switch (read_only)
    {
    case ROSTER_READ_ONLY_STANDARD:
      return _("Read-only: you are a Standard member here. Only an Admin can make changes.");

    case ROSTER_READ_ONLY_NOT_ENABLED:
      return _("Read-only: TikTok has not enabled this Business Center, or has stopped it.");

    case ROSTER_READ_ONLY_OFFLINE:
      return _("Read-only: TikTok cannot be reached.");

    case ROSTER_READ_ONLY_SIGNING_IN:
      return _("Read-only until you are signed in.");

    case ROSTER_READ_ONLY_SIGNED_OUT:
      return _("Read-only: you are not signed in.");

    case ROSTER_READ_ONLY_NO:
    default:
      return NULL;
    }
}

/**
 * roster_words_dup_tiktok_roles:
 * @roles: what somebody may use of a TikTok account
 *
 * Returns: (transfer full): the roles, separated by commas
 */
char *
roster_words_dup_tiktok_roles (RosterTiktokRoles roles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (roles == ROSTER_TIKTOK_ROLES_NONE)
    return g_strdup (C_("TikTok account", "No Access"));

  if (roles & ROSTER_TIKTOK_ROLES_POST)
    g_strv_builder_add (builder, C_("TikTok account", "Posts"));
  if (roles & ROSTER_TIKTOK_ROLES_LIVE)
    g_strv_builder_add (builder, C_("TikTok account", "LIVE"));
  if (roles & ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE)
    g_strv_builder_add (builder, C_("TikTok account", "Messages"));
  if (roles & ROSTER_TIKTOK_ROLES_OTHER)
    g_strv_builder_add (builder, C_("TikTok account", "Other"));
  words = g_strv_builder_end (builder);

  /* Translators: stands between the items of a short list. */
  return g_strjoinv (C_("list", ", "), words);
}

/**
 * roster_words_dup_reason:
 * @reason: a reason for a level on an ad account
 *
 * Returns: (transfer full): level and origin, such as "Operator through the group Acme all"
 */
char *
roster_words_dup_reason (const RosterReason *reason)
{
  const char *level;

  g_return_val_if_fail (reason != NULL, NULL);

  level = roster_words_level (reason->level, reason->level_text);

  switch (reason->kind)
    {
    case ROSTER_REASON_KIND_GROUP:
      /* Translators: why somebody reaches an ad account: level, then the name of an account group. */
      return roster_isolated (_("%s through the group “%s”"), level, reason->source_name != NULL ? reason->source_name : "");

    case ROSTER_REASON_KIND_SHARED:
      /* Translators: why an agency reaches an ad account: level. */
      return roster_isolated (_("%s, shared with the agency"), level);

    case ROSTER_REASON_KIND_INVITATION:
      /* Translators: why somebody will reach an ad account: level. */
      return roster_isolated (_("%s, once the invitation is accepted"), level);

    case ROSTER_REASON_KIND_DIRECT:
    default:
      /* Translators: why somebody reaches an ad account: level. */
      return roster_isolated (_("%s, given directly"), level);
    }
}
