/* roster-invitation-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitation-bar.h"

#include <glib/gi18n.h>

#include "roster-apply.h"
#include "roster-button-label.h"
#include "roster-confirm.h"
#include "roster-error-dialog.h"
#include "roster-invite-window.h"
#include "roster-person.h"
#include "roster-text.h"
#include "roster-toast.h"

/* What can be done about an invitation that was not accepted: send it again, or withdraw it. For anybody else there is nothing to see. */

struct _RosterInvitationBar
{
  AdwBin parent_instance;

  RosterSession *session; /* (nullable), unowned: it may be gone before the last of the widgets is */
  RosterPerson *person; /* (nullable): who is invited */
  gboolean busy;

  GtkButton *again_button;
  GtkButton *withdraw_button;
};

G_DEFINE_FINAL_TYPE (RosterInvitationBar, roster_invitation_bar, ADW_TYPE_BIN)

/* A withdrawal on its way. */
typedef struct
{
  RosterInvitationBar *bar;
  RosterPerson *person;
  RosterChange *change; /* (nullable): once it was confirmed */
} Withdrawal;

static void
withdrawal_free (Withdrawal *withdrawal)
{
  g_object_unref (withdrawal->bar);
  g_object_unref (withdrawal->person);
  g_clear_object (&withdrawal->change);
  g_free (withdrawal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Withdrawal, withdrawal_free)

static gboolean
has_declined (RosterPerson *person)
{
  return roster_person_get_membership (person) == ROSTER_MEMBERSHIP_REJECTED;
}

/* Only by an address can an invitation be withdrawn. */
static gboolean
is_invited (RosterPerson *person)
{
  return roster_person_get_user_id (person) == NULL &&
         (roster_person_get_membership (person) == ROSTER_MEMBERSHIP_PENDING || has_declined (person));
}

static gboolean
can_change (RosterInvitationBar *self)
{
  return self->session != NULL && roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY &&
         roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO;
}

static void
update (RosterInvitationBar *self)
{
  gboolean visible = self->person != NULL && is_invited (self->person);
  gboolean sensitive = visible && can_change (self) && !self->busy;

  gtk_widget_set_visible (GTK_WIDGET (self), visible);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again_button), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->withdraw_button), sensitive);
  if (!visible)
    return;

  roster_button_label_set (self->again_button, has_declined (self->person) ? _("_Invite Again…") : _("Send _Again…"));
  roster_button_label_set (self->withdraw_button, has_declined (self->person) ? _("Remove From the _List…") : _("_Withdraw…"));
}

static void
on_again (RosterInvitationBar *self)
{
  GtkWindow *window = roster_invite_window_new (GTK_WIDGET (self), self->session);

  roster_invite_window_fill_in (ROSTER_INVITE_WINDOW (window), self->person);
  gtk_window_present (window);
}

static void
on_withdrawn (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Withdrawal) withdrawal = user_data;
  RosterInvitationBar *self = withdrawal->bar;
  const char *address = roster_principal_get_address (ROSTER_PRINCIPAL (withdrawal->person));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->busy = FALSE;
  if (self->session == NULL)
    {
      roster_apply_finish (ROSTER_SESSION (source), result, NULL);
      return;
    }

  update (self);
  if (roster_apply_finish (ROSTER_SESSION (source), result, &error))
    {
      /* Translators: %s is a mail address. */
      text = roster_isolated (_("%s is no longer invited"), address);
      roster_toast_show (GTK_WIDGET (self), text);
    }
  else
    {
      if (roster_change_get_state (withdrawal->change) == ROSTER_CHANGE_STATE_UNKNOWN)
        /* Translators: %s is a mail address. */
        text = roster_isolated (_("It Is Not Known Whether the Invitation of %s Was Withdrawn"), address);
      else
        /* Translators: %s is a mail address. */
        text = roster_isolated (_("The Invitation of %s Could Not Be Withdrawn"), address);
      roster_error_dialog_present (GTK_WIDGET (self), text, error);
    }
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Withdrawal) withdrawal = user_data;
  RosterInvitationBar *self = withdrawal->bar;
  g_autoptr (GListStore) changes = NULL;
  g_autoptr (RosterChange) change = NULL;

  if (!roster_confirm_finish (GTK_WIDGET (source), result, NULL) || self->session == NULL)
    return;

  changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  change = roster_change_new_withdraw (withdrawal->person);
  withdrawal->change = g_object_ref (change);
  g_list_store_append (changes, change);
  self->busy = TRUE;
  update (self);
  roster_apply_async (self->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_withdrawn, g_steal_pointer (&withdrawal));
}

static void
on_withdraw (RosterInvitationBar *self)
{
  const char *address = roster_principal_get_address (ROSTER_PRINCIPAL (self->person));
  gboolean declined = has_declined (self->person);
  Withdrawal *withdrawal = g_new0 (Withdrawal, 1);
  g_autofree char *heading = NULL;

  if (declined)
    /* Translators: %s is a mail address. */
    heading = roster_isolated (_("Remove %s From the List?"), address);
  else
    /* Translators: %s is a mail address. */
    heading = roster_isolated (_("Withdraw the Invitation of %s?"), address);

  withdrawal->bar = g_object_ref (self);
  withdrawal->person = g_object_ref (self->person);
  roster_confirm_async (GTK_WIDGET (self), heading,
                        declined ? _("The invitation was declined. The address can be invited again later.")
                                 : _("It cannot be accepted any more, and what it promised is not given. The address can be invited again later."),
                        declined ? _("_Remove") : _("_Withdraw"), ROSTER_CONFIRM_DESTRUCTIVE, NULL, NULL, on_answered, withdrawal);
}

static void
roster_invitation_bar_dispose (GObject *object)
{
  RosterInvitationBar *self = ROSTER_INVITATION_BAR (object);

  if (self->person != NULL)
    g_signal_handlers_disconnect_by_func (self->person, update, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, update, self);
  g_clear_weak_pointer (&self->session);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_INVITATION_BAR);
  g_clear_object (&self->person);

  G_OBJECT_CLASS (roster_invitation_bar_parent_class)->dispose (object);
}

static void
roster_invitation_bar_class_init (RosterInvitationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_invitation_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-invitation-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterInvitationBar, again_button);
  gtk_widget_class_bind_template_child (widget_class, RosterInvitationBar, withdraw_button);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_withdraw);
}

static void
roster_invitation_bar_init (RosterInvitationBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_invitation_bar_set_session:
 * @self: the bar, which has none
 * @session: what is acted through
 */
void
roster_invitation_bar_set_session (RosterInvitationBar *self,
                                   RosterSession       *session)
{
  g_return_if_fail (ROSTER_IS_INVITATION_BAR (self) && ROSTER_IS_SESSION (session) && self->session == NULL);

  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * roster_invitation_bar_set_principal:
 * @self: the bar
 * @principal: (nullable): whose invitation it is about; there is nothing to see for those who have none
 */
void
roster_invitation_bar_set_principal (RosterInvitationBar *self,
                                     RosterPrincipal     *principal)
{
  RosterPerson *person = ROSTER_IS_PERSON (principal) ? ROSTER_PERSON (principal) : NULL;

  g_return_if_fail (ROSTER_IS_INVITATION_BAR (self));

  if (self->person == person)
    return;

  if (self->person != NULL)
    g_signal_handlers_disconnect_by_func (self->person, update, self);
  g_set_object (&self->person, person);
  if (person != NULL)
    g_signal_connect_object (person, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
