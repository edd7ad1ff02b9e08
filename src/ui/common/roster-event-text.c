/* roster-event-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-event-text.h"

#include <glib/gi18n.h>

#include "roster-error-text.h"
#include "roster-principal.h"
#include "roster-text.h"
#include "roster-tiktok-account.h"

/* What has happened, in words. */

static char *
dup_name (RosterItem *item)
{
  const char *name;

  if (ROSTER_IS_TIKTOK_ACCOUNT (item))
    return roster_tiktok_account_dup_title (ROSTER_TIKTOK_ACCOUNT (item));

  name = ROSTER_IS_PRINCIPAL (item) ? roster_principal_get_display_name (ROSTER_PRINCIPAL (item)) : roster_item_get_name (item);

  return g_strdup (name != NULL && *name != '\0' ? name : roster_item_get_id (item));
}

static char *
dup_given (RosterEvent *event,
           const char  *name)
{
  guint count = roster_event_get_count (event);
  g_autofree char *why = NULL;

  if (roster_event_get_kind (event) == ROSTER_EVENT_KIND_GIVEN)
    /* Translators: %s is a person who has accepted an invitation, %u how many permissions that the invitation could not carry were given. */
    return roster_isolated (ngettext ("%s was given %u permission that had waited", "%s was given %u permissions that had waited", count), name, count);

  why = roster_error_text_dup_line (roster_event_get_error (event));

  /* Translators: the first %s is a person who has accepted an invitation, the last one says why. */
  return roster_isolated (ngettext ("%s could not be given %u permission that had waited: %s",
                                    "%s could not be given %u permissions that had waited: %s", count),
                          name, count, why);
}

static char *
dup_access_changed (RosterEvent *event,
                    const char  *name)
{
  guint count = roster_event_get_count (event);
  g_autofree char *asset = roster_event_get_asset (event) != NULL ? dup_name (roster_event_get_asset (event)) : NULL;

  if (asset != NULL)
    /* Translators: the first %s is a person or an agency, the second an ad account or a TikTok account. */
    return roster_isolated (_("Somebody else changed what %s may do on %s"), name, asset);

  /* Translators: %s is a person or an agency, %u how many ad accounts and TikTok accounts. */
  return roster_isolated (ngettext ("Somebody else changed what %s may do on %u account", "Somebody else changed what %s may do on %u accounts", count),
                          name, count);
}

/**
 * roster_event_text_dup:
 * @event: an event
 *
 * Returns: (transfer full): what has happened, as plain text without a full stop
 */
char *
roster_event_text_dup (RosterEvent *event)
{
  g_autofree char *name = dup_name (roster_event_get_item (event));

  switch (roster_event_get_kind (event))
    {
    case ROSTER_EVENT_KIND_INVITED:
      return roster_isolated (_("Somebody else invited %s"), name);

    case ROSTER_EVENT_KIND_ACCEPTED:
      return roster_isolated (_("%s accepted the invitation"), name);

    case ROSTER_EVENT_KIND_DECLINED:
      return roster_isolated (_("%s declined the invitation"), name);

    case ROSTER_EVENT_KIND_WITHDRAWN:
      return roster_isolated (_("Somebody else withdrew the invitation of %s"), name);

    case ROSTER_EVENT_KIND_MEMBER_JOINED:
      return roster_isolated (_("%s is a new member"), name);

    case ROSTER_EVENT_KIND_MEMBER_LEFT:
      return roster_isolated (_("%s is no member any more"), name);

    case ROSTER_EVENT_KIND_ROLE_CHANGED:
      return roster_isolated (_("Somebody else changed the role of %s"), name);

    case ROSTER_EVENT_KIND_AGENCY_APPEARED:
      return roster_isolated (_("The agency %s is new"), name);

    case ROSTER_EVENT_KIND_AGENCY_LOST:
      return roster_isolated (_("The agency %s is no partner any more"), name);

    case ROSTER_EVENT_KIND_ACCOUNT_APPEARED:
      /* Translators: %s is a TikTok account. */
      return roster_isolated (_("The owner of %s approved"), name);

    case ROSTER_EVENT_KIND_ACCOUNT_VANISHED:
      /* Translators: %s is a TikTok account. */
      return roster_isolated (_("%s is gone: its owner or somebody else removed it"), name);

    case ROSTER_EVENT_KIND_ACCOUNT_RETURNED:
      /* Translators: %s is a TikTok account. */
      return roster_isolated (_("%s is back: TikTok did not list it for a while"), name);

    case ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED:
      return roster_isolated (_("The ad account %s is new"), name);

    case ROSTER_EVENT_KIND_AD_ACCOUNT_LOST:
      return roster_isolated (_("The ad account %s is gone"), name);

    case ROSTER_EVENT_KIND_ACCESS_CHANGED:
      return dup_access_changed (event, name);

    case ROSTER_EVENT_KIND_PROMOTED:
      /* Translators: %s is a Business Center. */
      return roster_isolated (_("You are an Admin of %s now"), name);

    case ROSTER_EVENT_KIND_DEMOTED:
      /* Translators: %s is a Business Center. */
      return roster_isolated (_("You are no Admin of %s any more"), name);

    case ROSTER_EVENT_KIND_GIVEN:
    case ROSTER_EVENT_KIND_NOT_GIVEN:
    default:
      return dup_given (event, name);
    }
}

/**
 * roster_event_text_dup_many:
 * @kind: what has happened
 * @count: how often
 *
 * Says in one sentence what has happened several times at once.
 *
 * Returns: (transfer full): the plain text
 */
char *
roster_event_text_dup_many (RosterEventKind kind,
                            guint           count)
{
  switch (kind)
    {
    case ROSTER_EVENT_KIND_INVITED:
      return g_strdup_printf (ngettext ("Somebody else invited %u person", "Somebody else invited %u people", count), count);

    case ROSTER_EVENT_KIND_ACCEPTED:
      return g_strdup_printf (ngettext ("%u person accepted the invitation", "%u people accepted their invitations", count), count);

    case ROSTER_EVENT_KIND_DECLINED:
      return g_strdup_printf (ngettext ("%u person declined the invitation", "%u people declined their invitations", count), count);

    case ROSTER_EVENT_KIND_WITHDRAWN:
      return g_strdup_printf (ngettext ("Somebody else withdrew %u invitation", "Somebody else withdrew %u invitations", count), count);

    case ROSTER_EVENT_KIND_MEMBER_JOINED:
      return g_strdup_printf (ngettext ("%u member is new", "%u members are new", count), count);

    case ROSTER_EVENT_KIND_MEMBER_LEFT:
      return g_strdup_printf (ngettext ("%u person is no member any more", "%u people are no members any more", count), count);

    case ROSTER_EVENT_KIND_ROLE_CHANGED:
      return g_strdup_printf (ngettext ("Somebody else changed the role of %u person", "Somebody else changed the roles of %u people", count), count);

    case ROSTER_EVENT_KIND_AGENCY_APPEARED:
      return g_strdup_printf (ngettext ("%u agency is new", "%u agencies are new", count), count);

    case ROSTER_EVENT_KIND_AGENCY_LOST:
      return g_strdup_printf (ngettext ("%u agency is no partner any more", "%u agencies are no partners any more", count), count);

    case ROSTER_EVENT_KIND_ACCOUNT_APPEARED:
      return g_strdup_printf (ngettext ("The owner of %u TikTok account approved", "The owners of %u TikTok accounts approved", count), count);

    case ROSTER_EVENT_KIND_ACCOUNT_VANISHED:
      return g_strdup_printf (ngettext ("%u TikTok account is gone: its owner or somebody else removed it",
                                        "%u TikTok accounts are gone: their owners or somebody else removed them", count),
                              count);

    case ROSTER_EVENT_KIND_ACCOUNT_RETURNED:
      return g_strdup_printf (ngettext ("%u TikTok account is back: TikTok did not list it for a while",
                                        "%u TikTok accounts are back: TikTok did not list them for a while", count),
                              count);

    case ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED:
      return g_strdup_printf (ngettext ("%u ad account is new", "%u ad accounts are new", count), count);

    case ROSTER_EVENT_KIND_AD_ACCOUNT_LOST:
      return g_strdup_printf (ngettext ("%u ad account is gone", "%u ad accounts are gone", count), count);

    case ROSTER_EVENT_KIND_ACCESS_CHANGED:
      /* Translators: %u is how many people and agencies. */
      return g_strdup_printf (ngettext ("Somebody else changed what %u member or agency may do", "Somebody else changed what %u members and agencies may do", count),
                              count);

    case ROSTER_EVENT_KIND_PROMOTED:
    case ROSTER_EVENT_KIND_DEMOTED:
    case ROSTER_EVENT_KIND_GIVEN:
    case ROSTER_EVENT_KIND_NOT_GIVEN:
    default:
      return g_strdup_printf (ngettext ("%u thing has happened", "%u things have happened", count), count);
    }
}
