/* roster-language-drop-down.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-client-text.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LANGUAGE_DROP_DOWN (roster_language_drop_down_get_type ())
G_DECLARE_FINAL_TYPE (RosterLanguageDropDown, roster_language_drop_down, ROSTER, LANGUAGE_DROP_DOWN, AdwBin)

/* Property: language (string, such as "de"; notified). */
const RosterClientText *roster_language_drop_down_get_text     (RosterLanguageDropDown *self);
void                    roster_language_drop_down_set_language (RosterLanguageDropDown *self,
                                                                const char             *language);

G_END_DECLS
