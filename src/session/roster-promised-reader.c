/* roster-promised-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-promised-reader.h"

#include "roster-access.h"
#include "roster-api-asset.h"
#include "roster-api-member.h"

/* Reads what somebody who is invited was promised:
 *
 *   1. the ad accounts of the invitation, by its address. TikTok refuses that once the invitation is not open any more;
 *   2. then who has that address by now;
 *   3. and what they hold, where they are a member: they have accepted since the list of people was read. Who has declined holds nothing. */

typedef struct
{
  char *bc_id;
  char *address;
  GError *refusal; /* of step 1 */
  RosterPromised *promised;
} Reader;

/**
 * roster_promised_free:
 * @self: (transfer full): what an invitation has come to
 */
void
roster_promised_free (RosterPromised *self)
{
  g_clear_object (&self->member);
  g_clear_pointer (&self->ad_grants, g_ptr_array_unref);
  g_clear_pointer (&self->tiktok_grants, g_ptr_array_unref);
  g_free (self);
}

static void
reader_free (Reader *reader)
{
  g_free (reader->bc_id);
  g_free (reader->address);
  g_clear_error (&reader->refusal);
  g_clear_pointer (&reader->promised, roster_promised_free);
  g_free (reader);
}

static void
return_promised (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&reader->promised), (GDestroyNotify) roster_promised_free);
}

static void
on_tiktok_grants (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  GError *error = NULL;

  reader->promised->tiktok_grants = roster_api_asset_list_grants_finish (ROSTER_API_CLIENT (source), result, &error);
  if (reader->promised->tiktok_grants == NULL)
    g_task_return_error (task, error);
  else
    return_promised (task);
}

static void
on_ad_grants (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  RosterApiClient *client = ROSTER_API_CLIENT (source);
  GError *error = NULL;

  reader->promised->ad_grants = roster_api_asset_list_grants_finish (client, result, &error);
  if (reader->promised->ad_grants == NULL)
    g_task_return_error (task, error);
  else
    roster_api_asset_list_grants_async (client, reader->bc_id, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, roster_person_get_user_id (reader->promised->member),
                                        NULL, g_task_get_cancellable (task), on_tiktok_grants, g_object_ref (task));
}

/* Returns: (transfer none) (nullable): who has the address, if somebody came with it */
static RosterPerson *
find_person (GPtrArray  *people,
             const char *address)
{
  for (guint i = 0; i < people->len; i++)
    {
      const char *known = roster_principal_get_address (people->pdata[i]);

      if (known != NULL && g_ascii_strcasecmp (known, address) == 0)
        return people->pdata[i];
    }

  return NULL;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  RosterApiClient *client = ROSTER_API_CLIENT (source);
  GError *error = NULL;
  g_autoptr (GPtrArray) people = roster_api_member_find_finish (client, result, &error);
  RosterPerson *person = people != NULL ? find_person (people, reader->address) : NULL;

  if (people == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (person == NULL)
    {
      return_promised (task); /* that somebody does not come proves nothing: the next list of people tells */
    }
  else if (roster_person_get_user_id (person) == NULL && roster_person_get_membership (person) != ROSTER_MEMBERSHIP_PENDING)
    {
      reader->promised->member = g_object_ref (person); /* declined */
      return_promised (task);
    }
  else if (roster_person_get_user_id (person) == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reader->refusal)); /* still invited: it was refused for another reason */
    }
  else
    {
      reader->promised->member = g_object_ref (person);
      roster_api_asset_list_grants_async (client, reader->bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, roster_person_get_user_id (person), NULL,
                                          g_task_get_cancellable (task), on_ad_grants, g_object_ref (task));
    }
}

static void
on_promised (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  RosterApiClient *client = ROSTER_API_CLIENT (source);
  g_autoptr (GError) error = NULL;

  reader->promised->ad_grants = roster_api_asset_list_grants_finish (client, result, &error);
  if (reader->promised->ad_grants != NULL)
    {
      return_promised (task);
    }
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND))
    {
      reader->refusal = g_steal_pointer (&error);
      roster_api_member_find_async (client, reader->bc_id, ROSTER_MEMBERSHIP_UNKNOWN, reader->address, g_task_get_cancellable (task), on_found,
                                    g_object_ref (task));
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/**
 * roster_promised_reader_async:
 * @client: what to ask with
 * @bc_id: the Business Center
 * @person: who is invited, and has an address
 * @cancellable: (nullable): stops reading
 * @callback: called when it is read
 * @user_data: passed to @callback
 *
 * Reads which ad accounts an invitation promises: `GET /bc/asset/get/` with the address; and where that is refused, whether it was accepted:
 * `GET /bc/member/get/`, and `GET /bc/asset/get/` twice for the member.
 */
void
roster_promised_reader_async (RosterApiClient     *client,
                              const char          *bc_id,
                              RosterPerson        *person,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Reader *reader = g_new0 (Reader, 1);

  g_task_set_source_tag (task, roster_promised_reader_async);
  g_task_set_task_data (task, reader, (GDestroyNotify) reader_free);
  reader->bc_id = g_strdup (bc_id);
  reader->address = g_strdup (roster_principal_get_address (ROSTER_PRINCIPAL (person)));
  reader->promised = g_new0 (RosterPromised, 1);
  roster_api_asset_list_grants_async (client, bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, reader->address, cancellable, on_promised, task);
}

/**
 * roster_promised_reader_finish:
 * @result: what the callback was given
 * @error: why it could not be read
 *
 * Returns: (transfer full) (nullable): what the invitation has come to
 */
RosterPromised *
roster_promised_reader_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_promised_reader_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
