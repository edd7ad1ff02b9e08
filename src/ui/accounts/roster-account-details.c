/* roster-account-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-details.h"

#include <glib/gi18n.h>

#include "roster-account-people.h"
#include "roster-account-text.h"
#include "roster-apply.h"
#include "roster-button-label.h"
#include "roster-change-text.h"
#include "roster-confirm.h"
#include "roster-disconnect-window.h"
#include "roster-error-dialog.h"
#include "roster-give-window.h"
#include "roster-readiness-list.h"
#include "roster-text.h"
#include "roster-toast.h"
#include "roster-words.h"

/* All about one linked account, with what can be done to it. The lists begin with a few rows: an account may be on hundreds of ad accounts
 * and within reach of hundreds of people. */

#define FIRST_ROWS 8

struct _RosterAccountDetails
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterTiktokAccount *account;
  GCancellable *cancellable; /* of questions about this account */
  guint update_people_idle;
  gboolean all_links;
  gboolean all_people;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkScrolledWindow *scrolled_window;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *handle_label;
  RosterReadinessList *readiness_list;
  GtkWidget *links_add_button;
  GtkListBox *links_list_box;
  GtkLabel *links_empty_label;
  GtkButton *links_more_button;
  GtkWidget *people_add_button;
  GtkListBox *people_list_box;
  GtkLabel *people_empty_label;
  GtkButton *people_more_button;
  AdwPreferencesGroup *grants_group;
  GtkLabel *existing_posts_label;
  GtkLabel *new_posts_label;
  GtkLabel *live_label;
  GtkLabel *messages_label;
  GtkLabel *ads_only_label;
  GtkWidget *disconnect_button;
};

G_DEFINE_FINAL_TYPE (RosterAccountDetails, roster_account_details, ADW_TYPE_BIN)

enum
{
  SIGNAL_CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A change that was asked for in a row, from the question to the answer. */
typedef struct
{
  RosterAccountDetails *self;
  RosterChange *change;
  GtkWidget *button;
} Pressed;

static void update_links (RosterAccountDetails *self);
static void update_people (RosterAccountDetails *self);

static void
pressed_free (Pressed *pressed)
{
  g_clear_object (&pressed->self);
  g_clear_object (&pressed->change);
  g_clear_object (&pressed->button);
  g_free (pressed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pressed, pressed_free)

static gboolean
can_write (RosterAccountDetails *self)
{
  return roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO;
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Pressed) pressed = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = roster_apply_finish (ROSTER_SESSION (source), result, &error);
  g_autofree char *what = roster_change_text_title (pressed->change);
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (pressed->button, TRUE);
  if (gtk_widget_get_root (GTK_WIDGET (pressed->self)) == NULL)
    return;

  /* The Business Center was left before it was sent: nothing is said about it in another. */
  if (roster_error_is_cancelled (error))
    return;

  if (!done)
    {
      roster_error_dialog_present (GTK_WIDGET (pressed->self), what, error);
      return;
    }

  /* Translators: %s is a change such as "Unlink @acme from ACME-US". */
  text = roster_isolated (_("Done: %s"), what);
  roster_toast_show (GTK_WIDGET (pressed->self), text);
}

static void
on_confirmed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Pressed) pressed = user_data;
  RosterSession *session = pressed->self->session;
  g_autoptr (GListStore) changes = NULL;

  if (!roster_confirm_finish (GTK_WIDGET (source), result, NULL) || session == NULL)
    return;

  changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_list_store_append (changes, pressed->change);
  gtk_widget_set_sensitive (pressed->button, FALSE);
  roster_apply_async (session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, g_steal_pointer (&pressed));
}

static void
on_row_pressed (RosterAccountDetails *self,
                GtkWidget            *button)
{
  Pressed *pressed = g_new0 (Pressed, 1);
  RosterChange *change = g_object_get_data (G_OBJECT (button), "change");
  g_autofree char *what = roster_change_text_title (change);
  g_autofree char *heading = NULL;
  gboolean unlinks = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_UNLINK;

  pressed->self = g_object_ref (self);
  pressed->change = g_object_ref (change);
  pressed->button = g_object_ref (button);

  /* Translators: %s is a change such as "Unlink @acme from ACME-US". */
  heading = roster_isolated (_("%s?"), what);
  roster_confirm_async (GTK_WIDGET (self), heading,
                        unlinks ? _("Ads of this ad account that use the TikTok account stop at once, and nobody can make new ones there. You can "
                                    "link it again.")
                                : _("It can still be used by those who work on an ad account that it is linked to."),
                        unlinks ? _("_Unlink") : _("_Take Away"), ROSTER_CONFIRM_DESTRUCTIVE, NULL, self->cancellable, on_confirmed, pressed);
}

/* @change is taken. */
static GtkWidget *
create_row_button (RosterAccountDetails *self,
                   const char           *label,
                   const char           *accessible_label,
                   RosterChange         *change)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  roster_button_label_name (button, accessible_label);
  g_object_set_data_full (G_OBJECT (button), "change", change, g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_row_pressed), self, G_CONNECT_SWAPPED);

  return button;
}

static void
clear_list (GtkListBox *list_box)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list_box, 0)) != NULL)
    gtk_list_box_remove (list_box, GTK_WIDGET (row));
}

static void
set_more (GtkButton *button,
          guint      n_hidden)
{
  g_autofree char *label = g_strdup_printf (ngettext ("%u More", "%u More", n_hidden), n_hidden);

  roster_button_label_set (button, label);
  gtk_widget_set_visible (GTK_WIDGET (button), n_hidden > 0);
}

static void
update_links (RosterAccountDetails *self)
{
  GListModel *links = roster_tiktok_account_get_linked_ad_accounts (self->account);
  guint n_links = g_list_model_get_n_items (links);
  guint n_shown = self->all_links ? n_links : MIN (n_links, FIRST_ROWS);

  clear_list (self->links_list_box);
  gtk_label_set_label (self->links_empty_label, roster_tiktok_account_get_link_count (self->account) < 0 ? _("Not read yet") : _("None"));
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (links, i);
      const char *name = roster_account_text_ad_account (ad_account);
      GtkWidget *row = adw_action_row_new ();
      /* Translators: %s is an ad account. */
      g_autofree char *label = roster_isolated (_("Unlink %s"), name);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), roster_item_get_id (ROSTER_ITEM (ad_account)));
      if (can_write (self))
        adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                   create_row_button (self, _("Unlink…"), label, roster_change_new_unlink (self->account, ad_account)));
      gtk_list_box_append (self->links_list_box, row);
    }
  set_more (self->links_more_button, n_links - n_shown);
}

static void
update_people (RosterAccountDetails *self)
{
  g_autoptr (GPtrArray) users = roster_account_people_list (self->session, self->account);
  guint n_shown = self->all_people ? users->len : MIN (users->len, FIRST_ROWS);

  clear_list (self->people_list_box);
  gtk_label_set_label (self->people_empty_label,
                       roster_tiktok_account_get_link_count (self->account) < 0 || roster_tiktok_account_get_people_count (self->account) < 0
                         ? _("Not read yet")
                       : roster_access_get_groups_listed (roster_session_get_access (self->session)) ? _("Nobody") : _("Nobody who is known of"));
  for (guint i = 0; i < n_shown; i++)
    {
      const RosterAccountUser *user = users->pdata[i];
      GtkWidget *row = roster_account_people_create_row (user);
      /* Translators: %s is a person. */
      g_autofree char *label = roster_isolated (_("Take Away from %s"), roster_principal_get_display_name (user->principal));

      if (user->roles != ROSTER_TIKTOK_ROLES_NONE && can_write (self))
        adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                   create_row_button (self, _("Take Away…"), label,
                                                      roster_change_new_roles (user->principal, self->account, user->roles, ROSTER_TIKTOK_ROLES_NONE)));
      gtk_list_box_append (self->people_list_box, row);
    }
  set_more (self->people_more_button, users->len - n_shown);
}

static gboolean
on_update_people_idle (gpointer user_data)
{
  RosterAccountDetails *self = user_data;

  self->update_people_idle = 0;
  if (self->account != NULL)
    update_people (self);

  return G_SOURCE_REMOVE;
}

/* While a sync runs, access changes with every answer. */
static void
queue_update_people (RosterAccountDetails *self)
{
  if (self->update_people_idle == 0 && self->account != NULL)
    self->update_people_idle = g_idle_add (on_update_people_idle, self);
}

static void
update (RosterAccountDetails *self)
{
  const char *name = roster_item_get_name (ROSTER_ITEM (self->account));
  g_autofree char *title = name != NULL && *name != '\0' ? g_strdup (name) : roster_tiktok_account_dup_title (self->account);
  g_autofree char *handle = roster_account_text_subtitle (self->account);
  const struct
  {
    GtkLabel *label;
    RosterAnswer answer;
  } grants[] = {
    { self->existing_posts_label, roster_tiktok_account_get_existing_posts (self->account) },
    { self->new_posts_label, roster_tiktok_account_get_new_posts (self->account) },
    { self->live_label, roster_tiktok_account_get_live (self->account) },
    { self->messages_label, roster_tiktok_account_get_messages (self->account) },
    { self->ads_only_label, roster_tiktok_account_get_ads_only (self->account) },
  };

  gboolean known = FALSE;

  adw_avatar_set_text (self->avatar, title);
  gtk_label_set_label (self->name_label, title);
  gtk_label_set_label (self->handle_label, handle);
  for (gsize i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      gtk_label_set_label (grants[i].label, roster_words_answer (grants[i].answer));
      known = known || grants[i].answer != ROSTER_ANSWER_UNKNOWN;
    }
  adw_preferences_group_set_description (self->grants_group, known ? NULL : roster_account_text_unknown (self->account));
}

static void
update_rights (RosterAccountDetails *self)
{
  gtk_widget_set_visible (self->links_add_button, can_write (self));
  gtk_widget_set_visible (self->people_add_button, can_write (self));
  gtk_widget_set_visible (self->disconnect_button, can_write (self));
  if (self->account != NULL)
    {
      update_links (self);
      update_people (self);
    }
}

static void
on_link (RosterAccountDetails *self)
{
  gtk_window_present (roster_give_window_new (GTK_WIDGET (self), self->session, self->account, ROSTER_GIVE_TO_AD_ACCOUNTS));
}

static void
on_give (RosterAccountDetails *self)
{
  gtk_window_present (roster_give_window_new (GTK_WIDGET (self), self->session, self->account, ROSTER_GIVE_TO_PEOPLE));
}

static void
on_disconnect (RosterAccountDetails *self)
{
  gtk_window_present (roster_disconnect_window_new (GTK_WIDGET (self), self->session, self->account));
}

static void
on_close (RosterAccountDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
on_links_more (RosterAccountDetails *self)
{
  self->all_links = TRUE;
  update_links (self);
}

static void
on_people_more (RosterAccountDetails *self)
{
  self->all_people = TRUE;
  update_people (self);
}

static void
forget_account (RosterAccountDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->account == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->account, self);
  g_signal_handlers_disconnect_by_data (roster_tiktok_account_get_linked_ad_accounts (self->account), self);
  g_clear_object (&self->account);
}

static void
roster_account_details_dispose (GObject *object)
{
  RosterAccountDetails *self = ROSTER_ACCOUNT_DETAILS (object);

  g_clear_handle_id (&self->update_people_idle, g_source_remove);
  forget_account (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (roster_session_get_access (self->session), self);
    }
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ACCOUNT_DETAILS);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_account_details_parent_class)->dispose (object);
}

static void
roster_account_details_class_init (RosterAccountDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_account_details_dispose;

  /**
   * RosterAccountDetails::close:
   * @self: the pane
   *
   * The person wants back to the list.
   */
  signals[SIGNAL_CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_READINESS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-account-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, back_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, close_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, name_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, handle_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, readiness_list);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, links_add_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, links_list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, links_empty_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, links_more_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, people_add_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, people_list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, people_empty_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, people_more_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, grants_group);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, existing_posts_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, new_posts_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, live_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, messages_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, ads_only_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDetails, disconnect_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
  gtk_widget_class_bind_template_callback (widget_class, on_give);
  gtk_widget_class_bind_template_callback (widget_class, on_disconnect);
  gtk_widget_class_bind_template_callback (widget_class, on_links_more);
  gtk_widget_class_bind_template_callback (widget_class, on_people_more);
}

static void
roster_account_details_init (RosterAccountDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_account_details_set_session:
 * @self: a pane
 * @session: what is acted through; to be set once
 */
void
roster_account_details_set_session (RosterAccountDetails *self,
                                    RosterSession        *session)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_DETAILS (self));
  g_return_if_fail (ROSTER_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (update_rights), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_session_get_access (session), "changed", G_CALLBACK (queue_update_people), self, G_CONNECT_SWAPPED);
  update_rights (self);
}

/**
 * roster_account_details_set_account:
 * @self: a pane
 * @account: (nullable): what to show
 */
void
roster_account_details_set_account (RosterAccountDetails *self,
                                    RosterTiktokAccount  *account)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_DETAILS (self));
  g_return_if_fail (self->session != NULL);

  if (self->account == account)
    return;

  forget_account (self);
  if (account == NULL)
    return;

  self->account = g_object_ref (account);
  self->cancellable = g_cancellable_new ();
  self->all_links = FALSE;
  self->all_people = FALSE;
  g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::link-count", G_CALLBACK (update_links), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::people-count", G_CALLBACK (queue_update_people), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_tiktok_account_get_linked_ad_accounts (account), "items-changed", G_CALLBACK (update_links), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_tiktok_account_get_linked_ad_accounts (account), "items-changed", G_CALLBACK (queue_update_people), self, G_CONNECT_SWAPPED);
  roster_readiness_list_set_account (self->readiness_list, self->session, account);
  update (self);
  update_links (self);
  update_people (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
}

/**
 * roster_account_details_set_folded:
 * @self: a pane
 * @folded: whether the pane covers the list, so that its button leads back rather than closing it
 */
void
roster_account_details_set_folded (RosterAccountDetails *self,
                                   gboolean              folded)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_DETAILS (self));

  gtk_widget_set_visible (self->back_button, folded);
  gtk_widget_set_visible (self->close_button, !folded);
}
