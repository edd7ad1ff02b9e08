/* roster-user-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-user-text.h"

#include <glib/gi18n.h>

#include "roster-agency.h"
#include "roster-person.h"
#include "roster-words.h"

/* Roles and states of people and agencies, in words. What this program does not know is shown as it came. */

/**
 * roster_user_text_role:
 * @principal: a person or an agency
 *
 * Returns: (transfer none): the role in the Business Center
 */
const char *
roster_user_text_role (RosterPrincipal *principal)
{
  if (!ROSTER_IS_PERSON (principal))
    /* Translators: another company that works on this Business Center's ad accounts. */
    return C_("role", "Agency");

  return roster_words_role (roster_person_get_role (ROSTER_PERSON (principal)), roster_person_get_role_text (ROSTER_PERSON (principal)));
}

/**
 * roster_user_text_finance_role:
 * @principal: a person or an agency
 *
 * Returns: (transfer none): the finance role
 */
const char *
roster_user_text_finance_role (RosterPrincipal *principal)
{
  if (!ROSTER_IS_PERSON (principal))
    return "–";

  return roster_words_finance_role (roster_person_get_finance_role (ROSTER_PERSON (principal)),
                                    roster_person_get_finance_role_text (ROSTER_PERSON (principal)));
}

/**
 * roster_user_text_state:
 * @principal: a person or an agency
 *
 * Returns: (transfer none): how they stand to the Business Center
 */
const char *
roster_user_text_state (RosterPrincipal *principal)
{
  if (ROSTER_IS_AGENCY (principal))
    return roster_agency_get_waiting (ROSTER_AGENCY (principal))
             /* Translators: an agency that has not accepted the partnership yet. */
             ? C_("membership", "Waiting")
             : roster_words_membership (ROSTER_MEMBERSHIP_BOUND, NULL);
  if (!ROSTER_IS_PERSON (principal))
    return "–";

  return roster_words_membership (roster_person_get_membership (ROSTER_PERSON (principal)),
                                  roster_person_get_membership_text (ROSTER_PERSON (principal)));
}

/**
 * roster_user_text_state_style:
 * @principal: a person or an agency
 *
 * Returns: (transfer none) (nullable): the style class for the state, where it asks for attention
 */
const char *
roster_user_text_state_style (RosterPrincipal *principal)
{
  if (ROSTER_IS_AGENCY (principal))
    return roster_agency_get_waiting (ROSTER_AGENCY (principal)) ? "warning" : NULL;
  if (!ROSTER_IS_PERSON (principal))
    return NULL;

  switch (roster_person_get_membership (ROSTER_PERSON (principal)))
    {
    case ROSTER_MEMBERSHIP_PENDING:
      return "warning";

    case ROSTER_MEMBERSHIP_REJECTED:
    case ROSTER_MEMBERSHIP_UNBOUND:
      return "error";

    case ROSTER_MEMBERSHIP_UNKNOWN:
    case ROSTER_MEMBERSHIP_BOUND:
    case ROSTER_MEMBERSHIP_OTHER:
    default:
      return NULL;
    }
}

/**
 * roster_user_text_count:
 * @count: a number; less than 0 while it has not been read
 *
 * Returns: (transfer full): the number as people write it, or a dash
 */
char *
roster_user_text_count (int count)
{
  return count < 0 ? g_strdup ("–") : g_strdup_printf ("%'d", count);
}
