/* roster-demo-roles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-roles.h"

/* Each type of asset has its own field for roles, and some of them are arrays. */
static const struct
{
  const char *type;
  const char *field;
  gboolean is_array;
} fields[] = {
  { "ADVERTISER", "advertiser_role", FALSE },
  { "CATALOG", "catalog_role", FALSE },
  { "TIKTOK_SHOP", "store_role", FALSE },
  { "LEAD", "form_library_role", FALSE },
  { "TT_ACCOUNT", "tt_account_roles", TRUE },
  { "MANAGED_BUSINESS_ACCOUNT", "business_account_roles", TRUE },
};

/**
 * roster_demo_roles_get_field:
 * @type: a type of asset, as on the wire
 * @is_array: (out): whether the field holds an array
 *
 * Returns: (transfer none) (nullable): the field for roles on assets of that type; %NULL when there are no roles
 */
const char *
roster_demo_roles_get_field (const char *type,
                             gboolean   *is_array)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_str_equal (fields[i].type, type))
        {
          *is_array = fields[i].is_array;
          return fields[i].field;
        }
    }

  return NULL;
}

/**
 * roster_demo_roles_set:
 * @row: a row of an answer
 * @type: the asset's type
 * @roles: (nullable): a role, or several parted by commas
 *
 * Writes the roles where a row of that type has them. Does nothing when there are none.
 */
void
roster_demo_roles_set (JsonObject *row,
                       const char *type,
                       const char *roles)
{
  g_auto (GStrv) list = NULL;
  gboolean is_array;
  const char *field = roster_demo_roles_get_field (type, &is_array);
  JsonArray *array;

  if (field == NULL || roles == NULL)
    return;

  if (!is_array)
    {
      json_object_set_string_member (row, field, roles);
      return;
    }

  list = g_strsplit (roles, ",", -1);
  array = json_array_new ();
  for (guint i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  json_object_set_array_member (row, field, array);
}
