/* roster-status-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-status-strip.h"

#include <glib/gi18n.h>

#include "roster-error-text.h"
#include "roster-strip.h"
#include "roster-time-words.h"
#include "roster-words.h"

/* Which of the lasting states of a session the strip tells of. There is room for one: the one that passes soonest, or that hinders most,
 * goes first, and the others come back into view when it is over. */

struct _RosterStatusStrip
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterStrip *strip;
  guint timer;
};

G_DEFINE_FINAL_TYPE (RosterStatusStrip, roster_status_strip, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} RosterStatusStripProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void update (RosterStatusStrip *self);

static void
on_tick (gpointer user_data)
{
  RosterStatusStrip *self = user_data;

  self->timer = 0;
  update (self);
}

static gboolean
show_rate_limit (RosterStatusStrip *self)
{
  RosterClock *clock = roster_session_get_clock (self->session);
  gint64 now = roster_clock_get_now (clock);
  gint64 until = roster_session_get_rate_limited_until (self->session);
  g_autofree char *countdown = NULL;
  g_autofree char *text = NULL;

  if (until <= now)
    return FALSE;

  countdown = roster_time_words_dup_countdown (until, now);
  /* Translators: %s is minutes and seconds, "1:15". */
  text = g_strdup_printf (_("TikTok allows only so many requests. Going on in %s."), countdown);
  roster_strip_show (self->strip, "preferences-system-time-symbolic", text, NULL, NULL);

  /* At the moment at which the number changes. */
  self->timer = roster_clock_add_timer (clock, until - ((until - now - 1) / G_USEC_PER_SEC) * G_USEC_PER_SEC, on_tick, self, NULL);

  return TRUE;
}

static gboolean
show_offline (RosterStatusStrip *self)
{
  gint64 synced_at = roster_session_get_synced_at (self->session);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (!roster_session_get_offline (self->session))
    return FALSE;

  if (synced_at != 0)
    {
      moment = roster_time_words_dup_moment (synced_at, roster_clock_get_now (roster_session_get_clock (self->session)));
      /* Translators: %s is a time, or a day with a time. */
      text = g_strdup_printf (_("Offline: this is what was read at %s. Changes wait until TikTok can be reached."), moment);
    }
  else
    {
      text = g_strdup (_("Offline: TikTok cannot be reached, so nothing can be changed."));
    }
  roster_strip_show (self->strip, "network-offline-symbolic", text, _("_Try Again"), "win.sync");

  return TRUE;
}

static gboolean
show_error (RosterStatusStrip *self)
{
  const GError *error = roster_session_get_error (self->session);
  g_autofree char *text = NULL;

  if (error == NULL || roster_error_is_cancelled (error))
    return FALSE;

  /* Translators: %s is what went wrong, a heading such as "TikTok Has a Problem". */
  text = g_strdup_printf (_("Not everything could be read: %s."), roster_error_text_get_title (error));
  roster_strip_show (self->strip, "dialog-warning-symbolic", text, _("_Details…"), "win.show-error");

  return TRUE;
}

static gboolean
show_read_only (RosterStatusStrip *self)
{
  const char *text = roster_words_read_only (roster_session_get_read_only (self->session));

  if (text == NULL)
    return FALSE;

  roster_strip_show (self->strip, "changes-prevent-symbolic", text, NULL, NULL);

  return TRUE;
}

static gboolean
show_demo (RosterStatusStrip *self)
{
  if (!roster_session_is_demo (self->session))
    return FALSE;

  roster_strip_show (self->strip, "dialog-information-symbolic", _("Demo data: nothing here leaves this computer."),
                     _("_Connect Your Own…"), "win.connect");

  return TRUE;
}

static gboolean
show_session_only (RosterStatusStrip *self)
{
  RosterConnection *connection = roster_session_get_connection (self->session);

  if (connection == NULL || !roster_connection_get_session_only (connection))
    return FALSE;

  roster_strip_show (self->strip, "dialog-password-symbolic", _("Signed in for this session only: the keyring did not take the connection."),
                     NULL, NULL);

  return TRUE;
}

static void
update (RosterStatusStrip *self)
{
  roster_clock_remove_timer (roster_session_get_clock (self->session), self->timer);
  self->timer = 0;

  if (roster_session_get_state (self->session) == ROSTER_SESSION_STATE_CLOSED ||
      roster_session_get_state (self->session) == ROSTER_SESSION_STATE_FAILED)
    roster_strip_hide (self->strip);
  else if (!show_rate_limit (self) && !show_offline (self) && !show_error (self) && !show_read_only (self) && !show_demo (self) &&
           !show_session_only (self))
    roster_strip_hide (self->strip);
}

static void
roster_status_strip_constructed (GObject *object)
{
  static const char *const SIGNALS[] = {
    "notify::state", "notify::error", "notify::read-only", "notify::offline", "notify::rate-limited-until", "notify::connection",
    "notify::demo", "notify::synced-at",
  };
  RosterStatusStrip *self = ROSTER_STATUS_STRIP (object);

  G_OBJECT_CLASS (roster_status_strip_parent_class)->constructed (object);

  self->strip = ROSTER_STRIP (roster_strip_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->strip));
  for (guint i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    g_signal_connect_object (self->session, SIGNALS[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
roster_status_strip_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RosterStatusStrip *self = ROSTER_STATUS_STRIP (object);

  switch ((RosterStatusStripProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_status_strip_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RosterStatusStrip *self = ROSTER_STATUS_STRIP (object);

  switch ((RosterStatusStripProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_status_strip_dispose (GObject *object)
{
  RosterStatusStrip *self = ROSTER_STATUS_STRIP (object);

  if (self->session != NULL)
    roster_clock_remove_timer (roster_session_get_clock (self->session), self->timer);
  self->timer = 0;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_status_strip_parent_class)->dispose (object);
}

static void
roster_status_strip_class_init (RosterStatusStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = roster_status_strip_constructed;
  object_class->get_property = roster_status_strip_get_property;
  object_class->set_property = roster_status_strip_set_property;
  object_class->dispose = roster_status_strip_dispose;

  /**
   * RosterStatusStrip:session:
   *
   * Whose states are told.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_status_strip_init (RosterStatusStrip *self)
{
}

/**
 * roster_status_strip_new:
 * @session: whose states to tell
 *
 * Returns: (transfer floating): a new strip
 */
GtkWidget *
roster_status_strip_new (RosterSession *session)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_STATUS_STRIP, "session", session, NULL);
}
