/* roster-application-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-application-private.h"

#include <glib/gi18n.h>

#include "roster-error-dialog.h"
#include "roster-preferences.h"
#include "roster-window.h"

/* The actions that need no window: some are also called from outside, by the launcher and by notifications. */

typedef struct
{
  RosterDemoStarter starter;
  gpointer starter_data;
  char *api_base;
  char *access_token;
} DemoStart;

static void
demo_start_free (DemoStart *start)
{
  g_free (start->api_base);
  g_free (start->access_token);
  g_free (start);
}

static void
start_demo_in_thread (GTask        *task,
                      gpointer      source_object,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  DemoStart *start = task_data;
  GError *error = NULL;

  if (start->starter (&start->api_base, &start->access_token, start->starter_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_demo_started (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  RosterApplication *self = ROSTER_APPLICATION (source);
  DemoStart *start = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_application_unmark_busy (G_APPLICATION (self));
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      GtkWindow *window = roster_application_get_window (self);

      if (window != NULL)
        {
          roster_window_begin (ROSTER_WINDOW (window));
          roster_error_dialog_present (GTK_WIDGET (window), _("The Demo Data Could Not Be Opened"), error);
        }
      return;
    }

  roster_session_open_demo (self->session, start->api_base, start->access_token);
}

static void
open_demo (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  RosterApplication *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, NULL, on_demo_started, NULL);
  DemoStart *start = g_new0 (DemoStart, 1);

  start->starter = self->demo_starter;
  start->starter_data = self->demo_starter_data;
  g_task_set_source_tag (task, open_demo);
  g_task_set_task_data (task, start, (GDestroyNotify) demo_start_free);
  g_application_mark_busy (G_APPLICATION (self));
  g_task_run_in_thread (task, start_demo_in_thread);
}

static void
show_preferences (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RosterApplication *self = user_data;
  GtkWindow *preferences = roster_preferences_new (self->session, self->settings);

  gtk_window_set_transient_for (preferences, gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (preferences);
}

static void
show_shortcuts (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/accessroster/AccessRoster/ui/roster-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (user_data));
  gtk_window_present (shortcuts);
}

static void
show_about (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  static const char *const DEVELOPERS[] = { "The Access Roster developers", NULL };

  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", _("Access Roster"),
                         "application-icon", APP_ID_BASE,
                         "version", APP_VERSION,
                         "developer-name", _("The Access Roster developers"),
                         "developers", DEVELOPERS,
                         "comments", _("Decide who may work on a TikTok Business Center.\n\nNot affiliated with, endorsed by or sponsored by TikTok. "
                                       "TikTok is a trademark of its owner."),
                         "website", "https://github.com/accessroster/access-roster",
                         "issue-url", "https://github.com/accessroster/access-roster/issues",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  GtkApplication *self = user_data;
  GList *windows = gtk_application_get_windows (self);

  /* Closing lets the window keep its size. */
  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
  g_application_quit (G_APPLICATION (self));
}

/* These two also from outside: the launcher has them in its menu. */
static void
invite_people (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RosterApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  roster_window_invite_people (ROSTER_WINDOW (roster_application_get_window (self)));
}

static void
link_account (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RosterApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  roster_window_link_account (ROSTER_WINDOW (roster_application_get_window (self)), NULL);
}

/* From notifications, which can outlive the program. */
static void
show_item (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  RosterApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  roster_window_show_item (ROSTER_WINDOW (roster_application_get_window (self)), g_variant_get_string (parameter, NULL));
}

static void
show_new_code (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RosterApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  roster_window_link_account (ROSTER_WINDOW (roster_application_get_window (self)), g_variant_get_string (parameter, NULL));
}

static const GActionEntry ACTIONS[] = {
  { .name = "about", .activate = show_about },
  { .name = "invite-people", .activate = invite_people },
  { .name = "link-account", .activate = link_account },
  { .name = "open-demo", .activate = open_demo },
  { .name = "preferences", .activate = show_preferences },
  { .name = "quit", .activate = quit },
  { .name = "shortcuts", .activate = show_shortcuts },
  { .name = "show-item", .activate = show_item, .parameter_type = "s" },
  { .name = "show-new-code", .activate = show_new_code, .parameter_type = "s" },
};

/**
 * roster_application_actions_install:
 * @self: the application, which is starting
 *
 * Adds the actions `app.*`, and the keys for them.
 */
void
roster_application_actions_install (RosterApplication *self)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } ACCELS[] = {
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  for (guint i = 0; i < G_N_ELEMENTS (ACCELS); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), ACCELS[i].action, ACCELS[i].accels);
}
