/* roster-link-fullscreen.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-countdown.h"
#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_FULLSCREEN (roster_link_fullscreen_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkFullscreen, roster_link_fullscreen, ROSTER, LINK_FULLSCREEN, GtkWindow)

/* Property: language (string). */
GtkWindow *roster_link_fullscreen_new     (GtkWindow            *parent,
                                           RosterLinkRequest    *request,
                                           RosterCountdown      *countdown);
void       roster_link_fullscreen_present (RosterLinkFullscreen *self);
gboolean   roster_link_fullscreen_get_thanking (RosterLinkFullscreen *self);

G_END_DECLS
