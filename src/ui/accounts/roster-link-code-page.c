/* roster-link-code-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-code-page.h"

#include <glib/gi18n.h>

#include "roster-code-layout.h"
#include "roster-code-show.h"
#include "roster-error-page.h"
#include "roster-error-text.h"
#include "roster-language-drop-down.h"
#include "roster-link-fullscreen.h"
#include "roster-qr-view.h"
#include "roster-send-instead.h"
#include "roster-text.h"
#include "roster-whole-words.h"

/* Step 2 of linking an account: the code, how long it is good for, what the program is waiting for, and what to do when it takes long. */

struct _RosterLinkCodePage
{
  AdwBin parent_instance;

  RosterLinkRequest *request;
  RosterCountdown *countdown;
  GtkWindow *full_screen; /* NULL while there is none */
  gboolean asked_to_look; /* whether the person pressed since the code was shown, so that "nothing yet" is an answer */
  gboolean default_is_new;
  const char *unshowable; /* (nullable): why the code cannot be shown */

  GtkStack *stack;
  RosterQrView *qr_view;
  GtkSpinner *asking_spinner;
  GtkLabel *dead_label;
  GtkLabel *countdown_label;
  GtkLabel *state_label;
  GtkLabel *looked_label;
  GtkLabel *step_1_label;
  GtkLabel *step_2_label;
  GtkLabel *step_3_label;
  RosterLanguageDropDown *language_drop_down;
  GtkWidget *new_code_button;
  GtkLabel *link_label;
  RosterErrorPage *error_page;
};

G_DEFINE_FINAL_TYPE (RosterLinkCodePage, roster_link_code_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_LANGUAGE = 1,
  PROP_DEFAULT_WIDGET,
} RosterLinkCodePageProperty;

static GParamSpec *properties[PROP_DEFAULT_WIDGET + 1];

static void
set_default_is_new (RosterLinkCodePage *self,
                    gboolean            default_is_new)
{
  if (self->default_is_new == default_is_new)
    return;

  self->default_is_new = default_is_new;
  if (default_is_new)
    gtk_widget_add_css_class (self->new_code_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->new_code_button, "suggested-action");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEFAULT_WIDGET]);
}

static void
update_code (RosterLinkCodePage *self)
{
  const char *link = roster_link_request_get_link (self->request);
  const char *handle = roster_link_request_get_expected_handle (self->request);
  /* Translators: the name of the picture for people who do not see it; %s is a handle. */
  g_autofree char *name = handle != NULL ? roster_isolated (_("QR code for @%s"), handle) : g_strdup (_("QR code"));

  self->unshowable = roster_code_show (self->qr_view, self->request);
  gtk_label_set_label (self->link_label, link != NULL ? link : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->qr_view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
dup_last_looked (RosterLinkCodePage *self)
{
  int ago = roster_countdown_get_looked_ago (self->countdown);

  if (ago < 0)
    return g_strdup (_("Not looked yet"));
  if (ago < 60)
    return g_strdup_printf (ngettext ("Last looked %d s ago", "Last looked %d s ago", ago), ago);
  if (ago < 3600)
    return g_strdup_printf (ngettext ("Last looked %d min ago", "Last looked %d min ago", ago / 60), ago / 60);

  return g_strdup_printf (ngettext ("Last looked %d h ago", "Last looked %d h ago", ago / 3600), ago / 3600);
}

static void
append_line (GString    *text,
             const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
dup_code_error (RosterLinkCodePage *self)
{
  const GError *error = roster_link_request_get_code_error (self->request);
  g_autofree char *why = error != NULL ? roster_error_text_dup_line (error) : NULL;

  /* Translators: %s is why. */
  return why != NULL ? roster_isolated (_("There is no new code: %s"), why) : NULL;
}

static char *
dup_look_error (RosterLinkCodePage *self)
{
  const GError *error = roster_link_request_get_error (self->request);
  g_autofree char *why = error != NULL ? roster_error_text_dup_line (error) : NULL;

  /* Translators: %s is why the list of accounts could not be read. */
  return why != NULL ? roster_isolated (_("Could not look: %s"), why) : NULL;
}

/* What was last looked at, and what is to be known about that. */
static char *
dup_looked_text (RosterLinkCodePage *self)
{
  gboolean looking = roster_link_request_get_looking (self->request);
  gboolean expired = roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_EXPIRED;
  g_autofree char *when = dup_last_looked (self);
  g_autofree char *no_code = dup_code_error (self);
  g_autofree char *no_look = dup_look_error (self);
  g_autoptr (GString) text = g_string_new (NULL);

  if (no_code != NULL)
    append_line (text, no_code);
  if (looking)
    append_line (text, self->asked_to_look ? _("Looking for the new account…") : _("Looking…"));
  else if (no_look != NULL)
    append_line (text, no_look);
  if (!looking)
    append_line (text, when);
  if (!looking && no_look == NULL && self->asked_to_look)
    append_line (text, _("TikTok lists no new account yet. It can take a moment; has the owner pressed the button that approves?"));
  if (expired && !roster_link_request_looks_on (self->request))
    append_line (text, _("Whenever the Business Center is read, it is looked for."));
  if (roster_link_request_has_code (self->request) && !roster_link_request_get_comparable (self->request))
    append_line (text, _("TikTok did not list every account before this code: what appears may have been here before."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_state_text (RosterLinkCodePage *self,
                gboolean            dead)
{
  switch (roster_link_request_get_state (self->request))
    {
    case ROSTER_LINK_REQUEST_STATE_DRAFT:
      return _("Asking TikTok for a code…");

    case ROSTER_LINK_REQUEST_STATE_ASKING:
      return roster_link_request_is_open (self->request) ? _("Asking TikTok for a new code…") : _("Asking TikTok for a code…");

    case ROSTER_LINK_REQUEST_STATE_WAITING:
    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
      if (!dead)
        return _("Waiting for the owner to approve");
      return roster_link_request_looks_on (self->request) ? _("Still looking for a late approval") : _("Not approved in time");

    case ROSTER_LINK_REQUEST_STATE_REMOVING:
      return _("Removing the wrong account…");

    case ROSTER_LINK_REQUEST_STATE_FOUND:
    case ROSTER_LINK_REQUEST_STATE_APPLYING:
    case ROSTER_LINK_REQUEST_STATE_DONE:
    case ROSTER_LINK_REQUEST_STATE_FAILED:
    default:
      return "";
    }
}

/* What stands where the code would be, or on it. */
static const char *
get_verdict (RosterLinkCodePage *self,
             gboolean            run_out)
{
  if (run_out)
    return _("This code has run out");
  if (self->unshowable != NULL)
    return self->unshowable;
  if (roster_link_request_has_code (self->request))
    return NULL;

  /* The link is a secret, and so is not remembered with the rest of the request. */
  return _("Codes are not kept when the program is closed. Whoever has this one can still approve.");
}

static void
update (RosterLinkCodePage *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  gboolean has_code = roster_link_request_has_code (self->request);
  gboolean busy = state == ROSTER_LINK_REQUEST_STATE_DRAFT || state == ROSTER_LINK_REQUEST_STATE_ASKING;
  gboolean dead = roster_countdown_get_dead (self->countdown);
  /* While there is a good code, it stays until the new one is there. */
  gboolean asking = busy && (dead || !has_code);
  gboolean waiting = !dead && (state == ROSTER_LINK_REQUEST_STATE_WAITING || (busy && has_code));
  gboolean run_out = dead && (state == ROSTER_LINK_REQUEST_STATE_WAITING || state == ROSTER_LINK_REQUEST_STATE_EXPIRED);
  const char *verdict = waiting || run_out ? get_verdict (self, run_out) : NULL;
  gboolean usable = waiting && verdict == NULL;
  g_autofree char *looked = dup_looked_text (self);

  if (state == ROSTER_LINK_REQUEST_STATE_FAILED)
    roster_error_page_set_error (self->error_page, roster_link_request_get_error (self->request));
  gtk_stack_set_visible_child_name (self->stack, state == ROSTER_LINK_REQUEST_STATE_FAILED ? "error" : "code");

  roster_qr_view_set_dead (self->qr_view, dead);
  gtk_widget_set_visible (GTK_WIDGET (self->dead_label), verdict != NULL);
  gtk_label_set_label (self->dead_label, verdict != NULL ? verdict : "");
  gtk_widget_set_visible (GTK_WIDGET (self->asking_spinner), asking);
  gtk_spinner_set_spinning (self->asking_spinner, asking);

  gtk_label_set_label (self->countdown_label, asking ? "–:––" : roster_countdown_get_text (self->countdown));
  gtk_label_set_label (self->state_label, get_state_text (self, dead));
  gtk_label_set_label (self->looked_label, asking ? "" : looked);
  gtk_widget_set_visible (GTK_WIDGET (self->link_label), waiting && roster_link_request_get_link (self->request) != NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.new", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.full-screen", usable || run_out);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.send", waiting && has_code);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.look", !busy && (waiting || run_out) && !roster_link_request_get_looking (self->request));
  set_default_is_new (self, run_out || (waiting && !has_code));
}

static void
on_link_changed (RosterLinkCodePage *self)
{
  self->asked_to_look = FALSE;
  update_code (self);
  update (self);
}

static void
set_step (GtkLabel   *label,
          guint       number,
          const char *text)
{
  /* Translators: the number of a step, what to do: "1. Open TikTok" */
  g_autofree char *line = roster_isolated (_("%u. %s"), number, text);

  gtk_label_set_label (label, line);
}

static void
on_language_changed (RosterLinkCodePage *self)
{
  const RosterClientText *text = roster_language_drop_down_get_text (self->language_drop_down);

  set_step (self->step_1_label, 1, text->steps[0]);
  set_step (self->step_2_label, 2, text->steps[1]);
  set_step (self->step_3_label, 3, text->steps[2]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

static void
on_retry (RosterLinkCodePage *self)
{
  roster_link_request_ask (self->request);
}

/* Signing in is the main window's; there is nothing to go on with here before that. */
static void
on_sign_in (RosterLinkCodePage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  gtk_window_close (window);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.connect", NULL);
}

static void
new_code (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  roster_link_request_ask (ROSTER_LINK_CODE_PAGE (widget)->request);
}

static void
look (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (widget);

  self->asked_to_look = TRUE;
  roster_link_request_look_now (self->request);
  update (self);
}

static void
on_full_screen_gone (RosterLinkCodePage *self)
{
  self->full_screen = NULL;
}

static void
full_screen (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (widget);

  if (self->full_screen != NULL)
    {
      gtk_window_close (self->full_screen);
      return;
    }

  self->full_screen = roster_link_fullscreen_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->request, self->countdown);
  g_object_bind_property (self, "language", self->full_screen, "language", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->full_screen, "destroy", G_CALLBACK (on_full_screen_gone), self, G_CONNECT_SWAPPED);
  roster_link_fullscreen_present (ROSTER_LINK_FULLSCREEN (self->full_screen));
}

static void
send_instead (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (widget);
  GtkWindow *window = roster_send_instead_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->request, self->countdown);

  g_object_bind_property (self, "language", window, "language", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_window_present (window);
}

static void
roster_link_code_page_map (GtkWidget *widget)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (widget);

  GTK_WIDGET_CLASS (roster_link_code_page_parent_class)->map (widget);

  if (self->countdown != NULL)
    roster_countdown_refresh (self->countdown);
}

static void
roster_link_code_page_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (object);

  switch ((RosterLinkCodePageProperty) prop_id)
    {
    case PROP_LANGUAGE:
      g_value_set_string (value, roster_language_drop_down_get_text (self->language_drop_down)->code);
      break;

    case PROP_DEFAULT_WIDGET:
      g_value_set_object (value, roster_link_code_page_get_default_widget (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_link_code_page_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (object);

  switch ((RosterLinkCodePageProperty) prop_id)
    {
    case PROP_LANGUAGE:
      roster_language_drop_down_set_language (self->language_drop_down, g_value_get_string (value));
      break;

    case PROP_DEFAULT_WIDGET:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_link_code_page_dispose (GObject *object)
{
  RosterLinkCodePage *self = ROSTER_LINK_CODE_PAGE (object);

  roster_link_code_page_leave_full_screen (self);
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  if (self->countdown != NULL)
    g_signal_handlers_disconnect_by_data (self->countdown, self);
  g_clear_object (&self->request);
  g_clear_object (&self->countdown);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_LINK_CODE_PAGE);

  G_OBJECT_CLASS (roster_link_code_page_parent_class)->dispose (object);
}

static void
roster_link_code_page_class_init (RosterLinkCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_link_code_page_get_property;
  object_class->set_property = roster_link_code_page_set_property;
  object_class->dispose = roster_link_code_page_dispose;
  widget_class->map = roster_link_code_page_map;

  /**
   * RosterLinkCodePage:language:
   *
   * The language that the client reads, as in ISO 639-1.
   */
  properties[PROP_LANGUAGE] =
    g_param_spec_string ("language", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterLinkCodePage:default-widget:
   *
   * What Enter presses: New Code once the code has run out, nothing before.
   */
  properties[PROP_DEFAULT_WIDGET] =
    g_param_spec_object ("default-widget", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "code.new", NULL, new_code);
  gtk_widget_class_install_action (widget_class, "code.look", NULL, look);
  gtk_widget_class_install_action (widget_class, "code.full-screen", NULL, full_screen);
  gtk_widget_class_install_action (widget_class, "code.send", NULL, send_instead);

  g_type_ensure (ROSTER_TYPE_CODE_LAYOUT);
  g_type_ensure (ROSTER_TYPE_ERROR_PAGE);
  g_type_ensure (ROSTER_TYPE_LANGUAGE_DROP_DOWN);
  g_type_ensure (ROSTER_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-link-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, qr_view);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, asking_spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, dead_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, countdown_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, state_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, looked_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, step_1_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, step_2_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, step_3_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, language_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, new_code_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, link_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkCodePage, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
}

static void
roster_link_code_page_init (RosterLinkCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_whole_words_set (GTK_WIDGET (self->looked_label));

  g_signal_connect_object (self->language_drop_down, "notify::language", G_CALLBACK (on_language_changed), self, G_CONNECT_SWAPPED);
  on_language_changed (self);
}

/**
 * roster_link_code_page_bind:
 * @self: a page
 * @request: whose code is shown
 * @countdown: how long it is good for
 */
void
roster_link_code_page_bind (RosterLinkCodePage *self,
                            RosterLinkRequest  *request,
                            RosterCountdown    *countdown)
{
  g_return_if_fail (ROSTER_IS_LINK_CODE_PAGE (self));
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (request));
  g_return_if_fail (ROSTER_IS_COUNTDOWN (countdown));
  g_return_if_fail (self->request == NULL);

  self->request = g_object_ref (request);
  self->countdown = g_object_ref (countdown);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::looking", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::deadline", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::link", G_CALLBACK (on_link_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::expected-handle", G_CALLBACK (update_code), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (countdown, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  on_link_changed (self);
}

/**
 * roster_link_code_page_get_default_widget:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what Enter presses
 */
GtkWidget *
roster_link_code_page_get_default_widget (RosterLinkCodePage *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_CODE_PAGE (self), NULL);

  return self->default_is_new ? self->new_code_button : NULL;
}

/**
 * roster_link_code_page_release_full_screen:
 * @self: a page
 * @parent: (nullable): the window that stays when this one goes
 *
 * Leaves the client the thanks on the full screen, if they stand there: what lies behind is not for the client.
 */
void
roster_link_code_page_release_full_screen (RosterLinkCodePage *self,
                                           GtkWindow          *parent)
{
  g_return_if_fail (ROSTER_IS_LINK_CODE_PAGE (self));

  if (self->full_screen == NULL || !roster_link_fullscreen_get_thanking (ROSTER_LINK_FULLSCREEN (self->full_screen)))
    return;

  g_signal_handlers_disconnect_by_func (self->full_screen, on_full_screen_gone, self);
  gtk_window_set_transient_for (self->full_screen, parent);
  self->full_screen = NULL;
}

/**
 * roster_link_code_page_has_full_screen:
 * @self: a page
 *
 * Returns: whether the client sees the full screen
 */
gboolean
roster_link_code_page_has_full_screen (RosterLinkCodePage *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_CODE_PAGE (self), FALSE);

  return self->full_screen != NULL;
}

/**
 * roster_link_code_page_leave_full_screen:
 * @self: a page
 *
 * Closes the full-screen window, if there is one.
 */
void
roster_link_code_page_leave_full_screen (RosterLinkCodePage *self)
{
  g_return_if_fail (ROSTER_IS_LINK_CODE_PAGE (self));

  if (self->full_screen != NULL)
    gtk_window_destroy (self->full_screen);
}
