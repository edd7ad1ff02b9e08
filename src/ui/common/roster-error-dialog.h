/* roster-error-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void roster_error_dialog_present (GtkWidget    *parent,
                                  const char   *heading,
                                  const GError *error);

G_END_DECLS
