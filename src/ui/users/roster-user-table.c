/* roster-user-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-user-table.h"

#include <glib/gi18n.h>

#include "roster-adaptive-bin.h"
#include "roster-agency.h"
#include "roster-item-cell.h"
#include "roster-person.h"
#include "roster-row-feed.h"
#include "roster-text-key.h"
#include "roster-user-text.h"

/* People and agencies in columns: sorted by a press on a column's head, filtered, and with as many columns as fit. */

typedef enum
{
  COLUMN_NAME,
  COLUMN_ROLE,
  COLUMN_FINANCE_ROLE,
  COLUMN_STATE,
  COLUMN_AD_ACCOUNTS,
  COLUMN_TIKTOK_ACCOUNTS,
} Column;

#define N_COLUMNS (COLUMN_TIKTOK_ACCOUNTS + 1)

/* How wide the table has to be, in logical pixels, for a column to be shown, and how many characters the column asks for. */
static const struct
{
  int from_width;
  guint chars;
} COLUMNS[N_COLUMNS] = {
  [COLUMN_NAME] = { 0, 0 },
  [COLUMN_ROLE] = { 420, 9 },
  [COLUMN_FINANCE_ROLE] = { 760, 13 },
  [COLUMN_STATE] = { 0, 9 },
  [COLUMN_AD_ACCOUNTS] = { 560, 5 },
  [COLUMN_TIKTOK_ACCOUNTS] = { 660, 5 },
};

struct _RosterUserTable
{
  AdwBin parent_instance;

  GtkMultiSorter *sorter;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  RosterRowFeed *feed;
  GtkSingleSelection *selection;
  RosterUserFilter *filter;

  RosterAdaptiveBin *bin;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (RosterUserTable, roster_user_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_MODEL = 1,
  PROP_SELECTED,
  PROP_N_SHOWN,
} RosterUserTableProperty;

typedef enum
{
  SIGNAL_ACTIVATE,
} RosterUserTableSignal;

static GParamSpec *properties[PROP_N_SHOWN + 1];
static guint signals[SIGNAL_ACTIVATE + 1];

/* Sorting. Equal rows are left to the column whose head was pressed before, and in the end to the name. */

static int
get_role_rank (RosterPrincipal *principal)
{
  /* The mightiest first, agencies after all people. */
  if (!ROSTER_IS_PERSON (principal))
    return G_MAXINT;

  return -(int) roster_person_get_role (ROSTER_PERSON (principal));
}

static int
get_finance_rank (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) ? -(int) roster_person_get_finance_role (ROSTER_PERSON (principal)) : G_MAXINT;
}

static int
get_state_rank (RosterPrincipal *principal)
{
  if (ROSTER_IS_AGENCY (principal))
    return roster_agency_get_waiting (ROSTER_AGENCY (principal)) ? (int) ROSTER_MEMBERSHIP_PENDING : (int) ROSTER_MEMBERSHIP_BOUND;

  return ROSTER_IS_PERSON (principal) ? (int) roster_person_get_membership (ROSTER_PERSON (principal)) : G_MAXINT;
}

static int
compare_numbers (int a,
                 int b)
{
  return a < b ? GTK_ORDERING_SMALLER : a > b ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  RosterPrincipal *one = (gpointer) a;
  RosterPrincipal *two = (gpointer) b;

  switch ((Column) GPOINTER_TO_UINT (user_data))
    {
    case COLUMN_ROLE:
      return compare_numbers (get_role_rank (one), get_role_rank (two));

    case COLUMN_FINANCE_ROLE:
      return compare_numbers (get_finance_rank (one), get_finance_rank (two));

    case COLUMN_STATE:
      return compare_numbers (get_state_rank (one), get_state_rank (two));

    case COLUMN_AD_ACCOUNTS:
      return compare_numbers (roster_principal_get_ad_account_count (one), roster_principal_get_ad_account_count (two));

    case COLUMN_TIKTOK_ACCOUNTS:
      return compare_numbers (roster_principal_get_tiktok_account_count (one), roster_principal_get_tiktok_account_count (two));

    case COLUMN_NAME:
    default:
      return roster_text_key_compare (ROSTER_ITEM (one), ROSTER_ITEM (two));
    }
}

/* Cells */

static Column
get_column (gpointer factory)
{
  return (Column) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
set_count (GtkInscription *cell,
           int             count)
{
  g_autofree char *text = roster_user_text_count (count);

  gtk_inscription_set_text (cell, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, count < 0 ? _("Not read yet") : text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), count < 0 ? _("Not read yet") : NULL);
}

static void
update_cell (RosterPrincipal *principal,
             GParamSpec      *pspec,
             GtkListItem     *list_item)
{
  GtkInscription *cell = GTK_INSCRIPTION (gtk_list_item_get_child (list_item));
  const char *style;

  switch ((Column) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "column")))
    {
    case COLUMN_ROLE:
      gtk_inscription_set_text (cell, roster_user_text_role (principal));
      break;

    case COLUMN_FINANCE_ROLE:
      gtk_inscription_set_text (cell, roster_user_text_finance_role (principal));
      break;

    case COLUMN_STATE:
      style = roster_user_text_state_style (principal);
      gtk_inscription_set_text (cell, roster_user_text_state (principal));
      gtk_widget_set_css_classes (GTK_WIDGET (cell), (const char *[]) { style, NULL });
      break;

    case COLUMN_AD_ACCOUNTS:
      set_count (cell, roster_principal_get_ad_account_count (principal));
      break;

    case COLUMN_TIKTOK_ACCOUNTS:
      set_count (cell, roster_principal_get_tiktok_account_count (principal));
      break;

    case COLUMN_NAME:
    default:
      g_assert_not_reached ();
    }
}

static void
on_setup_text (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  Column column = get_column (factory);
  GtkWidget *cell = gtk_inscription_new (NULL);

  g_object_set_data (G_OBJECT (cell), "column", GUINT_TO_POINTER (column));
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), COLUMNS[column].chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), COLUMNS[column].chars);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (column == COLUMN_AD_ACCOUNTS || column == COLUMN_TIKTOK_ACCOUNTS)
    gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
  gtk_list_item_set_child (list_item, cell);
}

static void
on_bind_text (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  RosterPrincipal *principal = gtk_list_item_get_item (list_item);

  g_signal_connect (principal, "notify", G_CALLBACK (update_cell), list_item);
  update_cell (principal, NULL, list_item);
}

static void
on_unbind_text (GtkListItemFactory *factory,
                GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), update_cell, list_item);
}

static void
on_setup_name (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, roster_item_cell_new ());
}

static void
on_bind_name (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  roster_item_cell_set_item (ROSTER_ITEM_CELL (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
on_unbind_name (GtkListItemFactory *factory,
                GtkListItem        *list_item)
{
  roster_item_cell_set_item (ROSTER_ITEM_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static void
set_up_column (RosterUserTable *self,
               Column           column)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, GUINT_TO_POINTER (column), NULL));

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (column == COLUMN_NAME ? on_setup_name : on_setup_text), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (column == COLUMN_NAME ? on_bind_name : on_bind_text), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (column == COLUMN_NAME ? on_unbind_name : on_unbind_text), NULL);
  gtk_column_view_column_set_factory (self->columns[column], factory);
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
}

/* The rest */

static void
on_width_changed (RosterUserTable *self)
{
  int width = roster_adaptive_bin_get_width (self->bin);

  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], width >= COLUMNS[i].from_width);
}

static void
on_activate (RosterUserTable *self,
             guint            position)
{
  g_autoptr (RosterPrincipal) principal = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (principal != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, principal);
}

static void
on_selected_changed (RosterUserTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
on_shown_changed (RosterUserTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

static void
roster_user_table_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterUserTable *self = ROSTER_USER_TABLE (object);

  switch ((RosterUserTableProperty) prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, gtk_sort_list_model_get_model (self->sorted));
      break;

    case PROP_SELECTED:
      g_value_set_object (value, roster_user_table_get_selected (self));
      break;

    case PROP_N_SHOWN:
      g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self->filtered)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_user_table_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterUserTable *self = ROSTER_USER_TABLE (object);

  switch ((RosterUserTableProperty) prop_id)
    {
    case PROP_MODEL:
      roster_user_table_set_model (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      roster_user_table_set_selected (self, g_value_get_object (value));
      break;

    case PROP_N_SHOWN:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_user_table_dispose (GObject *object)
{
  RosterUserTable *self = ROSTER_USER_TABLE (object);

  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_USER_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->feed);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (roster_user_table_parent_class)->dispose (object);
}

static void
roster_user_table_class_init (RosterUserTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char * const COLUMN_NAMES[N_COLUMNS] = {
    "name_column", "role_column", "finance_role_column", "state_column", "ad_accounts_column", "tiktok_accounts_column",
  };

  object_class->get_property = roster_user_table_get_property;
  object_class->set_property = roster_user_table_set_property;
  object_class->dispose = roster_user_table_dispose;

  /**
   * RosterUserTable:model:
   *
   * Everybody: a list of #RosterPrincipal.
   */
  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterUserTable:selected:
   *
   * Who is chosen, if anybody.
   */
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, ROSTER_TYPE_PRINCIPAL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterUserTable:n-shown:
   *
   * How many rows the filter lets through.
   */
  properties[PROP_N_SHOWN] =
    g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterUserTable::activate:
   * @self: the table
   * @principal: whose row
   *
   * A row was opened, by Enter or a press.
   */
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, ROSTER_TYPE_PRINCIPAL);

  g_type_ensure (ROSTER_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-user-table.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterUserTable, bin);
  gtk_widget_class_bind_template_child (widget_class, RosterUserTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, RosterUserTable, view);
  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, COLUMN_NAMES[i], FALSE,
                                               G_STRUCT_OFFSET (RosterUserTable, columns) + i * sizeof (GtkColumnViewColumn *));
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed);
}

static void
roster_user_table_init (RosterUserTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = roster_user_filter_new ();
  /* First sorted, then filtered: a letter in the search entry only filters. */
  self->sorter = gtk_multi_sorter_new ();
  gtk_multi_sorter_append (self->sorter, g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_multi_sorter_append (self->sorter, GTK_SORTER (gtk_custom_sorter_new (compare, GUINT_TO_POINTER (COLUMN_NAME), NULL)));
  self->sorted = gtk_sort_list_model_new (NULL, g_object_ref (GTK_SORTER (self->sorter)));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->sorted)), g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->feed = roster_row_feed_new (G_LIST_MODEL (self->filtered), GTK_WIDGET (self->view));
  gtk_single_selection_set_model (self->selection, roster_row_feed_get_model (self->feed));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (on_shown_changed), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < N_COLUMNS; i++)
    set_up_column (self, (Column) i);
  gtk_column_view_sort_by_column (self->view, self->columns[COLUMN_NAME], GTK_SORT_ASCENDING);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

/**
 * roster_user_table_new:
 *
 * Returns: (transfer floating): a new, empty table
 */
GtkWidget *
roster_user_table_new (void)
{
  return g_object_new (ROSTER_TYPE_USER_TABLE, NULL);
}

/**
 * roster_user_table_set_model:
 * @self: the table
 * @model: (nullable): everybody, a list of #RosterPrincipal
 */
void
roster_user_table_set_model (RosterUserTable *self,
                             GListModel      *model)
{
  g_return_if_fail (ROSTER_IS_USER_TABLE (self));

  if (gtk_sort_list_model_get_model (self->sorted) == model)
    return;

  gtk_sort_list_model_set_model (self->sorted, model);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * roster_user_table_get_filter:
 * @self: the table
 *
 * Returns: (transfer none): what decides who is shown
 */
RosterUserFilter *
roster_user_table_get_filter (RosterUserTable *self)
{
  g_return_val_if_fail (ROSTER_IS_USER_TABLE (self), NULL);

  return self->filter;
}

/**
 * roster_user_table_get_shown:
 * @self: the table
 *
 * Returns: (transfer none): who is shown, in the order of the rows
 */
GListModel *
roster_user_table_get_shown (RosterUserTable *self)
{
  g_return_val_if_fail (ROSTER_IS_USER_TABLE (self), NULL);

  return G_LIST_MODEL (self->filtered);
}

/**
 * roster_user_table_get_selected:
 * @self: the table
 *
 * Returns: (transfer none) (nullable): who is chosen
 */
RosterPrincipal *
roster_user_table_get_selected (RosterUserTable *self)
{
  g_return_val_if_fail (ROSTER_IS_USER_TABLE (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/**
 * roster_user_table_set_selected:
 * @self: the table
 * @principal: (nullable): whom to choose; nobody, if the table does not show them
 */
void
roster_user_table_set_selected (RosterUserTable *self,
                                RosterPrincipal *principal)
{
  g_return_if_fail (ROSTER_IS_USER_TABLE (self));

  if (principal != NULL)
    roster_row_feed_finish (self->feed);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (RosterPrincipal) shown = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (shown == principal)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/**
 * roster_user_table_refresh:
 * @self: the table
 *
 * Looks again whether the rows are in order and pass the filter, after something about the people has changed. List models are told when
 * people come and go, but not when one of them changes.
 */
void
roster_user_table_refresh (RosterUserTable *self)
{
  GtkSorter *sorter = GTK_SORTER (self->sorter);
  g_autoptr (RosterPrincipal) previous = NULL;

  g_return_if_fail (ROSTER_IS_USER_TABLE (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sorted)); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (previous != NULL && gtk_sorter_compare (sorter, previous, principal) == GTK_ORDERING_LARGER)
        {
          gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
          break;
        }
      g_set_object (&previous, principal);
    }

  if (!roster_user_filter_is_empty (self->filter))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * roster_user_table_set_opens_at_once:
 * @self: the table
 * @opens_at_once: whether a single press opens a row, which is right where the details are a page of their own
 */
void
roster_user_table_set_opens_at_once (RosterUserTable *self,
                                     gboolean         opens_at_once)
{
  g_return_if_fail (ROSTER_IS_USER_TABLE (self));

  gtk_column_view_set_single_click_activate (self->view, opens_at_once);
}
