/* roster-mentions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-mentions.h"

#include <string.h>

/* Finds whom and what a text for people is about, by names, addresses, handles and IDs, whatever the language around them. All that bear a
 * name are found: who reads again what a text mentions reads too much rather than too little.
 *
 * The names are filed by their first word, so that a text costs its length, not the number of people. */

#define SHORTEST_ID 8 /* a number that is shorter may be a count or a date */

typedef struct
{
  char *text; /* folded, from its first letter or digit on */
  RosterItem *item;
} Name;

struct _RosterMentions
{
  GHashTable *by_word; /* first word -> GPtrArray of Name */
};

static void
name_free (Name *name)
{
  g_free (name->text);
  g_object_unref (name->item);
  g_free (name);
}

static const char *
skip_to_word (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

static const char *
skip_word (const char *text)
{
  while (*text != '\0' && g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

static void
add_name (RosterMentions *self,
          RosterItem     *item,
          const char     *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;
  const char *start = folded != NULL ? skip_to_word (folded) : "";
  g_autofree char *word = g_strndup (start, (gsize) (skip_word (start) - start));
  GPtrArray *names;
  Name *name;

  if (*word == '\0')
    return;

  names = g_hash_table_lookup (self->by_word, word);
  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
      g_hash_table_insert (self->by_word, g_steal_pointer (&word), names);
    }

  name = g_new0 (Name, 1);
  name->text = g_strchomp (g_strdup (start));
  name->item = g_object_ref (item);
  g_ptr_array_add (names, name);
}

static void
add_list (RosterMentions *self,
          GListModel     *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (list, i);
      const char *id = roster_item_get_id (item);

      add_name (self, item, roster_item_get_name (item));
      if (id != NULL && strlen (id) >= SHORTEST_ID)
        add_name (self, item, id);
      if (ROSTER_IS_PRINCIPAL (item))
        add_name (self, item, roster_principal_get_address (ROSTER_PRINCIPAL (item)));
      if (ROSTER_IS_TIKTOK_ACCOUNT (item))
        add_name (self, item, roster_tiktok_account_get_handle (ROSTER_TIKTOK_ACCOUNT (item)));
    }
}

/**
 * roster_mentions_new:
 * @directory: whom and what there is
 *
 * Returns: (transfer full): what finds them in texts, as they are called now
 */
RosterMentions *
roster_mentions_new (RosterDirectory *directory)
{
  RosterMentions *self = g_new0 (RosterMentions, 1);

  self->by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  add_list (self, roster_directory_get_principals (directory));
  add_list (self, roster_directory_get_ad_accounts (directory));
  add_list (self, roster_directory_get_tiktok_accounts (directory));
  add_list (self, roster_directory_get_account_groups (directory));

  return self;
}

/**
 * roster_mentions_free:
 * @self: (transfer full): what finds mentions
 */
void
roster_mentions_free (RosterMentions *self)
{
  g_hash_table_unref (self->by_word);
  g_free (self);
}

/* A name is not mentioned where a longer word goes on. */
static gboolean
stands_at (const Name *name,
           const char *text)
{
  gsize length = strlen (name->text);

  if (strncmp (text, name->text, length) != 0)
    return FALSE;

  return text[length] == '\0' || !g_unichar_isalnum (g_utf8_get_char (text + length)) ||
         !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (text + length)));
}

/**
 * roster_mentions_find:
 * @self: what finds mentions
 * @text: (nullable): a text
 *
 * Returns: (transfer full) (element-type RosterItem): what @text mentions, each once
 */
GPtrArray *
roster_mentions_find (RosterMentions *self,
                      const char     *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : g_strdup ("");

  for (const char *start = skip_to_word (folded); *start != '\0'; start = skip_to_word (skip_word (start)))
    {
      g_autofree char *word = g_strndup (start, (gsize) (skip_word (start) - start));
      GPtrArray *names = g_hash_table_lookup (self->by_word, word);

      for (guint i = 0; names != NULL && i < names->len; i++)
        {
          const Name *name = names->pdata[i];

          if (stands_at (name, start) && !g_ptr_array_find (found, name->item, NULL))
            g_ptr_array_add (found, g_object_ref (name->item));
        }
    }

  return g_steal_pointer (&found);
}
