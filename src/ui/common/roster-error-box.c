/* roster-error-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error-box.h"

#include "roster-error-details.h"
#include "roster-error-text.h"

/* An error that stands beside what it is about, in a form or above a list, until it is mended. */

struct _RosterErrorBox
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *advice;
  RosterErrorDetails *details;
};

G_DEFINE_FINAL_TYPE (RosterErrorBox, roster_error_box, ADW_TYPE_BIN)

static void
roster_error_box_dispose (GObject *object)
{
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROSTER_TYPE_ERROR_BOX);

  G_OBJECT_CLASS (roster_error_box_parent_class)->dispose (object);
}

static void
roster_error_box_class_init (RosterErrorBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_error_box_dispose;

  g_type_ensure (ROSTER_TYPE_ERROR_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-error-box.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterErrorBox, title);
  gtk_widget_class_bind_template_child (widget_class, RosterErrorBox, advice);
  gtk_widget_class_bind_template_child (widget_class, RosterErrorBox, details);
}

static void
roster_error_box_init (RosterErrorBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_error_box_set_error:
 * @self: the box
 * @error: (nullable): what went wrong; %NULL hides the box
 *
 * Says what went wrong and what to do. What a person typed wrong has no details.
 */
void
roster_error_box_set_error (RosterErrorBox *self,
                            const GError   *error)
{
  gboolean typed;

  g_return_if_fail (ROSTER_IS_ERROR_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error == NULL)
    return;

  typed = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  gtk_label_set_text (self->title, roster_error_text_get_title (error));
  gtk_label_set_text (self->advice, roster_error_text_get_advice (error));
  roster_error_details_set_error (self->details, typed ? NULL : error);
}

/**
 * roster_error_box_set_words:
 * @self: the box
 * @title: what happened, as a heading
 * @advice: what to do; plain text, not markup
 *
 * Says it in other words, where the place of the box tells more about the error than the error itself. The details stay.
 */
void
roster_error_box_set_words (RosterErrorBox *self,
                            const char     *title,
                            const char     *advice)
{
  g_return_if_fail (ROSTER_IS_ERROR_BOX (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->advice, advice);
}
