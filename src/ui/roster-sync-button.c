/* roster-sync-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-button.h"

#include <glib/gi18n.h>

#include "roster-progress-ring.h"
#include "roster-text.h"
#include "roster-time-words.h"

/* Reads the Business Center again, shows how far that is, stops it, and tells when it was last done. What the program reads by itself, which is
 * little, is shown as well, and is no reason not to ask for everything. */

struct _RosterSyncButton
{
  AdwBin parent_instance;

  RosterSession *session;
  gboolean show_time;
  guint timer; /* until the age is another one */

  GtkWidget *button;
  GtkStack *stack;
  GtkWidget *ring;
  GtkLabel *time_label;
};

G_DEFINE_FINAL_TYPE (RosterSyncButton, roster_sync_button, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SHOW_TIME,
} RosterSyncButtonProperty;

static GParamSpec *properties[PROP_SHOW_TIME + 1];

static void
on_clicked (RosterSyncButton *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), roster_session_get_syncing_all (self->session) ? "win.stop-sync" : "win.sync", NULL);
}

static void update (RosterSyncButton *self);

static void
on_older (gpointer user_data)
{
  RosterSyncButton *self = user_data;

  self->timer = 0;
  update (self);
}

static void
update (RosterSyncButton *self)
{
  RosterClock *clock = roster_session_get_clock (self->session);
  gint64 now = roster_clock_get_now (clock);
  gint64 synced_at = roster_session_get_synced_at (self->session);
  gboolean syncing = roster_session_get_syncing (self->session);
  gboolean stops = roster_session_get_syncing_all (self->session);
  g_autofree char *moment = NULL;
  g_autofree char *age = NULL;
  g_autofree char *tooltip = NULL;

  roster_clock_remove_timer (clock, self->timer);
  self->timer = 0;
  if (synced_at != 0)
    {
      moment = roster_time_words_dup_moment (synced_at, now);
      age = roster_time_words_dup_age (synced_at, now);
      self->timer = roster_clock_add_date_timer (clock, MIN (roster_time_words_get_older (synced_at, now), roster_time_words_get_midnight (now)),
                                                 on_older, self, NULL);
    }

  gtk_stack_set_visible_child_name (self->stack, syncing ? "busy" : "idle");
  gtk_label_set_text (self->time_label, moment != NULL ? moment : "");
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), self->show_time && moment != NULL && !syncing);

  if (stops)
    tooltip = g_strdup (_("Stop Syncing"));
  else if (syncing)
    /* Translators: on a button, while the program looks for changes by itself. */
    tooltip = g_strdup (_("Sync Everything (looking for changes right now)"));
  else if (moment != NULL)
    /* Translators: a time, or a day with a time, and how long ago that was: "10:42, 3 hours ago". */
    tooltip = roster_isolated (_("Sync (last done at %s, %s)"), moment, age);
  else
    tooltip = g_strdup (_("Sync"));
  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, stops ? _("Stop Syncing") : _("Sync"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip,
                                  -1);
}

static void
set_session (RosterSyncButton *self,
             RosterSession    *session)
{
  static const char *const SIGNALS[] = { "notify::syncing", "notify::syncing-all", "notify::synced-at" };

  /* Set once, by the window's template binding. */
  if (session == NULL || !g_set_object (&self->session, session))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    g_signal_connect_object (session, SIGNALS[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_object_bind_property (session, "sync-progress", self->ring, "fraction", G_BINDING_SYNC_CREATE);
  update (self);
}

static void
roster_sync_button_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterSyncButton *self = ROSTER_SYNC_BUTTON (object);

  switch ((RosterSyncButtonProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    case PROP_SHOW_TIME:
      g_value_set_boolean (value, self->show_time);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_sync_button_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterSyncButton *self = ROSTER_SYNC_BUTTON (object);

  switch ((RosterSyncButtonProperty) prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;

    case PROP_SHOW_TIME:
      self->show_time = g_value_get_boolean (value);
      if (self->session != NULL)
        update (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_sync_button_dispose (GObject *object)
{
  RosterSyncButton *self = ROSTER_SYNC_BUTTON (object);

  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_SYNC_BUTTON);
  if (self->session != NULL)
    roster_clock_remove_timer (roster_session_get_clock (self->session), self->timer);
  self->timer = 0;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_sync_button_parent_class)->dispose (object);
}

static void
roster_sync_button_class_init (RosterSyncButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_sync_button_get_property;
  object_class->set_property = roster_sync_button_set_property;
  object_class->dispose = roster_sync_button_dispose;

  /**
   * RosterSyncButton:session:
   *
   * What is synced.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterSyncButton:show-time:
   *
   * Whether the time of the last sync stands beside the icon. It is in the tooltip in any case.
   */
  properties[PROP_SHOW_TIME] =
    g_param_spec_boolean ("show-time", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ROSTER_TYPE_PROGRESS_RING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/roster-sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSyncButton, button);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncButton, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncButton, ring);
  gtk_widget_class_bind_template_child (widget_class, RosterSyncButton, time_label);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
roster_sync_button_init (RosterSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
