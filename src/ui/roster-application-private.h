/* roster-application-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-application.h"
#include "roster-attention.h"
#include "roster-notifications.h"

G_BEGIN_DECLS

/* The program and, beside it, what can be asked of it from anywhere (roster-application-actions.c). */

struct _RosterApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  RosterClock *clock;
  RosterStore *store;
  guint check_timer;
  guint terminated;
  GNetworkMonitor *network;
  RosterSession *session;
  RosterWatch *watch;
  RosterAttention *attention; /* also notes how old invitations are, from the first time that they are seen */
  RosterNotifications *notifications;
  char *api_base;
  gboolean demo; /* asked for on the command line, and not opened yet */
  gboolean resuming;
  RosterDemoStarter demo_starter;
  gpointer demo_starter_data;
};

GtkWindow *roster_application_get_window      (RosterApplication *self);

void       roster_application_actions_install (RosterApplication *self);

G_END_DECLS
