/* roster-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record.h"

#include <stdlib.h>
#include <string.h>

/* An object as a line of text and back: those of its properties that can be set and differ from their defaults, in GVariant's notation.
 * What a record does not name keeps its default, and what the object does not know any more is passed over, so records of an earlier or a
 * later version can be read. */

static gboolean
is_recorded (GParamSpec *pspec)
{
  return (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE && (pspec->flags & G_PARAM_CONSTRUCT_ONLY) == 0;
}

static GVariant *
value_to_variant (const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return g_value_get_string (value) != NULL ? g_variant_new_string (g_value_get_string (value)) : NULL;
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_variant_new_boolean (g_value_get_boolean (value));
  if (G_VALUE_HOLDS_ENUM (value))
    return g_variant_new_int32 (g_value_get_enum (value));
  if (G_VALUE_HOLDS_INT (value))
    return g_variant_new_int32 (g_value_get_int (value));

  return NULL;
}

static gboolean
variant_to_value (GVariant   *variant,
                  GParamSpec *pspec,
                  GValue     *value)
{
  g_value_init (value, pspec->value_type);

  if (G_VALUE_HOLDS_STRING (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_STRING))
    g_value_set_string (value, g_variant_get_string (variant, NULL));
  else if (G_VALUE_HOLDS_BOOLEAN (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_BOOLEAN))
    g_value_set_boolean (value, g_variant_get_boolean (variant));
  else if (G_VALUE_HOLDS_ENUM (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_INT32))
    g_value_set_enum (value, g_variant_get_int32 (variant));
  else if (G_VALUE_HOLDS_INT (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_INT32))
    g_value_set_int (value, g_variant_get_int32 (variant));
  else
    return FALSE;

  /* Out of range is not in the record's notation, but on a disk anything can stand. */
  return !g_param_value_validate (pspec, value);
}

/* The plain cases of the notation, which nearly all records are, without a tree of variants in between: a large Business Center has thousands
 * of records, and the start of the program waits for them. Whatever is not plain is left to GVariant. */

/* 'text', without an escape in it. Returns: (nullable): behind it */
static const char *
skip_quoted (const char  *position,
             const char **text,
             gsize       *length)
{
  char quote = *position;
  const char *end;

  if (quote != '\'' && quote != '"')
    return NULL;

  for (end = position + 1; *end != quote; end++)
    if (*end == '\0' || *end == '\\')
      return NULL;

  *text = position + 1;
  *length = (gsize) (end - *text);

  return end + 1;
}

/* A text, a number or a truth. Returns: (nullable): behind it */
static const char *
read_plain_value (const char *position,
                  GParamSpec *pspec,
                  GValue     *value)
{
  const char *text;
  gsize length;
  char *end = NULL;
  glong number;

  g_value_init (value, pspec->value_type);
  if (G_VALUE_HOLDS_STRING (value))
    {
      position = skip_quoted (position, &text, &length);
      if (position != NULL)
        g_value_take_string (value, g_strndup (text, length));

      return position;
    }

  if (G_VALUE_HOLDS_BOOLEAN (value))
    {
      gboolean truth = g_str_has_prefix (position, "true>");

      if (!truth && !g_str_has_prefix (position, "false>"))
        return NULL;
      g_value_set_boolean (value, truth);

      return position + (truth ? 4 : 5);
    }

  if (!G_VALUE_HOLDS_ENUM (value) && !G_VALUE_HOLDS_INT (value))
    return NULL;

  if (!g_ascii_isdigit (*position) && *position != '-')
    return NULL;
  number = strtol (position, &end, 10);
  if (end == position || *end != '>' || number < G_MININT32 || number > G_MAXINT32)
    return NULL;
  if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, (int) number);
  else
    g_value_set_int (value, (int) number);

  return end;
}

/* Returns: whether all of @record was plain; if not, part of it may be set */
static gboolean
read_plain (GObject    *object,
            const char *record)
{
  GObjectClass *object_class = G_OBJECT_GET_CLASS (object);
  const char *position = record;

  if (*position++ != '{')
    return FALSE;

  while (*position != '}')
    {
      g_auto (GValue) value = G_VALUE_INIT;
      char name[64];
      const char *text;
      gsize length;
      GParamSpec *pspec;

      position = skip_quoted (position, &text, &length);
      if (position == NULL || length >= sizeof name || !g_str_has_prefix (position, ": <"))
        return FALSE;

      memcpy (name, text, length);
      name[length] = '\0';
      pspec = g_object_class_find_property (object_class, name);
      if (pspec == NULL || !is_recorded (pspec))
        return FALSE;

      position = read_plain_value (position + 3, pspec, &value);
      if (position == NULL || *position != '>' || g_param_value_validate (pspec, &value))
        return FALSE;

      g_object_set_property (object, pspec->name, &value);
      position++;
      if (g_str_has_prefix (position, ", "))
        position += 2;
      else if (*position != '}')
        return FALSE;
    }

  return position[1] == '\0';
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(GParamSpec * const *) a)->name, (*(GParamSpec * const *) b)->name);
}

/**
 * roster_record_write:
 * @object: any object
 *
 * Returns: (transfer full): its settable properties as a line of text, in the order of their names: the same object gives the same line
 */
char *
roster_record_write (GObject *object)
{
  g_autofree GParamSpec **pspecs = NULL;
  g_autoptr (GVariant) record = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  guint n_pspecs;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);
  qsort (pspecs, n_pspecs, sizeof *pspecs, compare_names);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      GVariant *variant;

      if (!is_recorded (pspecs[i]))
        continue;

      g_value_init (&value, pspecs[i]->value_type);
      g_object_get_property (object, pspecs[i]->name, &value);
      if (g_param_value_defaults (pspecs[i], &value))
        continue;

      variant = value_to_variant (&value);
      if (variant != NULL)
        g_variant_builder_add (&builder, "{sv}", pspecs[i]->name, variant);
    }

  record = g_variant_ref_sink (g_variant_builder_end (&builder));

  return g_variant_print (record, FALSE);
}

/**
 * roster_record_read:
 * @object: an object whose properties are at their defaults
 * @record: what roster_record_write() gave, of this or another version
 *
 * Sets the properties that @record names.
 *
 * Returns: whether @record is a record at all
 */
gboolean
roster_record_read (GObject    *object,
                    const char *record)
{
  g_autoptr (GVariant) dict = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *variant;
  gboolean plain;

  if (!g_utf8_validate (record, -1, NULL))
    return FALSE;

  g_object_freeze_notify (object);
  plain = read_plain (object, record);
  g_object_thaw_notify (object);
  if (plain)
    return TRUE;

  dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, record, NULL, NULL, NULL);
  if (dict == NULL)
    return FALSE;

  g_object_freeze_notify (object);
  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &variant))
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
      g_auto (GValue) value = G_VALUE_INIT;

      if (pspec != NULL && is_recorded (pspec) && variant_to_value (variant, pspec, &value))
        g_object_set_property (object, name, &value);
    }
  g_object_thaw_notify (object);

  return TRUE;
}
