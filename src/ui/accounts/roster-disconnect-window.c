/* roster-disconnect-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-disconnect-window.h"

#include <glib/gi18n.h>

#include "roster-account-people.h"
#include "roster-account-text.h"
#include "roster-changes-view.h"
#include "roster-disconnect.h"
#include "roster-stage.h"
#include "roster-text.h"

/* Taking an account out of the Business Center: says who and what loses it, has the handle typed while links are live, then goes line by
 * line and stops at the first thing that does not work, so that what is left is known. */

struct _RosterDisconnectWindow
{
  AdwWindow parent_instance;

  RosterSession *session;
  RosterTiktokAccount *account;
  char *title; /* what the account is called, kept for when it is gone */
  GListModel *changes;
  GCancellable *planning;
  GCancellable *applying; /* NULL while nothing is sent */

  GtkWidget *cancel_button;
  GtkWidget *disconnect_button;
  GtkWidget *done_button;
  RosterStage *stage;
  GtkStack *stack;
  GtkWidget *pause_label;
  AdwPreferencesGroup *confirm_group;
  AdwEntryRow *confirm_row;
  AdwPreferencesGroup *ad_accounts_group;
  AdwPreferencesGroup *people_group;
  GtkLabel *result_label;
  GtkLabel *left_label;
  RosterChangesView *changes_view;
};

G_DEFINE_FINAL_TYPE (RosterDisconnectWindow, roster_disconnect_window, ADW_TYPE_WINDOW)

/* The last line of the plan is the account itself. */
static guint
get_n_links (RosterDisconnectWindow *self)
{
  guint n_changes = self->changes != NULL ? g_list_model_get_n_items (self->changes) : 0;

  return n_changes > 0 ? n_changes - 1 : 0;
}

static gboolean
is_confirmed (RosterDisconnectWindow *self)
{
  const char *handle = roster_tiktok_account_get_handle (self->account);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->confirm_row));
  g_autofree char *bare = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *wanted = NULL;

  if (self->changes == NULL)
    return FALSE;
  if (get_n_links (self) == 0)
    return TRUE;

  bare = handle != NULL ? roster_account_text_handle (typed) : g_strstrip (g_strdup (typed));
  folded = g_utf8_casefold (bare, -1);
  wanted = g_utf8_casefold (handle != NULL ? handle : self->title, -1);

  return g_str_equal (folded, wanted);
}

static void
update_confirmed (RosterDisconnectWindow *self)
{
  gtk_widget_set_sensitive (self->disconnect_button, is_confirmed (self));
}

static void
fill_ad_accounts (RosterDisconnectWindow *self)
{
  guint n_links = get_n_links (self);
  g_autofree char *title = n_links > 0 ? g_strdup_printf (ngettext ("%u ad account loses it", "%u ad accounts lose it", n_links), n_links)
                                       : g_strdup (_("No ad account loses it"));

  adw_preferences_group_set_title (self->ad_accounts_group, title);
  for (guint i = 0; i < n_links; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);
      RosterAdAccount *ad_account = roster_change_get_ad_account (change);
      GtkWidget *row;

      if (ad_account == NULL)
        continue;

      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_account_text_ad_account (ad_account));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), roster_item_get_id (ROSTER_ITEM (ad_account)));
      adw_preferences_group_add (self->ad_accounts_group, row);
    }
}

static void
fill_people (RosterDisconnectWindow *self)
{
  g_autoptr (GPtrArray) users = roster_account_people_list (self->session, self->account);
  g_autofree char *title = users->len > 0 ? g_strdup_printf (ngettext ("%u person or agency loses it", "%u people and agencies lose it", users->len), users->len)
                                          : roster_access_get_groups_listed (roster_session_get_access (self->session))
                                            ? g_strdup (_("Nobody loses it")) : g_strdup (_("Nobody who is known of loses it"));

  adw_preferences_group_set_title (self->people_group, title);
  for (guint i = 0; i < users->len; i++)
    adw_preferences_group_add (self->people_group, roster_account_people_create_row (users->pdata[i]));
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterDisconnectWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) changes = roster_disconnect_plan_finish (ROSTER_SESSION (source), result, &error);
  const char *handle;
  g_autofree char *prompt = NULL;

  if (roster_error_is_cancelled (error) || self->session == NULL)
    return;

  if (changes == NULL)
    {
      roster_stage_set_error (self->stage, error);
      return;
    }

  self->changes = g_steal_pointer (&changes);
  handle = roster_tiktok_account_get_handle (self->account);
  g_free (self->title);
  self->title = roster_tiktok_account_dup_title (self->account);
  prompt = handle != NULL ? roster_isolated (_("Type @%s to confirm"), handle) : roster_isolated (_("Type “%s” to confirm"), self->title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->confirm_row), prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->confirm_row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm_group), get_n_links (self) > 0);
  gtk_widget_set_visible (self->pause_label, get_n_links (self) > 0);

  fill_ad_accounts (self);
  fill_people (self);
  roster_changes_view_set_changes (self->changes_view, self->changes);
  roster_stage_set_state (self->stage, ROSTER_STAGE_CONTENT);
  update_confirmed (self);
  gtk_widget_grab_focus (get_n_links (self) > 0 ? GTK_WIDGET (self->confirm_row) : self->cancel_button);
}

static void
plan (RosterDisconnectWindow *self)
{
  roster_stage_set_state (self->stage, ROSTER_STAGE_LOADING);
  roster_disconnect_plan_async (self->session, self->account, self->planning, on_planned, g_object_ref (self));
}

/* Whether TikTok may have done it all, and only does not show it yet. */
static gboolean
is_unknown (RosterDisconnectWindow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (self->changes, i);

      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_DISCONNECT)
        return roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN;
    }

  return FALSE;
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterDisconnectWindow) self = user_data;
  gboolean done = roster_apply_finish (ROSTER_SESSION (source), result, NULL);
  g_autofree char *text = NULL;

  g_clear_object (&self->applying);
  if (self->session == NULL)
    return;

  roster_changes_view_set_running (self->changes_view, FALSE);
  if (done)
    /* Translators: %s is a TikTok account in all three. */
    text = roster_isolated (_("%s Is Gone"), self->title);
  else if (is_unknown (self))
    text = roster_isolated (_("%s May Be Gone"), self->title);
  else
    text = roster_isolated (_("%s Is Still Here"), self->title);
  gtk_label_set_label (self->result_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), TRUE);
  gtk_label_set_label (self->left_label, done                ? _("TikTok’s list was read again: the account is not in it any more.")
                                         : is_unknown (self) ? _("TikTok’s list does not tell yet. Retry looks again, and sends nothing twice.")
                                                             : _("What is done stays done. What is left can be tried again."));
  gtk_widget_set_visible (GTK_WIDGET (self->left_label), TRUE);
  gtk_widget_set_visible (self->done_button, TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), done ? self->done_button : NULL);
}

static void
run (RosterDisconnectWindow *self)
{
  if (self->applying != NULL)
    return;

  self->applying = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_label), FALSE);
  gtk_widget_set_visible (self->done_button, FALSE);
  roster_changes_view_set_running (self->changes_view, TRUE);
  roster_apply_async (self->session, self->changes, ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, self->applying, on_applied, g_object_ref (self));
}

static void
on_disconnect (RosterDisconnectWindow *self)
{
  if (!is_confirmed (self) || self->applying != NULL)
    return;

  gtk_widget_set_visible (self->disconnect_button, FALSE);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "run");
  run (self);
}

/* Signing in is the main window's; there is nothing to go on with here before that. */
static void
on_sign_in (RosterDisconnectWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.connect", NULL);
}

static void
on_stop (RosterDisconnectWindow *self)
{
  g_cancellable_cancel (self->applying);
}

/* What is on its way is seen to its end: closing only stops what has not been sent. */
static gboolean
roster_disconnect_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (ROSTER_DISCONNECT_WINDOW (window)->applying);

  return GTK_WINDOW_CLASS (roster_disconnect_window_parent_class)->close_request (window);
}

static void
roster_disconnect_window_dispose (GObject *object)
{
  RosterDisconnectWindow *self = ROSTER_DISCONNECT_WINDOW (object);

  g_cancellable_cancel (self->planning);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_DISCONNECT_WINDOW);
  g_clear_object (&self->changes);
  g_clear_object (&self->account);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_disconnect_window_parent_class)->dispose (object);
}

static void
roster_disconnect_window_finalize (GObject *object)
{
  RosterDisconnectWindow *self = ROSTER_DISCONNECT_WINDOW (object);

  g_clear_object (&self->planning);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (roster_disconnect_window_parent_class)->finalize (object);
}

static void
roster_disconnect_window_class_init (RosterDisconnectWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_disconnect_window_dispose;
  object_class->finalize = roster_disconnect_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = roster_disconnect_window_close_request;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (ROSTER_TYPE_CHANGES_VIEW);
  g_type_ensure (ROSTER_TYPE_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-disconnect-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, disconnect_button);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, done_button);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, pause_label);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, confirm_group);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, confirm_row);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, ad_accounts_group);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, people_group);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, result_label);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, left_label);
  gtk_widget_class_bind_template_child (widget_class, RosterDisconnectWindow, changes_view);
  gtk_widget_class_bind_template_callback (widget_class, on_disconnect);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, plan);
  gtk_widget_class_bind_template_callback (widget_class, run);
  gtk_widget_class_bind_template_callback (widget_class, update_confirmed);
}

static void
roster_disconnect_window_init (RosterDisconnectWindow *self)
{
  self->planning = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_disconnect_window_new:
 * @parent: a widget in the window that asks
 * @session: what is acted through
 * @account: the account that shall leave the Business Center
 *
 * Returns: (transfer none): a new window, not shown yet, which begins to read what the account is linked to
 */
GtkWindow *
roster_disconnect_window_new (GtkWidget           *parent,
                              RosterSession       *session,
                              RosterTiktokAccount *account)
{
  RosterDisconnectWindow *self;
  GtkRoot *root;
  g_autofree char *title = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (account), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (ROSTER_TYPE_DISCONNECT_WINDOW, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, "destroy-with-parent", TRUE, NULL);
  self->session = g_object_ref (session);
  self->account = g_object_ref (account);
  self->title = roster_tiktok_account_dup_title (account);
  /* Translators: %s is a TikTok account. */
  title = roster_isolated (_("Disconnect %s"), self->title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  plan (self);

  return GTK_WINDOW (self);
}
