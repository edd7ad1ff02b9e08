/* roster-change-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-row.h"

#include <glib/gi18n.h>

#include "roster-change-text.h"
#include "roster-error.h"

/* One change in a list: what it does, how far it is, and why it did not work. */

struct _RosterChangeRow
{
  AdwActionRow parent_instance;

  RosterChange *change;

  GtkStack *mark;
  GtkImage *image;
  GtkSpinner *spinner;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (RosterChangeRow, roster_change_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_CHANGE = 1,
} RosterChangeRowProperty;

static GParamSpec *properties[PROP_CHANGE + 1];

static void
on_copy (RosterChangeRow *self)
{
  const GError *error = roster_change_get_error (self->change);
  g_autofree char *text = error != NULL ? roster_error_to_support_text (error) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static const char *
get_icon_name (RosterChange  *change,
               const char   **style)
{
  switch (roster_change_get_state (change))
    {
    case ROSTER_CHANGE_STATE_DONE:
      if (roster_change_get_error (change) != NULL)
        {
          *style = "warning";
          return "dialog-warning-symbolic";
        }
      *style = "success";
      return "emblem-ok-symbolic";

    case ROSTER_CHANGE_STATE_FAILED:
      *style = "error";
      return "dialog-error-symbolic";

    case ROSTER_CHANGE_STATE_UNKNOWN:
      *style = "warning";
      return "dialog-question-symbolic";

    case ROSTER_CHANGE_STATE_QUEUED:
      *style = "dim-label";
      return "mail-unread-symbolic";

    case ROSTER_CHANGE_STATE_WAITING:
    case ROSTER_CHANGE_STATE_SENDING:
    default:
      *style = "dim-label";
      return "content-loading-symbolic";
    }
}

static void
update (RosterChangeRow *self)
{
  RosterChangeState state = roster_change_get_state (self->change);
  const GError *error = roster_change_get_error (self->change);
  g_autofree char *title = roster_change_text_title (self->change);
  g_autofree char *subtitle = roster_change_text_dup_outcome (self->change);
  const char *styles[] = { NULL, NULL };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->image, get_icon_name (self->change, &styles[0]));
  gtk_widget_set_css_classes (GTK_WIDGET (self->image), styles);
  gtk_spinner_set_spinning (self->spinner, state == ROSTER_CHANGE_STATE_SENDING);
  gtk_stack_set_visible_child_name (self->mark, state == ROSTER_CHANGE_STATE_SENDING ? "spinner" : "image");
  gtk_widget_set_visible (self->copy_button, error != NULL);
}

static void
roster_change_row_constructed (GObject *object)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  G_OBJECT_CLASS (roster_change_row_parent_class)->constructed (object);

  g_signal_connect_object (self->change, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* TikTok tells the handle only once the account is linked: the first line that is done changes what all of them say. */
  if (roster_change_get_tiktok_account (self->change) != NULL)
    g_signal_connect_object (roster_change_get_tiktok_account (self->change), "notify::handle", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
roster_change_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  switch ((RosterChangeRowProperty) prop_id)
    {
    case PROP_CHANGE:
      g_value_set_object (value, self->change);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  switch ((RosterChangeRowProperty) prop_id)
    {
    case PROP_CHANGE:
      self->change = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_row_dispose (GObject *object)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_CHANGE_ROW);
  g_clear_object (&self->change);

  G_OBJECT_CLASS (roster_change_row_parent_class)->dispose (object);
}

static void
roster_change_row_class_init (RosterChangeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_change_row_constructed;
  object_class->get_property = roster_change_row_get_property;
  object_class->set_property = roster_change_row_set_property;
  object_class->dispose = roster_change_row_dispose;

  /**
   * RosterChangeRow:change:
   *
   * What the row shows.
   */
  properties[PROP_CHANGE] =
    g_param_spec_object ("change", NULL, NULL, ROSTER_TYPE_CHANGE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, mark);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, image);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
roster_change_row_init (RosterChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_change_row_new:
 * @change: what to show
 *
 * Returns: (transfer floating): a row that follows the change
 */
GtkWidget *
roster_change_row_new (RosterChange *change)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (change), NULL);

  return g_object_new (ROSTER_TYPE_CHANGE_ROW, "change", change, NULL);
}
