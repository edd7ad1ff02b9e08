/* roster-agency-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency-question.h"

#include <glib/gi18n.h>

#include "roster-agency.h"
#include "roster-confirm.h"
#include "roster-text-key.h"
#include "roster-text.h"
#include "roster-words.h"

/* Asks before an agency loses something: its running ads may stop, which no undo brings back. */

/**
 * roster_agency_question_needed:
 * @change: a change of a level
 *
 * Returns: whether an agency would lose something by it
 */
gboolean
roster_agency_question_needed (RosterChange *change)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (change), FALSE);

  return ROSTER_IS_AGENCY (roster_change_get_principal (change)) &&
         roster_change_get_to_level (change) < roster_change_get_from_level (change);
}

/**
 * roster_agency_question_async:
 * @parent: a widget in the window that asks
 * @change: a change by which an agency loses something
 * @callback: called when the person has answered
 * @user_data: passed to @callback
 *
 * Asks whether that is meant.
 */
void
roster_agency_question_async (GtkWidget           *parent,
                              RosterChange        *change,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  const char *agency = roster_principal_get_display_name (roster_change_get_principal (change));
  const char *ad_account = roster_text_key_get_title (ROSTER_ITEM (roster_change_get_ad_account (change)));
  gboolean takes_away = roster_change_get_to_level (change) == ROSTER_LEVEL_NONE;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (takes_away)
    {
      /* Translators: an ad account, an agency. */
      heading = roster_isolated (_("Stop Sharing %s With %s?"), ad_account, agency);
      body = g_strdup (_("The agency loses the ad account at once. Ads that it is running there may stop."));
    }
  else
    {
      /* Translators: an agency, an ad account. */
      heading = roster_isolated (_("Lower %s on %s?"), agency, ad_account);
      /* Translators: %s is a level. */
      body = roster_isolated (_("TikTok cannot lower an agency in place: the ad account is taken away and shared again as %s. In between, the "
                                "agency cannot work on it, and ads that it is running there may stop."),
                              roster_words_level (roster_change_get_to_level (change), NULL));
    }

  roster_confirm_async (parent, heading, body, takes_away ? _("_Stop Sharing") : _("_Lower"), ROSTER_CONFIRM_DESTRUCTIVE, NULL, NULL,
                        callback, user_data);
}

/**
 * roster_agency_question_finish:
 * @parent: the widget that was given
 * @result: what the callback was given
 *
 * Returns: whether the answer is yes
 */
gboolean
roster_agency_question_finish (GtkWidget    *parent,
                               GAsyncResult *result)
{
  return roster_confirm_finish (parent, result, NULL);
}
