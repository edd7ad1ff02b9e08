/* roster-level-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-level-button.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-model-enums.h"
#include "roster-words.h"

/* Shows a level and lets one choose another, with what each of them means. Lists have hundreds of these, so that the choices are made when
 * they are first asked for. */

struct _RosterLevelButton
{
  AdwBin parent_instance;

  RosterLevel level;
  GtkWidget *button; /* a GtkMenuButton */
  GtkWidget *list;   /* (nullable): the choices, once they were asked for */
};

G_DEFINE_FINAL_TYPE (RosterLevelButton, roster_level_button, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
} RosterLevelButtonSignal;

static guint signals[SIGNAL_CHOSEN + 1];

static const RosterLevel LEVELS[] = { ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ADMIN };

static const char *
get_meaning (RosterLevel level)
{
  return level == ROSTER_LEVEL_NONE ? _("Takes away what was given directly") : roster_words_level_meaning (level);
}

static void
on_row_activated (RosterLevelButton *self,
                  GtkListBoxRow     *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, LEVELS[gtk_list_box_row_get_index (row)]);
}

static GtkWidget *
make_choice (guint index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (roster_level_button_name (LEVELS[index], NULL));
  /* Not wrapped: a popover asks how high its child is before it knows how wide it will be. */
  GtkWidget *meaning = gtk_label_new (get_meaning (LEVELS[index]));
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *key = g_strdup_printf ("%u", index);
  GtkWidget *shortcut = gtk_label_new (key);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (meaning), 0);
  gtk_widget_add_css_class (meaning, "caption");
  gtk_widget_add_css_class (meaning, "dim-label");
  gtk_widget_add_css_class (shortcut, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), meaning);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), shortcut);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "check", check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, roster_level_button_name (LEVELS[index], NULL),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_meaning (LEVELS[index]),
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key,
                                  -1);

  return row;
}

static void
update_checks (RosterLevelButton *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (LEVELS); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);
      gboolean current = LEVELS[i] == self->level;

      gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "check"), current ? 1 : 0);
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
    }
}

static void
on_popover_shown (RosterLevelButton *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (LEVELS); i++)
    {
      if (LEVELS[i] == self->level)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i)));
    }
}

static void
create_popover (GtkMenuButton *button,
                gpointer       user_data)
{
  RosterLevelButton *self = user_data;

  if (self->list == NULL)
    {
      GtkWidget *popover = gtk_popover_new ();

      self->list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
      for (guint i = 0; i < G_N_ELEMENTS (LEVELS); i++)
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_choice (i));
      g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Levels"), -1);

      gtk_widget_add_css_class (popover, "menu");
      gtk_widget_add_css_class (popover, "levels");
      gtk_popover_set_child (GTK_POPOVER (popover), self->list);
      g_signal_connect_swapped (popover, "show", G_CALLBACK (on_popover_shown), self);
      gtk_menu_button_set_popover (button, popover);
    }

  update_checks (self);
}

static void
roster_level_button_dispose (GObject *object)
{
  RosterLevelButton *self = ROSTER_LEVEL_BUTTON (object);

  if (self->button != NULL)
    gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), NULL, NULL, NULL);
  self->button = NULL;
  self->list = NULL;

  G_OBJECT_CLASS (roster_level_button_parent_class)->dispose (object);
}

static void
roster_level_button_class_init (RosterLevelButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_level_button_dispose;

  /**
   * RosterLevelButton::chosen:
   * @self: the button
   * @level: the level that was chosen, which may be the one that it was
   *
   * Somebody chose a level. The button goes on showing the old one until it is told otherwise.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, ROSTER_TYPE_LEVEL);
}

static void
roster_level_button_init (RosterLevelButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover, self, NULL);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * roster_level_button_name:
 * @level: a level that was given directly
 * @text: (nullable): the level as TikTok wrote it
 *
 * None is another thing here than no access, which a group may still give.
 *
 * Returns: (transfer none): what to call @level; @text itself for a level that this program does not know
 */
const char *
roster_level_button_name (RosterLevel  level,
                          const char  *text)
{
  /* Translators: no level on an ad account was given directly. */
  return level == ROSTER_LEVEL_NONE ? C_("level given directly", "None") : roster_words_level (level, text);
}

/**
 * roster_level_button_set_level:
 * @self: the button
 * @level: the level to show
 * @name: what to call it, from roster_level_button_name()
 */
void
roster_level_button_set_level (RosterLevelButton *self,
                               RosterLevel        level,
                               const char        *name)
{
  g_return_if_fail (ROSTER_IS_LEVEL_BUTTON (self));

  self->level = level;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), name != NULL ? name : "");
}

/**
 * roster_level_button_set_label:
 * @self: the button
 * @label: what the button is, for people who do not see it: whose level on which ad account
 */
void
roster_level_button_set_label (RosterLevelButton *self,
                               const char        *label)
{
  g_return_if_fail (ROSTER_IS_LEVEL_BUTTON (self));

  /* What can be pressed, and so what is read out, is the button inside the menu button. */
  roster_button_label_name (gtk_widget_get_first_child (self->button), label);
}

/**
 * roster_level_button_popup:
 * @self: the button
 *
 * Shows the choices.
 */
void
roster_level_button_popup (RosterLevelButton *self)
{
  g_return_if_fail (ROSTER_IS_LEVEL_BUTTON (self));

  if (gtk_widget_is_sensitive (self->button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
