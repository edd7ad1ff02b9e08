/* roster-demo-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-fault.h"

#include "roster-error.h"

/* How often a value of an answer is spoilt by "nulls" and "types". */
#define SPOIL_CHANCE 0.2

typedef struct
{
  RosterDemoFaultKind kind;
  gint64 value;
  char *path; /* below /open_api/v1.3, or NULL for all */
  double chance;
  gint64 left; /* how often it still happens, or -1 */
} Rule;

struct _RosterDemoFault
{
  GPtrArray *rules; /* of Rule */
  GRand *rand;
};

static const struct
{
  const char *name;
  RosterDemoFaultKind kind;
  gint64 value;
  gboolean takes_value;
} kinds[] = {
  { "reset", ROSTER_DEMO_FAULT_RESET },
  { "lost-reply", ROSTER_DEMO_FAULT_LOST_REPLY },
  { "truncate", ROSTER_DEMO_FAULT_TRUNCATE },
  { "slow", ROSTER_DEMO_FAULT_SLOW, 10000, TRUE },
  { "html", ROSTER_DEMO_FAULT_HTML },
  { "empty", ROSTER_DEMO_FAULT_EMPTY },
  { "nulls", ROSTER_DEMO_FAULT_NULLS },
  { "types", ROSTER_DEMO_FAULT_TYPES },
  { "big", ROSTER_DEMO_FAULT_BIG, 200, TRUE },
  { "redirect", ROSTER_DEMO_FAULT_REDIRECT },
  { "short", ROSTER_DEMO_FAULT_SHORT, 1, TRUE },
  { "missing", ROSTER_DEMO_FAULT_MISSING, 1, TRUE },
  { "repeat", ROSTER_DEMO_FAULT_REPEAT, 2, TRUE },
  { "reverse", ROSTER_DEMO_FAULT_REVERSE },
  { "twice", ROSTER_DEMO_FAULT_TWICE },
  { "lag", ROSTER_DEMO_FAULT_LAG, 3, TRUE },
};

static void
rule_free (Rule *rule)
{
  g_free (rule->path);
  g_free (rule);
}

static gboolean
parse_kind (Rule       *rule,
            const char *text,
            GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, 400, 599, &number, NULL))
    {
      rule->kind = ROSTER_DEMO_FAULT_STATUS;
      rule->value = number;
      return TRUE;
    }

  if (g_ascii_string_to_signed (text, 10, 20001, 69999, &number, NULL))
    {
      rule->kind = ROSTER_DEMO_FAULT_CODE;
      rule->value = number;
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, parts[0]) != 0)
        continue;

      rule->kind = kinds[i].kind;
      rule->value = kinds[i].value;
      if (parts[1] == NULL)
        return TRUE;

      if (kinds[i].takes_value && g_ascii_string_to_signed (parts[1], 10, 0, 1000000, &rule->value, NULL))
        return TRUE;

      break;
    }

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "“%s” is no kind of fault", text);

  return FALSE;
}

static gboolean
parse_condition (Rule       *rule,
                 const char *text,
                 GError    **error)
{
  char *end = NULL;
  double chance;

  if (*text == '/')
    {
      g_free (rule->path);
      rule->path = g_strdup (text);
      return TRUE;
    }

  if (*text == 'x' && g_ascii_string_to_signed (text + 1, 10, 1, 1000000, &rule->left, NULL))
    return TRUE;

  chance = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && chance >= 0 && chance <= 1)
    {
      rule->chance = chance;
      return TRUE;
    }

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
               "“%s” is neither a path, nor a probability from 0 to 1, nor a count like x2", text);

  return FALSE;
}

static gboolean
parse_rule (RosterDemoFault *self,
            const char      *text,
            GError         **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  Rule *rule;
  gint64 seed;

  if (g_strcmp0 (parts[0], "seed") == 0)
    {
      if (parts[1] == NULL || parts[2] != NULL || !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXUINT32, &seed, NULL))
        {
          g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "“%s” is no seed", text);
          return FALSE;
        }

      g_rand_set_seed (self->rand, (guint32) seed);
      return TRUE;
    }

  rule = g_new0 (Rule, 1);
  rule->chance = 1;
  rule->left = -1;
  g_ptr_array_add (self->rules, rule);

  if (parts[0] == NULL || !parse_kind (rule, parts[0], error))
    {
      if (parts[0] == NULL)
        g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "A fault is empty");
      return FALSE;
    }

  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (!parse_condition (rule, parts[i], error))
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
make_odd (RosterDemoFault     *self,
          RosterDemoFaultKind  kind,
          GType                type)
{
  JsonNode *node;

  if (kind == ROSTER_DEMO_FAULT_NULLS)
    return json_node_new (JSON_NODE_NULL);

  switch (g_rand_int_range (self->rand, 0, 4))
    {
    case 0:
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, json_array_new ());
      return node;

    case 1:
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
      return node;

    case 2:
      if (type == G_TYPE_STRING)
        return json_node_init_double (json_node_alloc (), 1e300);
      return json_node_init_string (json_node_alloc (), "not a number");

    default:
      if (type == G_TYPE_BOOLEAN)
        return json_node_init_int (json_node_alloc (), -1);
      return json_node_init_boolean (json_node_alloc (), TRUE);
    }
}

/* A copy, since json-glib cannot turn a node of one type into another in place. */
static JsonNode *
spoil (RosterDemoFault     *self,
       RosterDemoFaultKind  kind,
       JsonNode            *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (object, name, spoil (self, kind, value));

      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, object);
      return copy;
    }

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (array, spoil (self, kind, json_array_get_element (json_node_get_array (node), i)));

      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, array);
      return copy;
    }

  if (JSON_NODE_HOLDS_VALUE (node) && g_rand_double (self->rand) < SPOIL_CHANCE)
    return make_odd (self, kind, json_node_get_value_type (node));

  return json_node_copy (node);
}

/**
 * roster_demo_fault_new:
 * @spec: (nullable): the specification
 * @seed: the seed of the draws, unless @spec sets one
 * @error: return location
 *
 * Reads what shall go wrong on purpose.
 *
 * A specification is a list of faults parted by commas, each `KIND[=VALUE][:/PATH/][:PROBABILITY][:xTIMES]`; an element `seed:N` seeds the
 * draws. %ROSTER_DEMO_FAULT_GRAMMAR says what the kinds are. %NULL and the empty text stand for no fault at all.
 *
 * Returns: (transfer full) (nullable): the faults, or %NULL with %ROSTER_ERROR_INVALID_INPUT
 */
RosterDemoFault *
roster_demo_fault_new (const char *spec,
                       guint32     seed,
                       GError    **error)
{
  g_autoptr (RosterDemoFault) self = g_new0 (RosterDemoFault, 1);
  g_auto (GStrv) texts = NULL;

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->rand = g_rand_new_with_seed (seed);

  if (spec == NULL || *spec == '\0')
    return g_steal_pointer (&self);

  texts = g_strsplit (spec, ",", -1);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (!parse_rule (self, g_strstrip (texts[i]), error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * roster_demo_fault_free:
 * @self: (transfer full): faults
 *
 * Frees the faults.
 */
void
roster_demo_fault_free (RosterDemoFault *self)
{
  g_ptr_array_unref (self->rules);
  g_rand_free (self->rand);
  g_free (self);
}

static RosterDemoFaultKind
pick (RosterDemoFault *self,
      const char      *path,
      gboolean         lag,
      gint64          *value)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if ((rule->kind == ROSTER_DEMO_FAULT_LAG) != lag || rule->left == 0 || (rule->path != NULL && g_strcmp0 (rule->path, path) != 0))
        continue;

      if (rule->chance < 1 && g_rand_double (self->rand) >= rule->chance)
        continue;

      if (rule->left > 0)
        rule->left--;
      *value = rule->value;

      return rule->kind;
    }

  *value = 0;

  return ROSTER_DEMO_FAULT_NONE;
}

/**
 * roster_demo_fault_pick:
 * @self: faults
 * @path: the path of a request below `/open_api/v1.3`
 * @value: (out): the fault's value: an HTTP status, a code, milliseconds or megabytes
 *
 * Draws what goes wrong with one request, other than that lists are late.
 *
 * Returns: the first fault that applies, or %ROSTER_DEMO_FAULT_NONE
 */
RosterDemoFaultKind
roster_demo_fault_pick (RosterDemoFault *self,
                        const char      *path,
                        gint64          *value)
{
  return pick (self, path, FALSE, value);
}

/**
 * roster_demo_fault_pick_lag:
 * @self: faults
 * @path: the path of a write below `/open_api/v1.3`
 * @n_reads: (out): how many reads do not see it
 *
 * Draws whether lists are late to show a write, beside whatever else goes wrong with it.
 *
 * Returns: whether they are
 */
gboolean
roster_demo_fault_pick_lag (RosterDemoFault *self,
                            const char      *path,
                            gint64          *n_reads)
{
  return pick (self, path, TRUE, n_reads) == ROSTER_DEMO_FAULT_LAG;
}

/**
 * roster_demo_fault_spoil:
 * @self: faults
 * @kind: %ROSTER_DEMO_FAULT_NULLS or %ROSTER_DEMO_FAULT_TYPES
 * @node: the `data` of an answer
 *
 * Makes a copy in which about every fifth value, at any depth, is null or of another type.
 *
 * Returns: (transfer full): the copy
 */
JsonNode *
roster_demo_fault_spoil (RosterDemoFault     *self,
                         RosterDemoFaultKind  kind,
                         JsonNode            *node)
{
  return spoil (self, kind, node);
}

/**
 * roster_demo_fault_kind_to_string:
 * @kind: a kind of fault
 *
 * Returns: (transfer none) (nullable): its name as the log shows it; %NULL for none
 */
const char *
roster_demo_fault_kind_to_string (RosterDemoFaultKind kind)
{
  if (kind == ROSTER_DEMO_FAULT_STATUS)
    return "status";
  if (kind == ROSTER_DEMO_FAULT_CODE)
    return "code";

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].kind == kind)
        return kinds[i].name;
    }

  return NULL;
}
