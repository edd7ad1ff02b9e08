/* roster-auth-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  roster_auth_request_check_app          (const char  *app_id,
                                                  const char  *secret,
                                                  GError     **error);
gboolean  roster_auth_request_check_redirect_uri (const char  *redirect_uri,
                                                  GError     **error);
char     *roster_auth_request_make_state         (GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *roster_auth_request_build_url          (const char  *portal_base,
                                                  const char  *app_id,
                                                  const char  *state,
                                                  const char  *redirect_uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
