/* roster-link-result-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-result-page.h"

#include <glib/gi18n.h>

#include "roster-changes-view.h"
#include "roster-error-text.h"
#include "roster-readiness-list.h"
#include "roster-text.h"
#include "roster-words.h"

/* Step 4 of linking an account: the ad accounts and people get it, line by line, and what is missing in the end can be mended here. */

struct _RosterLinkResultPage
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterLinkRequest *request;
  RosterTiktokAccount *account; /* the one that is followed */

  GtkLabel *title_label;
  GtkLabel *advice_label;
  RosterChangesView *changes_view;
  RosterReadinessList *readiness_list;
  GtkWidget *try_again_button;
  GtkWidget *done_button;
};

G_DEFINE_FINAL_TYPE (RosterLinkResultPage, roster_link_result_page, ADW_TYPE_BIN)

static void
update (RosterLinkResultPage *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  gboolean running = state == ROSTER_LINK_REQUEST_STATE_APPLYING;
  /* What was left to do when the program was closed could not be found out. */
  const GError *error = state == ROSTER_LINK_REQUEST_STATE_CONFIRMED ? roster_link_request_get_error (self->request) : NULL;
  g_autofree char *why = error != NULL ? roster_error_text_dup_line (error) : NULL;
  g_autofree char *name = self->account != NULL ? roster_tiktok_account_dup_title (self->account) : g_strdup ("");
  g_autofree char *title = NULL;
  RosterReadiness readiness = self->account != NULL ? roster_tiktok_account_get_readiness (self->account) : ROSTER_READINESS_UNKNOWN;

  /* Translators: %s is a TikTok account in all three. */
  if (running)
    title = roster_isolated (_("Linking %s…"), name);
  else if (readiness == ROSTER_READINESS_READY)
    title = roster_isolated (_("%s Is Ready"), name);
  else
    title = roster_isolated (_("%s Is in the Business Center"), name);

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->advice_label, why != NULL ? why : roster_words_readiness_advice (readiness));
  gtk_widget_set_visible (self->try_again_button, why != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), !running);
  roster_changes_view_set_running (self->changes_view, running);
  gtk_widget_set_visible (GTK_WIDGET (self->readiness_list), !running);
  gtk_widget_set_sensitive (self->done_button, !running);
}

static void
on_account_changed (RosterLinkResultPage *self)
{
  RosterTiktokAccount *account = roster_link_request_get_account (self->request);

  if (self->account == account)
    return;

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  g_set_object (&self->account, account);
  roster_readiness_list_set_account (self->readiness_list, self->session, account);
  if (account != NULL)
    g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
on_stop (RosterLinkResultPage *self)
{
  roster_link_request_stop (self->request);
}

static void
on_try_again (RosterLinkResultPage *self)
{
  roster_link_request_go_on (self->request);
}

static void
on_retry (RosterLinkResultPage *self)
{
  roster_link_request_retry_failed (self->request);
}

static void
roster_link_result_page_dispose (GObject *object)
{
  RosterLinkResultPage *self = ROSTER_LINK_RESULT_PAGE (object);

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_LINK_RESULT_PAGE);
  g_clear_object (&self->account);
  g_clear_object (&self->request);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_link_result_page_parent_class)->dispose (object);
}

static void
roster_link_result_page_class_init (RosterLinkResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_link_result_page_dispose;

  g_type_ensure (ROSTER_TYPE_CHANGES_VIEW);
  g_type_ensure (ROSTER_TYPE_READINESS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-link-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLinkResultPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkResultPage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkResultPage, changes_view);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkResultPage, readiness_list);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkResultPage, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkResultPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
}

static void
roster_link_result_page_init (RosterLinkResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_link_result_page_bind:
 * @self: a page
 * @session: what is acted through
 * @request: what is shown
 */
void
roster_link_result_page_bind (RosterLinkResultPage *self,
                              RosterSession        *session,
                              RosterLinkRequest    *request)
{
  g_return_if_fail (ROSTER_IS_LINK_RESULT_PAGE (self));
  g_return_if_fail (ROSTER_IS_SESSION (session));
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (request));
  g_return_if_fail (self->request == NULL);

  self->session = g_object_ref (session);
  self->request = g_object_ref (request);
  roster_changes_view_set_changes (self->changes_view, roster_link_request_get_changes (request));
  g_signal_connect_object (request, "notify::account", G_CALLBACK (on_account_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  on_account_changed (self);
  update (self);
}

/**
 * roster_link_result_page_get_default_widget:
 * @self: a page
 *
 * Returns: (transfer none): what Enter presses
 */
GtkWidget *
roster_link_result_page_get_default_widget (RosterLinkResultPage *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_RESULT_PAGE (self), NULL);

  return self->done_button;
}
