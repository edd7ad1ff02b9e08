/* roster-address-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-file.h"

#include <string.h>

/* Makes a text in which addresses can be found of what is in a file: whatever its encoding, and also of address cards. */

static const struct
{
  const char *bytes;
  gsize offset;
  gsize length;
  RosterAddressFileKind kind;
} MAGIC[] = {
  { "\x89PNG", 0, 4, ROSTER_ADDRESS_FILE_PICTURE },
  { "\xFF\xD8\xFF", 0, 3, ROSTER_ADDRESS_FILE_PICTURE },
  { "GIF8", 0, 4, ROSTER_ADDRESS_FILE_PICTURE },
  { "II*\0", 0, 4, ROSTER_ADDRESS_FILE_PICTURE },
  { "MM\0*", 0, 4, ROSTER_ADDRESS_FILE_PICTURE },
  { "WEBP", 8, 4, ROSTER_ADDRESS_FILE_PICTURE },
  { "ftypheic", 4, 8, ROSTER_ADDRESS_FILE_PICTURE },
  { "ftypavif", 4, 8, ROSTER_ADDRESS_FILE_PICTURE },
  { "ftypmif1", 4, 8, ROSTER_ADDRESS_FILE_PICTURE },
  { "PK\3\4", 0, 4, ROSTER_ADDRESS_FILE_OTHER },         /* Office Open XML, OpenDocument */
  { "\xD0\xCF\x11\xE0", 0, 4, ROSTER_ADDRESS_FILE_OTHER }, /* older documents of Office, and mails of Outlook */
  { "%PDF", 0, 4, ROSTER_ADDRESS_FILE_OTHER },
  { "\x1F\x8B", 0, 2, ROSTER_ADDRESS_FILE_OTHER },
};

/* A text in an encoding; the longer marks first. */
typedef struct
{
  const char *mark;
  gsize length;
  const char *charset;
  gsize unit; /* bytes of a character */
} Encoding;

static const Encoding ENCODINGS[] = {
  { "\xEF\xBB\xBF", 3, "UTF-8", 1 }, { "\xFF\xFE\0\0", 4, "UTF-32LE", 4 }, { "\0\0\xFE\xFF", 4, "UTF-32BE", 4 },
  { "\xFF\xFE", 2, "UTF-16LE", 2 },  { "\xFE\xFF", 2, "UTF-16BE", 2 },
};

/* Header fields of which one stands in the first lines of each mail, but of no table. */
static const char * const FIELDS[] = { "received:", "return-path:", "message-id:", "mime-version:", "delivered-to:",
                                       "from:", "dkim-signature:", "date:" };

static RosterAddressFileKind
find_magic (const char *data,
            gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (MAGIC); i++)
    if (length >= MAGIC[i].offset + MAGIC[i].length && memcmp (data + MAGIC[i].offset, MAGIC[i].bytes, MAGIC[i].length) == 0)
      return MAGIC[i].kind;

  return ROSTER_ADDRESS_FILE_TEXT;
}

/* Texts without a mark: of the ASCII that addresses are made of, half or three quarters of the bytes are zero. */
static const Encoding *
guess_wide (const char *data,
            gsize       length)
{
  static const Encoding WIDE[] = { { "", 0, "UTF-16LE", 2 }, { "", 0, "UTF-16BE", 2 }, { "", 0, "UTF-32LE", 4 }, { "", 0, "UTF-32BE", 4 } };
  gsize zeros[4] = { 0 };
  gsize n = MIN (length, 4096) / 4;

  for (gsize i = 0; i < n * 4; i++)
    zeros[i % 4] += data[i] == '\0';
  if (n == 0)
    return NULL;

  if (zeros[1] * 2 > n && zeros[2] * 2 > n && zeros[3] * 2 > n)
    return zeros[0] == 0 ? &WIDE[2] : NULL;
  if (zeros[0] * 2 > n && zeros[1] * 2 > n && zeros[2] * 2 > n)
    return zeros[3] == 0 ? &WIDE[3] : NULL;
  if (zeros[1] * 2 > n && zeros[3] * 2 > n)
    return zeros[0] + zeros[2] == 0 ? &WIDE[0] : NULL;
  if (zeros[0] * 2 > n && zeros[2] * 2 > n)
    return zeros[1] + zeros[3] == 0 ? &WIDE[1] : NULL;

  return NULL;
}

static const Encoding *
find_encoding (const char *data,
               gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (ENCODINGS); i++)
    if (length >= ENCODINGS[i].length && memcmp (data, ENCODINGS[i].mark, ENCODINGS[i].length) == 0)
      return &ENCODINGS[i];

  return guess_wide (data, length);
}

static char *
convert (const char *data,
         gsize       length,
         const char *charset)
{
  gsize written;
  g_autofree char *text = g_convert (data, (gssize) length, "UTF-8", charset, NULL, &written, NULL);

  return text != NULL && g_utf8_validate_len (text, written, NULL) ? g_steal_pointer (&text) : NULL;
}

/* What is not ASCII becomes a character that belongs to no address, so that none is cut where it stands. */
static char *
dup_ascii_bytes (const char *data,
                 gsize       length)
{
  g_autoptr (GString) text = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] != '\0' && (guchar) data[i] < 0x80)
        g_string_append_c (text, data[i]);
      else
        g_string_append (text, "\xEF\xBF\xBD");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Units of which a half is missing or wrong; the addresses are between them. */
static char *
dup_ascii_units (const char     *data,
                 gsize           length,
                 const Encoding *encoding)
{
  gboolean little = g_str_has_suffix (encoding->charset, "LE");
  g_autoptr (GString) text = g_string_sized_new (length / encoding->unit);

  for (gsize i = 0; i + encoding->unit <= length; i += encoding->unit)
    {
      const guchar *unit = (const guchar *) data + i;
      guchar low = unit[little ? 0 : encoding->unit - 1];
      guint others = 0;

      for (gsize j = 0; j < encoding->unit; j++)
        others += unit[j];
      if (others == low && low < 0x80 && low > 0)
        g_string_append_c (text, (char) low);
      else
        g_string_append (text, "\xEF\xBF\xBD");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_marked (const char     *data,
            gsize           length,
            const Encoding *encoding)
{
  gsize whole = (length - encoding->length) / encoding->unit * encoding->unit;
  char *text = convert (data + encoding->length, whole, encoding->charset);

  if (text != NULL)
    return text;

  return encoding->unit == 1 ? dup_ascii_bytes (data + encoding->length, whole) : dup_ascii_units (data + encoding->length, whole, encoding);
}

/* Texts have line ends and tabs, and hardly another control character. */
static gboolean
is_binary (const char *data,
           gsize       length)
{
  gsize n_odd = 0;

  for (gsize i = 0; i < length; i++)
    n_odd += (guchar) data[i] < 0x80 && roster_address_is_unseen ((gunichar) data[i]);

  return n_odd * 50 > length;
}

static char *
decode (const char             *data,
        gsize                   length,
        RosterAddressListFlags *flags)
{
  const Encoding *encoding = find_encoding (data, length);
  char *text;

  if (encoding != NULL)
    return dup_marked (data, length, encoding);
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);
  if (is_binary (data, length))
    return NULL;

  *flags |= ROSTER_ADDRESS_LIST_GUESSED;
  text = memchr (data, '\0', length) == NULL ? convert (data, length, "WINDOWS-1252") : NULL;

  return text != NULL ? text : dup_ascii_bytes (data, length);
}

static gboolean
is_field (const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_ascii_strncasecmp (line, FIELDS[i], strlen (FIELDS[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Two header fields in the first lines: "From: ana@x.com" alone may be from somebody's notes. */
static gboolean
is_mail (const char *text)
{
  guint n_fields = 0;

  if (g_str_has_prefix (text, "From ") && strchr (text, '@') != NULL && strstr (text, "\nReceived:") != NULL)
    return TRUE;

  for (guint i = 0; i < 20 && text != NULL; i++)
    {
      n_fields += is_field (text);
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : NULL;
    }

  return n_fields >= 2;
}

/* Address cards (RFC 6350, and the older versions 2.1 and 3.0) */

/* The lower, the more it is preferred: "PREF=1", "TYPE=PREF", "PREF"; 1000 when it is not. */
static guint
get_preference (const char *parameters)
{
  g_auto (GStrv) words = g_strsplit_set (parameters, ";,", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (words[i], "PREF=", 5) == 0)
        return (guint) CLAMP (g_ascii_strtoull (words[i] + 5, NULL, 10), 1, 999);
      if (g_ascii_strcasecmp (words[i], "PREF") == 0 || g_ascii_strcasecmp (words[i], "TYPE=PREF") == 0)
        return 1;
    }

  return 1000;
}

/* Whether a line, of which @value is what follows the colon, has a value of @name: "item1.EMAIL;TYPE=work:" */
static gboolean
is_property (const char *line,
             const char *value,
             const char *name)
{
  const char *dot = memchr (line, '.', (gsize) (value - line));
  const char *semicolon = memchr (line, ';', (gsize) (value - line));
  const char *start = dot != NULL && (semicolon == NULL || dot < semicolon) ? dot + 1 : line;
  gsize length = strlen (name);

  return g_ascii_strncasecmp (start, name, length) == 0 && (start[length] == ':' || start[length] == ';');
}

/* One row: the name, the preferred address, then the others. */
static void
append_card (GString    *table,
             const char *name,
             GPtrArray  *addresses,
             guint       preferred)
{
  g_string_append_printf (table, "%s\t", name != NULL ? name : "");
  if (addresses->len > 0)
    g_string_append (table, addresses->pdata[preferred]);
  for (guint i = 0; i < addresses->len; i++)
    if (i != preferred)
      g_string_append_printf (table, "%s%s", i == (preferred == 0 ? 1u : 0u) ? "\t" : " ; ", (char *) addresses->pdata[i]);
  g_string_append_c (table, '\n');
}

static char *
dup_unfolded (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) unfolded = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean goes_on = i > 0 && (lines[i][0] == ' ' || lines[i][0] == '\t');

      g_strchomp (lines[i]);
      g_string_append_printf (unfolded, "%s%s", goes_on || i == 0 ? "" : "\n", lines[i] + (goes_on ? 1 : 0));
    }

  return g_string_free (g_steal_pointer (&unfolded), FALSE);
}

/* Makes a table of address cards, with a heading that is understood; see roster_address_list_split(). */
static char *
dup_table_of_cards (const char *text)
{
  g_autofree char *unfolded = dup_unfolded (text);
  g_auto (GStrv) lines = g_strsplit (unfolded, "\n", -1);
  g_autoptr (GString) table = g_string_new ("Name\tE-mail\tE-mail 2\n");
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  const char *name = NULL;
  guint preferred = 0;
  guint preference = G_MAXUINT;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon == NULL)
        continue;
      if (is_property (lines[i], colon, "FN"))
        name = g_strdelimit (colon + 1, "\t\"", ' ');
      if (is_property (lines[i], colon, "EMAIL"))
        {
          g_autofree char *parameters = g_strndup (lines[i], (gsize) (colon - lines[i]));
          guint own = get_preference (parameters);

          if (own < preference)
            {
              preferred = addresses->len;
              preference = own;
            }
          g_ptr_array_add (addresses, g_strdelimit (colon + 1, "\t\"", ' '));
        }
      if (g_ascii_strcasecmp (lines[i], "END:VCARD") != 0)
        continue;

      append_card (table, name, addresses, preferred);
      g_ptr_array_set_size (addresses, 0);
      name = NULL;
      preferred = 0;
      preference = G_MAXUINT;
    }

  return g_string_free (g_steal_pointer (&table), FALSE);
}

static gboolean
is_card (const char *text)
{
  static const char BEGIN[] = "BEGIN:VCARD";

  while (g_ascii_isspace (*text))
    text++;

  return g_ascii_strncasecmp (text, BEGIN, strlen (BEGIN)) == 0;
}

/**
 * roster_address_file_read:
 * @contents: what a file holds
 * @text: (out) (nullable) (transfer full): the text in which addresses are to be looked for; %NULL when it is none
 * @flags: (out): for roster_address_list_split()
 *
 * Makes text of the contents of a text file, of what a spreadsheet exported, and of address cards: UTF-8, UTF-16 and UTF-32, with their mark or
 * without, or the letters of Western Europe (Windows-1252). Of what fits none of these the ASCII is read.
 *
 * Returns: what the file is
 */
RosterAddressFileKind
roster_address_file_read (GBytes                  *contents,
                          char                   **text,
                          RosterAddressListFlags  *flags)
{
  gsize length;
  const char *data;
  RosterAddressFileKind kind;
  g_autofree char *decoded = NULL;

  g_return_val_if_fail (contents != NULL && text != NULL && flags != NULL, ROSTER_ADDRESS_FILE_OTHER);

  data = g_bytes_get_data (contents, &length);
  *text = NULL;
  *flags = ROSTER_ADDRESS_LIST_FILE;
  if (length == 0)
    {
      *text = g_strdup ("");
      return ROSTER_ADDRESS_FILE_TEXT;
    }

  kind = find_magic (data, length);
  if (kind != ROSTER_ADDRESS_FILE_TEXT)
    return kind;

  decoded = decode (data, length, flags);
  if (decoded == NULL)
    return ROSTER_ADDRESS_FILE_OTHER;
  if (is_card (decoded))
    *text = dup_table_of_cards (decoded);
  else if (is_mail (decoded))
    return ROSTER_ADDRESS_FILE_MAIL;
  else
    *text = g_steal_pointer (&decoded);

  return ROSTER_ADDRESS_FILE_TEXT;
}
