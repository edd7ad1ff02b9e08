/* roster-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"

G_BEGIN_DECLS

void     roster_list_merge (GListStore *store,
                            GPtrArray  *fresh);
gpointer roster_list_find  (GListModel *list,
                            const char *key);

G_END_DECLS
