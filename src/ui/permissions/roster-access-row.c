/* roster-access-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-row.h"

#include <glib/gi18n.h>

#include "roster-change-text.h"
#include "roster-error-dialog.h"
#include "roster-error-text.h"
#include "roster-item-cell.h"
#include "roster-level-button.h"
#include "roster-model-enums.h"
#include "roster-text-key.h"
#include "roster-text.h"
#include "roster-words.h"

/* One line of who may do what where: the level that was given directly and can be changed, the one that counts if that is another, why, and
 * how a change is getting on. */

#define AVATAR_ROOM 44

struct _RosterAccessRow
{
  GtkBox parent_instance;

  RosterLevelEditor *editor;
  RosterAccessLine *line;
  RosterChange *change;

  RosterItemCell *cell;
  GtkLabel *explanation;
  GtkWidget *trouble;
  GtkLabel *trouble_label;
  GtkLabel *retry_label;
  GtkWidget *trouble_buttons;
  GtkWidget *back_button;
  GtkLabel *back_label;
  GtkSpinner *spinner;
  RosterLevelButton *button;
  GtkLabel *level;
};

G_DEFINE_FINAL_TYPE (RosterAccessRow, roster_access_row, GTK_TYPE_BOX)

typedef enum
{
  SIGNAL_CHOSEN,
} RosterAccessRowSignal;

static guint signals[SIGNAL_CHOSEN + 1];

static gboolean
is_under_way (RosterChange *change)
{
  if (change == NULL)
    return FALSE;

  return roster_change_get_state (change) == ROSTER_CHANGE_STATE_SENDING || roster_change_get_state (change) == ROSTER_CHANGE_STATE_WAITING;
}

static void
update_trouble (RosterAccessRow *self)
{
  RosterChangeState state = self->change != NULL ? roster_change_get_state (self->change) : ROSTER_CHANGE_STATE_DONE;
  gboolean unknown = state == ROSTER_CHANGE_STATE_UNKNOWN;
  gboolean failed = state == ROSTER_CHANGE_STATE_FAILED;
  const GError *error = self->change != NULL ? roster_change_get_error (self->change) : NULL;

  g_autofree char *half = self->change != NULL ? roster_change_text_dup_half (self->change) : NULL;

  gtk_widget_set_visible (self->trouble, unknown || failed);
  gtk_widget_set_visible (self->back_button, half != NULL);
  /* Two that begin with the same words would be the same beside each other in a narrow window. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->trouble_buttons), half != NULL ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (half != NULL)
    {
      g_autofree char *reason = error != NULL ? roster_error_text_dup_line (error) : g_strdup ("");
      /* Translators: what is so now, in a sentence, then why. */
      g_autofree char *text = roster_isolated (C_("change", "%s %s"), half, reason);
      /* Translators: a level. An agency has lost an ad account, and is given it again. */
      g_autofree char *lower = roster_isolated (_("Share Again as %s"), roster_words_level (roster_change_get_to_level (self->change), NULL));
      g_autofree char *back = roster_isolated (_("Share Again as %s"), roster_words_level (roster_change_get_from_level (self->change), NULL));

      gtk_label_set_text (self->trouble_label, text);
      gtk_label_set_text (self->retry_label, lower);
      gtk_label_set_text (self->back_label, back);
    }
  else if (unknown)
    {
      gtk_label_set_text (self->trouble_label, _("The connection was lost: TikTok may or may not have taken the change."));
      gtk_label_set_text (self->retry_label, _("Look Again"));
    }
  else if (failed)
    {
      const char *level = roster_words_level (roster_change_get_to_level (self->change), NULL);
      g_autofree char *reason = error != NULL ? roster_error_text_dup_line (error) : g_strdup ("");
      /* Translators: a level that could not be set, then why. */
      g_autofree char *text = roster_isolated (_("Not changed to %s. %s"), level, reason);

      gtk_label_set_text (self->trouble_label, text);
      gtk_label_set_text (self->retry_label, _("Try Again"));
    }
}

static void
update (RosterAccessRow *self)
{
  RosterPrincipal *principal;
  RosterAdAccount *ad_account;
  const char *obstacle, *shown_name;
  RosterLevel shown;
  gboolean under_way = is_under_way (self->change), differs;
  g_autofree char *label = NULL;
  g_autofree char *effective = NULL;

  if (self->line == NULL)
    return;

  principal = roster_access_line_get_principal (self->line);
  ad_account = roster_access_line_get_ad_account (self->line);
  obstacle = roster_level_editor_get_obstacle (self->editor, principal, ad_account);

  gtk_label_set_text (self->explanation, roster_access_line_get_explanation (self->line));
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), *roster_access_line_get_explanation (self->line) != '\0');

  /* While a change is on its way the button says where it goes. */
  shown = under_way ? roster_change_get_to_level (self->change) : roster_access_line_get_direct_level (self->line);
  shown_name = roster_level_button_name (shown, roster_access_line_get_direct_name (self->line));
  roster_level_button_set_level (self->button, shown, shown_name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), obstacle == NULL && !under_way);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), obstacle != NULL ? obstacle : under_way ? _("Being sent") : NULL);
  /* Translators: what a button is, for people who do not see it: a person, an ad account, a level. */
  label = roster_isolated (_("Level of %s on %s: %s"), roster_principal_get_display_name (principal),
                           roster_text_key_get_title (ROSTER_ITEM (ad_account)), shown_name);
  roster_level_button_set_label (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, obstacle != NULL ? obstacle : "", -1);

  differs = roster_access_line_get_level (self->line) != roster_access_line_get_direct_level (self->line);
  /* Translators: the level that counts, where it is not the one that was given directly. */
  effective = roster_isolated (_("Counts: %s"), roster_access_line_get_level_name (self->line));
  gtk_label_set_text (self->level, differs ? effective : "");
  gtk_widget_set_visible (GTK_WIDGET (self->level), differs);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), under_way);
  gtk_spinner_set_spinning (self->spinner, under_way);
  update_trouble (self);
}

static void
set_change (RosterAccessRow *self,
            RosterChange    *change)
{
  if (self->change == change)
    return;

  if (self->change != NULL)
    g_signal_handlers_disconnect_by_func (self->change, update, self);
  g_set_object (&self->change, change);
  if (change != NULL)
    g_signal_connect_object (change, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
on_line_changed (RosterAccessRow *self)
{
  set_change (self, roster_access_line_get_change (self->line));
  update (self);
}

static void
on_chosen (RosterAccessRow *self,
           RosterLevel      level)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, level);
}

static void
on_retry (RosterAccessRow *self)
{
  roster_level_editor_retry (self->editor, self->change);
}

static void
on_back (RosterAccessRow *self)
{
  roster_level_editor_share_again (self->editor, self->change, roster_change_get_from_level (self->change));
}

static void
on_details (RosterAccessRow *self)
{
  roster_error_dialog_present (GTK_WIDGET (self), _("The Level Was Not Changed"), roster_change_get_error (self->change));
}

static void
on_dismiss (RosterAccessRow *self)
{
  roster_level_editor_dismiss (self->editor, self->change);
}

static void
roster_access_row_dispose (GObject *object)
{
  RosterAccessRow *self = ROSTER_ACCESS_ROW (object);

  set_change (self, NULL);
  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, on_line_changed, self);
  g_clear_object (&self->line);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ACCESS_ROW);

  G_OBJECT_CLASS (roster_access_row_parent_class)->dispose (object);
}

static void
roster_access_row_class_init (RosterAccessRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_access_row_dispose;

  /**
   * RosterAccessRow::chosen:
   * @self: the row
   * @level: the direct level that is wanted
   *
   * Somebody chose a level.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, ROSTER_TYPE_LEVEL);

  g_type_ensure (ROSTER_TYPE_ITEM_CELL);
  g_type_ensure (ROSTER_TYPE_LEVEL_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/permissions/roster-access-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, cell);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, explanation);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, trouble);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, retry_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, trouble_buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, back_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, back_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccessRow, level);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_details);
  gtk_widget_class_bind_template_callback (widget_class, on_dismiss);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
}

static void
roster_access_row_init (RosterAccessRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_access_row_new:
 * @editor: what changes levels
 *
 * Returns: (transfer floating): a new row that shows nothing
 */
GtkWidget *
roster_access_row_new (RosterLevelEditor *editor)
{
  RosterAccessRow *self = g_object_new (ROSTER_TYPE_ACCESS_ROW, NULL);

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "obstacles-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * roster_access_row_get_line:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): what is shown
 */
RosterAccessLine *
roster_access_row_get_line (RosterAccessRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_ROW (self), NULL);

  return self->line;
}

/**
 * roster_access_row_set_line:
 * @self: the row
 * @line: (nullable): what to show
 * @shows_principal: whether the row is named by the person, since it stands in a list about an ad account, and not by the ad account
 */
void
roster_access_row_set_line (RosterAccessRow  *self,
                            RosterAccessLine *line,
                            gboolean          shows_principal)
{
  g_return_if_fail (ROSTER_IS_ACCESS_ROW (self));

  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, on_line_changed, self);
  g_set_object (&self->line, line);

  if (line == NULL)
    {
      set_change (self, NULL);
      roster_item_cell_set_item (self->cell, NULL);
      return;
    }

  roster_item_cell_set_item (self->cell, shows_principal ? ROSTER_ITEM (roster_access_line_get_principal (line))
                                                         : ROSTER_ITEM (roster_access_line_get_ad_account (line)));
  gtk_widget_set_margin_start (GTK_WIDGET (self->explanation), shows_principal ? AVATAR_ROOM : 0);
  gtk_widget_set_margin_start (self->trouble, shows_principal ? AVATAR_ROOM : 0);
  g_signal_connect_object (line, "notify", G_CALLBACK (on_line_changed), self, G_CONNECT_SWAPPED);
  on_line_changed (self);
}

/**
 * roster_access_row_popup:
 * @self: the row
 *
 * Shows the levels to choose from.
 */
void
roster_access_row_popup (RosterAccessRow *self)
{
  g_return_if_fail (ROSTER_IS_ACCESS_ROW (self));

  roster_level_button_popup (self->button);
}
