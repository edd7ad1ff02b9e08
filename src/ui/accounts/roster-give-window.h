/* roster-give-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterGive:
 * @ROSTER_GIVE_TO_AD_ACCOUNTS: links the TikTok account to ad accounts
 * @ROSTER_GIVE_TO_PEOPLE: gives the TikTok account to single people
 * @ROSTER_GIVE_OPERATOR: makes people Operator of an ad account that the TikTok account is linked to
 *
 * What is given to whom.
 */
typedef enum
{
  ROSTER_GIVE_TO_AD_ACCOUNTS,
  ROSTER_GIVE_TO_PEOPLE,
  ROSTER_GIVE_OPERATOR,
} RosterGive;

#define ROSTER_TYPE_GIVE_WINDOW (roster_give_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterGiveWindow, roster_give_window, ROSTER, GIVE_WINDOW, AdwWindow)

GtkWindow *roster_give_window_new (GtkWidget           *parent,
                                   RosterSession       *session,
                                   RosterTiktokAccount *account,
                                   RosterGive           give);

G_END_DECLS
