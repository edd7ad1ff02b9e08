/* roster-code-show.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-link-request.h"
#include "roster-qr-view.h"

G_BEGIN_DECLS

GdkTexture *roster_code_show_dup_sent (RosterLinkRequest *request);
const char *roster_code_show          (RosterQrView      *view,
                                       RosterLinkRequest *request);

G_END_DECLS
