/* roster-demo-png.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *roster_demo_png_write   (const guint8 *rgb,
                                 guint         width,
                                 guint         height) G_GNUC_WARN_UNUSED_RESULT;
GBytes *roster_demo_png_write_qr (const char  *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
