/* roster-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-attention.h"
#include "roster-far-requests.h"
#include "roster-link-toaster.h"
#include "roster-stage.h"
#include "roster-switcher.h"
#include "roster-window.h"

G_BEGIN_DECLS

/* The window and, beside it, what its menus and keys do (roster-window-actions.c). */

struct _RosterWindow
{
  AdwApplicationWindow parent_instance;

  RosterSession *session;
  RosterLinkRequests *link_requests;
  RosterLinkToaster *link_toaster;
  RosterFarRequests *far_requests;
  RosterAttention *attention; /* (nullable) */
  GSettings *settings;
  gboolean begun;
  gboolean has_room; /* in the header, for what is in the menu as well */
  gboolean opened; /* a connection, so that none is opened unasked any more */
  gboolean link_wanted; /* as soon as there is something to link to */
  gboolean invite_wanted; /* as soon as there is something to invite to */
  char *link_handle;    /* (nullable): whose account, then */
  char *item_wanted;    /* (nullable): what to show as soon as there is something, a key */

  AdwToastOverlay *toast_overlay;
  RosterSwitcher *switcher;
  AdwViewSwitcherTitle *switcher_title;
  GtkWidget *sync_button;
  GtkWidget *search_button;
  GtkWidget *attention_button;
  GtkLabel *attention_label;
  AdwBin *strip_bin;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  RosterStage *stage;
  GtkWidget *start_page;
  AdwViewStack *views;
  AdwViewSwitcherBar *switcher_bar;
};

GtkWidget *roster_window_get_page        (RosterWindow   *self);
void       roster_window_show_link       (RosterWindow   *self,
                                          const char     *handle);
void       roster_window_show_invite     (RosterWindow   *self);

void       roster_window_actions_install (GtkWidgetClass *widget_class);
void       roster_window_actions_update  (RosterWindow   *self);
gboolean   roster_window_can_change      (RosterWindow   *self);

G_END_DECLS
