/* roster-give-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-give-window.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-changes-view.h"
#include "roster-item-picker.h"
#include "roster-person.h"
#include "roster-text.h"

/* Chooses who or what gets a TikTok account, sends that, and shows line by line how it went. */

struct _RosterGiveWindow
{
  AdwWindow parent_instance;

  RosterSession *session;
  RosterTiktokAccount *account;
  RosterGive give;
  GtkFilterListModel *model;
  GListStore *chosen;
  GListStore *changes;

  GtkStack *stack;
  GtkButton *cancel_button;
  GtkButton *apply_button;
  GtkWidget *done_button;
  GtkLabel *explanation_label;
  GtkWidget *where_group;
  AdwComboRow *where_row;
  RosterItemPicker *picker;
  RosterChangesView *changes_view;
};

G_DEFINE_FINAL_TYPE (RosterGiveWindow, roster_give_window, ADW_TYPE_WINDOW)

static gboolean
can_be_chosen (gpointer item,
               gpointer user_data)
{
  RosterGiveWindow *self = ROSTER_GIVE_WINDOW (user_data);
  const char *key = roster_item_get_key (ROSTER_ITEM (item));

  if (self->give == ROSTER_GIVE_TO_AD_ACCOUNTS)
    return !roster_tiktok_account_is_linked_to (self->account, key);

  /* An invitation that nobody has accepted has no user to give anything to. */
  if (!ROSTER_IS_PERSON (item) || roster_person_get_user_id (item) == NULL || roster_person_get_membership (item) != ROSTER_MEMBERSHIP_BOUND)
    return FALSE;

  return self->give != ROSTER_GIVE_TO_PEOPLE ||
         roster_access_get_roles (roster_session_get_access (self->session), key, roster_item_get_key (ROSTER_ITEM (self->account))) == ROSTER_TIKTOK_ROLES_NONE;
}

static RosterChange *
make_change (RosterGiveWindow *self,
             gpointer          item)
{
  switch (self->give)
    {
    case ROSTER_GIVE_TO_PEOPLE:
      return roster_change_new_roles (item, self->account, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST);

    case ROSTER_GIVE_OPERATOR:
      {
        RosterAdAccount *ad_account = adw_combo_row_get_selected_item (self->where_row);
        RosterLevel now = roster_access_get_direct_level (roster_session_get_access (self->session), roster_item_get_key (ROSTER_ITEM (item)),
                                                          roster_item_get_key (ROSTER_ITEM (ad_account)));

        return roster_change_new_level (item, ad_account, now, ROSTER_LEVEL_OPERATOR);
      }

    case ROSTER_GIVE_TO_AD_ACCOUNTS:
    default:
      return roster_change_new_link (self->account, item);
    }
}

static void
on_retry (RosterGiveWindow *self)
{
  gtk_widget_set_visible (self->done_button, FALSE);
}

static void
on_over (RosterGiveWindow *self)
{
  gtk_widget_set_visible (self->done_button, TRUE);
  if (roster_changes_view_all_done (self->changes_view))
    gtk_window_set_default_widget (GTK_WINDOW (self), self->done_button);
}

static void
on_apply (RosterGiveWindow *self)
{
  guint n_chosen = g_list_model_get_n_items (G_LIST_MODEL (self->chosen));

  if (n_chosen == 0 || (self->give == ROSTER_GIVE_OPERATOR && adw_combo_row_get_selected_item (self->where_row) == NULL))
    return;

  for (guint i = 0; i < n_chosen; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->chosen), i);
      g_autoptr (RosterChange) change = make_change (self, item);

      g_list_store_append (self->changes, change);
    }
  roster_changes_view_set_changes (self->changes_view, G_LIST_MODEL (self->changes));
  gtk_widget_set_visible (GTK_WIDGET (self->apply_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "run");
  roster_changes_view_send (self->changes_view, self->session);
}

static void
on_chosen_changed (RosterGiveWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) > 0);
}

/* What is on its way is seen to its end: closing only stops what has not been sent. */
static gboolean
roster_give_window_close_request (GtkWindow *window)
{
  roster_changes_view_stop (ROSTER_GIVE_WINDOW (window)->changes_view);

  return GTK_WINDOW_CLASS (roster_give_window_parent_class)->close_request (window);
}

static void
set_up (RosterGiveWindow *self)
{
  g_autofree char *account = roster_tiktok_account_dup_title (self->account);
  g_autofree char *title = NULL;
  g_autofree char *explanation = NULL;
  const char *verb = NULL;
  const char *search = NULL;
  GListModel *items = roster_session_get_principals (self->session);

  switch (self->give)
    {
    case ROSTER_GIVE_TO_PEOPLE:
      /* Translators: %s is a TikTok account. */
      title = roster_isolated (_("Give %s to People"), account);
      explanation = g_strdup (_("Only for those who do not work on one of its ad accounts: whoever does has it already."));
      verb = C_("verb", "Give");
      search = _("Search People");
      break;

    case ROSTER_GIVE_OPERATOR:
      title = roster_isolated (_("An Operator for %s"), account);
      explanation = g_strdup (_("An Operator may create and edit ads on the ad account, with every TikTok account that is linked to it."));
      verb = _("Give Operator");
      search = _("Search People");
      adw_combo_row_set_expression (self->where_row, gtk_property_expression_new (ROSTER_TYPE_ITEM, NULL, "name"));
      adw_combo_row_set_model (self->where_row, roster_tiktok_account_get_linked_ad_accounts (self->account));
      gtk_widget_set_visible (self->where_group, TRUE);
      break;

    case ROSTER_GIVE_TO_AD_ACCOUNTS:
    default:
      title = roster_isolated (_("Link %s to Ad Accounts"), account);
      explanation = g_strdup (_("Everybody who may work on these ad accounts can use the TikTok account in ads from then on."));
      verb = C_("verb", "Link");
      search = _("Search Ad Accounts");
      items = roster_session_get_ad_accounts (self->session);
    }

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->explanation_label, explanation);
  roster_button_label_set (self->apply_button, verb);
  g_object_set (self->picker, "search-label", search, "hint", roster_tiktok_account_get_handle (self->account), NULL);

  self->model = gtk_filter_list_model_new (g_object_ref (items), GTK_FILTER (gtk_custom_filter_new (can_be_chosen, self, NULL)));
  roster_item_picker_set_model (self->picker, G_LIST_MODEL (self->model));
  roster_item_picker_set_chosen (self->picker, self->chosen);
  g_signal_connect_object (self->chosen, "items-changed", G_CALLBACK (on_chosen_changed), self, G_CONNECT_SWAPPED);
  on_chosen_changed (self);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}

static void
roster_give_window_dispose (GObject *object)
{
  RosterGiveWindow *self = ROSTER_GIVE_WINDOW (object);

  if (self->model != NULL)
    gtk_filter_list_model_set_filter (self->model, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_GIVE_WINDOW);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_object (&self->account);
  g_clear_object (&self->chosen);
  g_clear_object (&self->changes);

  G_OBJECT_CLASS (roster_give_window_parent_class)->dispose (object);
}

static void
roster_give_window_class_init (RosterGiveWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_give_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_give_window_close_request;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (ROSTER_TYPE_CHANGES_VIEW);
  g_type_ensure (ROSTER_TYPE_ITEM_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-give-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, done_button);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, where_group);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, where_row);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, picker);
  gtk_widget_class_bind_template_child (widget_class, RosterGiveWindow, changes_view);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_over);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
}

static void
roster_give_window_init (RosterGiveWindow *self)
{
  self->chosen = g_list_store_new (ROSTER_TYPE_ITEM);
  self->changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_give_window_new:
 * @parent: a widget in the window that asks
 * @session: what is acted through
 * @account: the TikTok account
 * @give: what is given to whom
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_give_window_new (GtkWidget           *parent,
                        RosterSession       *session,
                        RosterTiktokAccount *account,
                        RosterGive           give)
{
  RosterGiveWindow *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (account), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (ROSTER_TYPE_GIVE_WINDOW, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, "destroy-with-parent", TRUE, NULL);
  self->session = g_object_ref (session);
  self->account = g_object_ref (account);
  self->give = give;
  set_up (self);

  return GTK_WINDOW (self);
}
