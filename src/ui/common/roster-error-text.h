/* roster-error-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-error.h"

G_BEGIN_DECLS

const char *roster_error_text_get_title     (const GError *error);
const char *roster_error_text_get_advice    (const GError *error);
const char *roster_error_text_get_icon_name (const GError *error);
gboolean    roster_error_text_retry_helps   (const GError *error);
gboolean    roster_error_text_sign_in_helps (const GError *error);
char       *roster_error_text_dup_words     (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char       *roster_error_text_dup_line      (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
