/* roster-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

char    *roster_record_write (GObject    *object) G_GNUC_WARN_UNUSED_RESULT;
gboolean roster_record_read  (GObject    *object,
                              const char *record);

G_END_DECLS
