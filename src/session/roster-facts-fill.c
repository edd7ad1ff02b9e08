/* roster-facts-fill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-facts-fill.h"

#include <stdlib.h>

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-facts.h"
#include "roster-list.h"
#include "roster-person.h"
#include "roster-record.h"

/* From facts to a directory. Making items and grants out of text is most of the work and touches nothing that is shown, so it can be done on
 * any thread; putting them into the directory is done on the main thread, in steps that are each too short to be noticed.
 *
 * What cannot be read (written by another version, or damaged) is passed over: a sync will tell it again. */

#define SCOPES_PER_STEP 16

/* Everything of one scope. */
typedef struct
{
  GRefString *kind;
  GRefString *subject;
  GPtrArray *facts;   /* of RosterFact, unowned; only while it is being made */
  GPtrArray *grants;  /* of RosterGrant, for grants and members */
  GPtrArray *objects; /* of RosterItem for links, of keys for what is in a group */
  RosterIdentity *identity;
} Scope;

struct _RosterFactsFill
{
  GPtrArray *principals;
  GPtrArray *ad_accounts;
  GPtrArray *tiktok_accounts;
  GPtrArray *account_groups;
  GPtrArray *scopes;   /* of Scope, those that are read one subject at a time */
  GHashTable *members; /* the key of a group to the Scope of its members */
  guint next;
};

static void
scope_free (Scope *scope)
{
  g_ref_string_release (scope->kind);
  g_ref_string_release (scope->subject);
  g_clear_pointer (&scope->facts, g_ptr_array_unref);
  g_clear_pointer (&scope->grants, g_ptr_array_unref);
  g_clear_pointer (&scope->objects, g_ptr_array_unref);
  g_clear_object (&scope->identity);
  g_free (scope);
}

static RosterGrant *
read_grant (const char *asset_key,
            const char *value)
{
  char *end = NULL;
  gulong number;

  if (*value == 'r')
    {
      number = strtoul (value + 1, &end, 10);
      if (end == value + 1 || *end != '\0' || number > 0xff)
        return NULL;

      return roster_grant_new (asset_key, ROSTER_LEVEL_NONE, NULL, (RosterTiktokRoles) number);
    }

  number = strtoul (value, &end, 10);
  if (end == value || number > ROSTER_LEVEL_OTHER || (*end != '\0' && *end != ' '))
    return NULL;

  return roster_grant_new (asset_key, (RosterLevel) number, *end == ' ' && end[1] != '\0' ? end + 1 : NULL, ROSTER_TIKTOK_ROLES_NONE);
}

static RosterItem *
item_new (const char *kind,
          const char *key)
{
  const char *id = strchr (key, ':');

  if (id == NULL)
    return NULL;
  id++;

  if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT))
    return ROSTER_ITEM (roster_ad_account_new (id));
  if (g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT))
    return ROSTER_ITEM (roster_tiktok_account_new (id));
  if (g_str_equal (kind, ROSTER_FACTS_ACCOUNT_GROUP))
    return ROSTER_ITEM (roster_account_group_new (id));
  if (g_str_has_prefix (key, "bc:"))
    return ROSTER_ITEM (roster_agency_new (id));
  if (g_str_has_prefix (key, "mail:"))
    return ROSTER_ITEM (roster_person_new (NULL, id));

  return ROSTER_ITEM (roster_person_new (id, NULL));
}

static GPtrArray *
list_of_kind (RosterFactsFill *self,
              const char      *kind)
{
  if (g_str_equal (kind, ROSTER_FACTS_PRINCIPAL))
    return self->principals;
  if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT))
    return self->ad_accounts;
  if (g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT))
    return self->tiktok_accounts;
  if (g_str_equal (kind, ROSTER_FACTS_ACCOUNT_GROUP))
    return self->account_groups;

  return NULL;
}

static void
add_item (GPtrArray        *list,
          const RosterFact *fact)
{
  g_autoptr (RosterItem) item = item_new (fact->kind, fact->subject);

  if (item != NULL && roster_record_read (G_OBJECT (item), fact->value))
    g_ptr_array_add (list, g_steal_pointer (&item));
}

/* A scope that was read and holds nothing is there as well, since that is knowledge. The table is by two strings, the kind's first. */
static GHashTable *
index_scopes (RosterFactsFill *self,
              GPtrArray       *scopes)
{
  GHashTable *by_kind = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < scopes->len; i++)
    {
      const RosterFactScope *known = scopes->pdata[i];
      GHashTable *by_subject = g_hash_table_lookup (by_kind, known->kind);
      Scope *scope;

      if (known->subject == NULL || known->object != NULL)
        continue;

      if (by_subject == NULL)
        {
          by_subject = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_insert (by_kind, known->kind, by_subject);
        }
      scope = g_new0 (Scope, 1);
      scope->kind = g_ref_string_acquire (known->kind);
      scope->subject = g_ref_string_acquire (known->subject);
      scope->facts = g_ptr_array_new ();
      g_hash_table_insert (by_subject, scope->subject, scope);
      g_ptr_array_add (self->scopes, scope);
    }

  return by_kind;
}

/* The facts of a scope mostly stand in a row, and share their strings. */
static void
sort_out (RosterFactsFill *self,
          GPtrArray       *facts,
          GHashTable      *by_kind)
{
  const char *kind = NULL, *subject = NULL;
  GPtrArray *list = NULL;
  Scope *scope = NULL;

  for (guint i = 0; i < facts->len; i++)
    {
      RosterFact *fact = facts->pdata[i];

      if (fact->kind != kind)
        {
          kind = fact->kind;
          subject = NULL;
          list = list_of_kind (self, kind);
        }
      if (list != NULL)
        {
          add_item (list, fact);
          continue;
        }

      if (fact->subject != subject)
        {
          GHashTable *by_subject = g_hash_table_lookup (by_kind, kind);

          subject = fact->subject;
          scope = by_subject != NULL ? g_hash_table_lookup (by_subject, subject) : NULL;
        }
      if (scope != NULL)
        g_ptr_array_add (scope->facts, fact);
    }
}

static void
read_grants (Scope *scope)
{
  scope->grants = g_ptr_array_new_full (scope->facts->len, (GDestroyNotify) roster_grant_free);
  for (guint i = 0; i < scope->facts->len; i++)
    {
      const RosterFact *fact = scope->facts->pdata[i];
      RosterGrant *grant = fact->object != NULL ? read_grant (fact->object, fact->value) : NULL;

      if (grant != NULL)
        g_ptr_array_add (scope->grants, grant);
    }
}

static void
read_links (Scope *scope)
{
  scope->objects = g_ptr_array_new_full (scope->facts->len, g_object_unref);
  for (guint i = 0; i < scope->facts->len; i++)
    {
      const RosterFact *fact = scope->facts->pdata[i];
      RosterItem *link = fact->object != NULL ? item_new (ROSTER_FACTS_AD_ACCOUNT, fact->object) : NULL;

      if (link == NULL)
        continue;

      roster_item_set_name (link, fact->value);
      g_ptr_array_add (scope->objects, link);
    }
}

static void
read_objects (Scope *scope)
{
  scope->objects = g_ptr_array_new_full (scope->facts->len, (GDestroyNotify) g_ref_string_release);
  for (guint i = 0; i < scope->facts->len; i++)
    {
      const RosterFact *fact = scope->facts->pdata[i];

      if (fact->object != NULL)
        g_ptr_array_add (scope->objects, g_ref_string_acquire (fact->object));
    }
}

static void
read_identity (Scope *scope)
{
  g_autoptr (RosterIdentity) identity = roster_identity_new ();

  if (scope->facts->len > 0 && roster_record_read (G_OBJECT (identity), ((RosterFact *) scope->facts->pdata[0])->value))
    scope->identity = g_steal_pointer (&identity);
}

static void
read_scope (RosterFactsFill *self,
            Scope           *scope)
{
  if (g_str_equal (scope->kind, ROSTER_FACTS_LINK))
    read_links (scope);
  else if (g_str_equal (scope->kind, ROSTER_FACTS_IDENTITY))
    read_identity (scope);
  else if (g_str_equal (scope->kind, ROSTER_FACTS_GROUP_AD_ACCOUNT))
    read_objects (scope);
  else
    read_grants (scope);

  if (g_str_equal (scope->kind, ROSTER_FACTS_GROUP_MEMBER))
    g_hash_table_insert (self->members, scope->subject, scope);
  g_clear_pointer (&scope->facts, g_ptr_array_unref);
}

static gboolean
has_list (GPtrArray  *scopes,
          const char *kind)
{
  for (guint i = 0; i < scopes->len; i++)
    {
      const RosterFactScope *scope = scopes->pdata[i];

      if (scope->subject == NULL && g_str_equal (scope->kind, kind))
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_facts_fill_new:
 * @facts: (element-type RosterFact): what is known
 * @scopes: (element-type RosterFactScope): what was read as a whole, and so is known to hold nothing else
 *
 * Makes of facts what a directory is filled with. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): what to fill a directory with; %NULL when the lists have never been read
 */
RosterFactsFill *
roster_facts_fill_new (GPtrArray *facts,
                       GPtrArray *scopes)
{
  g_autoptr (GHashTable) by_kind = NULL;
  RosterFactsFill *self;

  /* People and agencies come last of the lists: where they were read, so was the rest. */
  if (!has_list (scopes, ROSTER_FACTS_PRINCIPAL))
    return NULL;

  self = g_new0 (RosterFactsFill, 1);
  self->principals = g_ptr_array_new_with_free_func (g_object_unref);
  self->ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->tiktok_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->account_groups = g_ptr_array_new_with_free_func (g_object_unref);
  self->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) scope_free);
  self->members = g_hash_table_new (g_str_hash, g_str_equal);

  by_kind = index_scopes (self, scopes);
  sort_out (self, facts, by_kind);
  for (guint i = 0; i < self->scopes->len; i++)
    read_scope (self, self->scopes->pdata[i]);

  return self;
}

/**
 * roster_facts_fill_free:
 * @self: (transfer full): what a directory was filled with, or was not
 */
void
roster_facts_fill_free (RosterFactsFill *self)
{
  g_ptr_array_unref (self->principals);
  g_ptr_array_unref (self->ad_accounts);
  g_ptr_array_unref (self->tiktok_accounts);
  g_ptr_array_unref (self->account_groups);
  g_hash_table_unref (self->members);
  g_ptr_array_unref (self->scopes);
  g_free (self);
}

/**
 * roster_facts_fill_lists:
 * @self: what to fill with
 * @directory: an empty directory
 *
 * Fills the lists; what everybody has comes with roster_facts_fill_step().
 */
void
roster_facts_fill_lists (RosterFactsFill *self,
                         RosterDirectory *directory)
{
  roster_directory_merge_ad_accounts (directory, self->ad_accounts);
  roster_directory_merge_tiktok_accounts (directory, self->tiktok_accounts);
  roster_directory_merge_account_groups (directory, self->account_groups);
  roster_directory_merge_principals (directory, self->principals);
}

static void
fill_group (RosterFactsFill *self,
            RosterDirectory *directory,
            const Scope     *scope)
{
  const Scope *members = g_hash_table_lookup (self->members, scope->subject);
  RosterItem *group = roster_list_find (roster_directory_get_account_groups (directory), scope->subject);

  if (group != NULL && members != NULL)
    roster_access_set_group (roster_directory_get_access (directory), scope->subject, roster_item_get_name (group), scope->objects,
                             members->grants);
}

static void
fill_scope (RosterFactsFill *self,
            RosterDirectory *directory,
            const Scope     *scope)
{
  RosterTiktokAccount *account = roster_directory_find_tiktok_account (directory, scope->subject);

  if (g_str_equal (scope->kind, ROSTER_FACTS_GROUP_AD_ACCOUNT))
    fill_group (self, directory, scope);
  else if (g_str_equal (scope->kind, ROSTER_FACTS_LINK) && account != NULL)
    roster_directory_set_links (directory, account, scope->objects);
  else if (g_str_equal (scope->kind, ROSTER_FACTS_IDENTITY) && account != NULL && scope->identity != NULL)
    roster_tiktok_account_set_identity (account, scope->identity);
  else if ((g_str_equal (scope->kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) || g_str_equal (scope->kind, ROSTER_FACTS_TIKTOK_ACCOUNT_GRANT)) &&
           roster_directory_find_principal (directory, scope->subject) != NULL)
    roster_access_set_grants (roster_directory_get_access (directory), scope->subject,
                              g_str_equal (scope->kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) ? ROSTER_ACCESS_SCOPE_AD_ACCOUNTS : ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
                              scope->grants);
}

/**
 * roster_facts_fill_step:
 * @self: what to fill with
 * @directory: the directory, whose lists are filled
 *
 * Fills in a little of what everybody has. The last step finds out what follows from all of it.
 *
 * Returns: whether there is more
 */
gboolean
roster_facts_fill_step (RosterFactsFill *self,
                        RosterDirectory *directory)
{
  guint end = MIN (self->next + SCOPES_PER_STEP, self->scopes->len);

  if (self->next == self->scopes->len)
    {
      roster_directory_update_all (directory);
      return FALSE;
    }

  for (; self->next < end; self->next++)
    fill_scope (self, directory, self->scopes->pdata[self->next]);

  return TRUE;
}
