/* roster-confirm.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RosterConfirmKind:
 * @ROSTER_CONFIRM_PLAIN: an ordinary question
 * @ROSTER_CONFIRM_DESTRUCTIVE: a yes cannot be undone, and looks like it
 */
typedef enum
{
  ROSTER_CONFIRM_PLAIN,
  ROSTER_CONFIRM_DESTRUCTIVE,
} RosterConfirmKind;

void     roster_confirm_async  (GtkWidget           *parent,
                                const char          *heading,
                                const char          *body,
                                const char          *verb,
                                RosterConfirmKind    kind,
                                GtkWidget           *extra,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean roster_confirm_finish (GtkWidget           *parent,
                                GAsyncResult        *result,
                                GError             **error);

G_END_DECLS
