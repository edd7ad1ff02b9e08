/* roster-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *roster_text_dup_name   (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *roster_text_isolate    (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *roster_text_dup_handle (const char *handle) G_GNUC_WARN_UNUSED_RESULT;
char *roster_isolated        (const char *format,
                              ...) G_GNUC_PRINTF (1, 2) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
