/* roster-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PREFERENCES (roster_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RosterPreferences, roster_preferences, ROSTER, PREFERENCES, AdwPreferencesWindow)

GtkWindow *roster_preferences_new (RosterSession *session,
                                   GSettings     *settings);

G_END_DECLS
