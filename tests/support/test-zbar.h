/* test-zbar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean test_zbar_available (void);
char    *test_zbar_decode    (const guint8 *pixels,
                              guint         width,
                              guint         height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
