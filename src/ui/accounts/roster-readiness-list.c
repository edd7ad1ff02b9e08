/* roster-readiness-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-readiness-list.h"

#include <glib/gi18n.h>

#include "roster-give-window.h"
#include "roster-text.h"
#include "roster-words.h"

/* What it takes until an account can be used for Spark Ads, each point with the button that mends it. */

struct _RosterReadinessList
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterTiktokAccount *account;

  AdwActionRow *present_row;
  GtkImage *present_image;
  AdwActionRow *linked_row;
  GtkImage *linked_image;
  GtkWidget *link_button;
  AdwActionRow *operator_row;
  GtkImage *operator_image;
  GtkWidget *operator_button;
};

G_DEFINE_FINAL_TYPE (RosterReadinessList, roster_readiness_list, ADW_TYPE_BIN)

static void
set_point (AdwActionRow *row,
           GtkImage     *image,
           RosterAnswer  answer,
           const char   *subtitle)
{
  const char *const icons[] = { "dialog-question-symbolic", "dialog-warning-symbolic", "emblem-ok-symbolic" };
  const char *const styles[] = { "dim-label", "warning", "success" };
  const char *classes[] = { styles[answer], NULL };

  gtk_image_set_from_icon_name (image, icons[answer]);
  gtk_widget_set_css_classes (GTK_WIDGET (image), classes);
  /* For those who do not see the mark. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, roster_words_answer (answer), -1);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
}

static void
update (RosterReadinessList *self)
{
  const char *status = roster_tiktok_account_get_available_status (self->account);
  gboolean available = status == NULL || g_str_equal (status, "AVAILABLE");
  int link_count = roster_tiktok_account_get_link_count (self->account);
  RosterReadiness readiness = roster_tiktok_account_get_readiness (self->account);
  gboolean can_write = roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO;
  g_autofree char *present = NULL;
  g_autofree char *linked = NULL;
  RosterAnswer is_linked = ROSTER_ANSWER_UNKNOWN;
  RosterAnswer has_operator = ROSTER_ANSWER_UNKNOWN;
  const char *who = NULL;

  if (!available)
    /* Translators: %s is a word of TikTok's own such as NO_VALID_AUTH. */
    present = roster_isolated (_("TikTok says: %s"), status);

  if (link_count >= 0)
    is_linked = link_count > 0 ? ROSTER_ANSWER_YES : ROSTER_ANSWER_NO;
  else if (readiness == ROSTER_READINESS_NOT_LINKED)
    is_linked = ROSTER_ANSWER_NO;
  else if (readiness != ROSTER_READINESS_UNKNOWN)
    is_linked = ROSTER_ANSWER_YES;
  if (link_count > 0)
    linked = g_strdup_printf (ngettext ("%d ad account", "%d ad accounts", link_count), link_count);

  if (readiness == ROSTER_READINESS_READY)
    has_operator = ROSTER_ANSWER_YES;
  else if (readiness == ROSTER_READINESS_NO_OPERATOR)
    has_operator = ROSTER_ANSWER_NO;
  if (is_linked == ROSTER_ANSWER_NO)
    who = _("Comes with the ad account");
  else if (has_operator == ROSTER_ANSWER_UNKNOWN)
    who = _("Not read yet");

  set_point (self->present_row, self->present_image, available ? ROSTER_ANSWER_YES : ROSTER_ANSWER_NO, present);
  set_point (self->linked_row, self->linked_image, is_linked,
             linked != NULL ? linked : is_linked == ROSTER_ANSWER_UNKNOWN ? _("Not read yet") : NULL);
  set_point (self->operator_row, self->operator_image, has_operator, who);
  gtk_widget_set_visible (self->link_button, can_write && is_linked == ROSTER_ANSWER_NO);
  gtk_widget_set_visible (self->operator_button, can_write && has_operator == ROSTER_ANSWER_NO && link_count > 0);
}

static void
on_link (RosterReadinessList *self)
{
  gtk_window_present (roster_give_window_new (GTK_WIDGET (self), self->session, self->account, ROSTER_GIVE_TO_AD_ACCOUNTS));
}

static void
on_operator (RosterReadinessList *self)
{
  gtk_window_present (roster_give_window_new (GTK_WIDGET (self), self->session, self->account, ROSTER_GIVE_OPERATOR));
}

static void
disconnect_all (RosterReadinessList *self)
{
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
}

static void
roster_readiness_list_dispose (GObject *object)
{
  RosterReadinessList *self = ROSTER_READINESS_LIST (object);

  disconnect_all (self);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_READINESS_LIST);
  g_clear_object (&self->account);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_readiness_list_parent_class)->dispose (object);
}

static void
roster_readiness_list_class_init (RosterReadinessListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_readiness_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-readiness-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, present_row);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, present_image);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, linked_row);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, linked_image);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, link_button);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, operator_row);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, operator_image);
  gtk_widget_class_bind_template_child (widget_class, RosterReadinessList, operator_button);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
  gtk_widget_class_bind_template_callback (widget_class, on_operator);
}

static void
roster_readiness_list_init (RosterReadinessList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_readiness_list_set_account:
 * @self: a list
 * @session: what mends through
 * @account: (nullable): whose readiness is shown
 */
void
roster_readiness_list_set_account (RosterReadinessList *self,
                                   RosterSession       *session,
                                   RosterTiktokAccount *account)
{
  g_return_if_fail (ROSTER_IS_READINESS_LIST (self));
  g_return_if_fail (ROSTER_IS_SESSION (session));

  disconnect_all (self);
  g_set_object (&self->session, session);
  g_set_object (&self->account, account);
  if (account == NULL)
    return;

  g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
