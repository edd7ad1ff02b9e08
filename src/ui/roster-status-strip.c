/* roster-status-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-status-strip.h"

#include <glib/gi18n.h>

#include "roster-error-dialog.h"
#include "roster-error-text.h"
#include "roster-strip.h"
#include "roster-text.h"
#include "roster-time-words.h"
#include "roster-words.h"

/* Which of the lasting states of a session the strip tells of. There is room for one: the one that passes soonest, or that hinders most,
 * goes first, and the others come back into view when it is over. */

/* So long signing in is nothing to speak of. */
#define SIGNING_IN_PATIENCE (2 * G_USEC_PER_SEC)

/* More would be too long a sentence for a narrow window; the details have all. */
#define MOST_GAPS_NAMED 3

struct _RosterStatusStrip
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterStrip *strip;
  guint timer;
  gint64 signing_in_since;
  gboolean damage_told;
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
  gint64 now = roster_clock_get_steady (clock);
  gint64 until = roster_session_get_rate_limited_until (self->session);
  g_autofree char *countdown = NULL;
  g_autofree char *text = NULL;

  if (until <= now)
    return FALSE;

  countdown = roster_time_words_dup_countdown (until, now);
  /* Translators: %s is minutes and seconds, "1:15". */
  text = roster_isolated (_("TikTok allows only so many requests. Going on in %s."), countdown);
  roster_strip_show (self->strip, "preferences-system-time-symbolic", text, NULL, NULL);

  /* At the moment at which the number changes. */
  self->timer = roster_clock_add_timer (clock, until - ((until - now - 1) / G_USEC_PER_SEC) * G_USEC_PER_SEC, on_tick, self, NULL);

  return TRUE;
}

/* When what is shown was read. A day that ends makes it another one's time. */
static char *
dup_synced_at (RosterStatusStrip *self)
{
  RosterClock *clock = roster_session_get_clock (self->session);
  gint64 synced_at = roster_session_get_synced_at (self->session);
  gint64 now = roster_clock_get_now (clock);

  if (synced_at == 0)
    return NULL;

  if (self->timer == 0)
    self->timer = roster_clock_add_date_timer (clock, roster_time_words_get_midnight (now), on_tick, self, NULL);

  return roster_time_words_dup_moment (synced_at, now);
}

static gboolean
show_offline (RosterStatusStrip *self)
{
  const GError *reason = roster_session_get_offline_reason (self->session);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (reason == NULL)
    return FALSE;

  moment = dup_synced_at (self);
  if (g_error_matches (reason, ROSTER_ERROR, ROSTER_ERROR_BLOCKED))
    text = g_strdup (roster_error_text_get_advice (reason));
  else if (moment != NULL)
    /* Translators: %s is a time, or a day with a time. */
    text = roster_isolated (_("Working offline with data from %s. Nothing can be changed until TikTok can be reached."), moment);
  else
    text = g_strdup (_("Offline: TikTok cannot be reached, so nothing can be changed."));
  roster_strip_show (self->strip, "network-offline-symbolic", text, _("_Try Again"), "win.sync");

  return TRUE;
}

/* What stands in the way of signing in, with the way on beside it; what is shown is remembered. */
static gboolean
show_signed_out (RosterStatusStrip *self)
{
  const GError *error = roster_session_get_error (self->session);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (roster_session_get_read_only (self->session) != ROSTER_READ_ONLY_SIGNED_OUT || error == NULL)
    return FALSE;

  moment = dup_synced_at (self);
  if (moment != NULL)
    /* Translators: the first %s is what went wrong, a heading such as "The Keyring Is Locked", the second a time, or a day with a time. */
    text = roster_isolated (_("%s: this is what was read at %s."), roster_error_text_get_title (error), moment);
  else
    text = roster_isolated (_("%s: this is what was read before."), roster_error_text_get_title (error));

  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED))
    roster_strip_show (self->strip, "dialog-password-symbolic", text, _("_Unlock…"), "win.unlock");
  else if (roster_error_text_sign_in_helps (error))
    roster_strip_show (self->strip, "system-log-out-symbolic", text, _("_Sign In Again…"), "win.sign-in");
  else
    roster_strip_show (self->strip, "dialog-warning-symbolic", text, _("_Details…"), "win.show-error");

  return TRUE;
}

/* Only when it takes long: as a rule it is over before anybody could have read it. */
static gboolean
show_signing_in (RosterStatusStrip *self)
{
  RosterClock *clock = roster_session_get_clock (self->session);
  gint64 now = roster_clock_get_steady (clock);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (roster_session_get_read_only (self->session) != ROSTER_READ_ONLY_SIGNING_IN)
    {
      self->signing_in_since = 0;
      return FALSE;
    }

  if (self->signing_in_since == 0)
    self->signing_in_since = now;
  if (now < self->signing_in_since + SIGNING_IN_PATIENCE)
    {
      self->timer = roster_clock_add_timer (clock, self->signing_in_since + SIGNING_IN_PATIENCE, on_tick, self, NULL);
      return FALSE;
    }

  moment = dup_synced_at (self);
  if (moment != NULL)
    /* Translators: %s is a time, or a day with a time. */
    text = roster_isolated (_("Signing in. This is what was read at %s."), moment);
  else
    text = g_strdup (_("Signing in. This is what was read before."));
  roster_strip_show (self->strip, "content-loading-symbolic", text, NULL, NULL);

  return TRUE;
}

/* What TikTok counts more of than it lists. What somebody holds can be short in several ways that are one to whoever reads it. */
static const struct
{
  RosterGapKind kind;
  const char *sentence;
  const char *words;
} GAPS[] = {
  { ROSTER_GAP_KIND_PEOPLE, N_("Not all people could be read: TikTok counts more than it lists."), NC_("incomplete", "people") },
  { ROSTER_GAP_KIND_AGENCIES, N_("Not all agencies could be read: TikTok counts more than it lists."), NC_("incomplete", "agencies") },
  { ROSTER_GAP_KIND_AD_ACCOUNTS, N_("Not all ad accounts could be read: TikTok counts more than it lists."), NC_("incomplete", "ad accounts") },
  { ROSTER_GAP_KIND_TIKTOK_ACCOUNTS, N_("Not all TikTok accounts could be read: TikTok counts more than it lists."),
    NC_("incomplete", "TikTok accounts") },
  { ROSTER_GAP_KIND_ACCOUNT_GROUPS, N_("Not all account groups could be read: TikTok counts more than it lists."),
    NC_("incomplete", "account groups") },
  { ROSTER_GAP_KIND_HOLDINGS, N_("Not all that people and agencies may do could be read: TikTok counts more than it lists."),
    NC_("incomplete", "what people and agencies may do") },
  { ROSTER_GAP_KIND_HOLDERS, N_("Not all who have an ad account could be read: TikTok counts more than it lists."),
    NC_("incomplete", "who has an ad account") },
  { ROSTER_GAP_KIND_LINKS, N_("Not all links of TikTok accounts could be read: TikTok counts more than it lists."),
    NC_("incomplete", "links of TikTok accounts") },
  { ROSTER_GAP_KIND_GROUP, N_("Not all that account groups give could be read: TikTok counts more than it lists."),
    NC_("incomplete", "what account groups give") },
};

static char *
dup_gaps (RosterGaps *gaps)
{
  g_autofree char *list = NULL;
  const char *sentence = NULL;
  guint n_gaps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (GAPS); i++)
    {
      const char *words = g_dpgettext2 (NULL, "incomplete", GAPS[i].words);
      g_autofree char *before = NULL;

      if (!roster_gaps_have (gaps, GAPS[i].kind))
        continue;

      n_gaps++;
      sentence = _(GAPS[i].sentence);
      before = g_steal_pointer (&list);
      /* Translators: an enumeration; the first %s is what came before, the second one thing more. */
      list = before != NULL ? roster_isolated (C_("enumeration", "%s, %s"), before, words) : g_strdup (words);
    }

  if (n_gaps <= 1)
    return g_strdup (sentence);
  if (n_gaps > MOST_GAPS_NAMED)
    return g_strdup (_("Not everything could be read: TikTok counts more than it lists in several lists."));

  /* Translators: %s is an enumeration such as "people, ad accounts, links of TikTok accounts". */
  return roster_isolated (_("Not everything could be read. TikTok counts more than it lists of these: %s."), list);
}

/* Nothing is wrong with the rest, nor older than it was. */
static gboolean
show_gaps (RosterStatusStrip *self)
{
  g_autoptr (RosterGaps) gaps = roster_session_dup_gaps (self->session);
  g_autofree char *text = NULL;

  if (!g_error_matches (roster_session_get_error (self->session), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE))
    return FALSE;

  text = dup_gaps (gaps);
  roster_strip_show (self->strip, "dialog-warning-symbolic",
                     text != NULL ? text : _("Not everything could be read: TikTok counts more than it lists."), _("_Details…"),
                     "win.show-error");

  return TRUE;
}

static gboolean
show_error (RosterStatusStrip *self)
{
  const GError *error = roster_session_get_error (self->session);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (error == NULL || roster_error_is_cancelled (error))
    return FALSE;

  /* What TikTok refuses for good is not older than the rest: it was never there. */
  if (!g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    moment = dup_synced_at (self);
  if (moment != NULL)
    /* Translators: the first %s is what went wrong, a heading such as "TikTok Has a Problem", the second a time, or a day with a time. */
    text = roster_isolated (_("Not everything could be read: %s. Some of this is from %s."), roster_error_text_get_title (error), moment);
  else
    /* Translators: %s is what went wrong, a heading such as "TikTok Has a Problem". */
    text = roster_isolated (_("Not everything could be read: %s."), roster_error_text_get_title (error));
  roster_strip_show (self->strip, "dialog-warning-symbolic", text, _("_Details…"), "win.show-error");

  return TRUE;
}

/* For as long as the developer app lacks the permission, since what is shown may be too little. */
static gboolean
show_no_groups (RosterStatusStrip *self)
{
  if (!g_error_matches (roster_session_get_error (self->session), ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED) ||
      roster_access_get_groups_listed (roster_session_get_access (self->session)))
    return FALSE;

  roster_strip_show (self->strip, "dialog-warning-symbolic",
                     _("Account groups could not be read: the developer app lacks the permission “Asset Group”. Somebody may have more than is shown."),
                     _("_Details…"), "win.show-error");

  return TRUE;
}

static gboolean
show_read_only (RosterStatusStrip *self)
{
  RosterReadOnly read_only = roster_session_get_read_only (self->session);
  const char *text = roster_words_read_only (read_only);

  if (text == NULL || read_only == ROSTER_READ_ONLY_SIGNING_IN)
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

/* What is the matter with the local data. Once it is mended, it is enough to have been told. */
static gboolean
show_store_problem (RosterStatusStrip *self)
{
  RosterStore *store = roster_session_get_store (self->session);
  const GError *problem = roster_store_get_problem (store);
  g_autofree char *text = NULL;

  if (problem == NULL || (self->damage_told && g_error_matches (problem, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED)))
    return FALSE;

  if (roster_store_get_in_memory (store))
    /* Translators: %s is what is the matter, a heading such as "The Local Data Is in Use". */
    text = roster_isolated (_("%s: what happens now is not remembered after you close the program."), roster_error_text_get_title (problem));
  else
    text = g_strdup_printf ("%s.", roster_error_text_get_title (problem));
  roster_strip_show (self->strip, "drive-harddisk-symbolic", text, _("_Details…"), "strip.show-store-problem");

  return TRUE;
}

static void
update (RosterStatusStrip *self)
{
  RosterSessionState state = roster_session_get_state (self->session);
  gboolean open = state != ROSTER_SESSION_STATE_CLOSED && state != ROSTER_SESSION_STATE_FAILED;

  roster_clock_remove_timer (roster_session_get_clock (self->session), self->timer);
  self->timer = 0;

  if (open && (show_rate_limit (self) || show_offline (self) || show_signed_out (self) || show_signing_in (self) || show_no_groups (self) ||
               show_gaps (self) || show_error (self)))
    return;
  if (show_store_problem (self))
    return;
  if (open && (show_read_only (self) || show_demo (self) || show_session_only (self)))
    return;

  roster_strip_hide (self->strip);
}

static void
show_store_problem_details (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  RosterStatusStrip *self = ROSTER_STATUS_STRIP (widget);

  roster_error_dialog_present (widget, NULL, roster_store_get_problem (roster_session_get_store (self->session)));
  self->damage_told = TRUE;
  update (self);
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
  g_signal_connect_object (roster_session_get_store (self->session), "notify::problem", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
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

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "strip.show-store-problem", NULL, show_store_problem_details);
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
