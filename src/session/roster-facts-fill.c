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

/* From facts to a directory. Making items and grants out of text is most of the work and touches nothing that is shown, so it is done on the
 * store's thread; putting them into the directory is done on the main thread, in steps that are each too short to be noticed.
 *
 * What cannot be read (written by another version, or damaged) is passed over: a sync will tell it again. */

#define SCOPES_PER_STEP 16

/* Everything of one scope. */
typedef struct
{
  GRefString *kind;
  GRefString *subject;
  GArray *grants;     /* of RosterGrant, for grants and members; their keys are acquired */
  GPtrArray *objects; /* of RosterItem for links, of keys for what is in a group */
  RosterIdentity *identity;
  void (*read) (gpointer          scope,
                const RosterFact *fact);
} Scope;

struct _RosterFactsFill
{
  GPtrArray *principals;
  GPtrArray *ad_accounts;
  GPtrArray *tiktok_accounts;
  GPtrArray *account_groups;
  gboolean known;
  guint lists; /* those that were read: bits, by RosterDirectoryList */
  GPtrArray *scopes;   /* of Scope, those that are read one subject at a time */
  GHashTable *by_kind; /* kind to subject to Scope */
  guint next;

  /* While the facts come: those of a scope mostly stand in a row, and share their strings. */
  const char *kind;
  const char *subject;
  GPtrArray *list;
  Scope *scope;
};

static void
scope_free (Scope *scope)
{
  g_ref_string_release (scope->kind);
  g_ref_string_release (scope->subject);
  g_clear_pointer (&scope->grants, g_array_unref);
  g_clear_pointer (&scope->objects, g_ptr_array_unref);
  g_clear_object (&scope->identity);
  g_free (scope);
}

static void
grant_clear (gpointer data)
{
  RosterGrant *grant = data;

  g_ref_string_release (grant->asset_key);
  g_free (grant->level_text);
}

static gboolean
read_grant (const char  *value,
            RosterGrant *grant)
{
  char *end = NULL;
  gulong number;

  if (*value == 'r')
    {
      number = strtoul (value + 1, &end, 10);
      if (end == value + 1 || *end != '\0' || number > 0xff)
        return FALSE;

      grant->roles = (RosterTiktokRoles) number;
      return TRUE;
    }

  number = strtoul (value, &end, 10);
  if (end == value || number > ROSTER_LEVEL_OTHER || (*end != '\0' && *end != ' '))
    return FALSE;

  grant->level = (RosterLevel) number;
  grant->level_text = *end == ' ' && end[1] != '\0' ? g_strdup (end + 1) : NULL;

  return TRUE;
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

static void
take_grant (gpointer          data,
            const RosterFact *fact)
{
  Scope *scope = data;
  RosterGrant grant = { .level = ROSTER_LEVEL_NONE };

  if (fact->object == NULL || !read_grant (fact->value, &grant))
    return;

  grant.asset_key = g_ref_string_acquire (fact->object);
  g_array_append_val (scope->grants, grant);
}

static void
take_link (gpointer          data,
           const RosterFact *fact)
{
  Scope *scope = data;
  RosterItem *link = fact->object != NULL ? item_new (ROSTER_FACTS_AD_ACCOUNT, fact->object) : NULL;

  if (link == NULL)
    return;

  roster_item_set_name (link, fact->value);
  g_ptr_array_add (scope->objects, link);
}

static void
take_object (gpointer          data,
             const RosterFact *fact)
{
  Scope *scope = data;

  if (fact->object != NULL)
    g_ptr_array_add (scope->objects, g_ref_string_acquire (fact->object));
}

static void
take_identity (gpointer          data,
               const RosterFact *fact)
{
  Scope *scope = data;
  g_autoptr (RosterIdentity) identity = roster_identity_new ();

  if (roster_record_read (G_OBJECT (identity), fact->value))
    g_set_object (&scope->identity, identity);
}

static Scope *
scope_new (const RosterFactScope *known)
{
  Scope *scope = g_new0 (Scope, 1);

  scope->kind = g_ref_string_acquire (known->kind);
  scope->subject = g_ref_string_acquire (known->subject);
  if (g_str_equal (known->kind, ROSTER_FACTS_LINK))
    {
      scope->objects = g_ptr_array_new_with_free_func (g_object_unref);
      scope->read = take_link;
    }
  else if (g_str_equal (known->kind, ROSTER_FACTS_IDENTITY))
    {
      scope->read = take_identity;
    }
  else if (g_str_equal (known->kind, ROSTER_FACTS_GROUP_AD_ACCOUNT))
    {
      scope->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
      scope->read = take_object;
    }
  else
    {
      scope->grants = g_array_new (FALSE, FALSE, sizeof (RosterGrant));
      g_array_set_clear_func (scope->grants, grant_clear);
      scope->read = take_grant;
    }

  return scope;
}

static Scope *
find_scope (RosterFactsFill *self,
            const char      *kind,
            const char      *subject)
{
  GHashTable *by_subject = g_hash_table_lookup (self->by_kind, kind);

  return by_subject != NULL ? g_hash_table_lookup (by_subject, subject) : NULL;
}

static gpointer
fill_make (void)
{
  RosterFactsFill *self = g_new0 (RosterFactsFill, 1);

  self->principals = g_ptr_array_new_with_free_func (g_object_unref);
  self->ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->tiktok_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->account_groups = g_ptr_array_new_with_free_func (g_object_unref);
  self->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) scope_free);
  self->by_kind = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);

  return self;
}

/* A scope that was read and holds nothing is there as well, since that is knowledge. */
static void
fill_take_scope (gpointer               made,
                 const RosterFactScope *known)
{
  RosterFactsFill *self = made;
  GHashTable *by_subject = g_hash_table_lookup (self->by_kind, known->kind);
  Scope *scope;

  /* People and agencies come last of the lists: where they were read, so was the rest. */
  if (known->subject == NULL && g_str_equal (known->kind, ROSTER_FACTS_PRINCIPAL))
    self->known = TRUE;
  for (guint list = ROSTER_DIRECTORY_LIST_PRINCIPALS; known->subject == NULL && list <= ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS; list++)
    if (g_str_equal (known->kind, roster_facts_kind_of_list ((RosterDirectoryList) list)))
      self->lists |= 1u << list;
  if (known->subject == NULL || known->object != NULL)
    return;

  if (by_subject == NULL)
    {
      by_subject = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->by_kind, g_strdup (known->kind), by_subject);
    }
  scope = scope_new (known);
  g_hash_table_insert (by_subject, scope->subject, scope);
  g_ptr_array_add (self->scopes, scope);
}

static void
fill_take_fact (gpointer          made,
                const RosterFact *fact)
{
  RosterFactsFill *self = made;

  if (fact->kind != self->kind)
    {
      self->kind = fact->kind;
      self->subject = NULL;
      self->list = list_of_kind (self, fact->kind);
    }
  if (self->list != NULL)
    {
      add_item (self->list, fact);
      return;
    }

  if (fact->subject != self->subject)
    {
      self->subject = fact->subject;
      self->scope = find_scope (self, fact->kind, fact->subject);
    }
  if (self->scope != NULL)
    self->scope->read (self->scope, fact);
}

static gboolean
fill_end (gpointer made)
{
  RosterFactsFill *self = made;

  return self->known || self->scopes->len > 0;
}

const RosterStoreVisitor ROSTER_FACTS_FILL_VISITOR = {
  fill_make,
  fill_take_scope,
  fill_take_fact,
  fill_end,
  (void (*) (gpointer)) roster_facts_fill_free,
};

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
  g_hash_table_unref (self->by_kind);
  g_ptr_array_unref (self->scopes);
  g_free (self);
}

static gboolean
is_list_known (RosterFactsFill     *self,
               RosterDirectoryList  list)
{
  return (self->lists & 1u << list) != 0;
}

/**
 * roster_facts_fill_lists:
 * @self: what to fill with
 * @directory: an empty directory
 *
 * Fills the lists that have ever been read; what everybody has comes with roster_facts_fill_step().
 */
void
roster_facts_fill_lists (RosterFactsFill *self,
                         RosterDirectory *directory)
{
  if (is_list_known (self, ROSTER_DIRECTORY_LIST_AD_ACCOUNTS))
    roster_directory_merge_ad_accounts (directory, self->ad_accounts, ROSTER_MERGE_CERTAIN);
  if (is_list_known (self, ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS))
    roster_directory_merge_tiktok_accounts (directory, self->tiktok_accounts, ROSTER_MERGE_CERTAIN);
  if (is_list_known (self, ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS))
    roster_directory_merge_account_groups (directory, self->account_groups, ROSTER_MERGE_CERTAIN);
  if (is_list_known (self, ROSTER_DIRECTORY_LIST_PRINCIPALS))
    roster_directory_merge_principals (directory, self->principals, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
}

/* The grants of a scope, as pointers. */
static GPtrArray *
list_grants (const Scope *scope)
{
  GPtrArray *grants = g_ptr_array_sized_new (scope->grants->len);

  for (guint i = 0; i < scope->grants->len; i++)
    g_ptr_array_add (grants, &g_array_index (scope->grants, RosterGrant, i));

  return grants;
}

static void
fill_group (RosterFactsFill *self,
            RosterDirectory *directory,
            const Scope     *scope)
{
  const Scope *members = find_scope (self, ROSTER_FACTS_GROUP_MEMBER, scope->subject);
  RosterItem *group = roster_list_find (roster_directory_get_account_groups (directory), scope->subject);

  if (group != NULL && members != NULL)
    {
      g_autoptr (GPtrArray) grants = list_grants (members);

      roster_access_set_group (roster_directory_get_access (directory), scope->subject, roster_item_get_name (group), scope->objects, grants);
    }
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
    {
      g_autoptr (GPtrArray) grants = list_grants (scope);

      roster_access_set_grants (roster_directory_get_access (directory), scope->subject,
                                g_str_equal (scope->kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) ? ROSTER_ACCESS_SCOPE_AD_ACCOUNTS : ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
                                grants);
    }
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

/**
 * roster_facts_fill_foreach_scope:
 * @self: what to fill with
 * @func: (scope call): called with the kind and the subject of each scope that is read one subject at a time
 * @user_data: passed to @func
 */
void
roster_facts_fill_foreach_scope (RosterFactsFill     *self,
                                 RosterFactsScopeFunc func,
                                 gpointer             user_data)
{
  for (guint i = 0; i < self->scopes->len; i++)
    {
      const Scope *scope = self->scopes->pdata[i];

      func (scope->kind, scope->subject, user_data);
    }
}
