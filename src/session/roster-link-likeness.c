/* roster-link-likeness.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-likeness.h"

#include <string.h>

/* Compares what a client said with what TikTok shows. People say “Café Lumière” and are called cafe.lumiere, so only letters and digits count,
 * without case and accents. That is enough to suggest an answer, never to give it. */

static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (decomposed, -1);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (bare, c);
    }

  return g_string_free (g_steal_pointer (&bare), FALSE);
}

/* The same in the letters that handles are made of: København is koebenhavn. Scripts that have no such letters stay what they are. */
static char *
fold_to_ascii (const char *folded)
{
  g_autofree char *ascii = g_str_to_ascii (folded, "C");

  return strchr (ascii, '?') == NULL ? g_steal_pointer (&ascii) : g_strdup (folded);
}

static gboolean
is_alike (const char *a,
          const char *b)
{
  g_autofree char *folded_a = fold (a);
  g_autofree char *folded_b = fold (b);
  g_autofree char *ascii_a = fold_to_ascii (folded_a);
  g_autofree char *ascii_b = fold_to_ascii (folded_b);

  return *folded_a != '\0' && (g_str_equal (folded_a, folded_b) || g_str_equal (ascii_a, ascii_b));
}

/**
 * roster_link_likeness_compare:
 * @expected_handle: (nullable): the handle that the client said, without @
 * @account: an account
 *
 * Returns: how much @account looks like the expected one. Its name counts only as long as TikTok does not tell its handle
 */
RosterLikeness
roster_link_likeness_compare (const char          *expected_handle,
                              RosterTiktokAccount *account)
{
  const char *handle, *shown;

  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (account), ROSTER_LIKENESS_UNKNOWN);

  handle = roster_tiktok_account_get_handle (account);
  shown = handle != NULL ? handle : roster_item_get_name (ROSTER_ITEM (account));
  if (expected_handle == NULL || shown == NULL)
    return ROSTER_LIKENESS_UNKNOWN;
  if (handle != NULL && g_ascii_strcasecmp (expected_handle, handle) == 0)
    return ROSTER_LIKENESS_SAME;

  return is_alike (expected_handle, shown) ? ROSTER_LIKENESS_ALIKE : ROSTER_LIKENESS_UNLIKE;
}
