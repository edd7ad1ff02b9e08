/* test-invite.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "roster-invite-window.h"
#include "roster-invitee-entry.h"
#include "roster-json.h"
#include "test-window.h"
#include "test-world.h"

/* Inviting people, against the demo server. */

#define LONG_NAME "Donaudampfschifffahrtsgesellschaftskapitaenswitwenversorgungsverein"
#define LONG_ADDRESS "friederike.schwarzenberger-hohenlohe-langenburg@werbeagentur-und-medienhaus.example"

typedef struct
{
  TestWorld world;
  GtkWidget *parent;
  GtkWindow *window; /* NULL once it is closed */
} Fixture;

#define SAYS_SO "TikTok Refused the Request. TikTok says: “\342\201\250This answer is an error on purpose.\342\201\251”"

static void
start (Fixture           *fixture,
       RosterDemoOptions *options,
       gconstpointer      width)
{
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  fixture->parent = GTK_WIDGET (test_window_show (gtk_label_new ("parent"), 400, 300));
  fixture->window = roster_invite_window_new (fixture->parent, fixture->world.session);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  if (width != NULL)
    gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (width), 700);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  width)
{
  start (fixture, NULL, width);
}

static void
set_up_ignored (Fixture       *fixture,
                gconstpointer  address)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->ignore_address = g_strdup (address);
  start (fixture, options, NULL);
}

static void
set_up_bad_asset (Fixture       *fixture,
                  gconstpointer  asset)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->refuse_asset = g_strdup (asset);
  start (fixture, options, NULL);
}

static char *
dup_path (Fixture *fixture)
{
  return g_build_filename (fixture->world.folder, "addresses.csv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture);

  g_unlink (path);
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  test_window_wait_idle ();
  g_assert_null (fixture->window);
  test_world_tear_down (&fixture->world);
}

static GtkWidget *
find (Fixture    *fixture,
      const char *id)
{
  return test_window_find (GTK_WIDGET (fixture->window), id);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (fixture, "text_view")));
}

static char *
dup_text (Fixture *fixture)
{
  char *text;

  g_object_get (get_buffer (fixture), "text", &text, NULL);

  return text;
}

/* Whoever writes has the focus in the text until it is taken elsewhere. */
static void
write_down (Fixture    *fixture,
            const char *text)
{
  GtkTextBuffer *buffer = get_buffer (fixture);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  test_window_wait_idle ();
}

static void
leave_text (Fixture *fixture)
{
  gtk_widget_grab_focus (find (fixture, "role_row"));
  test_window_wait_idle ();
}

static void
assert_button (Fixture    *fixture,
               const char *label,
               gboolean    sensitive)
{
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find (fixture, "invite_button"))), ==, label);
  g_assert_true (gtk_widget_get_sensitive (find (fixture, "invite_button")) == sensitive);
}

static guint
count_remarks (Fixture *fixture)
{
  guint count = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (find (fixture, "remarks_list")); row != NULL; row = gtk_widget_get_next_sibling (row))
    count++;

  return count;
}

/* The first button or check of the list of remarks that is called so. */
static GtkWidget *
find_in_remarks (Fixture    *fixture,
                 const char *label)
{
  GtkWidget *found = test_window_find_label (find (fixture, "remarks_list"), label);

  while (found != NULL && !GTK_IS_BUTTON (found) && !GTK_IS_CHECK_BUTTON (found))
    found = gtk_widget_get_parent (found);
  g_assert_nonnull (found);

  return found;
}

static gboolean
is_done (TestWorld *world,
         gpointer   user_data)
{
  return gtk_widget_get_visible (find (user_data, "done_button"));
}

static void
invite (Fixture *fixture)
{
  g_signal_emit_by_name (find (fixture, "invite_button"), "clicked");
  test_world_wait (&fixture->world, is_done, fixture);
  test_window_wait_idle ();
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

/* What the server holds of an address, or NULL. */
static JsonObject *
get_member (JsonObject *state,
            const char *address)
{
  JsonObject *center = roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0);
  JsonArray *members = roster_json_get_array (center, "members");

  for (guint i = 0; i < json_array_get_length (members); i++)
    if (g_strcmp0 (roster_json_get_string (roster_json_array_get_object (members, i), "email"), address) == 0)
      return roster_json_array_get_object (members, i);

  return NULL;
}

static void
test_while_typing (Fixture       *fixture,
                   gconstpointer  data)
{
  assert_button (fixture, "_Invite", FALSE);
  g_assert_true (gtk_widget_get_visible (find (fixture, "placeholder")));
  g_assert_true (gtk_widget_has_focus (find (fixture, "text_view")));

  /* An address that is not finished is no slip, until one goes on. */
  write_down (fixture, "nina@stud");
  assert_button (fixture, "_Invite", FALSE);
  g_assert_false (gtk_widget_get_visible (find (fixture, "placeholder")));
  g_assert_cmpuint (count_remarks (fixture), ==, 0);
  leave_text (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Is not a mail address, and left out"));

  write_down (fixture, "nina@studio.example");
  assert_button (fixture, "_Invite 1", TRUE);
  g_assert_cmpuint (count_remarks (fixture), ==, 0);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 person will be invited."));

  write_down (fixture, "Nina <nina@studio.example>; maria@studio.example, Aoife Byrne <aoife@northwind.example>; nina@studio.example\nbob@nowhere\ntim@northwnid.example");
  /* What is doubtful waits for a look. */
  assert_button (fixture, "_Invite 1", TRUE);
  g_assert_cmpuint (count_remarks (fixture), ==, 5);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 person will be invited. 1 address is doubtful, and waits for you. 4 addresses are left out."));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Is a member already: Aoife Byrne"));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Is in the list twice, and invited once"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite");
}

static void
test_correct (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = NULL;

  write_down (fixture, "é nina@studio.example, tim@northwnid.example; ana@studio.example");
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Did you mean tim@northwind.example?"));
  g_signal_emit_by_name (find_in_remarks (fixture, "Correct"), "clicked");
  test_window_wait_idle ();

  text = dup_text (fixture);
  g_assert_cmpstr (text, ==, "é nina@studio.example, tim@northwind.example; ana@studio.example");
  g_assert_cmpuint (count_remarks (fixture), ==, 0);
  assert_button (fixture, "_Invite 3", TRUE);
}

/* Says in words what is doubtful, and is accepted with the keyboard. */
static void
test_doubtful (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *check;

  write_down (fixture, "ana@n\320\276rthwind.example\n-bob12@studio.example\nana8@stud\321\226o.example\nana2@studio.com\342\200\213.br\n"
                       "[dora@x.example](mailto:eve@y.example)");
  leave_text (fixture);
  assert_button (fixture, "_Invite 1", TRUE);
  g_assert_true (test_window_shows (window, "With “\320\276” the domain is not that of your colleagues. Did you mean ana@northwind.example?"));
  g_assert_true (test_window_shows (window, "Begins with a sign or number that may be from a list. Did you mean bob12@studio.example?"));
  g_assert_true (test_window_shows (window, "The domain mixes alphabets: “\321\226” in it is not a Latin letter"));
  g_assert_true (test_window_shows (window, "Two different addresses are written for one person"));
  test_window_save_picture (window, data == NULL ? "invite-doubtful" : "invite-doubtful-narrow");

  check = find_in_remarks (fixture, "Invite Anyway");
  g_assert_true (gtk_widget_grab_focus (check));
  g_assert_true (gtk_widget_activate (check));
  test_window_wait_idle ();
  assert_button (fixture, "_Invite 2", TRUE);
  g_assert_true (gtk_widget_has_focus (check));
  g_assert_true (gtk_widget_activate (check));
  assert_button (fixture, "_Invite 1", TRUE);

  g_signal_emit_by_name (find_in_remarks (fixture, "Correct"), "clicked");
  test_window_wait_idle ();
  assert_button (fixture, "_Invite 2", TRUE);
}

/* Nothing is invited before all was looked at, and what is long is cut where it is shown. */
static void
test_long_paste (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextBuffer *buffer = get_buffer (fixture);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "-person.%u@studio.example\n", i);
  gtk_text_buffer_set_text (buffer, text->str, -1);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Looking at the addresses…"));
  assert_button (fixture, "_Invite", FALSE);
  test_window_wait_idle ();
  leave_text (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "3000 addresses are doubtful, and wait for you. 2980 more remarks are not shown."));
  g_assert_cmpuint (count_remarks (fixture), ==, 20);
  g_signal_emit_by_name (find (fixture, "more_button"), "clicked");
  test_window_wait_idle ();
  g_assert_cmpuint (count_remarks (fixture), ==, 40);

  g_string_truncate (text, 0);
  while (text->len < 20000)
    g_string_append (text, "a@");
  gtk_text_buffer_set_text (buffer, text->str, -1);
  test_window_wait_idle ();
  leave_text (fixture);
  g_assert_cmpuint (count_remarks (fixture), ==, 1);
}

/* What is wrong is led to. */
static void
test_go_to_slip (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkListBox *list = GTK_LIST_BOX (find (fixture, "remarks_list"));
  GtkTextIter start, end;
  g_autofree char *selected = NULL;

  write_down (fixture, "nina@studio.example\nbob@nowhere\nana@studio.example");
  leave_text (fixture);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (gtk_widget_has_focus (find (fixture, "text_view")));
  g_assert_true (gtk_text_buffer_get_selection_bounds (get_buffer (fixture), &start, &end));
  selected = gtk_text_buffer_get_text (get_buffer (fixture), &start, &end, TRUE);
  g_assert_cmpstr (selected, ==, "bob@nowhere");
}

/* One press fills the page. */
static void
test_templates (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *button = test_window_find_label (find (fixture, "templates_box"), "Bookkeeping");

  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "None chosen: can sign in, can do nothing"));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "level_row"))), ==, 0);

  while (!GTK_IS_BUTTON (button))
    button = gtk_widget_get_parent (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "role_row"))), ==, 0);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "finance_role_row"))), ==, 1);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Sees bills and payments of the Business Center"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "role_row")), 1);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "None chosen: as Admins they can give themselves any"));
}

/* Everybody in one request, and an invitation that is sent again is withdrawn before. */
static void
test_send (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (JsonObject) state = NULL;
  JsonObject *maria;
  GtkWidget *search;

  write_down (fixture, "nina@studio.example; maria@studio.example; ana@studio.example; bob@nowhere; -tim@studio.example");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_in_remarks (fixture, "Send Again")), TRUE);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "The invitation is withdrawn, and sent again with what you choose here"));
  assert_button (fixture, "_Invite 3", TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "level_row")), 1);
  search = test_window_find (find (fixture, "picker"), "search_entry");
  gtk_editable_set_text (GTK_EDITABLE (search), "ACME-DE");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 chosen: ACME-DE"));

  invite (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "4 changes done"));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Left out, because it is not a mail address: bob@nowhere\n"
                                                                      "Not invited, because it is doubtful: -tim@studio.example"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-done");

  state = test_world_get_state (&fixture->world);
  maria = get_member (state, "maria@studio.example");
  g_assert_nonnull (get_member (state, "nina@studio.example"));
  g_assert_nonnull (get_member (state, "ana@studio.example"));
  g_assert_null (get_member (state, "-tim@studio.example"));
  g_assert_null (get_member (state, "tim@studio.example"));
  g_assert_cmpstr (roster_json_get_string (maria, "role"), ==, "STANDARD");
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (maria, "grants")), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/member/delete/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/member/invite/"), <=, 2);

  /* They are in the list. */
  g_assert_nonnull (test_world_pending (&fixture->world, "nina@studio.example"));
}

/* What TikTok refuses is told, and can be tried again. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  test_world_set_fault (&fixture->world, "40002:/bc/member/invite/");
  write_down (fixture, "nina@studio.example");
  invite (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 change did not work"));
  /* TikTok's own words are in the row. */
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Failed: " SAYS_SO));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Retry"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-refused");

  test_world_set_fault (&fixture->world, "");
  g_signal_emit_by_name (find (fixture, "retry_button"), "clicked");
  test_world_wait (&fixture->world, is_done, fixture);
  test_window_wait_idle ();
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 change done"));
}

/* Somebody's invitation is withdrawn to be sent again, and is refused: what is so now is said, and TikTok's reason. */
static void
test_withdrawn_and_refused (Fixture       *fixture,
                            gconstpointer  data)
{
  test_world_set_fault (&fixture->world, "40002:/bc/member/invite/");
  roster_invite_window_fill_in (ROSTER_INVITE_WINDOW (fixture->window), test_world_pending (&fixture->world, "maria@studio.example"));
  invite (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 change did not work"));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window),
                                    "Was withdrawn and could not be sent again: maria@studio.example is not invited now. Try again, or invite "
                                    "them anew later. " SAYS_SO));
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-withdrawn-and-refused");
}

/* An old entry of TikTok's is in the way: that is no failure to be tried again, but can be withdrawn. */
static void
test_ignored (Fixture       *fixture,
              gconstpointer  address)
{
  g_autoptr (JsonObject) state = NULL;

  write_down (fixture, address);
  invite (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "It is not known yet whether 1 change worked"));
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Retry"));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Look Again"));
  g_assert_true (gtk_widget_get_mapped (find (fixture, "page_button")));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window),
                                    "TikTok accepted the invitation, but does not list it. TikTok ignores addresses that were invited before: an "
                                    "old entry may be in the way. Withdraw the old one and invite again, or remove it on TikTok’s own pages, under "
                                    "Users, Members."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-ignored");

  g_signal_emit_by_name (find (fixture, "anew_button"), "clicked");
  test_world_wait (&fixture->world, is_done, fixture);
  test_window_wait_idle ();
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "2 changes done"));
  g_assert_false (gtk_widget_get_mapped (find (fixture, "anew_button")));
  state = test_world_get_state (&fixture->world);
  g_assert_nonnull (get_member (state, address));
}

/* Everybody is invited, without the one ad account that TikTok does not give. */
static void
test_without_one (Fixture       *fixture,
                  gconstpointer  asset)
{
  static const char *const names[] = { "ACME-US", "ACME-DE" };
  g_autofree char *text = NULL;
  GtkWidget *search;

  write_down (fixture, "nina@studio.example");
  leave_text (fixture);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "level_row")), 1);
  search = test_window_find (find (fixture, "picker"), "search_entry");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (search), names[i]);
      g_signal_emit_by_name (search, "search-changed");
      g_signal_emit_by_name (search, "activate");
    }
  invite (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "1 change done"));
  text = g_strdup_printf ("Done, but without %s. TikTok says: “\342\201\250You don't have permission to the asset(%s).\342\201\251”", (const char *) asset,
                          roster_item_get_id (test_world_ad_account (&fixture->world, asset)));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), text));
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-without-one");
}

static void
load (Fixture    *fixture,
      const char *contents,
      gsize       length)
{
  g_autofree char *path = dup_path (fixture);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
  roster_invitee_entry_load (ROSTER_INVITEE_ENTRY (find (fixture, "entry")), file);
}

static gboolean
has_two (TestWorld *world,
         gpointer   user_data)
{
  return g_str_equal (gtk_button_get_label (GTK_BUTTON (find (user_data, "invite_button"))), "_Invite 2");
}

static gboolean
has_one (TestWorld *world,
         gpointer   user_data)
{
  return g_str_equal (gtk_button_get_label (GTK_BUTTON (find (user_data, "invite_button"))), "_Invite 1");
}

static gboolean
has_dialog (TestWorld *world,
            gpointer   user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && (user_data == NULL || test_window_shows (GTK_WIDGET (window), user_data)))
        return TRUE;
    }

  return FALSE;
}

static void
answer (const char *response)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
      gtk_window_destroy (window);
      break;
    }
  test_window_wait_idle ();
}

/* Only the addresses of a table are taken over. */
static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  static const char TABLE[] = "Name;Mail;Team\r\nNina;nina@studio.example;Sales\r\nZo\xEB;zoe@studio.example;\r\n";
  g_autofree char *text = NULL;

  write_down (fixture, "bob@nowhere");
  load (fixture, TABLE, sizeof TABLE - 1);
  test_world_wait (&fixture->world, has_two, fixture);
  text = dup_text (fixture);
  g_assert_cmpstr (text, ==, "bob@nowhere\nnina@studio.example\nzoe@studio.example\n");
}

/* The second address of a contact waits for a look, and notes are not read. */
static void
test_contacts (Fixture       *fixture,
               gconstpointer  data)
{
  static const char TABLE[] = "Name,E-mail Address,E-mail 2 Address,Notes\r\nAna,ana@studio.example,ana.private@mail.example,see old@studio.example\r\n";
  static const char CARD[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nEMAIL:bob@home.example\r\nEMAIL;TYPE=PREF:bob@studio.example\r\nEND:VCARD\r\n";
  g_autofree char *text = NULL;

  load (fixture, TABLE, sizeof TABLE - 1);
  test_world_wait (&fixture->world, has_one, fixture);
  load (fixture, CARD, sizeof CARD - 1);
  test_world_wait (&fixture->world, has_two, fixture);
  leave_text (fixture);
  text = dup_text (fixture);
  g_assert_cmpstr (text, ==, "ana@studio.example\nana.private@mail.example\nbob@studio.example\nbob@home.example\n");
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Is not where the first address of its row is expected"));
  g_assert_cmpuint (count_remarks (fixture), ==, 2);
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-contacts");
}

static void
test_bad_file (Fixture       *fixture,
               gconstpointer  data)
{
  static const char PICTURE[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR@a.b";
  static const char MAIL[] = "Message-ID: <1@mail.example>\nFrom: Ana <ana@studio.example>\nTo: bob@studio.example\n\nHello\n";
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/addresses.csv");
  g_autoptr (GFile) pipe = NULL;
  g_autofree char *path = NULL;

  load (fixture, PICTURE, sizeof PICTURE - 1);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "The File Is a Picture");
  answer ("close");

  load (fixture, "PK\3\4....\0", 9);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "It is not a text. Save the list as text or as CSV, and open that.");
  answer ("close");

  load (fixture, MAIL, sizeof MAIL - 1);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "The File Is a Mail");
  answer ("close");

  path = dup_path (fixture);
  pipe = g_file_new_for_path (path);
  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  roster_invitee_entry_load (ROSTER_INVITEE_ENTRY (find (fixture, "entry")), pipe);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "It is no ordinary file, but a folder or a device.");
  answer ("close");
  g_unlink (path);

  load (fixture, "Name\nNina", 9);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "There is no mail address in the file. Save the list as text or as CSV, and open that.");
  answer ("close");

  roster_invitee_entry_load (ROSTER_INVITEE_ENTRY (find (fixture, "entry")), nowhere);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "The File Could Not Be Read");
  answer ("close");
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, 0);
}

/* What was written is not lost by a slip of the hand. */
static void
test_discard (Fixture       *fixture,
              gconstpointer  data)
{
  write_down (fixture, "nina@studio.example");
  gtk_window_close (fixture->window);
  test_world_wait (&fixture->world, has_dialog, (gpointer) "Discard the Invitations?");
  answer ("cancel");
  g_assert_nonnull (fixture->window);
  assert_button (fixture, "_Invite 1", TRUE);

  gtk_window_close (fixture->window);
  test_world_wait (&fixture->world, has_dialog, NULL);
  answer ("yes");
  g_assert_null (fixture->window);
}

/* An invitation is sent again with what it promised. */
static void
test_fill_in (Fixture       *fixture,
              gconstpointer  data)
{
  RosterPerson *maria = test_world_pending (&fixture->world, "maria@studio.example");
  g_autoptr (JsonObject) before = test_world_get_state (&fixture->world);
  g_autoptr (JsonObject) after = NULL;
  JsonObject *promised, *kept;

  roster_invite_window_fill_in (ROSTER_INVITE_WINDOW (fixture->window), maria);
  assert_button (fixture, "_Invite 1", TRUE);
  g_assert_cmpuint (count_remarks (fixture), ==, 1);
  test_window_save_picture (GTK_WIDGET (fixture->window), "invite-again");

  invite (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "2 changes done"));
  after = test_world_get_state (&fixture->world);
  promised = roster_json_get_object (get_member (before, "maria@studio.example"), "grants");
  kept = roster_json_get_object (get_member (after, "maria@studio.example"), "grants");
  g_assert_cmpuint (json_object_get_size (promised), >, 0);
  g_assert_true (json_object_equal (promised, kept));
}

/* What nobody wrote can go without a question. */
static void
test_filled_in_is_no_loss (Fixture       *fixture,
                           gconstpointer  data)
{
  roster_invite_window_fill_in (ROSTER_INVITE_WINDOW (fixture->window), test_world_pending (&fixture->world, "maria@studio.example"));
  gtk_window_close (fixture->window);
  test_window_wait_idle ();
  g_assert_null (fixture->window);
}

static void
test_nothing_to_discard (Fixture       *fixture,
                         gconstpointer  data)
{
  gtk_window_close (fixture->window);
  test_window_wait_idle ();
  g_assert_null (fixture->window);
}

/* However many there are, and whatever they are called, the window stays as wide as it is. */
static void
test_long_list (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("aoife@northwind.example\n" LONG_ADDRESS "\n" LONG_NAME "@" LONG_NAME "\n");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "person.%u@studio.example, person.%u@studio.example\n", i, i);
  write_down (fixture, text->str);
  leave_text (fixture);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  assert_button (fixture, "_Invite 1001", TRUE);
  g_assert_cmpuint (count_remarks (fixture), ==, 20);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window),
                                    "1001 people will be invited. 1002 addresses are left out. 982 more remarks are not shown."));
  test_window_save_picture (GTK_WIDGET (fixture->window), GPOINTER_TO_INT (data) == 360 ? "invite-long-narrow" : "invite-long");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, GPOINTER_TO_INT (data));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/invite/while-typing", Fixture, NULL, set_up, test_while_typing, tear_down);
  g_test_add ("/invite/correct", Fixture, NULL, set_up, test_correct, tear_down);
  g_test_add ("/invite/doubtful", Fixture, NULL, set_up, test_doubtful, tear_down);
  g_test_add ("/invite/doubtful/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_doubtful, tear_down);
  g_test_add ("/invite/long-paste", Fixture, NULL, set_up, test_long_paste, tear_down);
  g_test_add ("/invite/go-to-slip", Fixture, NULL, set_up, test_go_to_slip, tear_down);
  g_test_add ("/invite/templates", Fixture, NULL, set_up, test_templates, tear_down);
  g_test_add ("/invite/send", Fixture, NULL, set_up, test_send, tear_down);
  g_test_add ("/invite/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/invite/withdrawn-and-refused", Fixture, NULL, set_up, test_withdrawn_and_refused, tear_down);
  g_test_add ("/invite/ignored", Fixture, "ana@studio.example", set_up_ignored, test_ignored, tear_down);
  g_test_add ("/invite/without-one", Fixture, "ACME-DE", set_up_bad_asset, test_without_one, tear_down);
  g_test_add ("/invite/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/invite/contacts", Fixture, NULL, set_up, test_contacts, tear_down);
  g_test_add ("/invite/bad-file", Fixture, NULL, set_up, test_bad_file, tear_down);
  g_test_add ("/invite/discard", Fixture, NULL, set_up, test_discard, tear_down);
  g_test_add ("/invite/nothing-to-discard", Fixture, NULL, set_up, test_nothing_to_discard, tear_down);
  g_test_add ("/invite/fill-in", Fixture, NULL, set_up, test_fill_in, tear_down);
  g_test_add ("/invite/filled-in-is-no-loss", Fixture, NULL, set_up, test_filled_in_is_no_loss, tear_down);
  g_test_add ("/invite/long-list", Fixture, GINT_TO_POINTER (640), set_up, test_long_list, tear_down);
  g_test_add ("/invite/long-list/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_long_list, tear_down);

  return g_test_run ();
}
