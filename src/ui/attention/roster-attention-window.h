/* roster-attention-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-attention.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ATTENTION_WINDOW (roster_attention_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterAttentionWindow, roster_attention_window, ROSTER, ATTENTION_WINDOW, AdwWindow)

GtkWindow *roster_attention_window_new (GtkWidget       *parent,
                                        RosterSession   *session,
                                        RosterAttention *attention);

G_END_DECLS
