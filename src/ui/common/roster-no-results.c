/* roster-no-results.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-no-results.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"

/* In the place of a list of which a search or a filter leaves nothing, with a button that clears it. The style class "compact" is that of
 * AdwStatusPage. */

struct _RosterNoResults
{
  AdwBin parent_instance;

  AdwStatusPage *status_page;
  GtkButton *clear_button;
};

G_DEFINE_FINAL_TYPE (RosterNoResults, roster_no_results, ADW_TYPE_BIN)

static guint clear_signal;

static void
on_clicked (RosterNoResults *self)
{
  g_signal_emit (self, clear_signal, 0);
}

static void
roster_no_results_dispose (GObject *object)
{
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROSTER_TYPE_NO_RESULTS);

  G_OBJECT_CLASS (roster_no_results_parent_class)->dispose (object);
}

static void
roster_no_results_class_init (RosterNoResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_no_results_dispose;

  /**
   * RosterNoResults::clear:
   * @self: the widget
   *
   * What was searched for, or the filter, is to be taken back.
   */
  clear_signal = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-no-results.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterNoResults, status_page);
  gtk_widget_class_bind_template_child (widget_class, RosterNoResults, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
roster_no_results_init (RosterNoResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_no_results_set_search:
 * @self: the widget
 * @sentence: (nullable): what does not match, as text
 *
 * Says that a search found nothing; the button clears it.
 */
void
roster_no_results_set_search (RosterNoResults *self,
                              const char      *sentence)
{
  roster_no_results_set_other (self, "edit-find-symbolic", _("No Results"), sentence, _("_Clear Search"));
}

/**
 * roster_no_results_set_other:
 * @self: the widget
 * @icon_name: an icon
 * @title: what there is none of
 * @sentence: (nullable): why, as text
 * @button_label: (nullable): what the button does, with a mnemonic; %NULL for no button
 *
 * Says that a filter leaves nothing, or that there is nothing.
 */
void
roster_no_results_set_other (RosterNoResults *self,
                             const char      *icon_name,
                             const char      *title,
                             const char      *sentence,
                             const char      *button_label)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (ROSTER_IS_NO_RESULTS (self) && title != NULL);

  markup = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;
  adw_status_page_set_icon_name (self->status_page, icon_name);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), button_label != NULL);
  if (button_label != NULL)
    roster_button_label_set (self->clear_button, button_label);
}
