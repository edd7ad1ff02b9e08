/* roster-apply-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include <glib/gi18n.h>

#include "roster-queue.h"

/* What waits for an acceptance:
 *
 *   1. what is to be kept is added to the queue,
 *   2. what is there for the same person is listed,
 *   3. and what that makes void is taken out.
 *
 * In this order, so that nothing is lost in between; of two grants for the same thing the later one counts.
 *
 * An invitation makes all void that waits under its address and does not come from it: that was for somebody else, or for another day. It does
 * not leave before that is taken out. */

/* An invitation in the place of one that the same list withdraws: what waited for that one is meant as well. */
#define ANEW "roster-apply-anew"

/* An invitation that goes without ad accounts, because TikTok refused it with them and did not say which. */
#define BARE "roster-apply-bare"

typedef struct
{
  RosterStoreCenter *center;
  GPtrArray *grants;  /* to be added */
  GHashTable *fresh;  /* keys of whom nothing else waits for */
  char *subject;      /* (nullable): whose queue is looked at; that of all where it is several */
  char *kind;         /* of what is taken away again, where nothing is added */
  char *object;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->center);
  g_ptr_array_unref (keeping->grants);
  g_hash_table_unref (keeping->fresh);
  g_free (keeping->subject);
  g_free (keeping->kind);
  g_free (keeping->object);
  g_free (keeping);
}

static gboolean
is_added (Keeping                 *keeping,
          const RosterQueuedGrant *grant)
{
  for (guint i = 0; i < keeping->grants->len; i++)
    if (((RosterQueuedGrant *) keeping->grants->pdata[i])->id == grant->id)
      return TRUE;

  return FALSE;
}

static gboolean
is_void (Keeping                 *keeping,
         const RosterQueuedGrant *grant)
{
  if (keeping->object != NULL)
    return g_strcmp0 (grant->kind, keeping->kind) == 0 && g_strcmp0 (grant->object, keeping->object) == 0;

  if (g_hash_table_contains (keeping->fresh, grant->subject) && !is_added (keeping, grant))
    return TRUE;

  for (guint i = 0; i < keeping->grants->len; i++)
    {
      const RosterQueuedGrant *added = keeping->grants->pdata[i];

      if (grant->id < added->id && g_strcmp0 (grant->kind, added->kind) == 0 && g_strcmp0 (grant->object, added->object) == 0 &&
          g_strcmp0 (grant->subject, added->subject) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
return_kept (GTask *task)
{
  Keeping *keeping = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer subject;

  g_hash_table_iter_init (&iter, keeping->fresh);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    roster_queue_begin_anew (keeping->center, subject);
  g_task_return_boolean (task, TRUE);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_store_queue_remove_finish (ROSTER_STORE_CENTER (source), result, &error))
    return_kept (task);
  else
    g_task_return_error (task, error);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) queued = roster_store_queue_list_finish (ROSTER_STORE_CENTER (source), result, &error);

  if (queued == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = queued->len; i > 0; i--)
    if (!is_void (keeping, queued->pdata[i - 1]))
      g_ptr_array_remove_index (queued, i - 1);

  if (queued->len > 0)
    roster_store_queue_remove_async (ROSTER_STORE_CENTER (source), queued, on_removed, g_steal_pointer (&task));
  else if (keeping->object != NULL)
    g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "%s",
                             _("What an invitation promises cannot be changed: withdraw it and invite again."));
  else
    return_kept (task);
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (!roster_store_queue_add_finish (ROSTER_STORE_CENTER (source), result, &error))
    g_task_return_error (task, error);
  else
    roster_store_queue_list_async (ROSTER_STORE_CENTER (source), keeping->subject, NULL, on_listed, g_steal_pointer (&task));
}

/**
 * roster_apply_queue_async:
 * @center: whose queue
 * @errand: what is kept, or invitations and what they cannot carry
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Keeps what can only be given once somebody has accepted, in place of what was kept before for the same; for an invitation in place of all that
 * was kept under its address.
 */
void
roster_apply_queue_async (RosterStoreCenter   *center,
                          RosterErrand        *errand,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (center, NULL, callback, user_data);
  RosterChange *change = roster_errand_get_change (errand);
  RosterQueuedGrant *grant = NULL;
  Keeping *keeping = g_new0 (Keeping, 1);
  gpointer asset;

  g_task_set_source_tag (task, roster_apply_queue_async);
  keeping->center = g_object_ref (center);
  keeping->grants = errand->kept != NULL ? g_ptr_array_ref (errand->kept)
                                         : g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  keeping->fresh = g_hash_table_new (g_str_hash, g_str_equal);
  g_task_set_task_data (task, keeping, (GDestroyNotify) keeping_free);
  for (guint i = 0; i < errand->changes->len; i++)
    {
      RosterChange *other = errand->changes->pdata[i];
      const char *key = roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (other)));

      if (roster_queue_is_forgotten (center, key) || (roster_change_get_kind (other) == ROSTER_CHANGE_KIND_INVITE && !roster_apply_is_anew (other)))
        g_hash_table_add (keeping->fresh, (gpointer) key);
    }

  if (errand->kept != NULL)
    {
      roster_store_queue_add_async (center, keeping->grants, on_added, g_steal_pointer (&task));
      return;
    }
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
    {
      roster_store_queue_list_async (center, NULL, NULL, on_listed, g_steal_pointer (&task));
      return;
    }

  keeping->subject = g_strdup (roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change))));
  grant = roster_queue_grant_of_change (change);
  if (grant != NULL)
    {
      g_ptr_array_add (keeping->grants, grant);
      roster_store_queue_add_async (center, keeping->grants, on_added, g_steal_pointer (&task));
      return;
    }

  /* Something is taken away: all that can be taken away is what was kept. */
  asset = roster_change_get_tiktok_account (change) != NULL ? (gpointer) roster_change_get_tiktok_account (change)
                                                             : (gpointer) roster_change_get_ad_account (change);
  keeping->kind = g_strdup (roster_change_get_tiktok_account (change) != NULL ? ROSTER_QUEUE_ROLES : ROSTER_QUEUE_LEVEL);
  keeping->object = g_strdup (roster_item_get_key (ROSTER_ITEM (asset)));
  roster_store_queue_list_async (center, keeping->subject, NULL, on_listed, g_steal_pointer (&task));
}

/**
 * roster_apply_queue_finish:
 * @center: whose queue
 * @result: what the callback was given
 * @error: why it could not be kept
 *
 * Returns: whether it is kept
 */
gboolean
roster_apply_queue_finish (RosterStoreCenter  *center,
                           GAsyncResult       *result,
                           GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, center), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_apply_set_bare:
 * @change: an invitation
 * @bare: whether it goes without ad accounts, which are kept until it is accepted
 */
void
roster_apply_set_bare (RosterChange *change,
                       gboolean      bare)
{
  g_object_set_data (G_OBJECT (change), BARE, bare ? change : NULL);
}

/**
 * roster_apply_is_bare:
 * @change: an invitation
 *
 * Returns: whether it goes without ad accounts
 */
gboolean
roster_apply_is_bare (RosterChange *change)
{
  return g_object_get_data (G_OBJECT (change), BARE) != NULL;
}

/**
 * roster_apply_set_anew:
 * @change: an invitation
 *
 * Notes that an invitation takes the place of one that is withdrawn along with it, so that what waited for that one is meant as well.
 */
void
roster_apply_set_anew (RosterChange *change)
{
  g_object_set_data (G_OBJECT (change), ANEW, change);
}

/**
 * roster_apply_is_anew:
 * @change: an invitation
 *
 * Returns: whether it takes the place of one that is withdrawn along with it
 */
gboolean
roster_apply_is_anew (RosterChange *change)
{
  return g_object_get_data (G_OBJECT (change), ANEW) != NULL;
}

/* Setting aside. Somebody was to be invited anew: the first invitation is withdrawn, and the second was not taken. What waited for them must not
 * be found by whoever is invited at that address on another day; but whoever tries once more means it as well. */

#define SET_ASIDE "roster-apply-set-aside"

static void
on_set_aside (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  roster_store_queue_remove_finish (ROSTER_STORE_CENTER (source), result, NULL);
}

static void
on_listed_to_set_aside (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (RosterChange) change = user_data;
  g_autoptr (GPtrArray) queued = roster_store_queue_list_finish (ROSTER_STORE_CENTER (source), result, NULL);
  RosterChangeState state = roster_change_get_state (change);
  GPtrArray *set_aside;

  /* It is tried once more, or has been: what waits stays for that. */
  if (queued == NULL || queued->len == 0 || g_object_get_data (G_OBJECT (change), ROSTER_APPLY_CLAIM) != NULL ||
      (state != ROSTER_CHANGE_STATE_FAILED && state != ROSTER_CHANGE_STATE_WAITING))
    return;

  set_aside = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  for (guint i = 0; i < queued->len; i++)
    {
      const RosterQueuedGrant *grant = queued->pdata[i];

      g_ptr_array_add (set_aside, roster_queued_grant_new (grant->kind, grant->subject, grant->object, grant->value));
    }
  g_object_set_data_full (G_OBJECT (change), SET_ASIDE, set_aside, (GDestroyNotify) g_ptr_array_unref);
  roster_store_queue_remove_async (ROSTER_STORE_CENTER (source), queued, on_set_aside, NULL);
}

/**
 * roster_apply_set_aside:
 * @run: a run that is over
 *
 * Takes out of the queue what waited for those whose invitation was withdrawn, and who were not invited anew although they were to be.
 */
void
roster_apply_set_aside (RosterApplyRun *run)
{
  for (guint i = 0; i < run->changes->len && run->center != NULL; i++)
    {
      RosterChange *change = run->changes->pdata[i];
      RosterChangeState state = roster_change_get_state (change);
      const char *key;

      if (roster_change_get_kind (change) != ROSTER_CHANGE_KIND_INVITE ||
          (state != ROSTER_CHANGE_STATE_FAILED && state != ROSTER_CHANGE_STATE_WAITING))
        continue;

      key = roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change)));
      if (g_hash_table_contains (run->withdrawn, key))
        roster_store_queue_list_async (run->center, key, NULL, on_listed_to_set_aside, g_object_ref (change));
    }
}

/**
 * roster_apply_get_set_aside:
 * @change: an invitation
 *
 * Returns: (transfer none) (nullable) (element-type RosterQueuedGrant): what waited for the invitation that it was to take the place of
 */
GPtrArray *
roster_apply_get_set_aside (RosterChange *change)
{
  return g_object_get_data (G_OBJECT (change), SET_ASIDE);
}
