/* roster-agency-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-change.h"

G_BEGIN_DECLS

gboolean roster_agency_question_needed (RosterChange        *change);
void     roster_agency_question_async  (GtkWidget           *parent,
                                        RosterChange        *change,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
gboolean roster_agency_question_finish (GtkWidget           *parent,
                                        GAsyncResult        *result);

G_END_DECLS
