/* roster-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-queue.h"

#include "roster-api-wire.h"
#include "roster-person.h"

/* What waits for an acceptance, as changes. An invitation can carry one level on at most fifty ad accounts; what goes beyond that is queued
 * under the invited person's key, in TikTok's own words: those stay readable for every later version of this program. */

#define ROLE_SEPARATOR ","

static char *
write_roles (RosterTiktokRoles roles)
{
  g_autoptr (JsonArray) words = roster_api_wire_write_tiktok_roles (roles);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (words); i++)
    {
      if (text->len > 0)
        g_string_append (text, ROLE_SEPARATOR);
      g_string_append (text, json_array_get_string_element (words, i));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static RosterTiktokRoles
read_roles (const char *text)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ROLE_SEPARATOR, -1);

  for (guint i = 0; words[i] != NULL; i++)
    json_array_add_string_element (array, words[i]);

  /* A word of which this version knows nothing cannot be sent by it either. */
  return roster_api_wire_read_tiktok_roles (array) & ~(guint) ROSTER_TIKTOK_ROLES_OTHER;
}

/**
 * roster_queue_grant_of_change:
 * @change: a level or roles for somebody whose invitation is pending
 *
 * Says as a grant for the queue what @change would give.
 *
 * Returns: (transfer full) (nullable): the grant; %NULL where nothing of the sort can wait: another kind of change, an agency, a member, or
 *   a change that takes something away
 */
RosterQueuedGrant *
roster_queue_grant_of_change (RosterChange *change)
{
  RosterPrincipal *principal;
  const char *subject;

  g_return_val_if_fail (ROSTER_IS_CHANGE (change), NULL);

  principal = roster_change_get_principal (change);
  if (!ROSTER_IS_PERSON (principal) || roster_person_get_user_id (ROSTER_PERSON (principal)) != NULL)
    return NULL;

  subject = roster_item_get_key (ROSTER_ITEM (principal));
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LEVEL)
    {
      const char *level = roster_api_wire_write_level (roster_change_get_to_level (change));

      return level == NULL ? NULL : roster_queued_grant_new (ROSTER_QUEUE_LEVEL, subject, roster_item_get_key (ROSTER_ITEM (roster_change_get_ad_account (change))), level);
    }
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_ROLES)
    {
      g_autofree char *roles = write_roles (roster_change_get_roles (change));

      return *roles == '\0' ? NULL : roster_queued_grant_new (ROSTER_QUEUE_ROLES, subject, roster_item_get_key (ROSTER_ITEM (roster_change_get_tiktok_account (change))), roles);
    }

  return NULL;
}

/**
 * roster_queue_change_of_grant:
 * @grant: a grant from the queue
 * @directory: where to find what it gives
 * @principal: who gets it: the member that the invited person has become
 *
 * Says as a change what @grant gives. What @principal holds now is taken from @directory.
 *
 * Returns: (transfer full) (nullable): the change; %NULL when @directory does not have the ad account or TikTok account, or when the grant
 *   was written by a version that knew more
 */
RosterChange *
roster_queue_change_of_grant (const RosterQueuedGrant *grant,
                              RosterDirectory         *directory,
                              RosterPrincipal         *principal)
{
  g_return_val_if_fail (grant != NULL && ROSTER_IS_DIRECTORY (directory) && ROSTER_IS_PRINCIPAL (principal), NULL);

  if (grant->object == NULL)
    return NULL;

  if (g_str_equal (grant->kind, ROSTER_QUEUE_LEVEL))
    {
      RosterAdAccount *ad_account = roster_directory_find_ad_account (directory, grant->object);
      RosterLevel level = roster_api_wire_read_level (grant->value);

      if (ad_account == NULL || level == ROSTER_LEVEL_NONE || level == ROSTER_LEVEL_OTHER)
        return NULL;

      return roster_change_new_level (principal, ad_account,
                                      roster_access_get_direct_level (roster_directory_get_access (directory), roster_item_get_key (ROSTER_ITEM (principal)), grant->object),
                                      level);
    }
  if (g_str_equal (grant->kind, ROSTER_QUEUE_ROLES))
    {
      RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, grant->object);
      RosterTiktokRoles roles = read_roles (grant->value);

      if (account == NULL || roles == ROSTER_TIKTOK_ROLES_NONE)
        return NULL;

      return roster_change_new_roles (principal, account,
                                      roster_access_get_roles (roster_directory_get_access (directory), roster_item_get_key (ROSTER_ITEM (principal)), grant->object),
                                      roles);
    }

  return NULL;
}
