/* roster-item-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-item-cell.h"

#include <glib/gi18n.h>

#include "roster-ad-account.h"
#include "roster-agency.h"
#include "roster-principal.h"
#include "roster-text-key.h"
#include "roster-text.h"

/* Who or what: a picture of a person or agency, the name, and below it what tells it from others of the same name. */

struct _RosterItemCell
{
  GtkBox parent_instance;

  RosterItem *item;

  AdwAvatar *avatar;
  GtkLabel *title;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (RosterItemCell, roster_item_cell, GTK_TYPE_BOX)

typedef enum
{
  PROP_ITEM = 1,
} RosterItemCellProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static char *
dup_detail (RosterItem *item)
{
  const char *detail = roster_text_key_get_detail (item);

  if (ROSTER_IS_AGENCY (item))
    /* Translators: %s is the ID of another company's Business Center. */
    return roster_isolated (_("Agency %s"), roster_item_get_id (item));

  if (ROSTER_IS_AD_ACCOUNT (item))
    {
      if (detail == NULL || *detail == '\0')
        return g_strdup (roster_item_get_id (item));

      /* Translators: the ID of an ad account, then its owner. */
      return roster_isolated (C_("ad account", "%s · %s"), roster_item_get_id (item), detail);
    }

  return g_strdup (detail);
}

static void
update (RosterItemCell *self)
{
  const char *title = self->item != NULL ? roster_text_key_get_title (self->item) : "";
  g_autofree char *detail = self->item != NULL ? dup_detail (self->item) : NULL;
  gboolean has_detail = detail != NULL && *detail != '\0' && g_strcmp0 (title, detail) != 0;

  adw_avatar_set_text (self->avatar, title);
  adw_avatar_set_icon_name (self->avatar, ROSTER_IS_AGENCY (self->item) ? "system-users-symbolic" : NULL);
  adw_avatar_set_show_initials (self->avatar, !ROSTER_IS_AGENCY (self->item));
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), ROSTER_IS_PRINCIPAL (self->item));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, has_detail ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), has_detail);
}

static gboolean
is_cut (GtkLabel *label)
{
  return gtk_widget_get_visible (GTK_WIDGET (label)) && pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

/* What does not fit can still be read. */
static gboolean
on_query_tooltip (RosterItemCell *self,
                  int             x,
                  int             y,
                  gboolean        keyboard_mode,
                  GtkTooltip     *tooltip)
{
  g_autofree char *text = NULL;

  if (!is_cut (self->title) && !is_cut (self->detail))
    return FALSE;

  text = g_strdup_printf ("%s\n%s", gtk_label_get_text (self->title), gtk_label_get_text (self->detail));
  gtk_tooltip_set_text (tooltip, g_strchomp (text));

  return TRUE;
}

static void
roster_item_cell_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RosterItemCell *self = ROSTER_ITEM_CELL (object);

  switch ((RosterItemCellProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_item_cell_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RosterItemCell *self = ROSTER_ITEM_CELL (object);

  switch ((RosterItemCellProperty) prop_id)
    {
    case PROP_ITEM:
      roster_item_cell_set_item (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_item_cell_dispose (GObject *object)
{
  RosterItemCell *self = ROSTER_ITEM_CELL (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ITEM_CELL);

  G_OBJECT_CLASS (roster_item_cell_parent_class)->dispose (object);
}

static void
roster_item_cell_class_init (RosterItemCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_item_cell_get_property;
  object_class->set_property = roster_item_cell_set_property;
  object_class->dispose = roster_item_cell_dispose;

  /**
   * RosterItemCell:item:
   *
   * Who or what is shown.
   */
  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, ROSTER_TYPE_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-item-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterItemCell, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterItemCell, title);
  gtk_widget_class_bind_template_child (widget_class, RosterItemCell, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
}

static void
roster_item_cell_init (RosterItemCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_item_cell_new:
 *
 * Returns: (transfer floating): a new cell that shows nothing
 */
GtkWidget *
roster_item_cell_new (void)
{
  return g_object_new (ROSTER_TYPE_ITEM_CELL, NULL);
}

/**
 * roster_item_cell_get_item:
 * @self: the cell
 *
 * Returns: (transfer none) (nullable): who or what is shown
 */
RosterItem *
roster_item_cell_get_item (RosterItemCell *self)
{
  g_return_val_if_fail (ROSTER_IS_ITEM_CELL (self), NULL);

  return self->item;
}

/**
 * roster_item_cell_set_item:
 * @self: the cell
 * @item: (nullable): who or what to show
 */
void
roster_item_cell_set_item (RosterItemCell *self,
                           RosterItem     *item)
{
  g_return_if_fail (ROSTER_IS_ITEM_CELL (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
