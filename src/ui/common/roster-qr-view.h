/* roster-qr-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-qr-code.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_QR_VIEW (roster_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterQrView, roster_qr_view, ROSTER, QR_VIEW, GtkWidget)

GtkWidget    *roster_qr_view_new      (void);
RosterQrCode *roster_qr_view_get_code (RosterQrView *self);
void          roster_qr_view_set_code (RosterQrView *self,
                                       RosterQrCode *code);
void          roster_qr_view_set_picture (RosterQrView *self,
                                       GdkTexture   *picture);
gboolean      roster_qr_view_get_dead (RosterQrView *self);
void          roster_qr_view_set_dead (RosterQrView *self,
                                       gboolean      dead);

G_END_DECLS
