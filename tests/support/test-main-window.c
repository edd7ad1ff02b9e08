/* test-main-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-main-window.h"

#include "test-window.h"

/* Presents the window, with a session that has nothing open yet, and a server with @options (transfer full, nullable). */
void
test_main_window_start (TestMainWindow    *fixture,
                        RosterDemoOptions *options)
{
  test_world_set_up (&fixture->world, options);
  fixture->settings = g_settings_new (APP_ID_BASE);
  fixture->window = roster_window_new (NULL, fixture->world.session, fixture->settings);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

void
test_main_window_set_up (TestMainWindow *fixture,
                         gconstpointer   data)
{
  test_main_window_start (fixture, NULL);
}

void
test_main_window_tear_down (TestMainWindow *fixture,
                            gconstpointer   data)
{
  gtk_window_destroy (fixture->window);
  g_settings_reset (fixture->settings, "view");
  g_clear_object (&fixture->settings);
  test_world_tear_down (&fixture->world);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Sight;

static gboolean
is_seen (TestWorld *world,
         gpointer   user_data)
{
  const Sight *sight = user_data;

  return test_window_shows (sight->root, sight->text);
}

/* Waits until the window shows @text. */
void
test_main_window_see (TestMainWindow *fixture,
                      const char     *text)
{
  Sight sight = { GTK_WIDGET (fixture->window), text };

  test_world_wait (&fixture->world, is_seen, &sight);
}

static gboolean
is_gone (TestWorld *world,
         gpointer   user_data)
{
  return !is_seen (world, user_data);
}

void
test_main_window_see_gone (TestMainWindow *fixture,
                           const char     *text)
{
  Sight sight = { GTK_WIDGET (fixture->window), text };

  test_world_wait (&fixture->world, is_gone, &sight);
}

static GtkWindow *
find_dialog (TestMainWindow *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != fixture->window && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
has_dialog (TestWorld *world,
            gpointer   user_data)
{
  return find_dialog (user_data) != NULL;
}

/* Returns: (transfer none): the other window that there is then */
GtkWindow *
test_main_window_wait_for_dialog (TestMainWindow *fixture)
{
  test_world_wait (&fixture->world, has_dialog, fixture);

  return find_dialog (fixture);
}

/* For test_world_wait(): all is read. */
gboolean
test_main_window_is_ready (TestWorld *world,
                           gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

void
test_main_window_open_demo (TestMainWindow *fixture,
                            const char     *token)
{
  test_world_open (&fixture->world, token);
  test_world_wait (&fixture->world, test_main_window_is_ready, NULL);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}
