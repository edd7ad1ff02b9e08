/* roster-level-toaster.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-level-toaster.h"

#include <glib/gi18n.h>

#include "roster-change-set.h"
#include "roster-person.h"
#include "roster-text-key.h"
#include "roster-text.h"
#include "roster-toast.h"
#include "roster-words.h"

/* Says what became of changes of levels, and offers to undo them. */

struct _RosterLevelToaster
{
  GObject parent_instance;

  GtkWidget *widget; /* weak: in the window that says it */
  RosterLevelEditor *editor;
  GtkWidget *overlay; /* weak: where the toast is */
  AdwToast *toast; /* (nullable): the last one, while it is shown */
};

G_DEFINE_FINAL_TYPE (RosterLevelToaster, roster_level_toaster, G_TYPE_OBJECT)

static void
on_toast_dismissed (AdwToast           *toast,
                    RosterLevelToaster *self)
{
  if (self->toast == toast)
    self->toast = NULL;
}

static void
on_undo (AdwToast           *toast,
         RosterLevelToaster *self)
{
  roster_level_editor_undo (self->editor, g_object_get_data (G_OBJECT (toast), "changes"));
}

static char *
describe (GListModel *changes)
{
  g_autoptr (RosterChange) change = g_list_model_get_item (changes, 0);
  guint count = g_list_model_get_n_items (changes);
  const char *who, *where;

  if (count > 1)
    return g_strdup_printf (ngettext ("%u level changed", "%u levels changed", count), count);

  who = roster_principal_get_display_name (roster_change_get_principal (change));
  where = roster_text_key_get_title (ROSTER_ITEM (roster_change_get_ad_account (change)));
  if (roster_change_get_to_level (change) == ROSTER_LEVEL_NONE)
    /* Translators: an ad account, a person or agency. */
    return roster_isolated (_("%s taken away from %s"), where, who);

  /* Translators: a person or agency, a level, an ad account. */
  return roster_isolated (_("%s is now %s on %s"), who, roster_words_level (roster_change_get_to_level (change), NULL), where);
}

/* Undoing something for an agency may interrupt its ads, which is nothing to do in passing. */
static gboolean
can_undo (GListModel *changes)
{
  g_autoptr (RosterChangeSet) undo = roster_change_set_new_undo (changes);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (!ROSTER_IS_PERSON (roster_change_get_principal (change)))
        return FALSE;
    }

  return g_list_model_get_n_items (G_LIST_MODEL (undo)) == g_list_model_get_n_items (changes);
}

static void
on_applied (RosterLevelToaster *self,
            GListModel         *changes)
{
  GtkWidget *overlay = self->widget != NULL ? gtk_widget_get_ancestor (self->widget, ADW_TYPE_TOAST_OVERLAY) : NULL;
  g_autofree char *text = describe (changes);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (overlay == NULL)
    return;

  /* One after the other, each waiting for its turn, would soon speak of what is long past. */
  roster_level_toaster_dismiss (self);

  toast = adw_toast_new (markup);
  if (can_undo (changes))
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      g_object_set_data_full (G_OBJECT (toast), "changes", g_object_ref (changes), g_object_unref);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, 0);
    }
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed), self, 0);
  self->toast = toast;
  g_set_weak_pointer (&self->overlay, overlay);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
roster_level_toaster_dispose (GObject *object)
{
  RosterLevelToaster *self = ROSTER_LEVEL_TOASTER (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_weak_pointer (&self->overlay);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (roster_level_toaster_parent_class)->dispose (object);
}

static void
roster_level_toaster_class_init (RosterLevelToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_level_toaster_dispose;
}

static void
roster_level_toaster_init (RosterLevelToaster *self)
{
}

/**
 * roster_level_toaster_new:
 * @widget: a widget in a window that has a toast overlay
 * @editor: what changes levels
 *
 * Returns: (transfer full): what says how @editor is getting on, for as long as it lives
 */
RosterLevelToaster *
roster_level_toaster_new (GtkWidget         *widget,
                          RosterLevelEditor *editor)
{
  RosterLevelToaster *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && ROSTER_IS_LEVEL_EDITOR (editor), NULL);

  self = g_object_new (ROSTER_TYPE_LEVEL_TOASTER, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * roster_level_toaster_dismiss:
 * @self: the toaster
 *
 * Takes back what was said last, and with it the offer to undo it.
 */
void
roster_level_toaster_dismiss (RosterLevelToaster *self)
{
  g_return_if_fail (ROSTER_IS_LEVEL_TOASTER (self));

  if (self->toast != NULL && self->overlay != NULL)
    roster_toast_retract (self->overlay, self->toast);
  self->toast = NULL;
}
