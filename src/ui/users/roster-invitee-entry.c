/* roster-invitee-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitee-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-address-file.h"
#include "roster-address-lines.h"
#include "roster-error.h"
#include "roster-invitee-row.h"
#include "roster-message-dialog.h"

/* Where addresses are typed and pasted, and below it what is to be said about them while that is being done: nothing about those that are good. */

/* So many are shown, and with each press on "Show More" as many again; the summary counts all. */
#define MOST_REMARKS 20

/* Many times the longest list of people that a Business Center can have. */
#define LARGEST_FILE (4 * 1024 * 1024)

struct _RosterInviteeEntry
{
  AdwBin parent_instance;

  RosterInvitees *invitees;
  RosterClock *clock;
  GListStore *remarks;
  guint most_remarks;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;

  GtkWidget *text_view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkListBox *remarks_list;
  GtkWidget *more_button;
  GtkLabel *summary_label;
};

G_DEFINE_FINAL_TYPE (RosterInviteeEntry, roster_invitee_entry, ADW_TYPE_BIN)

/* Remarks */

static void
get_bounds (RosterInviteeEntry *self,
            RosterInvitee      *invitee,
            GtkTextIter        *start,
            GtkTextIter        *end)
{
  int offset = (int) roster_invitee_get_start (invitee);
  int length = (int) roster_invitee_get_length (invitee);

  gtk_text_buffer_get_iter_at_offset (self->buffer, start, offset);
  gtk_text_buffer_get_iter_at_offset (self->buffer, end, offset + length);
}

static void
correct (RosterInviteeEntry *self,
         GtkButton          *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  g_autoptr (RosterInvitee) invitee = g_object_ref (roster_invitee_row_get_invitee (row));
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
create_row (gpointer item,
            gpointer user_data)
{
  RosterInviteeEntry *self = user_data;
  GtkWidget *correct_button;
  GtkWidget *row = roster_invitee_row_new (item, self->clock, &correct_button);

  if (correct_button != NULL)
    g_signal_connect_object (correct_button, "clicked", G_CALLBACK (correct), self, G_CONNECT_SWAPPED);

  return row;
}

/* Leads to what is wrong. */
static void
on_row_activated (RosterInviteeEntry *self,
                  GtkListBoxRow      *row)
{
  RosterInvitee *invitee = roster_invitee_row_get_invitee (GTK_WIDGET (row));
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

  return (guint) position > start && (guint) position <= start + roster_invitee_get_length (invitee);
}

/* In the order in which they are shown: what needs a hand first. */
static const RosterInviteeState REMARKED[] = {
  ROSTER_INVITEE_STATE_MALFORMED, ROSTER_INVITEE_STATE_DOUBTFUL, ROSTER_INVITEE_STATE_INVITED, ROSTER_INVITEE_STATE_MEMBER, ROSTER_INVITEE_STATE_TWICE,
};

static guint
count_remarks (RosterInviteeEntry *self)
{
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (REMARKED); i++)
    count += roster_invitees_count (self->invitees, REMARKED[i]);

  return count;
}

/* Those that are shown; of any number only so many are looked at. */
static GPtrArray *
find_remarks (RosterInviteeEntry *self)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (REMARKED); i++)
    for (guint j = 0; j < roster_invitees_count (self->invitees, REMARKED[i]) && found->len < self->most_remarks; j++)
      {
        RosterInvitee *invitee = roster_invitees_get_in_state (self->invitees, REMARKED[i], j);
        gboolean wrong = REMARKED[i] == ROSTER_INVITEE_STATE_MALFORMED || REMARKED[i] == ROSTER_INVITEE_STATE_DOUBTFUL;

        if (!wrong || !is_being_typed (self, invitee))
          g_ptr_array_add (found, invitee);
      }

  return found;
}

static gboolean
are_shown (RosterInviteeEntry *self,
           GPtrArray          *remarks)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->remarks)) != remarks->len)
    return FALSE;

  for (guint i = 0; i < remarks->len; i++)
    {
      g_autoptr (RosterInvitee) shown = g_list_model_get_item (G_LIST_MODEL (self->remarks), i);

      if (shown != remarks->pdata[i])
        return FALSE;
    }

  return TRUE;
}

/* Rows that stay keep the focus. */
static void
update_remarks (RosterInviteeEntry *self)
{
  g_autoptr (GPtrArray) remarks = find_remarks (self);

  if (!are_shown (self, remarks))
    g_list_store_splice (self->remarks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->remarks)), remarks->pdata, remarks->len);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_list), remarks->len > 0);
  gtk_widget_set_visible (self->more_button, remarks->len == self->most_remarks && count_remarks (self) > remarks->len);
}

static void
update_summary (RosterInviteeEntry *self)
{
  guint n_wanted = roster_invitees_count_wanted (self->invitees);
  guint n_doubtful = roster_invitees_count_waiting (self->invitees);
  guint n_left_out = roster_invitees_get_n_all (self->invitees) - n_wanted - n_doubtful;
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->remarks));
  guint n_more = gtk_widget_get_visible (self->more_button) ? count_remarks (self) - n_shown : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_wanted > 0)
    g_string_append_printf (text, ngettext ("%u person will be invited.", "%u people will be invited.", n_wanted), n_wanted);
  if (n_doubtful > 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text, ngettext ("%u address is doubtful, and waits for you.", "%u addresses are doubtful, and wait for you.", n_doubtful),
                              n_doubtful);
    }
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
  if (roster_invitees_is_judging (self->invitees))
    g_string_assign (text, _("Looking at the addresses…"));
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
on_more (RosterInviteeEntry *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->remarks));
  GtkListBoxRow *row;

  self->most_remarks += MOST_REMARKS;
  on_changed (self);
  /* The button may be gone. */
  row = gtk_list_box_get_row_at_index (self->remarks_list, (int) n_shown);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_insert (RosterInviteeEntry *self,
           GtkTextIter        *location,
           const char         *text,
           int                 length,
           GtkTextBuffer      *buffer)
{
  g_autofree char *lines = roster_address_lines_dup_short (text, length < 0 ? strlen (text) : (gsize) length);

  if (lines == NULL)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, location, lines, -1);
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

/* What was found in a file, by a thread of its own: it may be long. */
typedef struct
{
  GBytes *contents;
  RosterAddressFileKind kind;
  GPtrArray *entries; /* (nullable) */
  guint n_addresses;
  GString *lines;
} Reading;

static void
reading_free (Reading *reading)
{
  g_bytes_unref (reading->contents);
  g_clear_pointer (&reading->entries, g_ptr_array_unref);
  g_string_free (reading->lines, TRUE);
  g_free (reading);
}

/* Only what are addresses, or were meant to be, one a line: names and other columns are of no use here. */
static void
read_contents (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Reading *reading = task_data;
  RosterAddressListFlags flags;
  g_autofree char *text = NULL;

  reading->kind = roster_address_file_read (reading->contents, &text, &flags);
  reading->entries = text != NULL ? roster_address_list_split (text, flags) : NULL;
  for (guint i = 0; reading->entries != NULL && i < reading->entries->len; i++)
    {
      const RosterAddressEntry *entry = reading->entries->pdata[i];

      reading->n_addresses += entry->is_address;
      g_string_append_printf (reading->lines, "%s\n", entry->text);
    }
  g_task_return_boolean (task, TRUE);
}

/* The text does not tell what was doubted in the file: an address is written there in the form in which it is sent. */
static void
note_doubts (RosterInviteeEntry *self,
             GPtrArray          *entries)
{
  g_autoptr (GHashTable) certain = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];

      if (entry->is_address && entry->doubt == ROSTER_ADDRESS_DOUBT_NONE)
        g_hash_table_add (certain, entry->text);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];

      if (entry->is_address && !g_hash_table_contains (certain, entry->text))
        roster_invitees_note_doubt (self->invitees, entry);
    }
}

static void
append (RosterInviteeEntry *self,
        const Reading      *reading)
{
  GtkTextIter end;

  note_doubts (self, reading->entries);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_begin_user_action (self->buffer);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
  gtk_text_buffer_insert (self->buffer, &end, reading->lines->str, (int) reading->lines->len);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  RosterInviteeEntry *self = ROSTER_INVITEE_ENTRY (source);
  const Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  if (reading->kind == ROSTER_ADDRESS_FILE_MAIL)
    tell (self, _("The File Is a Mail"),
          _("Its addresses are of those who wrote and got it. Copy those that are to be invited, and paste them here."));
  else if (reading->kind == ROSTER_ADDRESS_FILE_PICTURE)
    tell (self, _("The File Is a Picture"), _("No address can be read from it. Save the list as text or as CSV, and open that."));
  else if (reading->kind == ROSTER_ADDRESS_FILE_OTHER)
    tell (self, _("The File Could Not Be Read"), _("It is not a text. Save the list as text or as CSV, and open that."));
  else if (reading->n_addresses == 0)
    tell (self, _("No Address Was Found"), _("There is no mail address in the file. Save the list as text or as CSV, and open that."));
  else
    append (self, reading);
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
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Reading *reading;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &data, &length, NULL, &error))
    {
      if (!roster_error_is_cancelled (error))
        tell (self, _("The File Could Not Be Read"), error->message);
      return;
    }

  contents = g_bytes_new_take (data, length);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (length > LARGEST_FILE)
    {
      tell (self, _("The File Could Not Be Read"), _("It is larger than any list of people. Save the list as text or as CSV, and open that."));
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->contents = g_steal_pointer (&contents);
  reading->lines = g_string_new (NULL);
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_source_tag (task, on_loaded);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_contents);
}

static gboolean
wants_more (const char *contents,
            goffset     size,
            gpointer    user_data)
{
  return size <= LARGEST_FILE;
}

/* Reading a pipe or a device may never end. */
static void
on_queried (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterInviteeEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL && !roster_error_is_cancelled (error))
    tell (self, _("The File Could Not Be Read"), error->message);
  if (info == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    g_file_load_partial_contents_async (G_FILE (source), self->cancellable, wants_more, on_loaded, g_object_ref (self));
  else
    tell (self, _("The File Could Not Be Read"), _("It is no ordinary file, but a folder or a device."));
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
  gtk_file_filter_set_name (texts, _("Texts, CSV Files and Address Cards"));
  gtk_file_filter_add_mime_type (texts, "text/plain");
  gtk_file_filter_add_mime_type (texts, "text/csv");
  gtk_file_filter_add_mime_type (texts, "text/vcard");
  gtk_file_filter_add_suffix (texts, "csv");
  gtk_file_filter_add_suffix (texts, "vcf");
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
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, more_button);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteeEntry, summary_label);
  gtk_widget_class_bind_template_callback (widget_class, on_cursor_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_insert);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
}

static void
roster_invitee_entry_init (RosterInviteeEntry *self)
{
  self->cancellable = g_cancellable_new ();
  self->remarks = g_list_store_new (ROSTER_TYPE_INVITEE);
  self->most_remarks = MOST_REMARKS;
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
  g_return_if_fail (ROSTER_IS_INVITEE_ENTRY (self) && self->invitees == NULL);
  g_return_if_fail (ROSTER_IS_INVITEES (invitees) && ROSTER_IS_CLOCK (clock));

  self->invitees = g_object_ref (invitees);
  self->clock = g_object_ref (clock);
  gtk_list_box_bind_model (self->remarks_list, G_LIST_MODEL (self->remarks), create_row, self, NULL);
  g_signal_connect_object (invitees, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

/**
 * roster_invitee_entry_load:
 * @self: an entry
 * @file: a text, what a spreadsheet exported, or address cards
 *
 * Adds the addresses that are in a file. A file without any, or one that cannot be read or is no ordinary one, is told in a dialog.
 */
void
roster_invitee_entry_load (RosterInviteeEntry *self,
                           GFile              *file)
{
  g_return_if_fail (ROSTER_IS_INVITEE_ENTRY (self) && G_IS_FILE (file));

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable, on_queried,
                           g_object_ref (self));
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
