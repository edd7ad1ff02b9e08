/* roster-link-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean roster_link_answer_read (const char  *text,
                                  char       **link,
                                  GBytes     **picture,
                                  GError     **error);

G_END_DECLS
