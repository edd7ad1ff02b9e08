/* roster-invitations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitations.h"

#include "roster-api-list.h"
#include "roster-api-member.h"
#include "roster-list-look.h"

/* Looks what has become of the invitations, with few requests:
 *
 *   1. who is pending; mostly all of them still are, and that was all;
 *   2. each of those who are not: TikTok is asked for the address. A row that comes says what became of it. When none comes for one of them,
 *      there are too many to be asked about one by one, or the last reading of the list lacked somebody, so that this one has to agree,
 *   3. the whole list of people is read.
 *
 * All of this happens in a moment, in which TikTok's servers may know too little again and again: it is one reading. Whoever it lacks is gone when
 * another, some time later, lacks them, too.
 *
 * The directory is told when something is different, and only then; and not when the list of people has been changed since the first question,
 * by a change that was sent or by a sync: the answers are older than that, and the next look tells.
 *
 * A list of which TikTok counts more than it sent tells what is there, and that is taken in; it does not tell that an invitation is gone. */

#define MOST_LOOK_UPS 4

typedef struct
{
  RosterListLook at;

  GPtrArray *pending; /* of RosterPerson: who is pending now */
  GPtrArray *missing; /* of RosterPerson: who was and is not */
  GPtrArray *answers; /* of RosterPerson: what became of those */
  guint position;
  GError *error;      /* why not everything is up to date */
} Look;

static void
look_free (Look *look)
{
  roster_list_look_clear (&look->at);
  g_clear_pointer (&look->pending, g_ptr_array_unref);
  g_clear_pointer (&look->missing, g_ptr_array_unref);
  g_clear_pointer (&look->answers, g_ptr_array_unref);
  g_clear_error (&look->error);
  g_free (look);
}

static gboolean
is_invited (RosterPrincipal *principal)
{
  const char *address = roster_principal_get_address (principal);

  return ROSTER_IS_PERSON (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING &&
         address != NULL && *address != '\0';
}

static gboolean
contains (GPtrArray  *people,
          const char *key)
{
  for (guint i = 0; i < people->len; i++)
    if (g_str_equal (roster_item_get_key (people->pdata[i]), key))
      return TRUE;

  return FALSE;
}

static void
take_error (Look   *look,
            GError *error)
{
  if (look->error == NULL)
    look->error = error;
  else
    g_clear_error (&error);
}

static void
end (GTask *task)
{
  Look *look = g_task_get_task_data (task);

  if (look->error != NULL)
    g_task_return_error (task, g_steal_pointer (&look->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes in what was read. @people is the list, or NULL: then it is known what became of each invitation that was missing. */
static void
merge (GTask       *task,
       GPtrArray   *people,
       RosterMerge  merge)
{
  Look *look = g_task_get_task_data (task);
  RosterDirectory *directory = roster_session_get_directory (look->at.session);
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);

  if (look->at.old)
    {
      end (task);
      return;
    }

  if (people != NULL)
    {
      g_ptr_array_extend (now, people, (GCopyFunc) g_object_ref, NULL);
    }
  if (people == NULL || merge == ROSTER_MERGE_PART)
    {
      g_ptr_array_extend (now, look->answers, (GCopyFunc) g_object_ref, NULL);
      g_ptr_array_extend (now, look->pending, (GCopyFunc) g_object_ref, NULL);
    }
  roster_directory_merge_principals (directory, now, merge, ROSTER_MERGE_PART);
  end (task);
}

static void
on_all (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *all = roster_api_member_list_finish (look->at.client, result, &error);
  g_autoptr (GPtrArray) people = roster_api_list_take_rows (all, result, error);

  take_error (look, error);
  if (people == NULL)
    end (task);
  else if (roster_list_look_check (&look->at, task))
    merge (task, people, all != NULL ? ROSTER_MERGE_WHOLE : ROSTER_MERGE_PART);
}

static void look_up_next (GTask *task);

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  RosterPerson *missing = look->missing->pdata[look->position];
  GError *error = NULL;
  GPtrArray *all = roster_api_member_find_finish (look->at.client, result, &error);
  g_autoptr (GPtrArray) people = roster_api_list_take_rows (all, result, error);
  guint n_before = look->answers->len;

  if (people == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);

  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *key = roster_person_dup_address_key (roster_principal_get_address (people->pdata[i]));

      if (g_str_equal (key, roster_item_get_key (ROSTER_ITEM (missing))))
        g_ptr_array_add (look->answers, g_object_ref (people->pdata[i]));
    }

  if (look->answers->len == n_before)
    {
      roster_api_member_list_async (look->at.client, look->at.bc_id, g_task_get_cancellable (task), on_all, g_object_ref (task));
      return;
    }

  look->position++;
  look_up_next (task);
}

static void
look_up_next (GTask *task)
{
  Look *look = g_task_get_task_data (task);

  if (look->position == look->missing->len)
    {
      if (roster_list_look_check (&look->at, task))
        merge (task, NULL, ROSTER_MERGE_PART);
      return;
    }

  roster_api_member_find_async (look->at.client, look->at.bc_id, ROSTER_MEMBERSHIP_UNKNOWN,
                                roster_principal_get_address (look->missing->pdata[look->position]), g_task_get_cancellable (task),
                                on_looked_up, g_object_ref (task));
}

static void
on_pending (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  RosterDirectory *directory;
  GListModel *principals;
  GPtrArray *all;
  gboolean more = FALSE;
  GError *error = NULL;

  all = roster_api_member_find_finish (look->at.client, result, &error);
  look->pending = roster_api_list_take_rows (all, result, error);
  if (look->pending == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_error (look, error);
  if (!roster_list_look_check (&look->at, task))
    return;

  directory = roster_session_get_directory (look->at.session);
  principals = roster_directory_get_principals (directory);
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (is_invited (principal) && !contains (look->pending, roster_item_get_key (ROSTER_ITEM (principal))))
        g_ptr_array_add (look->missing, g_steal_pointer (&principal));
    }
  for (guint i = 0; i < look->pending->len && !more; i++)
    {
      RosterPrincipal *known = roster_directory_find_principal (directory, roster_item_get_key (look->pending->pdata[i]));

      more = known == NULL || !is_invited (known);
    }

  if (look->missing->len > MOST_LOOK_UPS || roster_directory_misses (directory, ROSTER_TYPE_PERSON))
    roster_api_member_list_async (look->at.client, look->at.bc_id, g_task_get_cancellable (task), on_all, g_object_ref (task));
  else if (look->missing->len > 0)
    look_up_next (task);
  else if (more)
    merge (task, NULL, ROSTER_MERGE_PART);
  else
    end (task);
}

/**
 * roster_invitations_count:
 * @directory: the lists
 *
 * Returns: how many people are invited and have not answered
 */
guint
roster_invitations_count (RosterDirectory *directory)
{
  GListModel *principals = roster_directory_get_principals (directory);
  guint n_invited = 0;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      n_invited += is_invited (principal);
    }

  return n_invited;
}

/**
 * roster_invitations_look_async:
 * @session: the session; an Admin's
 * @cancellable: (nullable): drops the answer
 * @callback: called when the list of people is up to date as far as invitations go
 * @user_data: passed to @callback
 *
 * Looks what has become of the invitations, and brings the session's people up to date: `GET /bc/member/get/` with a filter, once for each
 * twenty pending invitations, and a little more where one was answered.
 */
void
roster_invitations_look_async (RosterSession       *session,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  g_task_set_source_tag (task, roster_invitations_look_async);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  look->missing = g_ptr_array_new_with_free_func (g_object_unref);
  look->answers = g_ptr_array_new_with_free_func (g_object_unref);
  if (!roster_list_look_begin (&look->at, task, ROSTER_DIRECTORY_LIST_PRINCIPALS))
    return;

  roster_api_member_find_async (look->at.client, look->at.bc_id, ROSTER_MEMBERSHIP_PENDING, NULL, cancellable, on_pending, g_object_ref (task));
}

/**
 * roster_invitations_look_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why it could not be read; after %ROSTER_ERROR_INCOMPLETE what did come has been taken in
 *
 * Returns: whether the people are up to date
 */
gboolean
roster_invitations_look_finish (RosterSession  *session,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_invitations_look_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
