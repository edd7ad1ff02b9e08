/* roster-text-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-text-key.h"

#include "roster-ad-account.h"
#include "roster-principal.h"
#include "roster-tiktok-account.h"

/* What an item sorts by and is found by. Both are dear to compute and asked for thousands of times whenever a list is sorted or a letter is
 * typed, so that they are kept with the item, beside the texts that they were made of: those tell whether they still hold. */

typedef struct
{
  char *title;
  char *detail;
  char *collation;
  char *haystack;
} Keys;

static void
keys_free (gpointer data)
{
  Keys *keys = data;

  g_free (keys->title);
  g_free (keys->detail);
  g_free (keys->collation);
  g_free (keys->haystack);
  g_free (keys);
}

/* Without case and without accents: “jose” finds José. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (decomposed, -1);
  GString *bare = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (bare, c);
    }

  return g_string_free (bare, FALSE);
}

static const Keys *
get_keys (RosterItem *item)
{
  static GQuark quark = 0;
  const char *title = roster_text_key_get_title (item);
  const char *detail = roster_text_key_get_detail (item);
  g_autofree char *folded = NULL;
  g_autofree char *both = NULL;
  Keys *keys;

  if (G_UNLIKELY (quark == 0))
    quark = g_quark_from_static_string ("roster-text-key");

  keys = g_object_get_qdata (G_OBJECT (item), quark);
  if (keys != NULL && g_strcmp0 (keys->title, title) == 0 && g_strcmp0 (keys->detail, detail) == 0)
    return keys;

  keys = g_new0 (Keys, 1);
  keys->title = g_strdup (title);
  keys->detail = g_strdup (detail);
  folded = g_utf8_make_valid (title, -1);
  both = g_utf8_casefold (folded, -1);
  /* Things are often numbered: the way of file names puts “Shop 2” before “Shop 10”. */
  keys->collation = ROSTER_IS_PRINCIPAL (item) ? g_utf8_collate_key (both, -1) : g_utf8_collate_key_for_filename (both, -1);
  g_free (both);
  both = g_strconcat (title, "\n", detail != NULL ? detail : "", "\n", roster_item_get_id (item), NULL);
  keys->haystack = fold (both);
  g_object_set_qdata_full (G_OBJECT (item), quark, keys, keys_free);

  return keys;
}

/**
 * roster_text_key_get_title:
 * @item: anything that stands in a list
 *
 * Returns: (transfer none): what to call it: its name or, where TikTok has not told any, its address, handle or ID
 */
const char *
roster_text_key_get_title (RosterItem *item)
{
  const char *title = NULL;

  g_return_val_if_fail (ROSTER_IS_ITEM (item), "");

  if (ROSTER_IS_PRINCIPAL (item))
    title = roster_principal_get_display_name (ROSTER_PRINCIPAL (item));
  else
    title = roster_item_get_name (item);

  if ((title == NULL || *title == '\0') && ROSTER_IS_TIKTOK_ACCOUNT (item))
    title = roster_tiktok_account_get_handle (ROSTER_TIKTOK_ACCOUNT (item));
  if (title == NULL || *title == '\0')
    title = roster_item_get_id (item);

  return title != NULL ? title : "";
}

/**
 * roster_text_key_get_detail:
 * @item: anything that stands in a list
 *
 * Returns: (transfer none) (nullable): the second thing that tells it from others: an address, an owner, a handle
 */
const char *
roster_text_key_get_detail (RosterItem *item)
{
  g_return_val_if_fail (ROSTER_IS_ITEM (item), NULL);

  if (ROSTER_IS_PRINCIPAL (item))
    return roster_principal_get_address (ROSTER_PRINCIPAL (item));
  if (ROSTER_IS_AD_ACCOUNT (item))
    return roster_ad_account_get_owner_name (ROSTER_AD_ACCOUNT (item));
  if (ROSTER_IS_TIKTOK_ACCOUNT (item))
    return roster_tiktok_account_get_handle (ROSTER_TIKTOK_ACCOUNT (item));

  return NULL;
}

/**
 * roster_text_key_compare:
 * @a: an item
 * @b: another
 *
 * Orders by what people call the items, in the way of their language; items of the same name by their keys, so that the order never wavers.
 *
 * Returns: less than, equal to or greater than 0, like strcmp()
 */
int
roster_text_key_compare (RosterItem *a,
                         RosterItem *b)
{
  int order;

  g_return_val_if_fail (ROSTER_IS_ITEM (a) && ROSTER_IS_ITEM (b), 0);

  order = strcmp (get_keys (a)->collation, get_keys (b)->collation);

  return order != 0 ? order : g_strcmp0 (roster_item_get_key (a), roster_item_get_key (b));
}

/**
 * roster_text_key_split:
 * @text: (nullable): what somebody typed into a search entry
 *
 * Returns: (transfer full) (array zero-terminated=1): the words to give to roster_text_key_matches(); empty when there is nothing to look for
 */
char **
roster_text_key_split (const char *text)
{
  g_autofree char *folded = fold (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_strv_builder_add (found, words[i]);
    }

  return g_strv_builder_end (found);
}

/**
 * roster_text_key_matches:
 * @item: an item
 * @words: (array zero-terminated=1): from roster_text_key_split()
 *
 * Returns: whether each word occurs in the title, the detail or the ID
 */
gboolean
roster_text_key_matches (RosterItem         *item,
                         const char * const *words)
{
  const char *haystack;

  g_return_val_if_fail (ROSTER_IS_ITEM (item), FALSE);

  if (words[0] == NULL)
    return TRUE;

  haystack = get_keys (item)->haystack;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (haystack, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}
