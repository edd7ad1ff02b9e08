/* roster-address-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-list.h"

#include <string.h>

#include "roster-address-heading.h"
#include "roster-address-word.h"

/* Finds the mail addresses in what people type and paste: one a line, "Ana Silva <ana@x.com>; bob@y.com", a column or several of a spreadsheet, a
 * CSV file. Whatever has an @ is meant to be an address. What has none is a name, or another column, where there is an address beside it in the same
 * line; else it is a slip that has to be shown, but for the heading of a column. Where a heading names a column of addresses, only such columns are
 * read, and only the first address of a row goes without a look.
 *
 * It goes line by line: a line is copied without what is not seen, then parted into cells, and each cell into words. All of this can be left after
 * each word and be gone on with later, however long a line is. */

/* A quotation mark that is not closed within so many bytes was none, and its line ends where it ends. */
#define LONGEST_QUOTED (64 * 1024)

/* What it takes to look at a word with an @, in characters that are copied. */
#define EFFORT_OF_WORD 250

/* A piece of a line; from @start up to and without @end. */
typedef struct
{
  gsize start;
  gsize end;
} Span;

typedef enum
{
  STAGE_COPY,
  STAGE_CELL,
  STAGE_WORDS,
  STAGE_OVER,
} Stage;

struct _RosterAddressSplitter
{
  char *text;
  RosterAddressListFlags flags;
  GPtrArray *entries;
  Stage stage;
  guint64 effort;

  /* Where copying is. */
  const char *p;
  guint offset;            /* of @p, in characters */
  const char *line_p;      /* where the line begins */
  guint line_offset;
  gboolean quoted;         /* in a table */
  gboolean quotes_are_off; /* one was not closed */

  /* The line, copied. */
  GString *line;
  GArray *offsets;  /* of each byte of @line, and its end: in @text, in characters */
  gboolean turned;  /* it is not shown in the order in which it is written */
  guint first;      /* entry of the line */
  gsize last_end;   /* of its last entry */
  gsize no_quote;   /* from here on no quotation mark, and no bracket, is closed */
  gsize no_bracket;
  guint n_others;   /* cells without an address */
  gboolean has_brackets;

  gboolean has_addresses;
  guint n_lines;    /* with something in them */

  /* A table. */
  GArray *columns;  /* (nullable): numbers of those with addresses */
  char delimiter;
  GArray *cells;    /* those of the line that are to be read */

  Span rest;        /* of the line; in a table, of @cells */
  Span cell;
};

static void
entry_free (RosterAddressEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->text);
  g_free (entry->correction);
  g_free (entry);
}

static gunichar
char_at (RosterAddressSplitter *self,
         gsize                  at)
{
  return g_utf8_get_char (self->line->str + at);
}

static gsize
next_at (RosterAddressSplitter *self,
         gsize                  at)
{
  return (gsize) (g_utf8_next_char (self->line->str + at) - self->line->str);
}

static gboolean
is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == ',' || c == '\t' || c == '|' || c == 0xFF0C /* ， */ || c == 0xFF1B /* ； */ || c == 0x3001 /* 、 */;
}

static gboolean
is_between (gunichar c)
{
  return g_unichar_isspace (c) || is_separator (c);
}

static Span
trim (RosterAddressSplitter *self,
      Span                   span,
      gboolean             (*is_around) (gunichar c))
{
  const char *line = self->line->str;

  while (span.start < span.end && is_around (char_at (self, span.start)))
    span.start = next_at (self, span.start);
  while (span.start < span.end && is_around (g_utf8_get_char (g_utf8_prev_char (line + span.end))))
    span.end = (gsize) (g_utf8_prev_char (line + span.end) - line);

  return span;
}

static gboolean
contains (RosterAddressSplitter *self,
          Span                   span,
          char                   sign)
{
  return memchr (self->line->str + span.start, sign, span.end - span.start) != NULL;
}

static char *
dup_span (RosterAddressSplitter *self,
          Span                   span)
{
  return g_strndup (self->line->str + span.start, span.end - span.start);
}

/* Entries */

static void
add (RosterAddressSplitter *self,
     RosterAddressEntry    *entry,
     Span                   span)
{
  entry->start = g_array_index (self->offsets, guint, span.start);
  entry->length = g_array_index (self->offsets, guint, span.end) - entry->start;
  if (entry->is_address && self->turned)
    entry->doubt = ROSTER_ADDRESS_DOUBT_DIRECTION;
  g_ptr_array_add (self->entries, entry);
  self->last_end = span.end;
}

static void
add_slip (RosterAddressSplitter *self,
          Span                   span)
{
  RosterAddressEntry *entry;

  if (span.start == span.end)
    return;

  entry = g_new0 (RosterAddressEntry, 1);
  entry->text = dup_span (self, span);
  add (self, entry, span);
}

static gboolean
is_same (const RosterAddressEntry *a,
         const RosterAddressEntry *b)
{
  return a->is_address == b->is_address && g_ascii_strcasecmp (a->text, b->text) == 0;
}

/* Programs write an address with a link to it, or as the name of itself: "ana@x.com<mailto:ana@x.com>", "<mailto:ana@x.com|ana@x.com>". */
static gboolean
repeats_last (RosterAddressSplitter *self,
              RosterAddressEntry    *entry,
              gsize                  start)
{
  RosterAddressEntry *last;
  RosterAddressLink link;

  if (self->entries->len == self->first)
    return FALSE;

  last = self->entries->pdata[self->entries->len - 1];
  link = roster_address_word_find_link (self->line->str, self->last_end, start);
  if (link == ROSTER_ADDRESS_LINK_NONE)
    return FALSE;
  if (is_same (last, entry))
    return TRUE;

  if (link == ROSTER_ADDRESS_LINK_PAIR && last->is_address && entry->is_address)
    last->doubt = entry->doubt = ROSTER_ADDRESS_DOUBT_PAIR;

  return FALSE;
}

static void
add_word (RosterAddressSplitter *self,
          Span                   word)
{
  RosterAddressEntry *entry;
  Span query = { word.end, word.end };
  g_autofree char *text = NULL;

  roster_address_word_trim (self->line->str, &word.start, &word.end, &query.start);
  self->effort += EFFORT_OF_WORD;
  if (word.start < word.end)
    {
      text = dup_span (self, word);
      entry = g_new0 (RosterAddressEntry, 1);
      entry->text = roster_address_word_dup_address (text, roster_address_word_is_linked (self->line->str, word.start), &entry->doubt,
                                                     &entry->correction);
      entry->is_address = entry->text != NULL;
      if (!entry->is_address)
        entry->text = g_steal_pointer (&text);
      else if ((self->flags & ROSTER_ADDRESS_LIST_GUESSED) != 0 && !g_str_is_ascii (text))
        entry->doubt = ROSTER_ADDRESS_DOUBT_READING;

      if (repeats_last (self, entry, word.start))
        entry_free (entry);
      else
        add (self, entry, word);
    }

  /* Who is in copy may have been meant. */
  if (contains (self, query, '@'))
    add_slip (self, query);
  else if (query.start < query.end)
    self->last_end = query.end;
}

/* Cells */

/* Looks for what closes a quotation mark or a bracket; @none keeps from where on there is nothing. */
static gsize
find_close (RosterAddressSplitter *self,
            gsize                  from,
            gsize                  end,
            char                   sign,
            gsize                 *none)
{
  const char *close = from < *none ? memchr (self->line->str + from, sign, end - from) : NULL;

  if (close == NULL)
    *none = MIN (*none, from);

  return close != NULL ? (gsize) (close - self->line->str) : end;
}

/* What an unclosed quotation mark or bracket opens ends with the cell that it is in, so that it cannot swallow the rest of the line. */
static gsize
find_cell_end (RosterAddressSplitter *self,
               Span                   rest)
{
  gsize at = rest.start;

  while (at < rest.end && !is_separator (char_at (self, at)))
    {
      gsize close = rest.end;

      if (self->line->str[at] == '"')
        close = find_close (self, at + 1, rest.end, '"', &self->no_quote);
      else if (self->line->str[at] == '<')
        close = find_close (self, at + 1, rest.end, '>', &self->no_bracket);

      at = close < rest.end ? close + 1 : next_at (self, at);
    }

  return at;
}

/* "bob.y.com", where the @ was forgotten. */
static gboolean
looks_like_address (RosterAddressSplitter *self,
                    Span                   cell)
{
  g_autofree char *text = cell.end - cell.start <= 254 ? dup_span (self, cell) : NULL;
  const char *dot = text != NULL ? strrchr (text, '.') : NULL;

  if (dot == NULL || dot == text || strlen (dot) < 3)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  for (const char *p = dot + 1; *p != '\0'; p++)
    if (!g_ascii_isalpha (*p))
      return FALSE;

  return TRUE;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c);
}

/* "<ana silva@x.com>": where brackets say what belongs to the address, its second half is none. */
static gboolean
add_bracket (RosterAddressSplitter *self)
{
  Span inside = { self->cell.start + 1, self->cell.end };
  g_autofree char *text = NULL;

  inside.end = find_close (self, inside.start, self->cell.end, '>', &self->no_bracket);
  if (inside.end == self->cell.end || !contains (self, inside, '@'))
    return FALSE;

  self->has_brackets = TRUE;
  inside = trim (self, inside, is_space);
  if (inside.end - inside.start > 254 || contains (self, inside, '"') || contains (self, inside, '\'') || contains (self, inside, '=') ||
      contains (self, inside, ':') || contains (self, inside, ',') || contains (self, inside, ';') || contains (self, inside, '|'))
    return FALSE;

  text = dup_span (self, inside);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      {
        add_slip (self, inside);
        self->cell.start = inside.end;
        return TRUE;
      }

  return FALSE;
}

static void
read_word (RosterAddressSplitter *self)
{
  Span word = self->cell;

  if (self->line->str[word.start] == '<' && add_bracket (self))
    return;

  word.end = roster_address_word_find_end (self->line->str, word.start, self->cell.end);
  self->effort += word.end - word.start + 1;
  self->cell.start = word.start == word.end ? next_at (self, word.end) : word.end;
  if (contains (self, word, '@'))
    add_word (self, word);
}

/* Tables */

/* The cell of a table that begins at @start; it may be quoted. */
static Span
find_table_cell (RosterAddressSplitter *self,
                 gsize                  start)
{
  const char *line = self->line->str;
  gsize at = start;

  if (line[at] == '"' && !self->quotes_are_off)
    for (at++; at < self->line->len && (line[at] != '"' || line[at + 1] == '"'); at++)
      at += line[at] == '"';
  while (at < self->line->len && line[at] != self->delimiter)
    at++;

  return (Span) { start, at };
}

static gboolean
is_around_cell (gunichar c)
{
  return g_unichar_isspace (c) || c == '"';
}

static gboolean
is_email_column (RosterAddressSplitter *self,
                 Span                   cell)
{
  g_autofree char *heading = dup_span (self, trim (self, cell, is_around_cell));

  return roster_address_heading_is_email (heading);
}

/* Whether the line is the heading of a table with @delimiter, and of which columns. */
static gboolean
read_heading (RosterAddressSplitter *self,
              char                   delimiter)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize at = 0;

  self->delimiter = delimiter;
  for (guint i = 0; at <= self->line->len; i++)
    {
      Span cell = find_table_cell (self, at);

      if (is_email_column (self, cell))
        g_array_append_val (columns, i);
      at = cell.end + 1;
    }
  if (columns->len == 0)
    return FALSE;

  self->columns = g_steal_pointer (&columns);

  return TRUE;
}

static gboolean
is_heading (RosterAddressSplitter *self)
{
  static const char DELIMITERS[] = "\t;,|";

  for (const char *p = DELIMITERS; *p != '\0'; p++)
    if (memchr (self->line->str, *p, self->line->len) != NULL && read_heading (self, *p))
      return TRUE;

  return FALSE;
}

static gboolean
is_column (RosterAddressSplitter *self,
           guint                  column)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, guint, i) == column)
      return TRUE;

  return FALSE;
}

static void
open_row (RosterAddressSplitter *self)
{
  gsize at = 0;

  g_array_set_size (self->cells, 0);
  for (guint i = 0; at <= self->line->len; i++)
    {
      Span cell = find_table_cell (self, at);

      if (i <= g_array_index (self->columns, guint, self->columns->len - 1) && is_column (self, i))
        g_array_append_val (self->cells, cell);
      at = cell.end + 1;
    }
  self->rest = (Span) { 0, self->cells->len };
}

/* An address in a column of something else. */
static void
doubt_place (RosterAddressEntry *entry)
{
  char *address = roster_address_dup_ascii (entry->text);

  if (address == NULL)
    return;

  g_free (entry->text);
  entry->text = address;
  entry->is_address = TRUE;
  entry->doubt = ROSTER_ADDRESS_DOUBT_SECOND;
}

/* A row without an address is not left out without a word. */
static void
add_row_without (RosterAddressSplitter *self)
{
  Span cell = { 0, 0 };

  for (guint i = 0; i < self->cells->len && cell.start == cell.end; i++)
    cell = trim (self, g_array_index (self->cells, Span, i), is_around_cell);
  for (gsize at = 0; at <= self->line->len && cell.start == cell.end; at = find_table_cell (self, at).end + 1)
    cell = trim (self, find_table_cell (self, at), is_around_cell);
  add_slip (self, cell);
  if (self->entries->len > self->first)
    doubt_place (self->entries->pdata[self->first]);
}

/* The first address of a row counts; the same once more is none. */
static void
doubt_others (RosterAddressSplitter *self)
{
  RosterAddressEntry *primary = NULL;
  guint n_kept = self->first;

  for (guint i = self->first; i < self->entries->len; i++)
    {
      RosterAddressEntry *entry = self->entries->pdata[i];

      if (primary != NULL && is_same (primary, entry))
        {
          entry_free (entry);
          continue;
        }
      if (primary != NULL && entry->is_address && entry->doubt != ROSTER_ADDRESS_DOUBT_PAIR)
        entry->doubt = ROSTER_ADDRESS_DOUBT_SECOND;
      else if (primary == NULL && entry->is_address)
        primary = entry;
      self->entries->pdata[n_kept++] = entry;
    }

  /* Those further back have been freed, or moved. */
  for (guint i = n_kept; i < self->entries->len; i++)
    self->entries->pdata[i] = NULL;
  g_ptr_array_set_size (self->entries, (int) n_kept);
}

/* Lines */

static void
close_line (RosterAddressSplitter *self)
{
  guint n_found = self->entries->len - self->first;

  if (self->columns != NULL && n_found == 0)
    add_row_without (self);
  else if (self->columns != NULL ||
           ((self->flags & ROSTER_ADDRESS_LIST_FILE) != 0 && self->n_others > 0 && !self->has_brackets && n_found > 1))
    doubt_others (self);

  self->stage = STAGE_COPY;
}

static gboolean
next_cell (RosterAddressSplitter *self)
{
  while (self->rest.start < self->rest.end)
    {
      Span name;

      if (self->columns != NULL)
        {
          self->cell = g_array_index (self->cells, Span, self->rest.start);
          self->rest.start++;
          if (contains (self, self->cell, '@'))
            return TRUE;
          continue;
        }

      self->cell = (Span) { self->rest.start, find_cell_end (self, self->rest) };
      self->rest.start = self->cell.end < self->rest.end ? next_at (self, self->cell.end) : self->cell.end;
      self->effort += self->cell.end - self->cell.start + 1;
      if (contains (self, self->cell, '@'))
        return TRUE;

      name = trim (self, self->cell, is_space);
      if (looks_like_address (self, name))
        add_slip (self, name);
      else if (name.start < name.end)
        self->n_others++;
    }

  return FALSE;
}

/* Returns: whether there are cells to read */
static gboolean
open_line (RosterAddressSplitter *self)
{
  Span line = trim (self, (Span) { 0, self->line->len }, is_between);

  self->first = self->entries->len;
  self->last_end = 0;
  self->no_quote = self->no_bracket = self->line->len + 1;
  self->n_others = 0;
  self->has_brackets = FALSE;
  if (line.start == line.end)
    return FALSE;
  /* With this line Excel is told what parts the cells. */
  if (self->n_lines == 0 && g_ascii_strncasecmp (self->line->str, "sep=", 4) == 0)
    return FALSE;

  self->n_lines++;
  if (self->columns != NULL)
    {
      open_row (self);
      return TRUE;
    }

  if (!contains (self, line, '@'))
    {
      /* The first line above addresses is the heading of a column, or of several. */
      if (self->n_lines > 1 || !self->has_addresses)
        add_slip (self, line);
      else
        is_heading (self);
      return FALSE;
    }

  self->rest = line;

  return TRUE;
}

/* Copying */

static void
begin_line (RosterAddressSplitter *self)
{
  guint offset = self->offset;

  g_string_truncate (self->line, 0);
  g_array_set_size (self->offsets, 0);
  g_array_append_val (self->offsets, offset);
  self->line_p = self->p;
  self->line_offset = offset;
  self->quoted = FALSE;
  self->turned = FALSE;
}

static void
copy (RosterAddressSplitter *self,
      gunichar               c,
      guint                  n_chars)
{
  gsize before = self->line->len;
  guint start = self->offset;
  guint end = self->offset + n_chars;

  g_string_append_unichar (self->line, c);
  g_array_index (self->offsets, guint, before) = start;
  for (gsize i = before + 1; i < self->line->len; i++)
    g_array_append_val (self->offsets, start);
  g_array_append_val (self->offsets, end);
}

/* In a table a line may end within a quoted cell. */
static void
note_quote (RosterAddressSplitter *self)
{
  gsize length = self->line->len;

  if (self->columns == NULL || self->quotes_are_off || *self->p != '"')
    return;
  if (self->quoted)
    self->quoted = FALSE;
  else if (length == 0 || self->line->str[length - 1] == self->delimiter || self->line->str[length - 1] == '"')
    self->quoted = TRUE;
}

/* A quotation mark that is never closed must not swallow the rest of the table. */
static gboolean
is_quoted_too_long (RosterAddressSplitter *self)
{
  if (!self->quoted || (*self->p != '\0' && self->line->len <= LONGEST_QUOTED))
    return FALSE;

  self->quotes_are_off = TRUE;
  self->p = self->line_p;
  self->offset = self->line_offset;
  begin_line (self);

  return TRUE;
}

/* Returns: whether the line is whole */
static gboolean
copy_char (RosterAddressSplitter *self)
{
  gunichar c;
  gsize length;

  if (is_quoted_too_long (self))
    return FALSE;
  if (*self->p == '\0')
    return TRUE;

  c = g_utf8_get_char (self->p);
  length = (gsize) (g_utf8_next_char (self->p) - self->p);
  self->effort++;
  if (is_line_end (c) && !self->quoted)
    {
      self->p += length;
      self->offset++;
      return TRUE;
    }

  note_quote (self);
  if (c == '&')
    c = roster_address_word_read_entity (self->p, &length);
  if (c == 0x202E)
    self->turned = TRUE;
  /* Entities are of ASCII: as many bytes as characters. */
  if (!roster_address_is_unseen (c))
    copy (self, roster_address_fold (c), *self->p == '&' ? (guint) length : 1);
  self->offset += *self->p == '&' ? (guint) length : 1;
  self->p += length;

  return FALSE;
}

static void
copy_line (RosterAddressSplitter *self,
           guint64                most)
{
  while (self->effort < most)
    {
      gboolean last;

      if (!copy_char (self))
        continue;

      last = *self->p == '\0';
      if (open_line (self))
        {
          self->stage = STAGE_CELL;
          return;
        }
      if (last)
        {
          self->stage = STAGE_OVER;
          return;
        }
      begin_line (self);
    }
}

static void
read_cell (RosterAddressSplitter *self)
{
  if (next_cell (self))
    {
      self->stage = STAGE_WORDS;
      return;
    }

  close_line (self);
  if (*self->p == '\0')
    self->stage = STAGE_OVER;
  else
    begin_line (self);
}

/**
 * roster_address_splitter_new:
 * @text: what was typed or pasted; valid UTF-8
 * @flags: where it is from
 *
 * Starts to look for the mail addresses in a text. As that may be long, it is done in steps.
 *
 * Returns: (transfer full): what does it; to be freed with roster_address_splitter_free()
 */
RosterAddressSplitter *
roster_address_splitter_new (const char             *text,
                             RosterAddressListFlags  flags)
{
  RosterAddressSplitter *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (RosterAddressSplitter, 1);
  self->text = g_strdup (text);
  self->p = self->text;
  self->flags = flags;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->line = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Span));
  self->has_addresses = strchr (text, '@') != NULL || strstr (text, "＠") != NULL;
  begin_line (self);

  return self;
}

/**
 * roster_address_splitter_step:
 * @self: a splitter
 * @effort: how much to do, roughly in characters
 *
 * Does a part of the work. Whatever @effort is, the same is found in the end.
 *
 * Returns: whether there is more to do
 */
gboolean
roster_address_splitter_step (RosterAddressSplitter *self,
                              guint                  effort)
{
  guint64 most;

  g_return_val_if_fail (self != NULL, FALSE);

  most = self->effort + MAX (effort, 1);
  while (self->stage != STAGE_OVER && self->effort < most)
    {
      if (self->stage == STAGE_COPY)
        copy_line (self, most);
      else if (self->stage == STAGE_CELL)
        read_cell (self);
      else if (self->cell.start < self->cell.end)
        read_word (self);
      else
        self->stage = STAGE_CELL;
    }

  return self->stage != STAGE_OVER;
}

/**
 * roster_address_splitter_get_entries:
 * @self: a splitter
 *
 * Gives what has been found. The last of it may change while there is more to do.
 *
 * Returns: (transfer none) (element-type RosterAddressEntry): what was found so far, in order; the same address as often as it stands there
 */
GPtrArray *
roster_address_splitter_get_entries (RosterAddressSplitter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entries;
}

/**
 * roster_address_splitter_free:
 * @self: (nullable) (transfer full): a splitter
 */
void
roster_address_splitter_free (RosterAddressSplitter *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_string_free (self->line, TRUE);
  g_array_unref (self->offsets);
  g_array_unref (self->cells);
  g_clear_pointer (&self->columns, g_array_unref);
  g_free (self);
}

/**
 * roster_address_list_split:
 * @text: what was typed or pasted; valid UTF-8
 * @flags: where it is from
 *
 * Finds the mail addresses in a text, and what was probably meant to be one, all at once.
 *
 * Returns: (transfer full) (element-type RosterAddressEntry): what was found, in order; the same address as often as it stands there
 */
GPtrArray *
roster_address_list_split (const char             *text,
                           RosterAddressListFlags  flags)
{
  g_autoptr (RosterAddressSplitter) splitter = NULL;

  g_return_val_if_fail (text != NULL, g_ptr_array_new ());

  splitter = roster_address_splitter_new (text, flags);
  while (roster_address_splitter_step (splitter, G_MAXUINT))
    ;

  return g_ptr_array_ref (splitter->entries);
}
