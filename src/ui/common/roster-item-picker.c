/* roster-item-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-item-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-button-label.h"
#include "roster-text-key.h"
#include "roster-text.h"

/* Chooses any number of things out of thousands. Only the first few matches are there as rows, so that the page around it scrolls as one
 * and the list costs nothing; what is looked for is typed. What was chosen comes first, then what the hint suggests, then the rest by
 * name; ticking a row does not move it, the order is made anew when the search changes. */

#define FIRST_ROWS 6
#define MORE_ROWS 50
#define CHOOSE_ALL_LIMIT 100 /* beyond that, "all that match" is a slip rather than a wish */

struct _RosterItemPicker
{
  AdwBin parent_instance;

  GListModel *model;
  GListStore *chosen;
  char *hint;

  GStrv words;           /* what is looked for, casefolded */
  GHashTable *came_first; /* of items that were chosen when the order was made */
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkFilterListModel *matches;
  GtkSliceListModel *shown;

  GtkSearchEntry *search_entry;
  GtkButton *choose_all_button;
  GtkListBox *list_box;
  GtkLabel *chosen_label;
  GtkButton *clear_button;
  GtkButton *more_button;
};

G_DEFINE_FINAL_TYPE (RosterItemPicker, roster_item_picker, ADW_TYPE_BIN)

typedef enum
{
  PROP_MODEL = 1,
  PROP_CHOSEN,
  PROP_HINT,
  PROP_SEARCH_LABEL,
} RosterItemPickerProperty;

static GParamSpec *properties[PROP_SEARCH_LABEL + 1];

static gboolean
is_chosen (RosterItemPicker *self,
           gpointer          item,
           guint            *position)
{
  return self->chosen != NULL && g_list_store_find (self->chosen, item, position);
}

static gboolean
contains (const char *text,
          const char *folded_word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, folded_word) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (user_data);

  return self->words == NULL || roster_text_key_matches (item, (const char *const *) self->words);
}

static int
get_rank (RosterItemPicker *self,
          gconstpointer     item)
{
  if (g_hash_table_contains (self->came_first, item))
    return 0;

  return self->hint != NULL && contains (roster_item_get_name ((gpointer) item), self->hint) ? 1 : 2;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (user_data);
  int first = get_rank (self, a);
  int second = get_rank (self, b);

  if (first != second)
    return first - second;

  return roster_text_key_compare ((gpointer) a, (gpointer) b);
}

static void
remember_order (RosterItemPicker *self)
{
  g_hash_table_remove_all (self->came_first);
  for (guint i = 0; self->chosen != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->chosen)); i++)
    g_hash_table_add (self->came_first, g_list_model_get_item (G_LIST_MODEL (self->chosen), i));
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
update_buttons (RosterItemPicker *self)
{
  guint n_chosen = self->chosen != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) : 0;
  guint n_matches = g_list_model_get_n_items (G_LIST_MODEL (self->matches));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean all_chosen = TRUE;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_chosen; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->chosen), i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", roster_text_key_get_title (item));
    }
  for (guint i = 0; i < n_matches && i <= CHOOSE_ALL_LIMIT && all_chosen; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->matches), i);

      all_chosen = is_chosen (self, item, NULL);
    }

  if (n_chosen > 0)
    /* Translators: %u is how many were chosen, %s their names. */
    text = roster_isolated (ngettext ("%u chosen: %s", "%u chosen: %s", n_chosen), n_chosen, names->str);
  gtk_label_set_label (self->chosen_label, n_chosen > 0 ? text : _("None chosen"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->chosen_label), n_chosen > 0 ? names->str : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), n_chosen > 0);

  gtk_widget_set_visible (GTK_WIDGET (self->choose_all_button),
                          self->words != NULL && n_matches > 1 && n_matches <= CHOOSE_ALL_LIMIT && !all_chosen);
  if (gtk_widget_get_visible (GTK_WIDGET (self->choose_all_button)))
    {
      /* Translators: a button that ticks all that match the search. */
      g_autofree char *label = g_strdup_printf (ngettext ("Choose %u", "Choose All %u", n_matches), n_matches);

      roster_button_label_set (self->choose_all_button, label);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n_matches > n_shown);
  if (n_matches > n_shown)
    {
      /* Translators: a button below a shortened list; %u is how many are not in it. */
      g_autofree char *label = g_strdup_printf (ngettext ("%u More", "%u More", n_matches - n_shown), n_matches - n_shown);

      roster_button_label_set (self->more_button, label);
    }
}

static void
on_check_toggled (RosterItemPicker *self,
                  GtkCheckButton   *check)
{
  RosterItem *item = g_object_get_data (G_OBJECT (check), "item");
  gboolean wanted = gtk_check_button_get_active (check);
  guint position = 0;

  if (self->chosen == NULL || wanted == is_chosen (self, item, &position))
    return;

  if (wanted)
    g_list_store_append (self->chosen, item);
  else
    g_list_store_remove (self->chosen, position);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (user_data);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *name = roster_text_key_get_title (item);
  const char *subtitle = roster_text_key_get_detail (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, item, NULL));
  g_object_set_data_full (G_OBJECT (check), "item", g_object_ref (item), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  return row;
}

/* The list of chosen things may also change by other hands: it belongs to whoever asked. */
static void
on_chosen_changed (RosterItemPicker *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = ADW_IS_ACTION_ROW (row) ? adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) : NULL;

      if (check != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, g_object_get_data (G_OBJECT (check), "item"), NULL));
    }

  update_buttons (self);
}

static void
on_search_changed (RosterItemPicker *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = roster_text_key_split (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (self->words != NULL && *self->words == NULL)
    g_clear_pointer (&self->words, g_strfreev);

  gtk_slice_list_model_set_size (self->shown, FIRST_ROWS);
  remember_order (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_buttons (self);
}

static void
on_choose_all (RosterItemPicker *self)
{
  guint n_matches = g_list_model_get_n_items (G_LIST_MODEL (self->matches));
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->chosen == NULL)
    return;

  for (guint i = 0; i < n_matches; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (self->matches), i);

      if (!is_chosen (self, item, NULL))
        g_ptr_array_add (added, g_steal_pointer (&item));
    }
  g_list_store_splice (self->chosen, g_list_model_get_n_items (G_LIST_MODEL (self->chosen)), 0, added->pdata, added->len);
}

/* Enter in the search takes what is left when that is one thing; otherwise it means nothing, so that it cannot choose by accident. */
static void
on_search_activate (RosterItemPicker *self)
{
  if (self->words != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->matches)) == 1)
    on_choose_all (self);
}

static void
on_clear (RosterItemPicker *self)
{
  g_list_store_remove_all (self->chosen);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_more (RosterItemPicker *self)
{
  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + MORE_ROWS);
  update_buttons (self);
}

static void
roster_item_picker_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (object);

  switch ((RosterItemPickerProperty) prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;

    case PROP_CHOSEN:
      g_value_set_object (value, self->chosen);
      break;

    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;

    case PROP_SEARCH_LABEL:
      g_value_set_string (value, gtk_widget_get_tooltip_text (GTK_WIDGET (self->search_entry)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_search_label (RosterItemPicker *self,
                  const char       *label)
{
  g_object_set (self->search_entry, "placeholder-text", label, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->search_entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "", -1);
}

static void
roster_item_picker_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (object);

  switch ((RosterItemPickerProperty) prop_id)
    {
    case PROP_MODEL:
      roster_item_picker_set_model (self, g_value_get_object (value));
      break;

    case PROP_CHOSEN:
      roster_item_picker_set_chosen (self, g_value_get_object (value));
      break;

    case PROP_HINT:
      roster_item_picker_set_hint (self, g_value_get_string (value));
      break;

    case PROP_SEARCH_LABEL:
      set_search_label (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
roster_item_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROSTER_ITEM_PICKER (widget)->search_entry));
}

static void
roster_item_picker_dispose (GObject *object)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (object);

  if (self->chosen != NULL)
    g_signal_handlers_disconnect_by_data (self->chosen, self);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ITEM_PICKER);
  g_clear_object (&self->shown);
  g_clear_object (&self->matches);
  g_clear_object (&self->model);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (roster_item_picker_parent_class)->dispose (object);
}

static void
roster_item_picker_finalize (GObject *object)
{
  RosterItemPicker *self = ROSTER_ITEM_PICKER (object);

  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->came_first, g_hash_table_unref);

  G_OBJECT_CLASS (roster_item_picker_parent_class)->finalize (object);
}

static void
roster_item_picker_class_init (RosterItemPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_item_picker_get_property;
  object_class->set_property = roster_item_picker_set_property;
  object_class->dispose = roster_item_picker_dispose;
  object_class->finalize = roster_item_picker_finalize;
  widget_class->grab_focus = roster_item_picker_grab_focus;

  /**
   * RosterItemPicker:model:
   *
   * What there is to choose from.
   */
  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterItemPicker:chosen:
   *
   * What was chosen, in the order of choosing.
   */
  properties[PROP_CHOSEN] =
    g_param_spec_object ("chosen", NULL, NULL, G_TYPE_LIST_STORE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterItemPicker:hint:
   *
   * A piece of a name: what contains it comes first.
   */
  properties[PROP_HINT] =
    g_param_spec_string ("hint", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterItemPicker:search-label:
   *
   * What the search entry is called.
   */
  properties[PROP_SEARCH_LABEL] =
    g_param_spec_string ("search-label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-item-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterItemPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterItemPicker, choose_all_button);
  gtk_widget_class_bind_template_child (widget_class, RosterItemPicker, list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterItemPicker, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, RosterItemPicker, clear_button);
  gtk_widget_class_bind_template_child (widget_class, RosterItemPicker, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_all);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
}

static void
roster_item_picker_init (RosterItemPicker *self)
{
  GtkSortListModel *sorted;

  self->came_first = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  self->matches = gtk_filter_list_model_new (NULL, self->filter);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->matches)), self->sorter);
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, FIRST_ROWS);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (self->matches, "items-changed", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  update_buttons (self);
}

/**
 * roster_item_picker_set_model:
 * @self: a picker
 * @model: (nullable): a list of #RosterItem
 */
void
roster_item_picker_set_model (RosterItemPicker *self,
                              GListModel       *model)
{
  g_return_if_fail (ROSTER_IS_ITEM_PICKER (self));

  if (!g_set_object (&self->model, model))
    return;

  gtk_filter_list_model_set_model (self->matches, model);
  update_buttons (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * roster_item_picker_set_chosen:
 * @self: a picker
 * @chosen: (nullable): where to keep what is chosen
 */
void
roster_item_picker_set_chosen (RosterItemPicker *self,
                               GListStore       *chosen)
{
  g_return_if_fail (ROSTER_IS_ITEM_PICKER (self));

  if (self->chosen == chosen)
    return;

  if (self->chosen != NULL)
    g_signal_handlers_disconnect_by_data (self->chosen, self);
  g_set_object (&self->chosen, chosen);
  if (chosen != NULL)
    g_signal_connect_object (chosen, "items-changed", G_CALLBACK (on_chosen_changed), self, G_CONNECT_SWAPPED);
  remember_order (self);
  on_chosen_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

/**
 * roster_item_picker_set_hint:
 * @self: a picker
 * @hint: (nullable): a piece of a name: what contains it comes first
 */
void
roster_item_picker_set_hint (RosterItemPicker *self,
                             const char       *hint)
{
  g_autofree char *folded = hint != NULL && *hint != '\0' ? g_utf8_casefold (hint, -1) : NULL;

  g_return_if_fail (ROSTER_IS_ITEM_PICKER (self));

  if (g_strcmp0 (folded, self->hint) == 0)
    return;

  g_free (self->hint);
  self->hint = g_steal_pointer (&folded);
  remember_order (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}
