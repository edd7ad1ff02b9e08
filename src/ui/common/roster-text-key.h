/* roster-text-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"

G_BEGIN_DECLS

const char  *roster_text_key_get_title  (RosterItem         *item);
const char  *roster_text_key_get_detail (RosterItem         *item);
int          roster_text_key_compare    (RosterItem         *a,
                                         RosterItem         *b);
char       **roster_text_key_split      (const char         *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean     roster_text_key_matches    (RosterItem         *item,
                                         const char * const *words);

G_END_DECLS
