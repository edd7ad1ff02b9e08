/* roster-invitee-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitee-entry.h"

#include <glib/gi18n.h>

#include "roster-address-list.h"
#include "roster-button-label.h"
#include "roster-error.h"
#include "roster-message-dialog.h"
#include "roster-text.h"
#include "roster-time-words.h"

/* Where addresses are typed and pasted, and below it what is to be said about them while that is being done: nothing about those that are good. */

/* More than anybody reads; the summary counts all. */
#define MOST_REMARKS 20

/* Many times the longest list of people that a Business Center can have. */
#define LARGEST_FILE (4 * 1024 * 1024)

struct _RosterInviteeEntry
{
  AdwBin parent_instance;

  RosterInvitees *invitees;
  RosterClock *clock;
  GtkFilter *filter;
  GtkSliceListModel *remarks;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;

  GtkWidget *text_view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkListBox *remarks_list;
  GtkLabel *summary_label;
};

G_DEFINE_FINAL_TYPE (RosterInviteeEntry, roster_invitee_entry, ADW_TYPE_BIN)

/* Remarks */

static char *
dup_remark (RosterInviteeEntry *self,
            RosterInvitee      *invitee)
{
  RosterPerson *person = roster_invitee_get_person (invitee);
  gint64 invited_at;
  g_autofree char *age = NULL;

  switch (roster_invitee_get_state (invitee))
    {
    case ROSTER_INVITEE_STATE_DOUBTFUL:
      /* Translators: %s is a mail address. */
      return roster_isolated (_("Did you mean %s?"), roster_invitee_get_correction (invitee));

    case ROSTER_INVITEE_STATE_MALFORMED:
      return g_strdup (_("Is not a mail address, and left out"));

    case ROSTER_INVITEE_STATE_TWICE:
      return g_strdup (_("Is in the list twice, and invited once"));

    case ROSTER_INVITEE_STATE_MEMBER:
      /* Translators: %s is a person. */
      return roster_isolated (_("Is a member already: %s"), roster_principal_get_display_name (ROSTER_PRINCIPAL (person)));

    case ROSTER_INVITEE_STATE_INVITED:
      if (roster_invitee_get_again (invitee))
        return g_strdup (_("The invitation is withdrawn, and sent again with what you choose here"));
      if (roster_person_get_membership (person) == ROSTER_MEMBERSHIP_REJECTED)
        return g_strdup (_("Declined an invitation"));
      invited_at = roster_person_get_invited_at (person);
      if (invited_at == 0)
        return g_strdup (_("Is invited already"));
      age = roster_time_words_dup_age (invited_at, roster_clock_get_now (self->clock));
      /* Translators: %s is an age, as in “3 days ago”. */
      return roster_isolated (_("Was invited %s"), age);

    case ROSTER_INVITEE_STATE_NEW:
    default:
      return g_strdup ("");
    }
}

static void
get_bounds (RosterInviteeEntry *self,
            RosterInvitee      *invitee,
            GtkTextIter        *start,
            GtkTextIter        *end)
{
  int offset = (int) roster_invitee_get_start (invitee);
  int length = (int) g_utf8_strlen (roster_invitee_get_text (invitee), -1);

  gtk_text_buffer_get_iter_at_offset (self->buffer, start, offset);
  gtk_text_buffer_get_iter_at_offset (self->buffer, end, offset + length);
}

static void
correct (RosterInviteeEntry *self,
         GtkButton          *button)
{
  g_autoptr (RosterInvitee) invitee = g_object_ref (g_object_get_data (G_OBJECT (button), "invitee"));
  GtkTextIter start, end;

  get_bounds (self, invitee, &start, &end);
  /* The button goes with its row. */
  gtk_widget_grab_focus (self->text_view);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, roster_invitee_get_correction (invitee), -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

static GtkWidget *
make_correct_button (RosterInviteeEntry *self,
                     RosterInvitee      *invitee)
{
  GtkWidget *button = gtk_button_new_with_label (_("Correct"));
  /* Translators: two mail addresses, the wrong one and the one that was meant. */
  g_autofree char *name = roster_isolated (_("Correct %1$s to %2$s"), roster_invitee_get_text (invitee), roster_invitee_get_correction (invitee));

  roster_button_label_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "invitee", g_object_ref (invitee), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (correct), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_again_check (RosterInvitee *invitee)
{
  GtkWidget *check = gtk_check_button_new_with_label (_("Send Again"));
  /* Translators: %s is a mail address. */
  g_autofree char *name = roster_isolated (_("Send the invitation of %s again"), roster_invitee_get_text (invitee));

  roster_button_label_name (check, name);
  g_object_bind_property (invitee, "again", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  return check;
}

static void
update_remark (GtkWidget     *row,
               GParamSpec    *pspec,
               RosterInvitee *invitee)
{
  RosterInviteeEntry *self = g_object_get_data (G_OBJECT (row), "entry");
  g_autofree char *remark = dup_remark (self, invitee);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), remark);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  static const char * const ICONS[] = {
    [ROSTER_INVITEE_STATE_MALFORMED] = "dialog-warning-symbolic", [ROSTER_INVITEE_STATE_DOUBTFUL] = "dialog-warning-symbolic",
    [ROSTER_INVITEE_STATE_INVITED] = "mail-unread-symbolic",      [ROSTER_INVITEE_STATE_MEMBER] = "avatar-default-symbolic",
    [ROSTER_INVITEE_STATE_TWICE] = "edit-copy-symbolic",          [ROSTER_INVITEE_STATE_NEW] = "avatar-default-symbolic",
  };
  RosterInviteeEntry *self = user_data;
  RosterInvitee *invitee = item;
  RosterInviteeState state = roster_invitee_get_state (invitee);
  gboolean wrong = state == ROSTER_INVITEE_STATE_MALFORMED || state == ROSTER_INVITEE_STATE_DOUBTFUL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (ICONS[state]);
  GtkWidget *suffix = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_invitee_get_text (invitee));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  g_object_set_data (G_OBJECT (row), "entry", self);
  g_object_set_data_full (G_OBJECT (row), "invitee", g_object_ref (invitee), g_object_unref);
  update_remark (row, NULL, invitee);
  g_signal_connect_object (invitee, "notify::again", G_CALLBACK (update_remark), row, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (icon, wrong ? "warning" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  if (state == ROSTER_INVITEE_STATE_DOUBTFUL)
    suffix = make_correct_button (self, invitee);
  else if (roster_invitee_can_be_again (invitee))
    suffix = make_again_check (invitee);
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), state == ROSTER_INVITEE_STATE_MALFORMED);

  return row;
}

/* Leads to what is wrong. */
static void
on_row_activated (RosterInviteeEntry *self,
                  GtkListBoxRow      *row)
{
  RosterInvitee *invitee = g_object_get_data (G_OBJECT (row), "invitee");
  GtkTextIter start, end;

  get_bounds (self, invitee, &start, &end);
  gtk_widget_grab_focus (self->text_view);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->text_view), &start, 0, FALSE, 0, 0);
}

/* What is just being typed is not wrong yet. */
static gboolean
is_being_typed (RosterInviteeEntry *self,
                RosterInvitee      *invitee)
{
  guint start = roster_invitee_get_start (invitee);
  int position;

  if (!gtk_widget_has_focus (self->text_view) || gtk_text_buffer_get_has_selection (self->buffer))
    return FALSE;

  g_object_get (self->buffer, "cursor-position", &position, NULL);

  return (guint) position > start && (guint) position <= start + g_utf8_strlen (roster_invitee_get_text (invitee), -1);
}

static gboolean
has_remark (gpointer item,
            gpointer user_data)
{
  RosterInviteeState state = roster_invitee_get_state (item);

  return state != ROSTER_INVITEE_STATE_NEW &&
         ((state != ROSTER_INVITEE_STATE_MALFORMED && state != ROSTER_INVITEE_STATE_DOUBTFUL) || !is_being_typed (user_data, item));
}

/* What needs a hand first. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  static const guint RANKS[] = {
    [ROSTER_INVITEE_STATE_MALFORMED] = 0, [ROSTER_INVITEE_STATE_DOUBTFUL] = 1, [ROSTER_INVITEE_STATE_INVITED] = 2,
    [ROSTER_INVITEE_STATE_MEMBER] = 3,    [ROSTER_INVITEE_STATE_TWICE] = 4,    [ROSTER_INVITEE_STATE_NEW] = 5,
  };

  return (int) RANKS[roster_invitee_get_state ((gpointer) a)] - (int) RANKS[roster_invitee_get_state ((gpointer) b)];
}

static void
update_remarks (RosterInviteeEntry *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_list), g_list_model_get_n_items (G_LIST_MODEL (self->remarks)) > 0);
}

static void
update_summary (RosterInviteeEntry *self)
{
  guint n_wanted = roster_invitees_count_wanted (self->invitees);
  guint n_left_out = g_list_model_get_n_items (roster_invitees_get_model (self->invitees)) - n_wanted;
  guint n_more = g_list_model_get_n_items (gtk_slice_list_model_get_model (self->remarks)) - g_list_model_get_n_items (G_LIST_MODEL (self->remarks));
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_wanted > 0)
    g_string_append_printf (text, ngettext ("%u person will be invited.", "%u people will be invited.", n_wanted), n_wanted);
  if (n_left_out > 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text, ngettext ("%u address is left out.", "%u addresses are left out.", n_left_out), n_left_out);
    }
  if (n_more > 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: of a list of remarks only the first are shown. */
      g_string_append_printf (text, ngettext ("%u more remark is not shown.", "%u more remarks are not shown.", n_more), n_more);
    }
  gtk_label_set_text (self->summary_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), text->len > 0);
}

static void
on_changed (RosterInviteeEntry *self)
{
  update_remarks (self);
  update_summary (self);
}

static void
on_text_changed (RosterInviteeEntry *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  gtk_widget_set_visible (self->placeholder, *text == '\0');
  if (self->invitees != NULL)
    roster_invitees_set_text (self->invitees, text);
}

static void
on_cursor_moved (RosterInviteeEntry *self)
{
  if (self->invitees != NULL)
    on_changed (self);
}

/* Files */

static void
tell (RosterInviteeEntry *self,
      const char         *heading,
      const char         *body)
{
  AdwMessageDialog *dialog = roster_message_dialog_new (GTK_WIDGET (self), heading, body);

  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Only what are addresses, or were meant to be, one a line: names and other columns are of no use here. */
static void
append (RosterInviteeEntry *self,
        const char         *text)
{
  g_autoptr (GPtrArray) entries = roster_address_list_split (text);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n_addresses = 0;
  GtkTextIter end;

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];

      n_addresses += entry->is_address;
      g_string_append_printf (lines, "%s\n", entry->text);
    }
  if (n_addresses == 0)
    {
      tell (self, _("No Address Was Found"), _("There is no mail address in the file. Save the list as text or as CSV, and open that."));
      return;
    }

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_begin_user_action (self->buffer);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
  gtk_text_buffer_insert (self->buffer, &end, lines->str, (int) lines->len);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterInviteeEntry) self = user_data;
  char *data;
  gsize length;
  g_autoptr (GBytes) contents = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &data, &length, NULL, &error))
    {
      if (!roster_error_is_cancelled (error))
        tell (self, _("The File Could Not Be Read"), error->message);
      return;
    }

  contents = g_bytes_new_take (data, length);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  text = length <= LARGEST_FILE ? roster_address_list_decode (contents) : NULL;
  if (text == NULL)
    {
      tell (self, _("The File Could Not Be Read"),
            length <= LARGEST_FILE ? _("It is not a text. Save the list as text or as CSV, and open that.")
                                   : _("It is larger than any list of people. Save the list as text or as CSV, and open that."));
      return;
    }

  append (self, text);
}

static gboolean
wants_more (const char *contents,
            goffset     size,
            gpointer    user_data)
{
  return size <= LARGEST_FILE;
}

static void
on_chosen (RosterInviteeEntry *self,
           int                 response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    roster_invitee_entry_load (self, file);
}

static void
on_open (RosterInviteeEntry *self)
{
  g_autoptr (GtkFileFilter) texts = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (_("Addresses From a File"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (texts, _("Texts and CSV Files"));
  gtk_file_filter_add_mime_type (texts, "text/plain");
  gtk_file_filter_add_mime_type (texts, "text/csv");
  gtk_file_filter_add_suffix (texts, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), texts);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
roster_invitee_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ROSTER_INVITEE_ENTRY (widget)->text_view);
}

static void
roster_invitee_entry_dispose (GObject *object)
{
  RosterInviteeEntry *self = ROSTER_INVITEE_ENTRY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  /* Before the template is taken apart: AdwBin would look for the child that is gone, and rows would be made once more. */
  if (self->remarks_list != NULL)
    gtk_list_box_bind_model (self->remarks_list, NULL, NULL, NULL, NULL);
  if (self->invitees != NULL)
    g_signal_handlers_disconnect_by_func (self->invitees, on_changed, self);
  g_clear_object (&self->invitees);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_INVITEE_ENTRY);
  g_clear_object (&self->remarks);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_invitee_entry_parent_class)->dispose (object);
}

static void
roster_invitee_entry_finalize (GObject *object)
{
  g_clear_object (&ROSTER_INVITEE_ENTRY (object)->cancellable);

  G_OBJECT_CLASS (roster_invitee_entry_parent_class)->finalize (object);
}

static void
roster_invitee_entry_class_init (RosterInviteeEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_invitee_entry_dispose;
  object_class->finalize = roster_invitee_entry_finalize;
  widget_class->grab_focus = roster_invitee_entry_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-invitee-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, text_view);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, buffer);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, placeholder);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, remarks_list);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, summary_label);
  gtk_widget_class_bind_template_callback (widget_class, on_cursor_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
}

static void
roster_invitee_entry_init (RosterInviteeEntry *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_invitee_entry_set_invitees:
 * @self: an entry that has none
 * @invitees: gets what is written
 * @clock: for how long ago something was
 */
void
roster_invitee_entry_set_invitees (RosterInviteeEntry *self,
                                   RosterInvitees     *invitees,
                                   RosterClock        *clock)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  g_return_if_fail (ROSTER_IS_INVITEE_ENTRY (self) && self->invitees == NULL);
  g_return_if_fail (ROSTER_IS_INVITEES (invitees) && ROSTER_IS_CLOCK (clock));

  self->invitees = g_object_ref (invitees);
  self->clock = g_object_ref (clock);
  self->filter = GTK_FILTER (gtk_custom_filter_new (has_remark, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (roster_invitees_get_model (invitees)), self->filter);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL)));
  self->remarks = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, MOST_REMARKS);
  gtk_list_box_bind_model (self->remarks_list, G_LIST_MODEL (self->remarks), create_row, self, NULL);
  g_signal_connect_object (invitees, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

/**
 * roster_invitee_entry_load:
 * @self: an entry
 * @file: a text, or what a spreadsheet exported
 *
 * Adds the addresses that are in a file. A file without any, or one that cannot be read, is told in a dialog.
 */
void
roster_invitee_entry_load (RosterInviteeEntry *self,
                           GFile              *file)
{
  g_return_if_fail (ROSTER_IS_INVITEE_ENTRY (self) && G_IS_FILE (file));

  g_file_load_partial_contents_async (file, self->cancellable, wants_more, on_loaded, g_object_ref (self));
}

/**
 * roster_invitee_entry_set_text:
 * @self: an entry
 * @text: what is written in it from now on
 */
void
roster_invitee_entry_set_text (RosterInviteeEntry *self,
                               const char         *text)
{
  g_return_if_fail (ROSTER_IS_INVITEE_ENTRY (self) && text != NULL);

  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_set_modified (self->buffer, FALSE);
}

/**
 * roster_invitee_entry_is_changed:
 * @self: an entry
 *
 * Returns: whether somebody wrote something that is still there
 */
gboolean
roster_invitee_entry_is_changed (RosterInviteeEntry *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE_ENTRY (self), FALSE);

  return gtk_text_buffer_get_modified (self->buffer) && gtk_text_buffer_get_char_count (self->buffer) > 0;
}
