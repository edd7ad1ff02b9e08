/* roster-credentials.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_CREDENTIALS (roster_credentials_get_type ())

typedef struct _RosterCredentials RosterCredentials;

GType              roster_credentials_get_type         (void) G_GNUC_CONST;

RosterCredentials *roster_credentials_new              (const char         *access_token,
                                                        const char         *app_secret) G_GNUC_WARN_UNUSED_RESULT;
RosterCredentials *roster_credentials_new_from_text    (const char         *text,
                                                        gssize              length,
                                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
RosterCredentials *roster_credentials_ref              (RosterCredentials  *self);
void               roster_credentials_unref            (RosterCredentials  *self);
const char        *roster_credentials_get_access_token (RosterCredentials  *self);
const char        *roster_credentials_get_app_secret   (RosterCredentials  *self);
char              *roster_credentials_to_text          (RosterCredentials  *self) G_GNUC_WARN_UNUSED_RESULT;
void               roster_credentials_wipe_text        (char               *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCredentials, roster_credentials_unref)

G_END_DECLS
