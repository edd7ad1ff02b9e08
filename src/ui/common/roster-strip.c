/* roster-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-strip.h"

#include "roster-button-label.h"

/* One line under the header for a state that lasts, with at most one button. */

struct _RosterStrip
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (RosterStrip, roster_strip, ADW_TYPE_BIN)

static void
roster_strip_dispose (GObject *object)
{
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROSTER_TYPE_STRIP);

  G_OBJECT_CLASS (roster_strip_parent_class)->dispose (object);
}

static void
roster_strip_class_init (RosterStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, RosterStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterStrip, label);
  gtk_widget_class_bind_template_child (widget_class, RosterStrip, button);
}

static void
roster_strip_init (RosterStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_strip_new:
 *
 * Returns: (transfer floating): a new strip, hidden
 */
GtkWidget *
roster_strip_new (void)
{
  return g_object_new (ROSTER_TYPE_STRIP, NULL);
}

/**
 * roster_strip_show:
 * @self: a strip
 * @icon_name: an icon
 * @text: what to say; plain text, not markup
 * @button_label: (nullable): the label of the button, with a mnemonic; %NULL for no button
 * @action_name: (nullable): what the button does
 *
 * Shows a state, in the place of the one before. A text that only ticks (a countdown) changes nothing else.
 */
void
roster_strip_show (RosterStrip *self,
                   const char  *icon_name,
                   const char  *text,
                   const char  *button_label,
                   const char  *action_name)
{
  g_return_if_fail (ROSTER_IS_STRIP (self));
  g_return_if_fail (text != NULL);

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  if (button_label != NULL)
    roster_button_label_set (self->button, button_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * roster_strip_hide:
 * @self: a strip
 *
 * Takes the strip away.
 */
void
roster_strip_hide (RosterStrip *self)
{
  g_return_if_fail (ROSTER_IS_STRIP (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
