/* roster-error-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error-details.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-error.h"

/* What a support desk asks for, folded away until somebody wants it. Never holds a token: the text comes through the redactor. */

struct _RosterErrorDetails
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (RosterErrorDetails, roster_error_details, ADW_TYPE_BIN)

static void
on_copy (RosterErrorDetails *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_text (self->label));
  roster_button_label_set (self->copy_button, _("Copied"));
}

static void
roster_error_details_dispose (GObject *object)
{
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROSTER_TYPE_ERROR_DETAILS);

  G_OBJECT_CLASS (roster_error_details_parent_class)->dispose (object);
}

static void
roster_error_details_class_init (RosterErrorDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_error_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-error-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterErrorDetails, label);
  gtk_widget_class_bind_template_child (widget_class, RosterErrorDetails, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
roster_error_details_init (RosterErrorDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_error_details_new:
 * @error: (nullable): an error
 *
 * Returns: (transfer floating): a new widget
 */
GtkWidget *
roster_error_details_new (const GError *error)
{
  RosterErrorDetails *self = g_object_new (ROSTER_TYPE_ERROR_DETAILS, NULL);

  roster_error_details_set_error (self, error);

  return GTK_WIDGET (self);
}

/**
 * roster_error_details_set_error:
 * @self: the details
 * @error: (nullable): an error; %NULL hides the widget
 *
 * Says which error the details are of.
 */
void
roster_error_details_set_error (RosterErrorDetails *self,
                                const GError       *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ROSTER_IS_ERROR_DETAILS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error == NULL)
    return;

  text = roster_error_to_support_text (error);
  gtk_label_set_text (self->label, g_strchomp (text));
  roster_button_label_set (self->copy_button, _("_Copy for Support"));
}
