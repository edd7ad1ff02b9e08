/* roster-open-request-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-open-request-row.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-countdown.h"
#include "roster-error-text.h"
#include "roster-give-up.h"
#include "roster-link-window.h"
#include "roster-text.h"

/* One request that waits: for whom, how far it is, and the way on. */

struct _RosterOpenRequestRow
{
  AdwActionRow parent_instance;

  RosterLinkRequest *request;
  RosterCountdown *countdown;

  GtkWidget *continue_button;
  GtkWidget *give_up_button;
};

G_DEFINE_FINAL_TYPE (RosterOpenRequestRow, roster_open_request_row, ADW_TYPE_ACTION_ROW)

static char *
dup_found_text (RosterOpenRequestRow *self)
{
  GListModel *candidates = roster_link_request_get_candidates (self->request);
  guint n_candidates = g_list_model_get_n_items (candidates);
  g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (candidates, 0);
  g_autofree char *title = account != NULL ? roster_tiktok_account_dup_title (account) : NULL;

  if (n_candidates > 1)
    return g_strdup_printf (ngettext ("%u account: which one?", "%u accounts: which one?", n_candidates), n_candidates);

  /* Translators: %s is the TikTok account that has appeared; whether it is the right one has to be said. */
  return roster_isolated (_("Approved: %s?"), title != NULL ? title : "");
}

/* Short: on a phone there is room for some twenty letters. */
static char *
dup_state_text (RosterOpenRequestRow *self)
{
  const GError *error = roster_link_request_get_error (self->request);

  switch (roster_link_request_get_state (self->request))
    {
    case ROSTER_LINK_REQUEST_STATE_DRAFT:
    case ROSTER_LINK_REQUEST_STATE_ASKING:
      return g_strdup (_("Asking for a code…"));

    case ROSTER_LINK_REQUEST_STATE_WAITING:
      /* Translators: %s is minutes and seconds: "9:41" */
      return roster_isolated (_("Waiting, %s left"), roster_countdown_get_text (self->countdown));

    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
      return g_strdup (roster_link_request_looks_on (self->request) ? _("Ran out, still looking") : _("Not approved in time"));

    case ROSTER_LINK_REQUEST_STATE_FOUND:
      return dup_found_text (self);

    case ROSTER_LINK_REQUEST_STATE_REMOVING:
      return g_strdup (_("Removing the wrong one…"));

    case ROSTER_LINK_REQUEST_STATE_APPLYING:
      return g_strdup (_("Linking…"));

    case ROSTER_LINK_REQUEST_STATE_CONFIRMED:
    case ROSTER_LINK_REQUEST_STATE_DONE:
      return g_strdup (_("Not everything is linked"));

    case ROSTER_LINK_REQUEST_STATE_FAILED:
    default:
      return error != NULL ? roster_error_text_dup_line (error) : g_strdup ("");
    }
}

static char *
dup_title (RosterOpenRequestRow *self)
{
  RosterTiktokAccount *account = roster_link_request_get_account (self->request);
  const char *handle = roster_link_request_get_expected_handle (self->request);

  if (account != NULL)
    return roster_tiktok_account_dup_title (account);

  return handle != NULL ? roster_text_dup_handle (handle) : g_strdup (_("A Client’s Account"));
}

static void
update (RosterOpenRequestRow *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  g_autofree char *title = dup_title (self);
  g_autofree char *text = dup_state_text (self);
  /* Translators: names of buttons for people who do not see which row they are in; %s is a TikTok account. */
  g_autofree char *continue_name = roster_isolated (_("Continue with %s"), title);
  g_autofree char *give_up_name = roster_isolated (_("Give Up on %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  roster_button_label_name (self->continue_button, continue_name);
  roster_button_label_name (self->give_up_button, give_up_name);
  if (state == ROSTER_LINK_REQUEST_STATE_FOUND)
    gtk_widget_add_css_class (self->continue_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->continue_button, "suggested-action");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "request.give-up", roster_give_up_is_possible (self->request));
}

static void
go_on (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  gtk_window_present (roster_link_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), ROSTER_OPEN_REQUEST_ROW (widget)->request));
}

static void
on_activated (RosterOpenRequestRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "request.continue", NULL);
}

/* The row goes with the request: the question belongs to the window. */
static void
give_up (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  roster_give_up (GTK_WIDGET (gtk_widget_get_root (widget)), ROSTER_OPEN_REQUEST_ROW (widget)->request);
}

static void
roster_open_request_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_open_request_row_parent_class)->map (widget);

  roster_countdown_refresh (ROSTER_OPEN_REQUEST_ROW (widget)->countdown);
}

static void
roster_open_request_row_dispose (GObject *object)
{
  RosterOpenRequestRow *self = ROSTER_OPEN_REQUEST_ROW (object);

  if (self->request != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->request, self);
      g_signal_handlers_disconnect_by_data (roster_link_request_get_candidates (self->request), self);
      g_signal_handlers_disconnect_by_data (self->countdown, self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_OPEN_REQUEST_ROW);
  g_clear_object (&self->countdown);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (roster_open_request_row_parent_class)->dispose (object);
}

static void
roster_open_request_row_class_init (RosterOpenRequestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_open_request_row_dispose;
  widget_class->map = roster_open_request_row_map;

  gtk_widget_class_install_action (widget_class, "request.continue", NULL, go_on);
  gtk_widget_class_install_action (widget_class, "request.give-up", NULL, give_up);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-open-request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOpenRequestRow, continue_button);
  gtk_widget_class_bind_template_child (widget_class, RosterOpenRequestRow, give_up_button);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
roster_open_request_row_init (RosterOpenRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_open_request_row_new:
 * @request: an open request
 *
 * Returns: (transfer floating): a row that shows how far it is
 */
GtkWidget *
roster_open_request_row_new (RosterLinkRequest *request)
{
  RosterOpenRequestRow *self;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (request), NULL);

  self = g_object_new (ROSTER_TYPE_OPEN_REQUEST_ROW, NULL);
  self->request = g_object_ref (request);
  self->countdown = roster_countdown_new (request, roster_session_get_clock (roster_link_request_get_session (request)));
  g_signal_connect_object (request, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_link_request_get_candidates (request), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->countdown, "notify::text", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
