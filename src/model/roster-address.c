/* roster-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address.h"

#include <string.h>

/* Mail addresses that were probably mistyped: their domain is a slip of the finger away from one that colleagues have. */

/* In short names a single letter is half of the name, and both are somebody's: gmx.de, gmy.de. */
#define SHORTEST_DOMAIN 8

/**
 * roster_address_dup_domain:
 * @address: (nullable): a mail address
 *
 * Returns: (transfer full) (nullable): its domain in a form that can be compared, in ASCII wherever that can be; %NULL when there is none
 */
char *
roster_address_dup_domain (const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  g_autofree char *ascii = at != NULL && !g_str_is_ascii (at) ? g_hostname_to_ascii (at + 1) : NULL;

  return at != NULL && at[1] != '\0' ? g_utf8_casefold (ascii != NULL ? ascii : at + 1, -1) : NULL;
}

/**
 * roster_address_count_domain:
 * @domains: (element-type utf8 guint): how many use each domain; made with g_str_hash(), and g_free() for the keys
 * @address: (nullable): a mail address that is in use
 *
 * Counts an address for roster_address_dup_correction().
 */
void
roster_address_count_domain (GHashTable *domains,
                             const char *address)
{
  char *domain = roster_address_dup_domain (address);

  if (domain != NULL)
    g_hash_table_insert (domains, domain, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (domains, domain)) + 1));
}

/* Whether one letter more, less or other, or two neighbours in the wrong order, make one of the other. */
static gboolean
is_one_edit (const char *a,
             const char *b)
{
  glong length_a, length_b;
  g_autofree gunichar *in_a = g_utf8_to_ucs4_fast (a, -1, &length_a);
  g_autofree gunichar *in_b = g_utf8_to_ucs4_fast (b, -1, &length_b);
  glong start = 0;

  while (start < length_a && start < length_b && in_a[start] == in_b[start])
    start++;
  while (length_a > start && length_b > start && in_a[length_a - 1] == in_b[length_b - 1])
    {
      length_a--;
      length_b--;
    }
  length_a -= start;
  length_b -= start;

  if (length_a == 2 && length_b == 2)
    return in_a[start] == in_b[start + 1] && in_a[start + 1] == in_b[start];

  return MAX (length_a, length_b) == 1;
}

/* A company with an office in each country has a domain in each: acme.de and acme.dk. */
static gboolean
differ_by_country (const char *a,
                   const char *b)
{
  const char *dot_a = strrchr (a, '.');
  const char *dot_b = strrchr (b, '.');

  return dot_a != NULL && dot_b != NULL && strlen (dot_a) == 3 && strlen (dot_b) == 3 &&
         dot_a - a == dot_b - b && strncmp (a, b, (gsize) (dot_a - a)) == 0;
}

/**
 * roster_address_is_slip:
 * @domain: a domain, as roster_address_dup_domain() gives it
 * @meant: another
 *
 * Returns: whether @domain is likely to be @meant, mistyped
 */
gboolean
roster_address_is_slip (const char *domain,
                        const char *meant)
{
  g_return_val_if_fail (domain != NULL && meant != NULL, FALSE);

  /* One letter has up to four bytes. */
  if (ABS ((gssize) strlen (domain) - (gssize) strlen (meant)) > 4)
    return FALSE;

  return g_utf8_strlen (meant, -1) >= SHORTEST_DOMAIN && is_one_edit (domain, meant) && !differ_by_country (domain, meant);
}

/**
 * roster_address_dup_meant_domain:
 * @domain: a domain, as roster_address_dup_domain() gives it
 * @domains: (element-type utf8 guint): the domains that are in use, in the same form, each with how many use it
 *
 * Returns: (transfer full) (nullable): the domain that was probably meant; %NULL when there is no reason to doubt @domain
 */
char *
roster_address_dup_meant_domain (const char *domain,
                                 GHashTable *domains)
{
  const char *meant = NULL;
  guint most = 0;
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (domain != NULL && domains != NULL, NULL);

  if (g_hash_table_contains (domains, domain))
    return NULL;

  g_hash_table_iter_init (&iter, domains);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint count = GPOINTER_TO_UINT (value);

      if (!roster_address_is_slip (domain, key))
        continue;

      /* Of two that are as common, always the same one. */
      if (meant == NULL || count > most || (count == most && strcmp (key, meant) < 0))
        {
          meant = key;
          most = count;
        }
    }

  return g_strdup (meant);
}

/**
 * roster_address_dup_correction:
 * @address: a mail address
 * @domains: (element-type utf8 guint): the domains that are in use, as roster_address_dup_domain() gives them, each with how many use it
 *
 * Returns: (transfer full) (nullable): the address that was probably meant; %NULL when there is no reason to doubt @address
 */
char *
roster_address_dup_correction (const char *address,
                               GHashTable *domains)
{
  g_autofree char *domain = roster_address_dup_domain (address);
  g_autofree char *meant = domain != NULL ? roster_address_dup_meant_domain (domain, domains) : NULL;

  return meant != NULL ? g_strdup_printf ("%.*s@%s", (int) (strrchr (address, '@') - address), address, meant) : NULL;
}
