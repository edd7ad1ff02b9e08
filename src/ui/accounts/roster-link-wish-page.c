/* roster-link-wish-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-wish-page.h"

#include <glib/gi18n.h>

#include "roster-account-text.h"
#include "roster-item-picker.h"
#include "roster-person.h"
#include "roster-text.h"

/* Step 1 of linking an account: whose it is, and who shall have it afterwards. Everything here is optional. */

/* How many accounts TikTok links to one Business Center at most; it is TikTok's to enforce, ours to mention in time. */
#define ACCOUNT_LIMIT 800
#define NEAR_LIMIT 20

struct _RosterLinkWishPage
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterLinkRequest *request;
  GtkFilterListModel *people;

  AdwEntryRow *handle_row;
  GtkSwitch *ads_only_switch;
  GtkLabel *note_label;
  RosterItemPicker *ad_account_picker;
  GtkExpander *people_expander;
  RosterItemPicker *people_picker;
  GtkWidget *show_code_button;
};

G_DEFINE_FINAL_TYPE (RosterLinkWishPage, roster_link_wish_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW_CODE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An invitation that nobody has accepted has no user to give anything to. */
static gboolean
can_be_given (gpointer item,
              gpointer user_data)
{
  return ROSTER_IS_PERSON (item) && roster_person_get_user_id (item) != NULL &&
         roster_person_get_membership (item) != ROSTER_MEMBERSHIP_PENDING &&
         roster_person_get_membership (item) != ROSTER_MEMBERSHIP_REJECTED;
}

static gboolean
is_linked_already (RosterLinkWishPage *self,
                   const char         *handle)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (self->session);

  for (guint i = 0; *handle != '\0' && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);
      const char *known = roster_tiktok_account_get_handle (account);

      if (known != NULL && g_ascii_strcasecmp (known, handle) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
update_note (RosterLinkWishPage *self,
             const char         *handle)
{
  guint n_accounts = g_list_model_get_n_items (roster_session_get_tiktok_accounts (self->session));
  g_autofree char *text = NULL;

  if (is_linked_already (self, handle))
    text = roster_isolated (_("@%s is in this Business Center already. A new code can renew or extend what its owner granted."), handle);
  else if (n_accounts + NEAR_LIMIT >= ACCOUNT_LIMIT)
    text = g_strdup_printf (ngettext ("This Business Center has %u TikTok account; TikTok allows %u.",
                                      "This Business Center has %u TikTok accounts; TikTok allows %u.", n_accounts),
                            n_accounts, ACCOUNT_LIMIT);

  gtk_label_set_label (self->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text != NULL);
}

static void
on_handle_changed (RosterLinkWishPage *self)
{
  g_autofree char *handle = roster_account_text_handle (gtk_editable_get_text (GTK_EDITABLE (self->handle_row)));

  if (self->request == NULL)
    return;

  roster_link_request_set_expected_handle (self->request, *handle != '\0' ? handle : NULL);
  roster_item_picker_set_hint (self->ad_account_picker, handle);
  update_note (self, handle);
}

static void
on_show_code (RosterLinkWishPage *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_CODE], 0);
}

static gboolean
roster_link_wish_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROSTER_LINK_WISH_PAGE (widget)->handle_row));
}

static void
roster_link_wish_page_dispose (GObject *object)
{
  RosterLinkWishPage *self = ROSTER_LINK_WISH_PAGE (object);

  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_LINK_WISH_PAGE);
  g_clear_object (&self->people);
  g_clear_object (&self->request);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_link_wish_page_parent_class)->dispose (object);
}

static void
roster_link_wish_page_class_init (RosterLinkWishPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_link_wish_page_dispose;
  widget_class->grab_focus = roster_link_wish_page_grab_focus;

  /**
   * RosterLinkWishPage::show-code:
   * @self: the page
   *
   * The person is done here.
   */
  signals[SIGNAL_SHOW_CODE] =
    g_signal_new ("show-code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_ITEM_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-link-wish-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, handle_row);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, ads_only_switch);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, ad_account_picker);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, people_expander);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, people_picker);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWishPage, show_code_button);
  gtk_widget_class_bind_template_callback (widget_class, on_handle_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_code);
}

static void
roster_link_wish_page_init (RosterLinkWishPage *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* The row is a list item; what is typed into, and so needs a name, is inside of it. */
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->handle_row));
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("TikTok handle (optional)"), -1);
}

/**
 * roster_link_wish_page_bind:
 * @self: a page
 * @session: where ad accounts and people come from
 * @request: what is to be filled in
 */
void
roster_link_wish_page_bind (RosterLinkWishPage *self,
                            RosterSession      *session,
                            RosterLinkRequest  *request)
{
  const char *handle;

  g_return_if_fail (ROSTER_IS_LINK_WISH_PAGE (self));
  g_return_if_fail (ROSTER_IS_SESSION (session));
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (request));
  g_return_if_fail (self->request == NULL);

  self->session = g_object_ref (session);
  self->request = g_object_ref (request);

  roster_item_picker_set_model (self->ad_account_picker, roster_session_get_ad_accounts (session));
  roster_item_picker_set_chosen (self->ad_account_picker, roster_link_request_get_ad_accounts (request));

  self->people = gtk_filter_list_model_new (g_object_ref (roster_session_get_principals (session)),
                                            GTK_FILTER (gtk_custom_filter_new (can_be_given, NULL, NULL)));
  roster_item_picker_set_model (self->people_picker, G_LIST_MODEL (self->people));
  roster_item_picker_set_chosen (self->people_picker, roster_link_request_get_people (request));
  gtk_expander_set_expanded (self->people_expander, g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_people (request))) > 0);

  g_object_bind_property (request, "ads-only", self->ads_only_switch, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  handle = roster_link_request_get_expected_handle (request);
  gtk_editable_set_text (GTK_EDITABLE (self->handle_row), handle != NULL ? handle : "");
  on_handle_changed (self);
}

/**
 * roster_link_wish_page_get_default_widget:
 * @self: a page
 *
 * Returns: (transfer none): what Enter presses
 */
GtkWidget *
roster_link_wish_page_get_default_widget (RosterLinkWishPage *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_WISH_PAGE (self), NULL);

  return self->show_code_button;
}
