/* roster-demo-validate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoParamKind:
 * @ROSTER_DEMO_STRING: a string; `max` is its length in characters
 * @ROSTER_DEMO_ID: a string of decimal digits that fit into 64 bits
 * @ROSTER_DEMO_EMAIL: a string that is an address
 * @ROSTER_DEMO_DATE: a string `YYYY-MM-DD`
 * @ROSTER_DEMO_ENUM: a string that is one of `values`
 * @ROSTER_DEMO_INTEGER: an integer from `min` to `max`
 * @ROSTER_DEMO_BOOLEAN: true or false
 * @ROSTER_DEMO_OBJECT: an object of `children`
 * @ROSTER_DEMO_LIST: an array of `min` to `max` elements of the kind `item`
 *
 * What a parameter can be.
 */
typedef enum
{
  ROSTER_DEMO_STRING,
  ROSTER_DEMO_ID,
  ROSTER_DEMO_EMAIL,
  ROSTER_DEMO_DATE,
  ROSTER_DEMO_ENUM,
  ROSTER_DEMO_INTEGER,
  ROSTER_DEMO_BOOLEAN,
  ROSTER_DEMO_OBJECT,
  ROSTER_DEMO_LIST,
} RosterDemoParamKind;

/**
 * RosterDemoParam:
 * @name: the parameter's name; %NULL ends a table
 * @kind: what it is
 * @required: whether it has to be there
 * @min: the least value or number of elements
 * @max: the greatest value, length or number of elements; 0 sets no limit
 * @values: what an enumeration allows, parted by spaces
 * @children: the members of an object, or of the objects in a list
 * @item: the kind of a list's elements
 * @fallback: (nullable): what a missing string or enumeration counts as
 * @number: what a missing integer counts as
 *
 * One row of a table that describes an end point's parameters.
 */
typedef struct _RosterDemoParam RosterDemoParam;
struct _RosterDemoParam
{
  const char *name;
  RosterDemoParamKind kind;
  gboolean required;
  gint64 min;
  gint64 max;
  const char *values;
  const RosterDemoParam *children;
  RosterDemoParamKind item;
  const char *fallback;
  gint64 number;
};

/* The values that several end points share. */
#define ROSTER_DEMO_ASSET_TYPES "ADVERTISER CATALOG TIKTOK_SHOP STOREFRONT PIXEL LEAD TT_ACCOUNT MANAGED_BUSINESS_ACCOUNT"
#define ROSTER_DEMO_ADVERTISER_ROLES "ADMIN OPERATOR ANALYST"
#define ROSTER_DEMO_PAGE { .name = "page", .kind = ROSTER_DEMO_INTEGER, .min = 1, .max = G_MAXINT32, .number = 1 }
#define ROSTER_DEMO_PAGE_SIZE(most) { .name = "page_size", .kind = ROSTER_DEMO_INTEGER, .min = 1, .max = (most), .number = 10 }
#define ROSTER_DEMO_BC_ID { .name = "bc_id", .kind = ROSTER_DEMO_ID, .required = TRUE }
#define ROSTER_DEMO_CHILD_BC_ID { .name = "child_bc_id", .kind = ROSTER_DEMO_ID }

JsonObject *roster_demo_validate_query (const RosterDemoParam *params,
                                        GHashTable            *query,
                                        char                 **message) G_GNUC_WARN_UNUSED_RESULT;
gboolean    roster_demo_validate       (const RosterDemoParam *params,
                                        JsonObject            *object,
                                        char                 **message);

G_END_DECLS
