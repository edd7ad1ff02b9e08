/* roster-invite-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invite-window.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-changes-view.h"
#include "roster-confirm.h"
#include "roster-invitee-entry.h"
#include "roster-invitee-row.h"
#include "roster-item-picker.h"
#include "roster-text.h"
#include "roster-words.h"

/* Invites any number of people, with a role and a level on some ad accounts, and shows what became of each invitation. */

/* TikTok's `/bc/member/invite/` takes so many; the engine keeps the others until the invitation is accepted. */
#define AD_ACCOUNTS_OF_AN_INVITATION 50

/* More than anybody reads. */
#define MOST_LEFT_OUT 20

/* A role, as agencies call it, and what it comes to. */
typedef struct
{
  const char *name; /* with context "role template" */
  RosterRole role;
  RosterFinanceRole finance_role;
  RosterLevel level;
} Template;

static const Template TEMPLATES[] = {
  { NC_ ("role template", "Reporting"), ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, ROSTER_LEVEL_ANALYST },
  { NC_ ("role template", "Media Buyer"), ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, ROSTER_LEVEL_OPERATOR },
  { NC_ ("role template", "Account Lead"), ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, ROSTER_LEVEL_ADMIN },
  { NC_ ("role template", "Bookkeeping"), ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_ANALYST, ROSTER_LEVEL_ANALYST },
};

/* Of the kinds RosterRole, RosterFinanceRole and RosterLevel, in the order of their rows. The first of each is what is chosen when the window opens: the least. */
static const guint ROLES[] = { ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN };
static const guint FINANCE_ROLES[] = { ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER };
static const guint LEVELS[] = { ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ADMIN };

struct _RosterInviteWindow
{
  AdwWindow parent_instance;

  RosterSession *session;
  RosterInvitees *invitees;
  GtkFilterListModel *ad_accounts; /* that can be given */
  GListStore *chosen;              /* of them */
  RosterChangeSet *changes;        /* (nullable): once they are sent */
  gboolean closing;                /* whatever was written */

  GtkStack *stack;
  GtkWidget *cancel_button;
  GtkButton *invite_button;
  GtkWidget *done_button;
  RosterInviteeEntry *entry;
  GtkFlowBox *templates_box;
  AdwComboRow *role_row;
  AdwComboRow *finance_role_row;
  AdwComboRow *level_row;
  AdwPreferencesGroup *ad_accounts_group;
  RosterItemPicker *picker;
  RosterChangesView *changes_view;
  GtkLabel *left_out_label;
};

G_DEFINE_FINAL_TYPE (RosterInviteWindow, roster_invite_window, ADW_TYPE_WINDOW)

/* The form */

static RosterRole
get_role (RosterInviteWindow *self)
{
  return (RosterRole) ROLES[MIN (adw_combo_row_get_selected (self->role_row), G_N_ELEMENTS (ROLES) - 1)];
}

static RosterFinanceRole
get_finance_role (RosterInviteWindow *self)
{
  return (RosterFinanceRole) FINANCE_ROLES[MIN (adw_combo_row_get_selected (self->finance_role_row), G_N_ELEMENTS (FINANCE_ROLES) - 1)];
}

static RosterLevel
get_level (RosterInviteWindow *self)
{
  return (RosterLevel) LEVELS[MIN (adw_combo_row_get_selected (self->level_row), G_N_ELEMENTS (LEVELS) - 1)];
}

static void
update_meanings (RosterInviteWindow *self)
{
  gboolean admin = get_role (self) == ROSTER_ROLE_ADMIN;
  const char *finance = _("Does not see bills and payments of the Business Center");
  guint n_chosen = g_list_model_get_n_items (G_LIST_MODEL (self->chosen));
  g_autofree char *later = NULL;

  if (get_finance_role (self) == ROSTER_FINANCE_ROLE_ANALYST)
    finance = _("Sees bills and payments of the Business Center");
  else if (get_finance_role (self) == ROSTER_FINANCE_ROLE_MANAGER)
    finance = _("Sees and manages bills and payments of the Business Center");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->role_row), admin ? _("Invites and removes people, gives and takes every access")
                                                                      : _("Reaches what was given, and nothing else"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->finance_role_row), finance);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->level_row), roster_words_level_meaning (get_level (self)));

  if (n_chosen == 0)
    {
      adw_preferences_group_set_description (self->ad_accounts_group, admin ? _("None chosen: as Admins they can give themselves any")
                                                                            : _("None chosen: can sign in, can do nothing"));
    }
  else if (n_chosen > AD_ACCOUNTS_OF_AN_INVITATION)
    {
      later = g_strdup_printf (ngettext ("An invitation carries %1$u ad accounts; %2$u more is given once it is accepted",
                                         "An invitation carries %1$u ad accounts; %2$u more are given once it is accepted",
                                         n_chosen - AD_ACCOUNTS_OF_AN_INVITATION),
                               AD_ACCOUNTS_OF_AN_INVITATION, n_chosen - AD_ACCOUNTS_OF_AN_INVITATION);
      adw_preferences_group_set_description (self->ad_accounts_group, later);
    }
  else
    {
      adw_preferences_group_set_description (self->ad_accounts_group, NULL);
    }
}

static void
update (RosterInviteWindow *self)
{
  guint n_wanted;
  g_autofree char *label = NULL;

  /* While the template is being made, or taken apart. */
  if (self->invitees == NULL)
    return;

  n_wanted = roster_invitees_count_wanted (self->invitees);
  if (n_wanted == 0)
    label = g_strdup (C_("verb", "_Invite"));
  else
    /* Translators: a button; %u is a number of people. */
    label = g_strdup_printf (ngettext ("_Invite %u", "_Invite %u", n_wanted), n_wanted);
  roster_button_label_set (self->invite_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->invite_button), n_wanted > 0);
  update_meanings (self);
}

static guint
find_value (const guint *values,
            guint        n_values,
            guint        value)
{
  for (guint i = 0; i < n_values; i++)
    if (values[i] == value)
      return i;

  return 0;
}

static void
on_template (RosterInviteWindow *self,
             GtkButton          *button)
{
  const Template *template = g_object_get_data (G_OBJECT (button), "template");

  adw_combo_row_set_selected (self->role_row, find_value (ROLES, G_N_ELEMENTS (ROLES), template->role));
  adw_combo_row_set_selected (self->finance_role_row,
                              find_value (FINANCE_ROLES, G_N_ELEMENTS (FINANCE_ROLES), template->finance_role));
  adw_combo_row_set_selected (self->level_row, find_value (LEVELS, G_N_ELEMENTS (LEVELS), template->level));
}

static void
fill_templates (RosterInviteWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (TEMPLATES); i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();
      GtkWidget *button = gtk_button_new ();

      roster_button_label_set (GTK_BUTTON (button), g_dpgettext2 (NULL, "role template", TEMPLATES[i].name));
      g_object_set_data (G_OBJECT (button), "template", (gpointer) &TEMPLATES[i]);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_template), self, G_CONNECT_SWAPPED);
      /* The button takes the focus, not the cell that it stands in. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_flow_box_append (self->templates_box, child);
    }
}

static void
fill_rows (RosterInviteWindow *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) finance_roles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) levels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ROLES); i++)
    gtk_string_list_append (roles, roster_words_role (ROLES[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (FINANCE_ROLES); i++)
    gtk_string_list_append (finance_roles, roster_words_finance_role (FINANCE_ROLES[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (LEVELS); i++)
    gtk_string_list_append (levels, roster_words_level (LEVELS[i], NULL));

  adw_combo_row_set_model (self->role_row, G_LIST_MODEL (roles));
  adw_combo_row_set_model (self->finance_role_row, G_LIST_MODEL (finance_roles));
  adw_combo_row_set_model (self->level_row, G_LIST_MODEL (levels));
}

static gboolean
can_be_given (gpointer item,
              gpointer user_data)
{
  RosterMembership membership = roster_ad_account_get_membership (item);

  return membership == ROSTER_MEMBERSHIP_BOUND || membership == ROSTER_MEMBERSHIP_UNKNOWN;
}

/* Sending */

static void
on_retry (RosterInviteWindow *self)
{
  gtk_widget_set_visible (self->done_button, FALSE);
}

static void
on_over (RosterInviteWindow *self)
{
  gtk_widget_set_visible (self->done_button, TRUE);
  if (roster_changes_view_all_done (self->changes_view))
    gtk_window_set_default_widget (GTK_WINDOW (self), self->done_button);
}

/* The first of those who are not invited in a state, and NULL when there is nobody. */
static char *
dup_names (RosterInviteWindow *self,
           RosterInviteeState  state,
           guint              *n_names)
{
  g_autoptr (GString) names = g_string_new (NULL);

  *n_names = 0;
  for (guint i = 0; i < roster_invitees_count (self->invitees, state); i++)
    {
      RosterInvitee *invitee = roster_invitees_get_in_state (self->invitees, state, i);
      g_autofree char *name = NULL;

      if (roster_invitee_is_wanted (invitee))
        continue;
      if (++*n_names > MOST_LEFT_OUT)
        continue;
      name = roster_invitee_row_dup_shown (invitee);
      g_string_append_printf (names, "%s%s", *n_names > 1 ? ", " : "", name);
    }
  if (*n_names > MOST_LEFT_OUT)
    g_string_append (names, ", …");

  return *n_names > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* What could not be used is not gone with the page on which it was written. */
static void
update_left_out (RosterInviteWindow *self)
{
  guint n_malformed, n_doubtful;
  g_autofree char *malformed = dup_names (self, ROSTER_INVITEE_STATE_MALFORMED, &n_malformed);
  g_autofree char *doubtful = dup_names (self, ROSTER_INVITEE_STATE_DOUBTFUL, &n_doubtful);
  g_autofree char *slips = NULL;
  g_autofree char *doubts = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is what was written, one or several things that are no mail addresses. */
  slips = roster_isolated (ngettext ("Left out, because it is not a mail address: %s", "Left out, because they are not mail addresses: %s", n_malformed),
                           malformed != NULL ? malformed : "");
  /* Translators: %s is one or several mail addresses. */
  doubts = roster_isolated (ngettext ("Not invited, because it is doubtful: %s", "Not invited, because they are doubtful: %s", n_doubtful),
                            doubtful != NULL ? doubtful : "");
  text = g_strdup_printf ("%s%s%s", malformed != NULL ? slips : "", malformed != NULL && doubtful != NULL ? "\n" : "", doubtful != NULL ? doubts : "");
  gtk_label_set_text (self->left_out_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), malformed != NULL || doubtful != NULL);
}

static void
on_invite (RosterInviteWindow *self)
{
  if (self->changes != NULL || roster_invitees_count_wanted (self->invitees) == 0)
    return;

  self->changes = roster_invitees_make_changes (self->invitees, get_role (self), get_finance_role (self), G_LIST_MODEL (self->chosen), get_level (self));
  update_left_out (self);
  roster_changes_view_set_changes (self->changes_view, G_LIST_MODEL (self->changes));
  gtk_widget_set_visible (GTK_WIDGET (self->invite_button), FALSE);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "run");
  roster_changes_view_send (self->changes_view, self->session);
}

/* Closing */

static void
on_discard (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  RosterInviteWindow *self = ROSTER_INVITE_WINDOW (source);

  if (!roster_confirm_finish (GTK_WIDGET (self), result, NULL) || self->session == NULL)
    return;

  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* What is on its way is seen to its end: closing only stops what has not been sent. */
static gboolean
roster_invite_window_close_request (GtkWindow *window)
{
  RosterInviteWindow *self = ROSTER_INVITE_WINDOW (window);

  if (self->changes == NULL && !self->closing && roster_invitee_entry_is_changed (self->entry))
    {
      roster_confirm_async (GTK_WIDGET (self), _("Discard the Invitations?"), _("Nobody has been invited yet. What you wrote is lost."), _("_Discard"),
                            ROSTER_CONFIRM_DESTRUCTIVE, NULL, NULL, on_discard, NULL);
      return GDK_EVENT_STOP;
    }

  roster_changes_view_stop (self->changes_view);

  return GTK_WINDOW_CLASS (roster_invite_window_parent_class)->close_request (window);
}

static void
roster_invite_window_dispose (GObject *object)
{
  RosterInviteWindow *self = ROSTER_INVITE_WINDOW (object);

  g_clear_object (&self->invitees);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_INVITE_WINDOW);
  g_clear_object (&self->ad_accounts);
  g_clear_object (&self->session);
  g_clear_object (&self->chosen);
  g_clear_object (&self->changes);

  G_OBJECT_CLASS (roster_invite_window_parent_class)->dispose (object);
}

static void
roster_invite_window_class_init (RosterInviteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_invite_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_invite_window_close_request;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "default.activate", NULL);

  g_type_ensure (ROSTER_TYPE_CHANGES_VIEW);
  g_type_ensure (ROSTER_TYPE_INVITEE_ENTRY);
  g_type_ensure (ROSTER_TYPE_ITEM_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-invite-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, invite_button);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, done_button);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, templates_box);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, role_row);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, finance_role_row);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, level_row);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, ad_accounts_group);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, picker);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, changes_view);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteWindow, left_out_label);
  gtk_widget_class_bind_template_callback (widget_class, on_invite);
  gtk_widget_class_bind_template_callback (widget_class, on_over);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
roster_invite_window_init (RosterInviteWindow *self)
{
  self->chosen = g_list_store_new (ROSTER_TYPE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_templates (self);
  fill_rows (self);
  roster_item_picker_set_chosen (self->picker, self->chosen);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->invite_button));
}

/**
 * roster_invite_window_new:
 * @parent: a widget in the window that asks
 * @session: what is acted through
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_invite_window_new (GtkWidget     *parent,
                          RosterSession *session)
{
  RosterInviteWindow *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (ROSTER_TYPE_INVITE_WINDOW, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, "destroy-with-parent", TRUE, NULL);
  self->session = g_object_ref (session);
  self->invitees = roster_invitees_new (roster_session_get_directory (session));
  roster_invitee_entry_set_invitees (self->entry, self->invitees, roster_session_get_clock (session));
  g_signal_connect_object (self->invitees, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  self->ad_accounts = gtk_filter_list_model_new (g_object_ref (roster_session_get_ad_accounts (session)),
                                                 GTK_FILTER (gtk_custom_filter_new (can_be_given, NULL, NULL)));
  roster_item_picker_set_model (self->picker, G_LIST_MODEL (self->ad_accounts));
  g_signal_connect_object (self->chosen, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WINDOW (self);
}

/* What the invitation promises; all of it has the same level. */
static void
choose_promised (RosterInviteWindow *self,
                 RosterPerson       *person)
{
  RosterAccess *access = roster_session_get_access (self->session);
  const char *row = roster_item_get_key (ROSTER_ITEM (person));
  RosterLevel level = get_level (self);

  roster_item_picker_set_chosen (self->picker, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->ad_accounts)); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (G_LIST_MODEL (self->ad_accounts), i);
      RosterLevel promised = roster_access_get_direct_level (access, row, roster_item_get_key (ad_account));

      if (promised == ROSTER_LEVEL_NONE)
        continue;

      g_list_store_append (self->chosen, ad_account);
      level = promised;
    }
  roster_item_picker_set_chosen (self->picker, self->chosen); /* which come first then */
  adw_combo_row_set_selected (self->level_row, find_value (LEVELS, G_N_ELEMENTS (LEVELS), level));
}

/**
 * roster_invite_window_fill_in:
 * @self: the window, in which nothing has been written
 * @person: somebody who was invited and has not accepted
 *
 * Fills in the form with what an invitation promises, so that it can be sent again as it was, or a little different.
 */
void
roster_invite_window_fill_in (RosterInviteWindow *self,
                              RosterPerson       *person)
{
  g_return_if_fail (ROSTER_IS_INVITE_WINDOW (self) && ROSTER_IS_PERSON (person));

  adw_combo_row_set_selected (self->role_row, find_value (ROLES, G_N_ELEMENTS (ROLES), roster_person_get_role (person)));
  adw_combo_row_set_selected (self->finance_role_row,
                              find_value (FINANCE_ROLES, G_N_ELEMENTS (FINANCE_ROLES), roster_person_get_finance_role (person)));
  choose_promised (self, person);

  roster_invitee_entry_set_text (self->entry, roster_principal_get_address (ROSTER_PRINCIPAL (person)));
  if (roster_invitees_get_n_all (self->invitees) == 1)
    roster_invitee_set_again (roster_invitees_get (self->invitees, 0), TRUE);
}
