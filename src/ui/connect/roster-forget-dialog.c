/* roster-forget-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-forget-dialog.h"

#include <glib/gi18n.h>

#include "roster-confirm.h"
#include "roster-error-dialog.h"
#include "roster-text.h"

/* Forgetting the Business Center that is shown: asked first, with what goes and what stays. */

typedef struct
{
  GtkWidget *parent;
  RosterSession *session;
  GSettings *settings;
  RosterBusinessCenter *business_center;
  gboolean connection_too;
} Forget;

static void
forget_free (Forget *forget)
{
  g_object_unref (forget->parent);
  g_object_unref (forget->session);
  g_object_unref (forget->settings);
  g_object_unref (forget->business_center);
  g_free (forget);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Forget, forget_free)

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Forget) forget = user_data;
  g_autoptr (GError) error = NULL;

  if (!roster_session_forget_finish (ROSTER_SESSION (source), result, &error))
    roster_error_dialog_present (forget->parent, _("Not Everything Could Be Forgotten"), error);
}

static void
on_confirmed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Forget) forget = user_data;
  RosterSession *session = forget->session;
  gboolean connection_too;

  /* Another one may have been opened behind the question, or none, or it has turned out what goes with it. */
  if (!roster_confirm_finish (forget->parent, result, NULL) || !roster_session_can_forget (session, &connection_too) ||
      roster_session_get_business_center (session) != forget->business_center)
    return;

  if (connection_too != forget->connection_too)
    {
      roster_forget_dialog_present (forget->parent, session, forget->settings);
      return;
    }

  /* What is forgotten does not come back by itself with the next start. */
  g_settings_reset (forget->settings, "last-connection");
  g_settings_reset (forget->settings, "last-business-center");
  roster_session_forget_async (session, on_forgotten, g_steal_pointer (&forget));
}

/**
 * roster_forget_dialog_present:
 * @parent: a widget in the window that asks
 * @session: what shows the Business Center
 * @settings: where the program notes what was shown last
 *
 * Asks, and forgets the Business Center that is shown.
 */
void
roster_forget_dialog_present (GtkWidget     *parent,
                              RosterSession *session,
                              GSettings     *settings)
{
  Forget *forget;
  g_autofree char *heading = NULL;
  gboolean connection_too;

  if (!roster_session_can_forget (session, &connection_too))
    return;

  forget = g_new0 (Forget, 1);
  forget->parent = g_object_ref (parent);
  forget->session = g_object_ref (session);
  forget->settings = g_object_ref (settings);
  forget->business_center = g_object_ref (roster_session_get_business_center (session));
  forget->connection_too = connection_too;

  /* Translators: %s is the name of a Business Center. */
  heading = roster_isolated (_("Forget %s?"), roster_item_get_name (ROSTER_ITEM (forget->business_center)));
  roster_confirm_async (parent, heading,
                        connection_too ? _("All that this computer has kept of it is deleted: what was read, how it changed, and the record of "
                                           "your own changes. It is the only Business Center of this connection, so you are signed out as "
                                           "well. Nothing changes in the Business Center.")
                                       : _("All that this computer has kept of it is deleted: what was read, how it changed, and the record of "
                                           "your own changes. Your connection stays. Nothing changes in the Business Center."),
                        _("_Forget"), ROSTER_CONFIRM_DESTRUCTIVE, NULL, NULL, on_confirmed, forget);
}
