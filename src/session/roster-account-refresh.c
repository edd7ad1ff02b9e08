/* roster-account-refresh.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-refresh.h"

#include <glib/gi18n.h>

#include "roster-api-tiktok-account.h"
#include "roster-overtaken.h"

/* Reads one TikTok account again: its links, then, from the first of them, what its owner granted. */

typedef struct
{
  RosterApiClient *client;
  RosterDirectory *directory;
  RosterTiktokAccount *account;
  char *bc_id;
  RosterOvertaken *overtaken;
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_clear_object (&refresh->client);
  g_clear_object (&refresh->directory);
  g_clear_object (&refresh->account);
  g_clear_pointer (&refresh->bc_id, g_free);
  g_clear_pointer (&refresh->overtaken, roster_overtaken_free);
  g_free (refresh);
}

static void
on_identities (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) identities = roster_api_tiktok_account_list_identities_finish (refresh->client, result, &error);

  if (identities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  roster_directory_take_identities (refresh->directory, refresh->account, identities);
  g_task_return_boolean (task, TRUE);
}

static void on_links (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data);

/* Takes @task. */
static void
ask_for_links (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  roster_overtaken_ask (refresh->overtaken, ROSTER_SUSPECT_LINKS, refresh->account);
  roster_api_tiktok_account_list_links_async (refresh->client, refresh->bc_id, roster_item_get_id (ROSTER_ITEM (refresh->account)),
                                              g_task_get_cancellable (task), on_links, task);
}

static void
on_links (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) links = roster_api_tiktok_account_list_links_finish (refresh->client, result, &error);

  if (links == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!roster_session_check_shows (g_task_get_source_object (task), task, refresh->client, refresh->bc_id))
    return;

  /* Somebody linked it, or took a link away, after this was asked for. */
  if (roster_overtaken_contains (refresh->overtaken, ROSTER_SUSPECT_LINKS, refresh->account))
    {
      ask_for_links (g_steal_pointer (&task));
      return;
    }

  roster_directory_set_links (refresh->directory, refresh->account, links);
  roster_directory_update_all (refresh->directory);

  if (links->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    roster_api_tiktok_account_list_identities_async (refresh->client, refresh->bc_id, roster_item_get_id (links->pdata[0]),
                                                     g_task_get_cancellable (task), on_identities, g_object_ref (task));
}

/**
 * roster_account_refresh_async:
 * @session: the session
 * @account: the TikTok account to read again
 * @cancellable: (nullable): stops reading
 * @callback: called when it has been read
 * @user_data: passed to @callback
 *
 * Reads what one TikTok account is linked to and what its owner granted.
 */
void
roster_account_refresh_async (RosterSession       *session,
                              RosterTiktokAccount *account,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  RosterBusinessCenter *business_center = roster_session_get_business_center (session);
  Refresh *refresh = g_new0 (Refresh, 1);

  g_task_set_source_tag (task, roster_account_refresh_async);
  g_task_set_task_data (task, refresh, (GDestroyNotify) refresh_free);
  g_set_object (&refresh->client, roster_session_get_client (session));
  g_set_object (&refresh->directory, roster_session_get_directory (session));
  g_set_object (&refresh->account, account);

  if (refresh->client == NULL || business_center == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
      return;
    }

  refresh->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (business_center)));
  refresh->overtaken = roster_overtaken_new (refresh->directory);
  ask_for_links (g_steal_pointer (&task));
}

/**
 * roster_account_refresh_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why something could not be read; what could be is up to date
 *
 * Returns: whether everything was read
 */
gboolean
roster_account_refresh_finish (RosterSession  *session,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
