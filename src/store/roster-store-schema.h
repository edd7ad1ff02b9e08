/* roster-store-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

/**
 * RosterStoreTable:
 * @name: its name
 * @key: the columns of its key, in order
 * @numbered: whether the key is a single number
 *
 * A table of the schema, for what has to go through all of them.
 */
typedef struct
{
  const char *name;
  const char *key;
  gboolean numbered;
} RosterStoreTable;

const RosterStoreTable *roster_store_schema_get_tables   (guint               *n_tables);
guint                   roster_store_schema_get_version  (void);
gboolean                roster_store_schema_upgrade      (RosterStoreDb       *db,
                                                          GError             **error);
gboolean                roster_store_schema_upgrade_with (RosterStoreDb       *db,
                                                          const char * const  *steps,
                                                          guint                n_steps,
                                                          GError             **error);
gboolean                roster_store_schema_create       (RosterStoreDb       *db,
                                                          guint                version,
                                                          GError             **error);

G_END_DECLS
