/* roster-user-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-user-filter.h"

#include "roster-agency.h"
#include "roster-person.h"
#include "roster-text-key.h"

/* Which people and agencies are shown: of a kind, and with all the words of a search. */

struct _RosterUserFilter
{
  GtkFilter parent_instance;

  RosterUserKind kind;
  char **words;
};

G_DEFINE_FINAL_TYPE (RosterUserFilter, roster_user_filter, GTK_TYPE_FILTER)

static gboolean
is_of_kind (RosterPrincipal *principal,
            RosterUserKind   kind)
{
  RosterPerson *person = ROSTER_IS_PERSON (principal) ? ROSTER_PERSON (principal) : NULL;

  switch (kind)
    {
    case ROSTER_USER_KIND_ADMINS:
      return person != NULL && roster_person_get_role (person) == ROSTER_ROLE_ADMIN;

    case ROSTER_USER_KIND_INVITED:
      if (person == NULL)
        return roster_agency_get_waiting (ROSTER_AGENCY (principal));
      return roster_person_get_membership (person) == ROSTER_MEMBERSHIP_PENDING;

    case ROSTER_USER_KIND_WITHOUT_ACCESS:
      /* Nobody is accused of what has not been read. Agencies and pending people have no TikTok accounts of their own to be read. */
      if (roster_principal_get_ad_account_count (principal) != 0)
        return FALSE;
      return roster_principal_get_tiktok_account_count (principal) == 0 ||
             (roster_principal_get_tiktok_account_count (principal) < 0 &&
              (person == NULL || roster_person_get_membership (person) == ROSTER_MEMBERSHIP_PENDING));

    case ROSTER_USER_KIND_AGENCIES:
      return person == NULL;

    case ROSTER_USER_KIND_ALL:
    default:
      return TRUE;
    }
}

static gboolean
roster_user_filter_match (GtkFilter *filter,
                          gpointer   item)
{
  RosterUserFilter *self = ROSTER_USER_FILTER (filter);

  return is_of_kind (item, self->kind) && roster_text_key_matches (item, (const char * const *) self->words);
}

static GtkFilterMatch
roster_user_filter_get_strictness (GtkFilter *filter)
{
  return roster_user_filter_is_empty (ROSTER_USER_FILTER (filter)) ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
roster_user_filter_finalize (GObject *object)
{
  g_strfreev (ROSTER_USER_FILTER (object)->words);

  G_OBJECT_CLASS (roster_user_filter_parent_class)->finalize (object);
}

static void
roster_user_filter_class_init (RosterUserFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_user_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = roster_user_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = roster_user_filter_get_strictness;
}

static void
roster_user_filter_init (RosterUserFilter *self)
{
  self->words = g_new0 (char *, 1);
}

/**
 * roster_user_filter_new:
 *
 * Returns: (transfer full): a filter that lets everybody through
 */
RosterUserFilter *
roster_user_filter_new (void)
{
  return g_object_new (ROSTER_TYPE_USER_FILTER, NULL);
}

/**
 * roster_user_filter_set_kind:
 * @self: the filter
 * @kind: whom to let through
 */
void
roster_user_filter_set_kind (RosterUserFilter *self,
                             RosterUserKind    kind)
{
  g_return_if_fail (ROSTER_IS_USER_FILTER (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * roster_user_filter_set_text:
 * @self: the filter
 * @text: (nullable): what is looked for
 */
void
roster_user_filter_set_text (RosterUserFilter *self,
                             const char       *text)
{
  g_auto (GStrv) words = roster_text_key_split (text);

  g_return_if_fail (ROSTER_IS_USER_FILTER (self));

  if (g_strv_equal ((const char * const *) words, (const char * const *) self->words))
    return;

  g_strfreev (self->words);
  self->words = g_steal_pointer (&words);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * roster_user_filter_is_empty:
 * @self: the filter
 *
 * Returns: whether everybody is let through
 */
gboolean
roster_user_filter_is_empty (RosterUserFilter *self)
{
  g_return_val_if_fail (ROSTER_IS_USER_FILTER (self), TRUE);

  return self->kind == ROSTER_USER_KIND_ALL && self->words[0] == NULL;
}
