/* roster-error-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error-page.h"

#include "roster-error-details.h"
#include "roster-error-text.h"

/* A page for when an error is all that there is to show: what happened, what to do, and the button that does it. */

struct _RosterErrorPage
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkWidget *sign_in_button;
  GtkWidget *retry_button;
  RosterErrorDetails *details;
};

G_DEFINE_FINAL_TYPE (RosterErrorPage, roster_error_page, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_RETRY,
  SIGNAL_SIGN_IN,
} RosterErrorPageSignal;

static guint signals[SIGNAL_SIGN_IN + 1];

static void
on_retry (RosterErrorPage *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
on_sign_in (RosterErrorPage *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN], 0);
}

static void
roster_error_page_dispose (GObject *object)
{
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROSTER_TYPE_ERROR_PAGE);

  G_OBJECT_CLASS (roster_error_page_parent_class)->dispose (object);
}

static void
roster_error_page_class_init (RosterErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_error_page_dispose;

  /**
   * RosterErrorPage::retry:
   *
   * The person wants the same to be tried again.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterErrorPage::sign-in:
   *
   * The person wants to sign in again.
   */
  signals[SIGNAL_SIGN_IN] = g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_ERROR_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterErrorPage, page);
  gtk_widget_class_bind_template_child (widget_class, RosterErrorPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, RosterErrorPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RosterErrorPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
}

static void
roster_error_page_init (RosterErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_error_page_new:
 *
 * Returns: (transfer floating): a new page, without an error
 */
GtkWidget *
roster_error_page_new (void)
{
  return g_object_new (ROSTER_TYPE_ERROR_PAGE, NULL);
}

/**
 * roster_error_page_set_error:
 * @self: the page
 * @error: (nullable): what went wrong
 *
 * Says what the page is about. "Try Again" stands on it unless only signing in again can help.
 */
void
roster_error_page_set_error (RosterErrorPage *self,
                             const GError    *error)
{
  g_autofree char *advice = NULL;
  gboolean sign_in;

  g_return_if_fail (ROSTER_IS_ERROR_PAGE (self));

  sign_in = roster_error_text_sign_in_helps (error);
  advice = g_markup_escape_text (error != NULL ? roster_error_text_get_advice (error) : "", -1);
  adw_status_page_set_icon_name (self->page, roster_error_text_get_icon_name (error));
  adw_status_page_set_title (self->page, roster_error_text_get_title (error));
  adw_status_page_set_description (self->page, advice);
  gtk_widget_set_visible (self->sign_in_button, sign_in);
  gtk_widget_set_visible (self->retry_button, !sign_in);
  roster_error_details_set_error (self->details, error);
}
