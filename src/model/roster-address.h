/* roster-address.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *roster_address_dup_domain     (const char *address) G_GNUC_WARN_UNUSED_RESULT;
void      roster_address_count_domain   (GHashTable *domains,
                                         const char *address);
gboolean  roster_address_is_slip        (const char *domain,
                                         const char *meant);
char     *roster_address_dup_meant_domain (const char *domain,
                                           GHashTable *domains) G_GNUC_WARN_UNUSED_RESULT;
char     *roster_address_dup_correction (const char *address,
                                         GHashTable *domains) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
