/* roster-link-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-window.h"

#include <glib/gi18n.h>

#include "roster-confirm.h"
#include "roster-countdown.h"
#include "roster-give-up.h"
#include "roster-link-code-page.h"
#include "roster-link-confirm-page.h"
#include "roster-link-result-page.h"
#include "roster-link-wish-page.h"
#include "roster-text.h"
#include "roster-toast.h"

/* Linking an account, in four steps. Which step is in front follows from the state of the request; the one thing that is the window's own
 * is that a person may go back from the code to what was wished for, while the code stays good and is watched. */

struct _RosterLinkWindow
{
  AdwWindow parent_instance;

  RosterLinkRequest *request;
  RosterCountdown *countdown;
  GCancellable *cancellable; /* of the question whether to close */
  gboolean went_back;
  gboolean shown_ads_only; /* what the code that is shown was asked for with */
  gboolean was_open; /* whether the request is more than a draft */
  gboolean asking_to_close;

  AdwWindowTitle *window_title;
  GtkWidget *back_button;
  GtkWidget *give_up_button;
  GtkStack *stack;
  RosterLinkWishPage *wish_page;
  RosterLinkCodePage *code_page;
  RosterLinkConfirmPage *confirm_page;
  RosterLinkResultPage *result_page;
};

G_DEFINE_FINAL_TYPE (RosterLinkWindow, roster_link_window, ADW_TYPE_WINDOW)

static GtkWidget *
get_page (RosterLinkWindow  *self,
          guint             *step,
          const char       **name)
{
  switch (roster_link_request_get_state (self->request))
    {
    case ROSTER_LINK_REQUEST_STATE_FOUND:
    case ROSTER_LINK_REQUEST_STATE_REMOVING:
      *step = 3;
      *name = C_("step of linking", "Is it the right one?");
      return GTK_WIDGET (self->confirm_page);

    case ROSTER_LINK_REQUEST_STATE_CONFIRMED:
    case ROSTER_LINK_REQUEST_STATE_APPLYING:
    case ROSTER_LINK_REQUEST_STATE_DONE:
      *step = 4;
      *name = C_("step of linking", "Result");
      return GTK_WIDGET (self->result_page);

    case ROSTER_LINK_REQUEST_STATE_ASKING:
    case ROSTER_LINK_REQUEST_STATE_WAITING:
    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
    case ROSTER_LINK_REQUEST_STATE_FAILED:
      if (!self->went_back)
        {
          *step = 2;
          *name = C_("step of linking", "The code");
          return GTK_WIDGET (self->code_page);
        }
      break;

    case ROSTER_LINK_REQUEST_STATE_DRAFT:
    default:
      break;
    }

  *step = 1;
  *name = C_("step of linking", "Whose account");
  return GTK_WIDGET (self->wish_page);
}

static void
update_title (RosterLinkWindow *self)
{
  RosterTiktokAccount *account = roster_link_request_get_account (self->request);
  const char *handle = roster_link_request_get_expected_handle (self->request);
  g_autofree char *account_title = account != NULL ? roster_tiktok_account_dup_title (account) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  const char *name;
  guint step;

  get_page (self, &step, &name);
  /* Translators: %s is a TikTok account. */
  if (account_title != NULL)
    title = roster_isolated (_("Link %s"), account_title);
  else if (handle != NULL)
    title = roster_isolated (_("Link @%s"), handle);
  /* Translators: the number and the name of a step, of four: "2 of 4: The code" */
  subtitle = roster_isolated (_("%u of 4: %s"), step, name);

  adw_window_title_set_title (self->window_title, title != NULL ? title : _("Link an Account"));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : _("Link an Account"));
}

static void
update_default_widget (RosterLinkWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  GtkWidget *widget = NULL;

  if (page == GTK_WIDGET (self->wish_page))
    widget = roster_link_wish_page_get_default_widget (self->wish_page);
  else if (page == GTK_WIDGET (self->code_page))
    widget = roster_link_code_page_get_default_widget (self->code_page);
  else if (page == GTK_WIDGET (self->result_page))
    widget = roster_link_result_page_get_default_widget (self->result_page);

  gtk_window_set_default_widget (GTK_WINDOW (self), widget);
}

static void
update (RosterLinkWindow *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  const char *name;
  guint step;
  GtkWidget *page = get_page (self, &step, &name);

  self->was_open |= roster_link_request_is_open (self->request);
  if (state == ROSTER_LINK_REQUEST_STATE_ASKING)
    self->shown_ads_only = roster_link_request_get_ads_only (self->request);

  gtk_widget_set_visible (self->back_button, step == 2);
  gtk_widget_set_visible (self->give_up_button, roster_give_up_is_possible (self->request));
  update_title (self);
  if (gtk_stack_get_visible_child (self->stack) != page)
    {
      gtk_stack_set_visible_child (self->stack, page);
      /* What had the focus is out of sight; nothing on the new page shall be pressed by a key that was meant for the old one. */
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      if (step == 1 || step == 3)
        gtk_widget_grab_focus (page);
      if (step != 3)
        self->went_back = step == 1 && self->went_back;
    }
  update_default_widget (self);
}

static void
on_show_code (RosterLinkWindow *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  gboolean good = state == ROSTER_LINK_REQUEST_STATE_ASKING ||
                  (state == ROSTER_LINK_REQUEST_STATE_WAITING && !roster_countdown_get_dead (self->countdown));

  self->went_back = FALSE;
  if (good && self->shown_ads_only == roster_link_request_get_ads_only (self->request))
    update (self);
  else
    roster_link_request_ask (self->request);
}

static void
back (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  RosterLinkWindow *self = ROSTER_LINK_WINDOW (widget);

  roster_link_code_page_leave_full_screen (self->code_page);
  self->went_back = TRUE;
  update (self);
}

static void
give_up (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  roster_give_up (widget, ROSTER_LINK_WINDOW (widget)->request);
}

/* The keys of the code work wherever the focus is, as long as the code is in front; nothing there takes letters. */
static gboolean
on_code_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  RosterLinkWindow *self = ROSTER_LINK_WINDOW (widget);
  const char *action = g_variant_get_string (arguments, NULL);

  /* The full screen that thanks the client is left from here as well. */
  if (gtk_stack_get_visible_child (self->stack) != GTK_WIDGET (self->code_page) &&
      (!roster_link_code_page_has_full_screen (self->code_page) || !g_str_equal (action, "code.full-screen")))
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action_variant (GTK_WIDGET (self->code_page), action, NULL);
}

/* Says what was done with an account of which somebody said that it is the wrong one. */
static void
on_put_aside (RosterLinkWindow    *self,
              RosterTiktokAccount *account,
              gboolean             removed)
{
  g_autofree char *name = roster_tiktok_account_dup_title (account);
  /* Translators: %s is a TikTok account in both. */
  g_autofree char *text = removed ? roster_isolated (_("%s was removed"), name) : roster_isolated (_("%s was left as it is"), name);

  roster_toast_show (GTK_WIDGET (self), text);
}

/* A request whose code was shown goes on without the window, and is found in the list of those that wait. What it has brought is shown: among many
 * accounts it would have to be looked for. */
static void
close_for_good (RosterLinkWindow *self)
{
  RosterTiktokAccount *account = roster_link_request_get_account (self->request);
  RosterLinkRequestState state = roster_link_request_get_state (self->request);
  const char *handle = roster_link_request_get_expected_handle (self->request);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  /* Translators: %s is a handle. */
  g_autofree char *text = handle != NULL ? roster_isolated (_("Still waiting for @%s"), handle) : g_strdup (_("Still waiting for the account"));

  if (!roster_link_request_is_open (self->request) || state == ROSTER_LINK_REQUEST_STATE_REMOVING || state == ROSTER_LINK_REQUEST_STATE_APPLYING)
    roster_link_request_stop (self->request);
  else if (state == ROSTER_LINK_REQUEST_STATE_WAITING && parent != NULL)
    roster_toast_show (GTK_WIDGET (parent), text);
  if (state == ROSTER_LINK_REQUEST_STATE_DONE && account != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-item", "s", roster_item_get_key (ROSTER_ITEM (account)));
  roster_link_code_page_release_full_screen (self->code_page, parent);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_close_confirmed (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (RosterLinkWindow) self = ROSTER_LINK_WINDOW (g_object_ref (source));
  gboolean yes = roster_confirm_finish (GTK_WIDGET (self), result, NULL);

  self->asking_to_close = FALSE;
  if (yes && self->request != NULL)
    close_for_good (self);
}

static gboolean
roster_link_window_close_request (GtkWindow *window)
{
  RosterLinkWindow *self = ROSTER_LINK_WINDOW (window);

  if (self->asking_to_close)
    return GDK_EVENT_STOP;

  if (roster_link_request_get_state (self->request) != ROSTER_LINK_REQUEST_STATE_APPLYING)
    {
      close_for_good (self);
      return GDK_EVENT_STOP;
    }

  self->asking_to_close = TRUE;
  roster_confirm_async (GTK_WIDGET (self), _("Stop Linking?"), _("What has been sent stays; the rest is not sent."), _("_Stop"),
                        ROSTER_CONFIRM_PLAIN, NULL, self->cancellable, on_close_confirmed, NULL);

  return GDK_EVENT_STOP;
}

/* The question is about a state; when that is over, so is the question. */
static void
on_state_changed (RosterLinkWindow *self)
{
  if (self->asking_to_close)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }

  /* Given up, here or in the list. */
  if (self->was_open && roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_DRAFT)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  update (self);
}

static void
roster_link_window_dispose (GObject *object)
{
  RosterLinkWindow *self = ROSTER_LINK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_LINK_WINDOW);
  g_clear_object (&self->countdown);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (roster_link_window_parent_class)->dispose (object);
}

static void
roster_link_window_finalize (GObject *object)
{
  RosterLinkWindow *self = ROSTER_LINK_WINDOW (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (roster_link_window_parent_class)->finalize (object);
}

static void
roster_link_window_class_init (RosterLinkWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_link_window_dispose;
  object_class->finalize = roster_link_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = roster_link_window_close_request;

  gtk_widget_class_install_action (widget_class, "link.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "link.give-up", NULL, give_up);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_r, 0, on_code_key, "s", "code.new");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F11, 0, on_code_key, "s", "code.full-screen");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (ROSTER_TYPE_LINK_CODE_PAGE);
  g_type_ensure (ROSTER_TYPE_LINK_CONFIRM_PAGE);
  g_type_ensure (ROSTER_TYPE_LINK_RESULT_PAGE);
  g_type_ensure (ROSTER_TYPE_LINK_WISH_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-link-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, give_up_button);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, wish_page);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, code_page);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, confirm_page);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkWindow, result_page);
  gtk_widget_class_bind_template_callback (widget_class, on_show_code);
  gtk_widget_class_bind_template_callback (widget_class, update_default_widget);
}

static void
roster_link_window_init (RosterLinkWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_link_window_new:
 * @parent: (nullable): the window that asks
 * @request: a new request, or one that waits
 *
 * Makes the window that leads through a request, at the step where it is.
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_link_window_new (GtkWindow         *parent,
                        RosterLinkRequest *request)
{
  RosterLinkWindow *self;
  RosterSession *session;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (request), NULL);

  self = g_object_new (ROSTER_TYPE_LINK_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  self->request = g_object_ref (request);
  session = roster_link_request_get_session (request);
  self->countdown = roster_countdown_new (self->request, roster_session_get_clock (session));

  roster_link_wish_page_bind (self->wish_page, session, self->request);
  roster_link_code_page_bind (self->code_page, self->request, self->countdown);
  roster_link_confirm_page_bind (self->confirm_page, self->request);
  roster_link_result_page_bind (self->result_page, session, self->request);
  g_signal_connect_object (self->request, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->request, "put-aside", G_CALLBACK (on_put_aside), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->request, "notify::expected-handle", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->request, "notify::account", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  update (self);
  if (roster_link_request_get_state (request) == ROSTER_LINK_REQUEST_STATE_DRAFT)
    gtk_widget_grab_focus (GTK_WIDGET (self->wish_page));
  roster_link_request_go_on (request);

  return GTK_WINDOW (self);
}
