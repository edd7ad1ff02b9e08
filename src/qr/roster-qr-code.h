/* roster-qr-code.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ROSTER_QR_CODE_QUIET_ZONE:
 *
 * How many light modules have to surround a code on every side (ISO/IEC 18004, 5.3.8). Without them many cameras find nothing.
 */
#define ROSTER_QR_CODE_QUIET_ZONE 4

#define ROSTER_TYPE_QR_CODE (roster_qr_code_get_type ())

typedef struct _RosterQrCode RosterQrCode;

GType         roster_qr_code_get_type   (void) G_GNUC_CONST;

RosterQrCode *roster_qr_code_new        (const char    *text,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
RosterQrCode *roster_qr_code_ref        (RosterQrCode  *self);
void          roster_qr_code_unref      (RosterQrCode  *self);
guint         roster_qr_code_get_size   (RosterQrCode  *self);
gboolean      roster_qr_code_get_module (RosterQrCode  *self,
                                         guint          x,
                                         guint          y);
GBytes       *roster_qr_code_to_pixels  (RosterQrCode  *self,
                                         guint          scale,
                                         guint         *side) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterQrCode, roster_qr_code_unref)

G_END_DECLS
