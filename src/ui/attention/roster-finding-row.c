/* roster-finding-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-finding-row.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-text.h"

/* Something that deserves attention, with what can be done about it: mend it, where that takes no choice, see whom or what it is about, or not be told
 * of it any more. */

struct _RosterFindingRow
{
  GtkListBoxRow parent_instance;

  RosterFinding *finding;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *explanation_label;
  GtkWidget *buttons;
  GtkWidget *mend_button;
  GtkLabel *mend_label;
  GtkWidget *show_button;
  GtkWidget *dismiss_button;
};

G_DEFINE_FINAL_TYPE (RosterFindingRow, roster_finding_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  SIGNAL_MEND,
  SIGNAL_SHOW_SUBJECT,
  SIGNAL_DISMISS,
} RosterFindingRowSignal;

static guint signals[SIGNAL_DISMISS + 1];

/* Returns: (nullable): what mends a finding; NULL where that takes a choice, which is made where its subject is shown */
static const char *
get_verb (RosterFinding *finding)
{
  switch (roster_finding_get_kind (finding))
    {
    case ROSTER_FINDING_KIND_STALE_INVITATION:
      return _("Send Again…");

    case ROSTER_FINDING_KIND_MISTYPED_INVITATION:
      return _("Correct…");

    case ROSTER_FINDING_KIND_DECLINED_INVITATION:
      return C_("an invitation that was declined", "Remove…");

    case ROSTER_FINDING_KIND_MANAGES_FINANCE:
      return _("Lower to Operator…");

    case ROSTER_FINDING_KIND_NOT_LINKED:
      return _("Link…");

    case ROSTER_FINDING_KIND_REACHES_NOTHING:
    case ROSTER_FINDING_KIND_ONLY_ADMIN:
    case ROSTER_FINDING_KIND_AGENCY_MANAGES_FINANCE:
    case ROSTER_FINDING_KIND_NO_OPERATOR:
    case ROSTER_FINDING_KIND_UNUSABLE:
    case ROSTER_FINDING_KIND_VANISHED:
    case ROSTER_FINDING_KIND_NEAR_LIMIT:
    default:
      return NULL;
    }
}

static void
on_mend (RosterFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_MEND], 0);
}

static void
on_show (RosterFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_SUBJECT], 0);
}

static void
on_dismiss (RosterFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISS], 0);
}

static void
roster_finding_row_dispose (GObject *object)
{
  RosterFindingRow *self = ROSTER_FINDING_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_FINDING_ROW);
  g_clear_object (&self->finding);

  G_OBJECT_CLASS (roster_finding_row_parent_class)->dispose (object);
}

static void
roster_finding_row_class_init (RosterFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_finding_row_dispose;

  /**
   * RosterFindingRow::mend:
   * @self: the row
   *
   * What would mend it shall be looked at.
   */
  signals[SIGNAL_MEND] = g_signal_new ("mend", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterFindingRow::show-subject:
   * @self: the row
   *
   * Whom or what it is about shall be shown.
   */
  signals[SIGNAL_SHOW_SUBJECT] = g_signal_new ("show-subject", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterFindingRow::dismiss:
   * @self: the row
   *
   * Nobody wants to be told of it any more.
   */
  signals[SIGNAL_DISMISS] = g_signal_new ("dismiss", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/attention/roster-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, mend_button);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, mend_label);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, show_button);
  gtk_widget_class_bind_template_child (widget_class, RosterFindingRow, dismiss_button);
  gtk_widget_class_bind_template_callback (widget_class, on_mend);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_dismiss);
}

static void
roster_finding_row_init (RosterFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (RosterFindingRow *self)
{
  gboolean warning = roster_finding_get_severity (self->finding) == ROSTER_FINDING_SEVERITY_WARNING;
  const char *title = roster_finding_get_title (self->finding);
  const char *explanation = roster_finding_get_explanation (self->finding);
  const char *verb = get_verb (self->finding);
  /* What has vanished is nowhere to be shown. */
  gboolean can_show = roster_finding_get_subject (self->finding) != NULL && roster_finding_get_kind (self->finding) != ROSTER_FINDING_KIND_VANISHED;
  g_autofree char *name = NULL;

  gtk_image_set_from_icon_name (self->icon, warning ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), warning ? "warning" : "dim-label");
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->explanation_label, explanation != NULL ? explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), explanation != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  gtk_widget_set_visible (self->mend_button, verb != NULL);
  gtk_widget_set_visible (self->show_button, can_show);
  gtk_widget_set_visible (self->buttons, verb != NULL || can_show);
  if (verb != NULL)
    {
      gtk_label_set_label (self->mend_label, verb);
      /* Translators: the label of a button, and what it is about. */
      name = roster_isolated (_("%1$s (%2$s)"), verb, title);
      roster_button_label_name (self->mend_button, name);
      g_clear_pointer (&name, g_free);
    }
  /* Translators: %s is something that deserves attention. */
  name = roster_isolated (_("Show: %s"), title);
  roster_button_label_name (self->show_button, name);
  g_clear_pointer (&name, g_free);
  /* Translators: %s is something that deserves attention. */
  name = roster_isolated (_("Dismiss: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dismiss_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * roster_finding_row_new:
 * @finding: what deserves attention
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
roster_finding_row_new (RosterFinding *finding)
{
  RosterFindingRow *self = g_object_new (ROSTER_TYPE_FINDING_ROW, NULL);

  g_return_val_if_fail (ROSTER_IS_FINDING (finding), NULL);

  self->finding = g_object_ref (finding);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * roster_finding_row_get_finding:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
RosterFinding *
roster_finding_row_get_finding (RosterFindingRow *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING_ROW (self), NULL);

  return self->finding;
}

/**
 * roster_finding_row_set_can_change:
 * @self: a row
 * @can_change: whether anything can be changed
 */
void
roster_finding_row_set_can_change (RosterFindingRow *self,
                                   gboolean          can_change)
{
  g_return_if_fail (ROSTER_IS_FINDING_ROW (self));

  gtk_widget_set_sensitive (self->mend_button, can_change);
}
