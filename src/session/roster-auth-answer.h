/* roster-auth-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Internal to this folder: what TikTok's authorization page sends back through the browser. */
char *roster_auth_answer_read_query (const char  *query,
                                     const char  *state,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char *roster_auth_answer_read_text  (const char  *text,
                                     const char  *state,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
