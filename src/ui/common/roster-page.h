/* roster-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"
#include "roster-stage.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PAGE (roster_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterPage, roster_page, ROSTER, PAGE, AdwBin)

/**
 * RosterPageClass:
 * @is_empty: whether the Business Center that is shown has nothing for this page
 * @state_changed: (nullable): what the user may do, or how far the session is, has changed
 * @search_changed: something else is looked for
 * @refresh: (nullable): what the lists hold may have changed in a way that they do not tell
 *
 * One of the views of a Business Center. A page composes a template with a #RosterStage around its content, and hands over that stage with
 * roster_page_set_stage().
 */
struct _RosterPageClass
{
  AdwBinClass parent_class;

  gboolean (*is_empty)       (RosterPage *self);
  void     (*state_changed)  (RosterPage *self);
  void     (*search_changed) (RosterPage *self);
  void     (*refresh)        (RosterPage *self);
};

/* Properties: session (RosterSession, construct-only), search-text (string, writable; never NULL). */
RosterSession *roster_page_get_session     (RosterPage  *self);
const char    *roster_page_get_search_text (RosterPage  *self);
void           roster_page_set_search_text (RosterPage  *self,
                                            const char  *text);
void           roster_page_set_stage       (RosterPage  *self,
                                            RosterStage *stage);
void           roster_page_update_stage    (RosterPage  *self);
void           roster_page_queue_refresh   (RosterPage  *self);

G_END_DECLS
