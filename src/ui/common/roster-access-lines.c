/* roster-access-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-lines.h"

#include "roster-person.h"

/* What one person or agency reaches, or who reaches one ad account, as a list of RosterAccessLine that is kept up to date in place: a line
 * stays the same object for as long as there is access, so that whoever shows the list keeps its selection and its place.
 *
 * A sync tells of one row after the other. The list is read again once the main loop has nothing better to do, not once for each. */

struct _RosterAccessLines
{
  GObject parent_instance;

  RosterDirectory *directory;
  GListModel *changes; /* (nullable): of RosterChange that are on their way or failed, which have a line even where there is no access */
  RosterItem *subject;
  GListStore *lines;
  guint unread;
  guint refresh_source;
};

G_DEFINE_FINAL_TYPE (RosterAccessLines, roster_access_lines, G_TYPE_OBJECT)

typedef enum
{
  PROP_SUBJECT = 1,
  PROP_UNREAD,
} RosterAccessLinesProperty;

static GParamSpec *properties[PROP_UNREAD + 1];

/* The other side of a line: the ad account of a person's, the person of an ad account's. */
static RosterItem *
get_other (RosterAccessLines *self,
           RosterAccessLine  *line)
{
  if (ROSTER_IS_PRINCIPAL (self->subject))
    return ROSTER_ITEM (roster_access_line_get_ad_account (line));

  return ROSTER_ITEM (roster_access_line_get_principal (line));
}

static RosterItem *
find_other (RosterAccessLines *self,
            const char        *key)
{
  if (ROSTER_IS_PRINCIPAL (self->subject))
    return (RosterItem *) roster_directory_find_ad_account (self->directory, key);

  return (RosterItem *) roster_directory_find_principal (self->directory, key);
}

static RosterItem *
get_other_of_change (RosterAccessLines *self,
                     RosterChange      *change)
{
  RosterItem *principal = (RosterItem *) roster_change_get_principal (change);
  RosterItem *ad_account = (RosterItem *) roster_change_get_ad_account (change);

  if (principal == NULL || ad_account == NULL)
    return NULL;
  if (principal == self->subject)
    return ad_account;

  return ad_account == self->subject ? principal : NULL;
}

/* Returns: (transfer full): RosterItem -> RosterChange or %NULL, for everything that has a line. */
static GHashTable *
collect (RosterAccessLines *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  RosterAccess *access = roster_directory_get_access (self->directory);
  g_autoptr (GPtrArray) keys = NULL;

  if (self->subject == NULL)
    return g_steal_pointer (&wanted);

  if (ROSTER_IS_PRINCIPAL (self->subject))
    keys = roster_access_dup_columns (access, roster_item_get_key (self->subject), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
  else
    keys = roster_access_dup_rows (access, roster_item_get_key (self->subject));

  for (guint i = 0; i < keys->len; i++)
    {
      RosterItem *other = find_other (self, keys->pdata[i]);

      if (other != NULL)
        g_hash_table_insert (wanted, other, NULL);
    }

  for (guint i = 0; self->changes != NULL && i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);
      RosterItem *other = get_other_of_change (self, change);

      if (other != NULL)
        g_hash_table_insert (wanted, other, change);
    }

  return g_steal_pointer (&wanted);
}

/* Who declined, or left, reaches nothing, and is not asked about. */
static gboolean
is_unread (RosterAccessLines *self,
           RosterItem        *principal)
{
  RosterMembership membership = ROSTER_IS_PERSON (principal) ? roster_person_get_membership (ROSTER_PERSON (principal)) : ROSTER_MEMBERSHIP_BOUND;

  return membership != ROSTER_MEMBERSHIP_REJECTED && membership != ROSTER_MEMBERSHIP_UNBOUND &&
         !roster_access_is_known (roster_directory_get_access (self->directory), roster_item_get_key (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
}

static guint
count_unread (RosterAccessLines *self)
{
  GListModel *principals = roster_directory_get_principals (self->directory);
  guint unread = 0;

  if (self->subject == NULL)
    return 0;
  if (ROSTER_IS_PRINCIPAL (self->subject))
    return is_unread (self, self->subject) ? 1 : 0;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterItem) principal = g_list_model_get_item (principals, i);

      if (is_unread (self, principal))
        unread++;
    }

  return unread;
}

static void
refresh_now (RosterAccessLines *self)
{
  RosterAccess *access = roster_directory_get_access (self->directory);
  g_autoptr (GHashTable) wanted = collect (self);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer other, change;
  guint unread;

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (g_hash_table_size (wanted) == 0)
    g_list_store_remove_all (self->lines);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i > 0; i--)
    {
      g_autoptr (RosterAccessLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i - 1);

      if (!g_hash_table_lookup_extended (wanted, get_other (self, line), &other, &change))
        {
          g_list_store_remove (self->lines, i - 1);
          continue;
        }

      roster_access_line_set_change (line, change);
      roster_access_line_refresh (line, access);
      g_hash_table_remove (wanted, other);
    }

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &other, &change))
    {
      RosterAccessLine *line = ROSTER_IS_PRINCIPAL (self->subject)
                                 ? roster_access_line_new (ROSTER_PRINCIPAL (self->subject), other)
                                 : roster_access_line_new (other, ROSTER_AD_ACCOUNT (self->subject));

      roster_access_line_set_change (line, change);
      roster_access_line_refresh (line, access);
      g_ptr_array_add (added, line);
    }
  if (added->len > 0)
    g_list_store_splice (self->lines, g_list_model_get_n_items (G_LIST_MODEL (self->lines)), 0, added->pdata, added->len);

  unread = count_unread (self);
  if (unread != self->unread)
    {
      self->unread = unread;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
    }
}

static gboolean
on_idle (gpointer user_data)
{
  RosterAccessLines *self = user_data;

  self->refresh_source = 0;
  refresh_now (self);

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (RosterAccessLines *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add (on_idle, self);
}

static void
roster_access_lines_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RosterAccessLines *self = ROSTER_ACCESS_LINES (object);

  switch ((RosterAccessLinesProperty) prop_id)
    {
    case PROP_SUBJECT:
      g_value_set_object (value, self->subject);
      break;

    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_access_lines_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RosterAccessLines *self = ROSTER_ACCESS_LINES (object);

  switch ((RosterAccessLinesProperty) prop_id)
    {
    case PROP_SUBJECT:
      roster_access_lines_set_subject (self, g_value_get_object (value));
      break;

    case PROP_UNREAD:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_access_lines_finalize (GObject *object)
{
  RosterAccessLines *self = ROSTER_ACCESS_LINES (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->subject);
  g_clear_object (&self->changes);
  g_clear_object (&self->directory);
  g_object_unref (self->lines);

  G_OBJECT_CLASS (roster_access_lines_parent_class)->finalize (object);
}

static void
roster_access_lines_class_init (RosterAccessLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_access_lines_get_property;
  object_class->set_property = roster_access_lines_set_property;
  object_class->finalize = roster_access_lines_finalize;

  /**
   * RosterAccessLines:subject:
   *
   * A #RosterPrincipal or a #RosterAdAccount; %NULL for an empty list.
   */
  properties[PROP_SUBJECT] =
    g_param_spec_object ("subject", NULL, NULL, ROSTER_TYPE_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLines:unread:
   *
   * Of how many people and agencies, that the list is about, has not been read what they reach: as long as it is not 0, a missing line means
   * nothing.
   */
  properties[PROP_UNREAD] =
    g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_access_lines_init (RosterAccessLines *self)
{
  self->lines = g_list_store_new (ROSTER_TYPE_ACCESS_LINE);
}

/**
 * roster_access_lines_new:
 * @directory: the people, the ad accounts and who reaches what
 * @changes: (nullable): a list of #RosterChange that have a line even where there is no access
 *
 * Returns: (transfer full): a list without a subject
 */
RosterAccessLines *
roster_access_lines_new (RosterDirectory *directory,
                         GListModel      *changes)
{
  RosterAccessLines *self;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);

  self = g_object_new (ROSTER_TYPE_ACCESS_LINES, NULL);
  self->directory = g_object_ref (directory);
  g_set_object (&self->changes, changes);

  g_signal_connect_object (roster_directory_get_access (directory), "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_directory_get_principals (directory), "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_directory_get_ad_accounts (directory), "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  if (changes != NULL)
    g_signal_connect_object (changes, "items-changed", G_CALLBACK (refresh_now), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * roster_access_lines_get_subject:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): the #RosterPrincipal or #RosterAdAccount that it is about
 */
RosterItem *
roster_access_lines_get_subject (RosterAccessLines *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINES (self), NULL);

  return self->subject;
}

/**
 * roster_access_lines_set_subject:
 * @self: the list
 * @subject: (nullable): a #RosterPrincipal or a #RosterAdAccount
 *
 * Says what the list is about, and reads it.
 */
void
roster_access_lines_set_subject (RosterAccessLines *self,
                                 RosterItem        *subject)
{
  g_return_if_fail (ROSTER_IS_ACCESS_LINES (self));

  if (self->subject == subject)
    return;

  g_list_store_remove_all (self->lines);
  g_set_object (&self->subject, subject);
  refresh_now (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBJECT]);
}

/**
 * roster_access_lines_get_model:
 * @self: the list
 *
 * Returns: (transfer none): the lines, in no order
 */
GListModel *
roster_access_lines_get_model (RosterAccessLines *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINES (self), NULL);

  return G_LIST_MODEL (self->lines);
}

/**
 * roster_access_lines_get_unread:
 * @self: the list
 *
 * Returns: of how many people and agencies has not been read what they reach
 */
guint
roster_access_lines_get_unread (RosterAccessLines *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINES (self), 0);

  return self->unread;
}
