/* roster-link-confirm-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-confirm-page.h"

#include <glib/gi18n.h>

#include "roster-error-text.h"

/* Step 3 of linking an account: a person says whether it is the right one. TikTok does not tell whose approval an account is the answer
 * to, so this is never guessed, not even when the handle matches; and no key that is pressed by habit says yes, since the page comes up by
 * itself. */

struct _RosterLinkConfirmPage
{
  AdwBin parent_instance;

  RosterLinkRequest *request;
  RosterTiktokAccount *chosen; /* NULL while there are several and none was picked */

  GtkWidget *title_label;
  GtkLabel *explanation_label;
  GtkListBox *list_box;
  GtkLabel *error_label;
  GtkSpinner *spinner;
  GtkLabel *next_label;
  GtkWidget *yes_button;
  GtkWidget *wrong_button;
  GtkLabel *wrong_label;
};

G_DEFINE_FINAL_TYPE (RosterLinkConfirmPage, roster_link_confirm_page, ADW_TYPE_BIN)

static guint
get_n_candidates (RosterLinkConfirmPage *self)
{
  return g_list_model_get_n_items (roster_link_request_get_candidates (self->request));
}

static char *
dup_explanation (RosterLinkConfirmPage *self)
{
  const char *handle = roster_link_request_get_expected_handle (self->request);
  guint n_candidates = get_n_candidates (self);

  if (n_candidates > 1 && handle != NULL)
    return g_strdup_printf (ngettext ("%u account has appeared since the code was shown. Which one is @%s?",
                                      "%u accounts have appeared since the code was shown. Which one is @%s?", n_candidates),
                            n_candidates, handle);
  if (n_candidates > 1)
    return g_strdup_printf (ngettext ("%u account has appeared since the code was shown. Which one is it?",
                                      "%u accounts have appeared since the code was shown. Which one is it?", n_candidates),
                            n_candidates);
  if (handle != NULL)
    return g_strdup_printf (_("Expected: @%s"), handle);

  return g_strdup (_("Compare it with what the client’s phone shows."));
}

static char *
dup_next_text (RosterLinkConfirmPage *self)
{
  guint n_ad_accounts = g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_ad_accounts (self->request)));
  guint n_people = g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_people (self->request)));
  g_autofree char *ad_accounts = NULL;
  g_autofree char *people = NULL;

  if (roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_REMOVING)
    return g_strdup (_("Removing it from the Business Center…"));
  if (n_ad_accounts == 0 && n_people == 0)
    return g_strdup (_("No ad account was chosen; you can do that afterwards."));

  ad_accounts = g_strdup_printf (ngettext ("%u ad account", "%u ad accounts", n_ad_accounts), n_ad_accounts);
  people = g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
  if (n_people == 0)
    /* Translators: %s is "3 ad accounts" or "1 person" */
    return g_strdup_printf (_("After your yes it is linked to %s."), ad_accounts);
  if (n_ad_accounts == 0)
    return g_strdup_printf (_("After your yes it is given to %s."), people);

  /* Translators: "3 ad accounts", "1 person" */
  return g_strdup_printf (_("After your yes it is linked to %1$s and given to %2$s."), ad_accounts, people);
}

static void
update (RosterLinkConfirmPage *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  gboolean removing = state == ROSTER_LINK_REQUEST_STATE_REMOVING;
  const GError *error = state == ROSTER_LINK_REQUEST_STATE_FOUND ? roster_link_request_get_error (self->request) : NULL;
  g_autofree char *explanation = dup_explanation (self);
  g_autofree char *why = error != NULL ? roster_error_text_dup_line (error) : NULL;
  g_autofree char *next = dup_next_text (self);
  gboolean before = self->chosen != NULL && roster_link_request_was_there_before (self->request, self->chosen);
  RosterLinkRequest *rival = self->chosen != NULL ? roster_link_request_get_rival (self->request, self->chosen) : NULL;
  gboolean ready = self->chosen != NULL && state == ROSTER_LINK_REQUEST_STATE_FOUND;

  gtk_label_set_label (self->explanation_label, explanation);
  gtk_label_set_label (self->error_label, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), why != NULL);
  gtk_label_set_label (self->next_label, next);
  gtk_spinner_set_spinning (self->spinner, removing);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), removing);
  gtk_widget_set_sensitive (self->yes_button, ready);
  gtk_widget_set_sensitive (self->wrong_button, ready);
  gtk_label_set_label (self->wrong_label,
                       rival != NULL ? _("“Wrong Account” leaves it to the other request, and goes on waiting here.")
                       : before      ? _("“Wrong Account” leaves it in the Business Center, where it was before, and shows a new code.")
                                     : _("“Wrong Account” removes it from the Business Center and shows a new code."));
}

/* TikTok does not tell whose code an account answers; a person who waits for two has to know that this may be either. */
static void
append_rival (GString           *text,
              RosterLinkRequest *rival)
{
  const char *handle = rival != NULL ? roster_link_request_get_expected_handle (rival) : NULL;

  if (rival == NULL)
    return;

  g_string_append_c (text, '\n');
  if (handle != NULL)
    /* Translators: %s is a handle. */
    g_string_append_printf (text, _("You wait for @%s as well: it may be that one."), handle);
  else
    g_string_append (text, _("You wait for another account as well: it may be that one."));
}

static char *
dup_verdict (RosterLinkConfirmPage *self,
             RosterTiktokAccount   *account)
{
  const char *expected = roster_link_request_get_expected_handle (self->request);
  const char *handle = roster_tiktok_account_get_handle (account);
  g_autoptr (GString) text = g_string_new (NULL);

  if (handle != NULL)
    g_string_append_printf (text, "@%s", handle);
  else
    g_string_append (text, _("TikTok tells only the name so far; the handle is known once it is linked to an ad account."));

  switch (roster_link_request_matches (self->request, account))
    {
    case ROSTER_ANSWER_YES:
      g_string_append_printf (text, "\n%s", _("This is the handle that you expect."));
      break;

    case ROSTER_ANSWER_NO:
      /* Translators: %s is a handle. */
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("This is not @%s."), expected);
      break;

    case ROSTER_ANSWER_UNKNOWN:
    default:
      break;
    }

  append_rival (text, roster_link_request_get_rival (self->request, account));
  if (roster_link_request_was_there_before (self->request, account))
    g_string_append_printf (text, "\n%s", _("It was in this Business Center before the code was shown; its owner may have approved again."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_picked (RosterLinkConfirmPage *self,
           GtkCheckButton        *check)
{
  if (gtk_check_button_get_active (check))
    self->chosen = g_object_get_data (G_OBJECT (check), "account");
  update (self);
}

static GtkWidget *
create_row (RosterLinkConfirmPage *self,
            RosterTiktokAccount   *account,
            GtkCheckButton        *group)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = roster_item_get_name (ROSTER_ITEM (account));
  g_autofree char *title = name != NULL && *name != '\0' ? g_strdup (name) : roster_tiktok_account_dup_title (account);
  g_autofree char *verdict = dup_verdict (self, account);
  RosterAnswer matches = roster_link_request_matches (self->request, account);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), verdict);

  if (matches != ROSTER_ANSWER_UNKNOWN)
    {
      gboolean right = matches == ROSTER_ANSWER_YES;
      GtkWidget *mark = gtk_image_new_from_icon_name (right ? "emblem-ok-symbolic" : "dialog-warning-symbolic");

      gtk_widget_add_css_class (mark, right ? "success" : "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (48, title, TRUE));

  if (get_n_candidates (self) > 1)
    {
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      g_object_set_data_full (G_OBJECT (check), "account", g_object_ref (account), g_object_unref);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    }

  return row;
}

static void
fill (RosterLinkConfirmPage *self)
{
  GListModel *candidates = roster_link_request_get_candidates (self->request);
  guint n_candidates = g_list_model_get_n_items (candidates);
  GtkCheckButton *group = NULL;
  GtkWidget *row;

  self->chosen = NULL;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, row);

  for (guint i = 0; i < n_candidates; i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (candidates, i);

      row = create_row (self, account, group);
      if (group == NULL && n_candidates > 1)
        group = GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
      gtk_list_box_append (self->list_box, row);
      if (n_candidates == 1)
        self->chosen = account;
    }

  update (self);
}

static void
on_yes (RosterLinkConfirmPage *self)
{
  if (self->chosen != NULL && roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_FOUND)
    roster_link_request_confirm (self->request, self->chosen);
}

static void
on_wrong (RosterLinkConfirmPage *self)
{
  if (self->chosen != NULL && roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_FOUND)
    roster_link_request_reject (self->request, self->chosen);
}

static gboolean
roster_link_confirm_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ROSTER_LINK_CONFIRM_PAGE (widget)->title_label);
}

static void
roster_link_confirm_page_dispose (GObject *object)
{
  RosterLinkConfirmPage *self = ROSTER_LINK_CONFIRM_PAGE (object);

  if (self->request != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->request, self);
      g_signal_handlers_disconnect_by_data (roster_link_request_get_candidates (self->request), self);
    }
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_LINK_CONFIRM_PAGE);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (roster_link_confirm_page_parent_class)->dispose (object);
}

static void
roster_link_confirm_page_class_init (RosterLinkConfirmPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_link_confirm_page_dispose;
  widget_class->grab_focus = roster_link_confirm_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-link-confirm-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, next_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, yes_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, wrong_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, wrong_label);
  gtk_widget_class_bind_template_callback (widget_class, on_yes);
  gtk_widget_class_bind_template_callback (widget_class, on_wrong);
}

static void
roster_link_confirm_page_init (RosterLinkConfirmPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_link_confirm_page_bind:
 * @self: a page
 * @request: whose candidates are put to a person
 */
void
roster_link_confirm_page_bind (RosterLinkConfirmPage *self,
                               RosterLinkRequest     *request)
{
  g_return_if_fail (ROSTER_IS_LINK_CONFIRM_PAGE (self));
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (request));
  g_return_if_fail (self->request == NULL);

  self->request = g_object_ref (request);
  g_signal_connect_object (roster_link_request_get_candidates (request), "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  fill (self);
}
