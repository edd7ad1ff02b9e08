/* roster-link-confirm-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-confirm-page.h"

#include <glib/gi18n.h>

#include "roster-disconnect-window.h"
#include "roster-error-text.h"
#include "roster-text.h"
#include "roster-toast.h"
#include "roster-whole-words.h"

/* Step 3 of linking an account: a person says whether it is the right one. TikTok does not tell whose approval an account is the answer
 * to, so this is never guessed, not even when the handle matches; and no key that is pressed by habit says yes, since the page comes up by
 * itself. A button is only suggested where the account looks like the one that the client named. */

/* So many names are told before the rest is counted. */
#define MOST_NAMES 6

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
  GtkListBox *gets_list;
  GtkWidget *yes_button;
  GtkWidget *wrong_button;
  GtkWidget *none_button;
  GtkLabel *wrong_label;
  GtkWidget *disconnect_button;
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
    return roster_isolated (ngettext ("%u account has appeared since the code was shown. Which one is @%s?",
                                      "%u accounts have appeared since the code was shown. Which one is @%s?", n_candidates),
                            n_candidates, handle);
  if (n_candidates > 1)
    return g_strdup_printf (ngettext ("%u account has appeared since the code was shown. Which one is it?",
                                      "%u accounts have appeared since the code was shown. Which one is it?", n_candidates),
                            n_candidates);
  if (handle != NULL)
    return roster_isolated (_("Expected: @%s"), handle);

  return g_strdup (_("Compare it with what the client’s phone shows."));
}

static char *
dup_next_text (RosterLinkConfirmPage *self)
{
  guint n_ad_accounts = g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_ad_accounts (self->request)));
  guint n_people = g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_people (self->request)));

  if (roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_REMOVING)
    return g_strdup (_("Removing it from the Business Center…"));
  if (n_ad_accounts == 0 && n_people == 0)
    return g_strdup (_("No ad account was chosen; you can do that afterwards."));

  /* Translators: the ad accounts and people stand below. */
  return g_strdup (_("If you confirm, it is given to:"));
}

/* Returns: (transfer full): the names, one a line */
static char *
dup_names (GListModel *items)
{
  guint n_items = g_list_model_get_n_items (items);
  guint n_named = n_items > MOST_NAMES ? MOST_NAMES - 1 : n_items;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n_named; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (items, i);
      const char *name = roster_item_get_name (item);

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name != NULL && *name != '\0' ? name : roster_item_get_id (item));
    }
  if (n_named < n_items)
    {
      g_string_append_c (names, '\n');
      g_string_append_printf (names, ngettext ("and %u more", "and %u more", n_items - n_named), n_items - n_named);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
append_gets (RosterLinkConfirmPage *self,
             GListModel            *items,
             const char            *icon_name,
             const char            *title)
{
  GtkWidget *row;
  g_autofree char *names = NULL;

  if (g_list_model_get_n_items (items) == 0)
    return;

  row = adw_action_row_new ();
  names = dup_names (items);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), names);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon_name);
  roster_whole_words_set (row);
  gtk_list_box_append (self->gets_list, row);
}

static void
fill_gets (RosterLinkConfirmPage *self)
{
  GListModel *ad_accounts = G_LIST_MODEL (roster_link_request_get_ad_accounts (self->request));
  GListModel *people = G_LIST_MODEL (roster_link_request_get_people (self->request));
  guint n_ad_accounts = g_list_model_get_n_items (ad_accounts);
  guint n_people = g_list_model_get_n_items (people);
  g_autofree char *ad_accounts_title = g_strdup_printf (ngettext ("%u ad account", "%u ad accounts", n_ad_accounts), n_ad_accounts);
  g_autofree char *people_title = g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->gets_list))) != NULL)
    gtk_list_box_remove (self->gets_list, row);
  append_gets (self, ad_accounts, "view-list-symbolic", ad_accounts_title);
  append_gets (self, people, "system-users-symbolic", people_title);
  gtk_widget_set_visible (GTK_WIDGET (self->gets_list), n_ad_accounts + n_people > 0);
}

/* What “Wrong Account” does with the chosen one. */
static char *
dup_wrong_text (RosterLinkConfirmPage *self)
{
  guint n_links;

  if (self->chosen == NULL)
    return g_strdup (_("“None of These” leaves them in the Business Center and shows a new code."));

  switch (roster_link_request_get_wrong (self->request, self->chosen))
    {
    case ROSTER_LINK_WRONG_REMOVE:
      return g_strdup (_("“Wrong Account” removes it from the Business Center and shows a new code."));

    case ROSTER_LINK_WRONG_RIVAL:
      return g_strdup (_("“Wrong Account” leaves it to the other request, and goes on waiting here."));

    case ROSTER_LINK_WRONG_WAS_HERE:
      return g_strdup (_("“Wrong Account” leaves it in the Business Center, where it was before, and shows a new code."));

    case ROSTER_LINK_WRONG_LINKED:
      n_links = (guint) MAX (roster_tiktok_account_get_link_count (self->chosen), 0);
      return g_strdup_printf (ngettext ("It is linked to %u ad account. “Wrong Account” leaves it in the Business Center and shows a new code.",
                                        "It is linked to %u ad accounts. “Wrong Account” leaves it in the Business Center and shows a new code.", n_links),
                              n_links);

    case ROSTER_LINK_WRONG_UNSURE:
    default:
      return g_strdup (_("It may have been here before: not everything could be read before the code. “Wrong Account” leaves it in the Business "
                         "Center and shows a new code."));
    }
}

static gboolean
looks_right (RosterLinkConfirmPage *self,
             RosterTiktokAccount   *account)
{
  RosterLikeness likeness = roster_link_request_get_likeness (self->request, account);

  return likeness == ROSTER_LIKENESS_SAME || likeness == ROSTER_LIKENESS_ALIKE;
}

static void
update_buttons (RosterLinkConfirmPage *self)
{
  gboolean found = roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_FOUND;
  gboolean ready = found && self->chosen != NULL;
  RosterLinkWrong wrong = ready ? roster_link_request_get_wrong (self->request, self->chosen) : ROSTER_LINK_WRONG_REMOVE;
  g_autofree char *wrong_text = dup_wrong_text (self);

  gtk_widget_set_sensitive (self->yes_button, ready);
  gtk_widget_set_sensitive (self->wrong_button, ready);
  gtk_widget_set_sensitive (self->none_button, found);
  gtk_widget_set_visible (self->none_button, get_n_candidates (self) > 1);
  gtk_widget_set_visible (self->disconnect_button, wrong != ROSTER_LINK_WRONG_REMOVE && wrong != ROSTER_LINK_WRONG_RIVAL);
  gtk_label_set_label (self->wrong_label, wrong_text);
  if (ready && looks_right (self, self->chosen))
    gtk_widget_add_css_class (self->yes_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->yes_button, "suggested-action");
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

  gtk_label_set_label (self->explanation_label, explanation);
  gtk_label_set_label (self->error_label, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), why != NULL);
  gtk_label_set_label (self->next_label, next);
  gtk_spinner_set_spinning (self->spinner, removing);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), removing);
  update_buttons (self);
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

static void
append_likeness (RosterLinkConfirmPage *self,
                 GString               *text,
                 RosterTiktokAccount   *account)
{
  const char *expected = roster_link_request_get_expected_handle (self->request);
  gboolean has_handle = roster_tiktok_account_get_handle (account) != NULL;
  RosterLikeness likeness = roster_link_request_get_likeness (self->request, account);

  if (likeness == ROSTER_LIKENESS_UNKNOWN)
    return;

  g_string_append_c (text, '\n');
  if (likeness == ROSTER_LIKENESS_SAME)
    g_string_append (text, _("This is the handle that you expect."));
  else if (likeness == ROSTER_LIKENESS_ALIKE && has_handle)
    /* Translators: %s is a handle. */
    g_string_append_printf (text, _("Almost the same: you expect @%s."), expected);
  else if (likeness == ROSTER_LIKENESS_ALIKE)
    /* Translators: %s is a handle. */
    g_string_append_printf (text, _("The name looks like @%s."), expected);
  else if (has_handle)
    /* Translators: %s is a handle. */
    g_string_append_printf (text, _("This is not @%s."), expected);
  else
    /* Translators: %s is a handle. */
    g_string_append_printf (text, _("The name does not look like @%s."), expected);
}

/* Returns: (transfer full): the day, with the year where that is another one */
static char *
dup_day (gint64 date)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (date / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (day == NULL)
    return g_strdup ("");

  /* Translators: a day as in "3 May", and as in "3 May 2026", for g_date_time_format(). xgettext:no-c-format */
  return g_date_time_format (day, g_date_time_get_year (day) == g_date_time_get_year (now) ? _("%-d %B") : _("%-d %B %Y"));
}

static char *
dup_verdict (RosterLinkConfirmPage *self,
             RosterTiktokAccount   *account)
{
  const char *handle = roster_tiktok_account_get_handle (account);
  gint64 left_at = roster_link_request_get_left_at (self->request, account);
  g_autofree char *told = handle != NULL ? roster_text_dup_handle (handle) : NULL;
  g_autoptr (GString) text = g_string_new (told);

  if (handle == NULL)
    g_string_append (text, _("TikTok tells only the name so far; the handle is known once it is linked to an ad account."));

  append_likeness (self, text, account);
  append_rival (text, roster_link_request_get_rival (self->request, account));
  if (roster_link_request_was_there_before (self->request, account))
    g_string_append_printf (text, "\n%s", _("It was in this Business Center before the code was shown; its owner may have approved again."));
  if (left_at > 0)
    {
      g_autofree char *day = dup_day (left_at);

      g_string_append_c (text, '\n');
      /* Translators: %s is a day, such as "3 May". */
      g_string_append_printf (text, _("It was here until %s."), day);
    }

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
  RosterLikeness likeness = roster_link_request_get_likeness (self->request, account);
  gboolean several = get_n_candidates (self) > 1;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), verdict);

  if (several && looks_right (self, account))
    {
      /* Translators: beside one of several accounts. */
      GtkWidget *mark = gtk_label_new (C_("account", "Likely"));

      gtk_widget_add_css_class (mark, "success");
      gtk_widget_add_css_class (mark, "heading");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  else if (likeness != ROSTER_LIKENESS_UNKNOWN)
    {
      gboolean right = likeness != ROSTER_LIKENESS_UNLIKE;
      GtkWidget *mark = gtk_image_new_from_icon_name (right ? "object-select-symbolic" : "dialog-warning-symbolic");

      gtk_widget_add_css_class (mark, right ? "success" : "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (48, title, TRUE));

  if (several)
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
  roster_whole_words_set (row);

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

static void
on_none (RosterLinkConfirmPage *self)
{
  guint n_candidates = get_n_candidates (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u account was left as it is", "%u accounts were left as they are", n_candidates), n_candidates);

  if (roster_link_request_get_state (self->request) != ROSTER_LINK_REQUEST_STATE_FOUND)
    return;

  roster_link_request_reject_all (self->request);
  roster_toast_show (GTK_WIDGET (self), text);
}

static void
on_disconnect (RosterLinkConfirmPage *self)
{
  if (self->chosen != NULL)
    gtk_window_present (roster_disconnect_window_new (GTK_WIDGET (self), roster_link_request_get_session (self->request), self->chosen));
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
      g_signal_handlers_disconnect_by_data (roster_link_request_get_ad_accounts (self->request), self);
      g_signal_handlers_disconnect_by_data (roster_link_request_get_people (self->request), self);
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
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, gets_list);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, none_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkConfirmPage, disconnect_button);
  gtk_widget_class_bind_template_callback (widget_class, on_none);
  gtk_widget_class_bind_template_callback (widget_class, on_disconnect);
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
  g_signal_connect_object (roster_link_request_get_ad_accounts (request), "items-changed", G_CALLBACK (fill_gets), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_link_request_get_people (request), "items-changed", G_CALLBACK (fill_gets), self, G_CONNECT_SWAPPED);
  fill_gets (self);
  fill (self);
}
