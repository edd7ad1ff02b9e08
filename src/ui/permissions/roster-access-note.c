/* roster-access-note.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-note.h"

#include <glib/gi18n.h>

#include "roster-agency.h"
#include "roster-person.h"

/* What is to be known before one reads, or changes, what somebody may do; and what it means that there is nothing to read. */

static const char *
get_note_for_principal (RosterLevelEditor *editor,
                        RosterPrincipal   *principal,
                        guint              unread)
{
  const char *obstacle = roster_level_editor_get_obstacle (editor, principal, NULL);

  if (obstacle != NULL)
    return obstacle;
  if (unread > 0)
    return _("Not everything has been read yet.");
  if (ROSTER_IS_AGENCY (principal))
    return _("TikTok raises an agency in place. To lower one, the ad account is taken away and shared again.");
  if (roster_person_get_role (ROSTER_PERSON (principal)) == ROSTER_ROLE_ADMIN)
    return _("As an Admin of the Business Center, this person can also give themselves any other ad account.");

  return NULL;
}

/**
 * roster_access_note_dup:
 * @editor: what changes levels
 * @subject: a #RosterPrincipal or a #RosterAdAccount
 * @unread: of how many people and agencies has not been read what they reach
 *
 * Returns: (transfer full) (nullable): what is to be known, in a sentence; %NULL when nothing is out of the ordinary
 */
char *
roster_access_note_dup (RosterLevelEditor *editor,
                        RosterItem        *subject,
                        guint              unread)
{
  if (ROSTER_IS_PRINCIPAL (subject))
    return g_strdup (get_note_for_principal (editor, ROSTER_PRINCIPAL (subject), unread));
  if (!roster_level_editor_sees_everybody (editor))
    return g_strdup (_("TikTok tells only Admins of the Business Center who else has access."));
  if (unread > 0)
    return g_strdup_printf (ngettext ("What %u more person or agency reaches has not been read yet.",
                                      "What %u more people and agencies reach has not been read yet.", unread), unread);

  return NULL;
}

/**
 * roster_access_note_show_nothing:
 * @page: the page that stands in for the list
 * @access: who reaches what
 * @editor: what changes levels
 * @subject: (nullable): a #RosterPrincipal or a #RosterAdAccount
 * @unread: of how many people and agencies has not been read what they reach
 *
 * Says why there is nothing to list.
 */
void
roster_access_note_show_nothing (AdwStatusPage     *page,
                                 RosterAccess      *access,
                                 RosterLevelEditor *editor,
                                 RosterItem        *subject,
                                 guint              unread)
{
  const char *icon_name = ROSTER_IS_AD_ACCOUNT (subject) ? "system-users-symbolic" : "view-list-symbolic";
  const char *title, *description = NULL;

  if (subject == NULL)
    {
      icon_name = "dialog-password-symbolic";
      title = _("Nothing Chosen");
      description = _("Choose a person, an agency or an ad account to see who may do what.");
    }
  else if (unread > 0)
    {
      title = _("Not Read Yet");
      description = _("Sync to read it.");
    }
  else if (ROSTER_IS_AD_ACCOUNT (subject) && !roster_level_editor_sees_everybody (editor))
    {
      title = _("You Have No Access");
    }
  else if (ROSTER_IS_AD_ACCOUNT (subject) ? !roster_access_get_groups_listed (access) : roster_access_may_have_more (access, roster_item_get_key (subject)))
    {
      title = ROSTER_IS_AD_ACCOUNT (subject) ? _("Given to Nobody Directly") : _("No Ad Account Given Directly");
      description = _("Account groups could not be read, and may give access.");
    }
  else if (ROSTER_IS_AD_ACCOUNT (subject))
    {
      title = _("Nobody Has Access");
      description = _("No person and no agency may work on this ad account.");
    }
  else
    {
      title = _("No Ad Accounts");
      description = ROSTER_IS_AGENCY (subject) ? _("Nothing is shared with the agency.") : _("Can sign in, can do nothing.");
    }

  adw_status_page_set_icon_name (page, icon_name);
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, description);
}
