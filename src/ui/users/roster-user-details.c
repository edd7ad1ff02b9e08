/* roster-user-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-user-details.h"

#include <glib/gi18n.h>

#include "roster-access-lines.h"
#include "roster-agency.h"
#include "roster-invitation-bar.h"
#include "roster-list.h"
#include "roster-person.h"
#include "roster-reach-text.h"
#include "roster-text-key.h"
#include "roster-text.h"
#include "roster-time-words.h"
#include "roster-toast.h"
#include "roster-user-text.h"

/* One person or agency, and all that they reach, with the reasons. Long lists begin with a part, since every row costs something. */

#define ROWS_AT_ONCE 50

struct _RosterUserDetails
{
  AdwBin parent_instance;

  RosterDirectory *directory;
  RosterClock *clock;
  RosterPrincipal *principal;
  RosterAccessLines *lines;
  GListStore *tiktok_accounts;
  GtkSliceListModel *shown_lines;
  GtkSliceListModel *shown_tiktok_accounts;
  guint refresh_source;

  GtkScrolledWindow *scroller;
  GtkWidget *back_button;
  GtkWidget *close_button;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *address_label;
  GtkWidget *copy_button;
  RosterInvitationBar *invitation_bar;
  GtkLabel *role_label;
  GtkWidget *finance_role_row;
  GtkLabel *finance_role_label;
  GtkLabel *state_label;
  AdwPreferencesGroup *ad_accounts_group;
  GtkLabel *admin_note;
  GtkListBox *ad_accounts_list;
  GtkButton *more_ad_accounts_button;
  AdwPreferencesGroup *tiktok_accounts_group;
  GtkListBox *tiktok_accounts_list;
  GtkButton *more_tiktok_accounts_button;
};

G_DEFINE_FINAL_TYPE (RosterUserDetails, roster_user_details, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINCIPAL = 1,
} RosterUserDetailsProperty;

typedef enum
{
  SIGNAL_CLOSE,
} RosterUserDetailsSignal;

static GParamSpec *properties[PROP_PRINCIPAL + 1];
static guint signals[SIGNAL_CLOSE + 1];

/* Rows */

static GtkWidget *
make_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static GtkWidget *
make_ad_account_row (gpointer item,
                     gpointer user_data)
{
  RosterAccessLine *line = item;
  GtkWidget *row = make_row (roster_text_key_get_title (ROSTER_ITEM (roster_access_line_get_ad_account (line))));
  GtkWidget *level = gtk_label_new (NULL);

  gtk_widget_add_css_class (level, "level");
  gtk_widget_set_valign (level, GTK_ALIGN_CENTER);
  g_object_bind_property (line, "level-name", level, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (line, "explanation", row, "subtitle", G_BINDING_SYNC_CREATE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), level);

  return row;
}

static void
update_tiktok_account_row (RosterUserDetails *self,
                           GtkWidget         *row)
{
  RosterTiktokAccount *account = g_object_get_data (G_OBJECT (row), "account");
  g_autofree char *text = roster_reach_text_explain (self->directory, self->principal, account);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

static GtkWidget *
make_tiktok_account_row (gpointer item,
                         gpointer user_data)
{
  g_autofree char *title = roster_reach_text_title (item);
  GtkWidget *row = make_row (title);

  g_object_set_data_full (G_OBJECT (row), "account", g_object_ref (item), g_object_unref);
  update_tiktok_account_row (user_data, row);

  return row;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return roster_text_key_compare (ROSTER_ITEM (roster_access_line_get_ad_account ((gpointer) a)),
                                  ROSTER_ITEM (roster_access_line_get_ad_account ((gpointer) b)));
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return roster_text_key_compare ((gpointer) a, (gpointer) b);
}

/* Takes @model and @sorter. Returns: (transfer full): the first part of it, in order. */
static GtkSliceListModel *
show_sorted (GListModel       *model,
             GCompareDataFunc  compare)
{
  GtkSortListModel *sorted = gtk_sort_list_model_new (model, GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL)));

  return gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, ROWS_AT_ONCE);
}

static void
update_more_button (GtkButton         *button,
                    GtkSliceListModel *shown)
{
  guint left = g_list_model_get_n_items (gtk_slice_list_model_get_model (shown)) - g_list_model_get_n_items (G_LIST_MODEL (shown));
  g_autofree char *label = NULL;

  /* Translators: %u rows of a list are not shown yet. */
  label = g_strdup_printf (ngettext ("Show %u More", "Show %u More", left), left);
  gtk_button_set_label (button, label);
  gtk_widget_set_visible (GTK_WIDGET (button), left > 0);
}

/* The heads of the two lists */

static gboolean
is_pending (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING;
}

/* Who declined, or left, reaches nothing. */
static gboolean
is_gone (RosterPrincipal *principal)
{
  RosterMembership membership;

  if (!ROSTER_IS_PERSON (principal))
    return FALSE;

  membership = roster_person_get_membership (ROSTER_PERSON (principal));

  return membership == ROSTER_MEMBERSHIP_REJECTED || membership == ROSTER_MEMBERSHIP_UNBOUND;
}

static void
update_ad_accounts_head (RosterUserDetails *self)
{
  guint count = g_list_model_get_n_items (roster_access_lines_get_model (self->lines));
  guint all = g_list_model_get_n_items (roster_directory_get_ad_accounts (self->directory));
  gboolean unread = roster_access_lines_get_unread (self->lines) > 0;
  gboolean admin = ROSTER_IS_PERSON (self->principal) && !is_pending (self->principal) &&
                   roster_person_get_role (ROSTER_PERSON (self->principal)) == ROSTER_ROLE_ADMIN;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  const char *description = NULL;

  if (unread && count == 0)
    title = g_strdup (_("Ad Accounts"));
  else if (is_pending (self->principal))
    title = g_strdup_printf (ngettext ("%u Ad Account Promised", "%u Ad Accounts Promised", count), count);
  else
    title = g_strdup_printf (ngettext ("Reaches %u Ad Account", "Reaches %u Ad Accounts", count), count);

  if (unread && count == 0)
    description = _("Not read yet");
  else if (unread)
    description = _("Not everything has been read yet");
  else if (is_gone (self->principal))
    description = _("Is not a member, so reaches nothing");
  else if (roster_access_may_have_more (roster_directory_get_access (self->directory), roster_item_get_key (ROSTER_ITEM (self->principal))))
    description = _("Account groups could not be read, and may give more");
  else if (count == 0 && ROSTER_IS_AGENCY (self->principal))
    description = _("No ad account is shared with the agency");
  else if (count == 0)
    description = _("Can sign in, can do nothing");

  adw_preferences_group_set_title (self->ad_accounts_group, title);
  adw_preferences_group_set_description (self->ad_accounts_group, description);
  gtk_widget_set_visible (GTK_WIDGET (self->ad_accounts_list), count > 0);
  update_more_button (self->more_ad_accounts_button, self->shown_lines);

  gtk_widget_set_visible (GTK_WIDGET (self->admin_note), admin && all > 0);
  /* Translators: %s is a person, who is an Admin of the Business Center. */
  note = roster_isolated (ngettext ("As an Admin, %s can give themselves the %u ad account there is.",
                                    "As an Admin, %s can give themselves any of the %u ad accounts.", all),
                          roster_principal_get_display_name (self->principal), all);
  gtk_label_set_text (self->admin_note, note);
}

static void
update_tiktok_accounts_head (RosterUserDetails *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->tiktok_accounts));
  gboolean known = is_gone (self->principal) || roster_principal_get_tiktok_account_count (self->principal) >= 0;
  g_autofree char *title = NULL;
  const char *description = NULL;

  if (!known && count == 0)
    title = g_strdup (_("TikTok Accounts"));
  else
    title = g_strdup_printf (ngettext ("%u TikTok Account", "%u TikTok Accounts", count), count);

  if (is_gone (self->principal))
    description = NULL;
  else if (is_pending (self->principal))
    description = _("An invitation cannot carry TikTok accounts");
  else if (!known && ROSTER_IS_AGENCY (self->principal))
    description = _("TikTok does not tell which TikTok accounts were given to an agency directly");
  else if (!known)
    description = count == 0 ? _("Not read yet") : _("Not everything has been read yet");
  else if (count == 0)
    description = _("None given directly, none through an ad account");

  adw_preferences_group_set_title (self->tiktok_accounts_group, title);
  adw_preferences_group_set_description (self->tiktok_accounts_group, description);
  gtk_widget_set_visible (GTK_WIDGET (self->tiktok_accounts_list), count > 0);
  update_more_button (self->more_tiktok_accounts_button, self->shown_tiktok_accounts);
}

/* Keeping up to date */

/* How long somebody has been invited says whether to wait or to ask. */
static char *
dup_state (RosterUserDetails *self)
{
  gint64 invited_at = ROSTER_IS_PERSON (self->principal) ? roster_person_get_invited_at (ROSTER_PERSON (self->principal)) : 0;
  g_autofree char *age = NULL;

  if (!is_pending (self->principal) || invited_at == 0)
    return g_strdup (roster_user_text_state (self->principal));

  age = roster_time_words_dup_age (invited_at, roster_clock_get_now (self->clock));

  /* Translators: %s is an age, as in “3 days ago”. */
  return roster_isolated (_("Invited %s"), age);
}

static void
update_person (RosterUserDetails *self)
{
  RosterPrincipal *principal = self->principal;
  const char *style = roster_user_text_state_style (principal);
  const char *name = roster_principal_get_display_name (principal);
  const char *address = roster_principal_get_address (principal);
  gboolean agency = ROSTER_IS_AGENCY (principal);
  gboolean has_address = address != NULL && *address != '\0';
  g_autofree char *state = dup_state (self);

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_icon_name (self->avatar, agency ? "system-users-symbolic" : NULL);
  adw_avatar_set_show_initials (self->avatar, !agency);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->address_label, has_address ? address : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address_label), has_address && g_strcmp0 (name, address) != 0);
  gtk_widget_set_visible (self->copy_button, has_address);
  gtk_widget_set_tooltip_text (self->copy_button, agency ? _("Copy Business Center ID") : _("Copy Address"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, agency ? _("Copy Business Center ID") : _("Copy Address"),
                                  -1);
  gtk_label_set_text (self->role_label, roster_user_text_role (principal));
  gtk_label_set_text (self->finance_role_label, roster_user_text_finance_role (principal));
  gtk_widget_set_visible (self->finance_role_row, !agency);
  gtk_label_set_text (self->state_label, state);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_label), (const char *[]) { style != NULL ? style : "dim-label", NULL });
}

static void
update_tiktok_accounts (RosterUserDetails *self)
{
  GListModel *all = roster_directory_get_tiktok_accounts (self->directory);
  g_autoptr (GPtrArray) reached = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all) && !is_pending (self->principal); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (all, i);

      if (roster_directory_can_use (self->directory, self->principal, account))
        g_ptr_array_add (reached, g_steal_pointer (&account));
    }
  roster_list_merge (self->tiktok_accounts, reached);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->tiktok_accounts_list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (ADW_IS_ACTION_ROW (row))
        update_tiktok_account_row (self, row);
    }
}

static void
refresh_now (RosterUserDetails *self)
{
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->principal == NULL)
    return;

  update_person (self);
  update_tiktok_accounts (self);
  update_ad_accounts_head (self);
  update_tiktok_accounts_head (self);
}

static gboolean
on_idle (gpointer user_data)
{
  RosterUserDetails *self = user_data;

  self->refresh_source = 0;
  refresh_now (self);

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (RosterUserDetails *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add (on_idle, self);
}

/* Buttons */

static void
on_close (RosterUserDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
on_copy (RosterUserDetails *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), roster_principal_get_address (self->principal));
  roster_toast_show (GTK_WIDGET (self), ROSTER_IS_AGENCY (self->principal) ? _("Business Center ID copied") : _("Address copied"));
}

static void
on_show_in_permissions (RosterUserDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-access", "s", roster_item_get_key (ROSTER_ITEM (self->principal)));
}

static void
on_more_ad_accounts (RosterUserDetails *self)
{
  gtk_slice_list_model_set_size (self->shown_lines, gtk_slice_list_model_get_size (self->shown_lines) + ROWS_AT_ONCE);
  update_more_button (self->more_ad_accounts_button, self->shown_lines);
}

static void
on_more_tiktok_accounts (RosterUserDetails *self)
{
  gtk_slice_list_model_set_size (self->shown_tiktok_accounts, gtk_slice_list_model_get_size (self->shown_tiktok_accounts) + ROWS_AT_ONCE);
  update_more_button (self->more_tiktok_accounts_button, self->shown_tiktok_accounts);
}

static void
roster_user_details_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RosterUserDetails *self = ROSTER_USER_DETAILS (object);

  switch ((RosterUserDetailsProperty) prop_id)
    {
    case PROP_PRINCIPAL:
      g_value_set_object (value, self->principal);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_user_details_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RosterUserDetails *self = ROSTER_USER_DETAILS (object);

  switch ((RosterUserDetailsProperty) prop_id)
    {
    case PROP_PRINCIPAL:
      roster_user_details_set_principal (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_user_details_dispose (GObject *object)
{
  RosterUserDetails *self = ROSTER_USER_DETAILS (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->ad_accounts_list != NULL)
    gtk_list_box_bind_model (self->ad_accounts_list, NULL, NULL, NULL, NULL);
  if (self->tiktok_accounts_list != NULL)
    gtk_list_box_bind_model (self->tiktok_accounts_list, NULL, NULL, NULL, NULL);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_USER_DETAILS);
  if (self->principal != NULL)
    g_signal_handlers_disconnect_by_func (self->principal, queue_refresh, self);
  g_clear_object (&self->principal);
  g_clear_object (&self->shown_lines);
  g_clear_object (&self->shown_tiktok_accounts);
  g_clear_object (&self->tiktok_accounts);
  g_clear_object (&self->lines);
  g_clear_object (&self->directory);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_user_details_parent_class)->dispose (object);
}

static void
roster_user_details_class_init (RosterUserDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_user_details_get_property;
  object_class->set_property = roster_user_details_set_property;
  object_class->dispose = roster_user_details_dispose;

  /**
   * RosterUserDetails:principal:
   *
   * Who is shown.
   */
  properties[PROP_PRINCIPAL] =
    g_param_spec_object ("principal", NULL, NULL, ROSTER_TYPE_PRINCIPAL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterUserDetails::close:
   *
   * The person has seen enough.
   */
  signals[SIGNAL_CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_INVITATION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-user-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, back_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, close_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, name_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, address_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, invitation_bar);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, role_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, finance_role_row);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, finance_role_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, state_label);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, ad_accounts_group);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, admin_note);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, ad_accounts_list);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, more_ad_accounts_button);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, tiktok_accounts_group);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, tiktok_accounts_list);
  gtk_widget_class_bind_template_child (widget_class, RosterUserDetails, more_tiktok_accounts_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_show_in_permissions);
  gtk_widget_class_bind_template_callback (widget_class, on_more_ad_accounts);
  gtk_widget_class_bind_template_callback (widget_class, on_more_tiktok_accounts);
}

static void
roster_user_details_init (RosterUserDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tiktok_accounts = g_list_store_new (ROSTER_TYPE_TIKTOK_ACCOUNT);
  roster_user_details_set_folded (self, FALSE);
}

/**
 * roster_user_details_new:
 *
 * Returns: (transfer floating): a new pane that shows nobody
 */
GtkWidget *
roster_user_details_new (void)
{
  return g_object_new (ROSTER_TYPE_USER_DETAILS, NULL);
}

/**
 * roster_user_details_set_directory:
 * @self: the pane
 * @directory: where to look up what is reached; to be set once, before anybody is shown
 * @clock: the time, for the age of an invitation
 */
void
roster_user_details_set_directory (RosterUserDetails *self,
                                   RosterDirectory   *directory,
                                   RosterClock       *clock)
{
  g_return_if_fail (ROSTER_IS_USER_DETAILS (self) && ROSTER_IS_DIRECTORY (directory) && ROSTER_IS_CLOCK (clock) && self->directory == NULL);

  self->directory = g_object_ref (directory);
  self->clock = g_object_ref (clock);
  self->lines = roster_access_lines_new (directory, NULL);
  self->shown_lines = show_sorted (g_object_ref (roster_access_lines_get_model (self->lines)), compare_lines);
  self->shown_tiktok_accounts = show_sorted (g_object_ref (G_LIST_MODEL (self->tiktok_accounts)), compare_items);
  gtk_list_box_bind_model (self->ad_accounts_list, G_LIST_MODEL (self->shown_lines), make_ad_account_row, self, NULL);
  gtk_list_box_bind_model (self->tiktok_accounts_list, G_LIST_MODEL (self->shown_tiktok_accounts), make_tiktok_account_row, self, NULL);

  g_signal_connect_object (roster_access_lines_get_model (self->lines), "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lines, "notify::unread", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_directory_get_access (directory), "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_directory_get_ad_accounts (directory), "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_directory_get_tiktok_accounts (directory), "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
}

/**
 * roster_user_details_set_session:
 * @self: the pane
 * @session: what is acted through; without one, nothing can be done from here. To be set once
 */
void
roster_user_details_set_session (RosterUserDetails *self,
                                 RosterSession     *session)
{
  g_return_if_fail (ROSTER_IS_USER_DETAILS (self));

  roster_invitation_bar_set_session (self->invitation_bar, session);
}

/**
 * roster_user_details_set_principal:
 * @self: the pane
 * @principal: (nullable): whom to show
 */
void
roster_user_details_set_principal (RosterUserDetails *self,
                                   RosterPrincipal   *principal)
{
  g_return_if_fail (ROSTER_IS_USER_DETAILS (self) && self->directory != NULL);

  if (self->principal == principal)
    return;

  if (self->principal != NULL)
    g_signal_handlers_disconnect_by_func (self->principal, queue_refresh, self);
  g_list_store_remove_all (self->tiktok_accounts);
  g_set_object (&self->principal, principal);
  if (principal != NULL)
    g_signal_connect_object (principal, "notify", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);

  gtk_slice_list_model_set_size (self->shown_lines, ROWS_AT_ONCE);
  gtk_slice_list_model_set_size (self->shown_tiktok_accounts, ROWS_AT_ONCE);
  roster_access_lines_set_subject (self->lines, (RosterItem *) principal);
  roster_invitation_bar_set_principal (self->invitation_bar, principal);
  refresh_now (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINCIPAL]);
}

/**
 * roster_user_details_set_folded:
 * @self: the pane
 * @folded: whether the pane is a page of its own, with a way back, and not beside the list
 */
void
roster_user_details_set_folded (RosterUserDetails *self,
                                gboolean           folded)
{
  g_return_if_fail (ROSTER_IS_USER_DETAILS (self));

  gtk_widget_set_visible (self->back_button, folded);
  gtk_widget_set_visible (self->close_button, !folded);
}
