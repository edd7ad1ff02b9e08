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

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(GParamSpec * const *) a)->name, (*(GParamSpec * const *) b)->name);
}

/* What a class records, in the order of the names, with a %NULL at the end; found out once for each class. */
static GParamSpec **
list_recorded (GObject *object)
{
  static GMutex mutex;
  static GQuark quark;
  GObjectClass *object_class = G_OBJECT_GET_CLASS (object);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  GParamSpec **recorded;
  guint n_pspecs, n_recorded = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("roster-record");
  recorded = g_type_get_qdata (G_OBJECT_CLASS_TYPE (object_class), quark);
  if (recorded != NULL)
    return recorded;

  recorded = g_object_class_list_properties (object_class, &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    if (is_recorded (recorded[i]))
      recorded[n_recorded++] = recorded[i];
  recorded = g_renew (GParamSpec *, recorded, n_recorded + 1);
  recorded[n_recorded] = NULL;
  qsort (recorded, n_recorded, sizeof *recorded, compare_names);
  g_type_set_qdata (G_OBJECT_CLASS_TYPE (object_class), quark, recorded);

  return recorded;
}

/* The plain cases of the notation, which nearly all records are, without a tree of variants in between: a large Business Center has thousands
 * of records, and the start of the program waits for them. Whatever is not plain is left to GVariant. */

#define MAX_PLAIN 32

/* 'text', without an escape in it; @text is ended where it ends. Returns: (nullable): behind it */
static char *
take_quoted (char  *position,
             char **text)
{
  char quote = *position;
  char *end;

  if (quote != '\'' && quote != '"')
    return NULL;

  for (end = position + 1; *end != quote; end++)
    if (*end == '\0' || *end == '\\')
      return NULL;

  *text = position + 1;
  *end = '\0';

  return end + 1;
}

/* A text, a number or a truth, for a property or, with none, for nothing. Returns: (nullable): behind it */
static char *
take_value (char       *position,
            GParamSpec *pspec,
            GValue     *value)
{
  gboolean truth = strncmp (position, "true>", 5) == 0;
  char *text = NULL;
  char *end = NULL;
  glong number = 0;

  if (*position == '\'' || *position == '"')
    end = take_quoted (position, &text);
  else if (truth || strncmp (position, "false>", 6) == 0)
    end = position + (truth ? 4 : 5);
  else if (g_ascii_isdigit (*position) || *position == '-')
    number = strtol (position, &end, 10);
  if (end == NULL || end == position || *end != '>' || number < G_MININT32 || number > G_MAXINT32)
    return NULL;
  if (pspec == NULL)
    return end;

  g_value_init (value, pspec->value_type);
  if (text != NULL && G_VALUE_HOLDS_STRING (value))
    g_value_set_static_string (value, text);
  else if (g_ascii_isalpha (*position) && G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, truth);
  else if (text == NULL && !g_ascii_isalpha (*position) && G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, (int) number);
  else if (text == NULL && !g_ascii_isalpha (*position) && G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, (int) number);
  else
    return NULL;

  return text != NULL || g_param_value_is_valid (pspec, value) ? end : NULL;
}

/* Returns: whether all of @record was plain; nothing is set if not */
static gboolean
read_plain (GObject    *object,
            const char *record)
{
  g_autofree char *line = g_strdup (record);
  GParamSpec **next = list_recorded (object);
  const char *names[MAX_PLAIN];
  GValue values[MAX_PLAIN] = { G_VALUE_INIT };
  guint n_values = 0;
  const char *last_name = "";
  char *position = line;

  if (*position++ != '{')
    return FALSE;

  while (*position != '}')
    {
      GParamSpec *pspec = NULL;
      char *name;
      int order = 1;

      position = take_quoted (position, &name);
      if (position == NULL || n_values == MAX_PLAIN || strncmp (position, ": <", 3) != 0 || strcmp (last_name, name) >= 0)
        return FALSE;

      /* Both are in the same order. What is not recorded any more, or not yet, is passed over. */
      last_name = name;
      while (*next != NULL && (order = strcmp ((*next)->name, name)) < 0)
        next++;
      if (*next != NULL && order == 0)
        pspec = *next;

      position = take_value (position + 3, pspec, &values[n_values]);
      if (position == NULL || *position != '>')
        return FALSE;
      if (pspec != NULL)
        names[n_values++] = pspec->name;

      position++;
      if (strncmp (position, ", ", 2) == 0)
        position += 2;
      else if (*position != '}')
        return FALSE;
    }
  if (position[1] != '\0')
    return FALSE;

  /* None of the values owns anything. */
  g_object_setv (object, n_values, names, values);

  return TRUE;
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
  GParamSpec **pspecs = list_recorded (object);
  g_autoptr (GVariant) record = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  for (guint i = 0; pspecs[i] != NULL; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      GVariant *variant;

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

  if (!g_utf8_validate (record, -1, NULL))
    return FALSE;
  if (read_plain (object, record))
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
