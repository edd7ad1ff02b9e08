/* roster-address-heading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean roster_address_heading_is_email (const char *heading);

G_END_DECLS
