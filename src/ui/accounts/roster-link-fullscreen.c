/* roster-link-fullscreen.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-fullscreen.h"

#include <glib/gi18n.h>

#include "roster-client-text.h"
#include "roster-code-layout.h"
#include "roster-code-show.h"
#include "roster-text.h"
#include "roster-whole-words.h"

/* What the client looks at: the code as large as the screen allows, whose account it is for, how long it is good for and what to do, in
 * the client's language. Nothing else: the screen may be a projector. Once an account has come, thanks stand there until the person who runs the
 * program leaves: what is asked then names other clients. */

struct _RosterLinkFullscreen
{
  GtkWindow parent_instance;

  RosterLinkRequest *request;
  RosterCountdown *countdown;
  const RosterClientText *text;
  GtkWindowGroup *group;

  GtkStack *stack;
  GtkLabel *thanks_label;
  GtkLabel *thanks_more_label;
  RosterQrView *qr_view;
  GtkLabel *handle_label;
  GtkLabel *valid_label;
  GtkLabel *countdown_label;
  GtkLabel *step_1_label;
  GtkLabel *step_2_label;
  GtkLabel *step_3_label;
};

G_DEFINE_FINAL_TYPE (RosterLinkFullscreen, roster_link_fullscreen, GTK_TYPE_WINDOW)

typedef enum
{
  PROP_LANGUAGE = 1,
} RosterLinkFullscreenProperty;

static GParamSpec *properties[PROP_LANGUAGE + 1];

static void
update (RosterLinkFullscreen *self)
{
  gboolean dead = roster_countdown_get_dead (self->countdown);
  GtkLabel *steps[] = { self->step_1_label, self->step_2_label, self->step_3_label };

  roster_qr_view_set_dead (self->qr_view, dead);
  gtk_label_set_label (self->valid_label, dead ? self->text->run_out : self->text->valid_for);
  gtk_label_set_label (self->countdown_label, roster_countdown_get_text (self->countdown));
  gtk_widget_set_visible (GTK_WIDGET (self->countdown_label), !dead);
  for (guint i = 0; i < ROSTER_CLIENT_STEPS; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u.  %s", i + 1, self->text->steps[i]);

      gtk_label_set_label (steps[i], line);
    }
  gtk_label_set_label (self->thanks_label, self->text->thanks);
  gtk_label_set_label (self->thanks_more_label, self->text->thanks_more);
}

static void
update_code (RosterLinkFullscreen *self)
{
  const char *handle = roster_link_request_get_expected_handle (self->request);
  g_autofree char *title = handle != NULL ? roster_text_dup_handle (handle) : g_strdup ("");
  g_autofree char *name = handle != NULL ? roster_isolated (_("QR code for @%s"), handle) : g_strdup (_("QR code"));

  roster_code_show (self->qr_view, self->request);
  gtk_label_set_label (self->handle_label, title);
  gtk_widget_set_visible (GTK_WIDGET (self->handle_label), handle != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->qr_view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  update (self);
}

/* The question that a found account raises is on the other window. */
static void
on_state_changed (RosterLinkFullscreen *self)
{
  switch (roster_link_request_get_state (self->request))
    {
    case ROSTER_LINK_REQUEST_STATE_ASKING:
    case ROSTER_LINK_REQUEST_STATE_WAITING:
    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
      gtk_stack_set_visible_child_name (self->stack, "code");
      break;

    case ROSTER_LINK_REQUEST_STATE_FOUND:
    case ROSTER_LINK_REQUEST_STATE_REMOVING:
    case ROSTER_LINK_REQUEST_STATE_CONFIRMED:
    case ROSTER_LINK_REQUEST_STATE_APPLYING:
    case ROSTER_LINK_REQUEST_STATE_DONE:
      gtk_stack_set_visible_child_name (self->stack, "thanks");
      break;

    case ROSTER_LINK_REQUEST_STATE_DRAFT:
    case ROSTER_LINK_REQUEST_STATE_FAILED:
    default:
      if (!roster_link_fullscreen_get_thanking (self))
        gtk_window_close (GTK_WINDOW (self));
    }
}

static gboolean
on_new_code (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  RosterLinkFullscreen *self = ROSTER_LINK_FULLSCREEN (widget);

  if (!roster_link_fullscreen_get_thanking (self))
    roster_link_request_ask (self->request);

  return GDK_EVENT_STOP;
}

static void
set_language (RosterLinkFullscreen *self,
              const char           *language)
{
  const RosterClientText *text = roster_client_text_get (language);

  if (self->text == text)
    return;

  self->text = text;
  if (self->countdown != NULL)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

static void
roster_link_fullscreen_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_link_fullscreen_parent_class)->map (widget);

  roster_countdown_refresh (ROSTER_LINK_FULLSCREEN (widget)->countdown);
}

static void
roster_link_fullscreen_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  RosterLinkFullscreen *self = ROSTER_LINK_FULLSCREEN (object);

  switch ((RosterLinkFullscreenProperty) prop_id)
    {
    case PROP_LANGUAGE:
      g_value_set_string (value, self->text->code);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_link_fullscreen_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  RosterLinkFullscreen *self = ROSTER_LINK_FULLSCREEN (object);

  switch ((RosterLinkFullscreenProperty) prop_id)
    {
    case PROP_LANGUAGE:
      set_language (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_link_fullscreen_dispose (GObject *object)
{
  RosterLinkFullscreen *self = ROSTER_LINK_FULLSCREEN (object);

  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  if (self->countdown != NULL)
    g_signal_handlers_disconnect_by_data (self->countdown, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_LINK_FULLSCREEN);
  g_clear_object (&self->request);
  g_clear_object (&self->countdown);

  G_OBJECT_CLASS (roster_link_fullscreen_parent_class)->dispose (object);
}

static void
roster_link_fullscreen_finalize (GObject *object)
{
  RosterLinkFullscreen *self = ROSTER_LINK_FULLSCREEN (object);

  g_clear_object (&self->group);

  G_OBJECT_CLASS (roster_link_fullscreen_parent_class)->finalize (object);
}

static void
roster_link_fullscreen_class_init (RosterLinkFullscreenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_link_fullscreen_get_property;
  object_class->set_property = roster_link_fullscreen_set_property;
  object_class->dispose = roster_link_fullscreen_dispose;
  object_class->finalize = roster_link_fullscreen_finalize;
  widget_class->map = roster_link_fullscreen_map;

  /**
   * RosterLinkFullscreen:language:
   *
   * The language that the client reads, as in ISO 639-1.
   */
  properties[PROP_LANGUAGE] =
    g_param_spec_string ("language", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_r, 0, on_new_code, NULL);

  g_type_ensure (ROSTER_TYPE_CODE_LAYOUT);
  g_type_ensure (ROSTER_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-link-fullscreen.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, thanks_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, thanks_more_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, qr_view);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, handle_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, valid_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, countdown_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, step_1_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, step_2_label);
  gtk_widget_class_bind_template_child (widget_class, RosterLinkFullscreen, step_3_label);
}

static void
roster_link_fullscreen_init (RosterLinkFullscreen *self)
{
  self->text = roster_client_text_get (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_whole_words_set (GTK_WIDGET (self->handle_label));
}

/**
 * roster_link_fullscreen_new:
 * @parent: the window that shows the same code to the person who runs the program
 * @request: whose code is shown
 * @countdown: how long it is good for
 *
 * Returns: (transfer none): a new window, not shown yet; it closes by itself when there is nothing to scan any more, but thanks for an approval
 *   until somebody leaves it
 */
GtkWindow *
roster_link_fullscreen_new (GtkWindow         *parent,
                            RosterLinkRequest *request,
                            RosterCountdown   *countdown)
{
  RosterLinkFullscreen *self;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (request), NULL);
  g_return_val_if_fail (ROSTER_IS_COUNTDOWN (countdown), NULL);

  self = g_object_new (ROSTER_TYPE_LINK_FULLSCREEN, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  self->request = g_object_ref (request);
  self->countdown = g_object_ref (countdown);
  /* The windows that ask for answers are modal; this one shall stay usable beside them, on a screen of its own. */
  self->group = gtk_window_group_new ();
  gtk_window_group_add_window (self->group, GTK_WINDOW (self));

  g_signal_connect_object (request, "notify::link", G_CALLBACK (update_code), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (countdown, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update_code (self);

  return GTK_WINDOW (self);
}

/**
 * roster_link_fullscreen_get_thanking:
 * @self: a window
 *
 * Returns: whether thanks stand in place of the code
 */
gboolean
roster_link_fullscreen_get_thanking (RosterLinkFullscreen *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_FULLSCREEN (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "thanks") == 0;
}

/* Returns: (transfer full) (nullable): a monitor other than the one that the parent is on. */
static GdkMonitor *
dup_other_monitor (RosterLinkFullscreen  *self,
                   GdkMonitor           **own)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GListModel *monitors = gdk_display_get_monitors (display);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GdkSurface *surface = parent != NULL ? gtk_native_get_surface (GTK_NATIVE (parent)) : NULL;

  *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (monitors) && *own != NULL; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != *own)
        return g_steal_pointer (&monitor);
    }

  return NULL;
}

/**
 * roster_link_fullscreen_present:
 * @self: a window
 *
 * Shows the window on the whole screen: on another one than its parent's, where there is another.
 */
void
roster_link_fullscreen_present (RosterLinkFullscreen *self)
{
  GdkMonitor *own;
  g_autoptr (GdkMonitor) other = NULL;
  GdkRectangle geometry;

  g_return_if_fail (ROSTER_IS_LINK_FULLSCREEN (self));

  other = dup_other_monitor (self, &own);
  if (other != NULL || own != NULL)
    {
      /* For displays without anybody who manages windows, where asking for the full screen has no effect. */
      gdk_monitor_get_geometry (other != NULL ? other : own, &geometry);
      gtk_window_set_default_size (GTK_WINDOW (self), geometry.width, geometry.height);
    }
  if (other != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), other);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
}
