/* test-permissions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-row.h"
#include "roster-give-access-dialog.h"
#include "roster-item.h"
#include "roster-level-button.h"
#include "roster-permissions-page.h"
#include "roster-store-journal.h"
#include "roster-two-panes.h"
#include "test-async.h"
#include "test-window.h"
#include "test-world.h"

/* Who may do what, on the screen, against the demo server. */

#define MATEO "Mateo Rivera"
#define HC_CA "HC-CA" /* which Mateo has through a group only */

#define LONG_NAME "Donaudampfschifffahrtsgesellschaftskapitänswitwenversorgungsverein Oberösterreich und Niederbayern"
#define LONG_ADDRESS "friederike.schwarzenberger-hohenlohe-langenburg@werbeagentur-und-medienhaus.example"

typedef struct
{
  TestWorld world;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
start (Fixture    *fixture,
       const char *fault,
       int         width)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  fixture->page = roster_permissions_page_new (fixture->world.session);
  fixture->window = test_window_show (fixture->page, width, 700);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  start (fixture, fault, 1000);
}

static void
set_up_narrow (Fixture       *fixture,
               gconstpointer  fault)
{
  start (fixture, fault, 360);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
set_up_standard (Fixture       *fixture,
                 gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_STANDARD);
  test_world_wait (&fixture->world, is_ready, NULL);
  fixture->page = roster_permissions_page_new (fixture->world.session);
  fixture->window = test_window_show (fixture->page, 1000, 700);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  test_window_wait_idle ();
  test_world_tear_down (&fixture->world);
}

static const char *
find_key (Fixture    *fixture,
          const char *name)
{
  gboolean is_ad_account = g_str_has_prefix (name, "ACME-") || g_str_has_prefix (name, "HC-");
  GListModel *list = is_ad_account ? roster_session_get_ad_accounts (fixture->world.session) : roster_session_get_principals (fixture->world.session);

  return roster_item_get_key (test_world_find (list, name));
}

static void
show (Fixture    *fixture,
      const char *key)
{
  roster_permissions_page_show (ROSTER_PERMISSIONS_PAGE (fixture->page), key);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
}

/* The row about @name: a person or an ad account. */
static RosterAccessRow *
find_row_below (GtkWidget  *root,
                const char *name)
{
  if (ROSTER_IS_ACCESS_ROW (root))
    return gtk_widget_get_mapped (root) && test_window_shows (root, name) ? ROSTER_ACCESS_ROW (root) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      RosterAccessRow *row = find_row_below (child, name);

      if (row != NULL)
        return row;
    }

  return NULL;
}

static RosterAccessRow *
find_row (Fixture    *fixture,
          const char *name)
{
  RosterAccessRow *row = find_row_below (fixture->page, name);

  g_assert_nonnull (row);

  return row;
}

static RosterLevel
get_direct_level (Fixture    *fixture,
                  const char *who,
                  const char *where)
{
  return roster_access_get_direct_level (roster_session_get_access (fixture->world.session), find_key (fixture, who), find_key (fixture, where));
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Expectation;

static gboolean
is_shown (TestWorld *world,
          gpointer   user_data)
{
  Expectation *expectation = user_data;

  return test_window_shows (GTK_WIDGET (expectation->fixture->window), expectation->text);
}

static void
wait_for_text (Fixture    *fixture,
               const char *text)
{
  Expectation expectation = { fixture, text };

  test_world_wait (&fixture->world, is_shown, &expectation);
}

static void
focus_row (Fixture    *fixture,
           const char *name)
{
  /* The row of the list, around ours. */
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (find_row (fixture, name))));
  test_window_wait_idle ();
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_BUTTON (root) &&
      (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0 || g_strcmp0 (gtk_widget_get_tooltip_text (root), label) == 0 ||
       test_window_shows (root, label)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child, label);

      if (button != NULL)
        return button;
    }

  return NULL;
}

static void
press (GtkWidget  *root,
       const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  test_window_wait_idle ();
}

static gboolean
can_change (Fixture    *fixture,
            const char *name)
{
  return gtk_widget_is_sensitive (test_window_find (GTK_WIDGET (find_row (fixture, name)), "button"));
}

/* The button that can be pressed. */
static GtkWidget *
find_toggle (GtkWidget *root)
{
  if (GTK_IS_TOGGLE_BUTTON (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *toggle = find_toggle (child);

      if (toggle != NULL)
        return toggle;
    }

  return NULL;
}

static void
test_by_person (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_true (test_window_shows (fixture->page, "Nothing Chosen"));

  show (fixture, find_key (fixture, MATEO));
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, HC_CA)), "Analyst through the group “Harbour”"));
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, HC_CA)), "Counts: Analyst"));
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, "HC-ES")),
                                    "Operator, because: Operator, given directly; Analyst through the group “Harbour”. The higher counts."));
  g_assert_true (can_change (fixture, HC_CA));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_toggle (GTK_WIDGET (find_row (fixture, HC_CA)))), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Level of \xe2\x81\xa8Mateo Rivera\xe2\x81\xa9 on \xe2\x81\xa8HC-CA\xe2\x81\xa9: \xe2\x81\xa8None\xe2\x81\xa9");
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-person");

  /* Nobody is given what an invitation or an agency cannot take. */
  show (fixture, "mail:maria@studio.example");
  g_assert_true (test_window_shows (fixture->page, "The invitation has not been accepted yet. TikTok takes changes once it has."));
  g_assert_false (can_change (fixture, "ACME-US"));
  g_assert_false (gtk_widget_is_sensitive (test_window_find (fixture->page, "give_button")));

  show (fixture, find_key (fixture, "Liam Walsh"));
  g_assert_true (test_window_shows (fixture->page, "No Ad Accounts"));
}

static void
test_by_ad_account (Fixture       *fixture,
                    gconstpointer  data)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_window_find (fixture->page, "ad_account_button")), TRUE);
  show (fixture, find_key (fixture, "ACME-US"));
  g_assert_true (test_window_shows (fixture->page, "ACME-UK"));
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, "maria@studio.example")), "Analyst, once the invitation is accepted"));
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, "Lumen Media")), "Analyst, shared with the agency"));
  g_assert_false (can_change (fixture, "maria@studio.example"));
  g_assert_true (can_change (fixture, "Ivy Intern"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-account");
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "3");
  wait_for_text (fixture, "Mateo Rivera is now Admin on HC-CA");
  g_assert_cmpint (get_direct_level (fixture, MATEO, HC_CA), ==, ROSTER_LEVEL_ADMIN);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/"), ==, 1);
  test_window_wait_idle ();
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, HC_CA)),
                                    "Admin, because: Admin, given directly; Analyst through the group “Harbour”. The higher counts."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-changed");

  /* What is there already is not sent again. */
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "3");
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/"), ==, 1);

  press (GTK_WIDGET (fixture->window), "_Undo");
  wait_for_text (fixture, "HC-CA taken away from Mateo Rivera");
  g_assert_cmpint (get_direct_level (fixture, MATEO, HC_CA), ==, ROSTER_LEVEL_NONE);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/unassign/"), ==, 1);
  test_window_wait_idle ();
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, HC_CA)), "Analyst through the group “Harbour”"));

  /* What a group gives is not taken away from a person. */
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "0");
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/unassign/"), ==, 1);
}

/* What somebody else has made of it since is not undone, but told. */
static void
test_changed_since (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterAccess *access = roster_session_get_access (fixture->world.session);
  g_autoptr (RosterGrant) grant = roster_grant_new (find_key (fixture, HC_CA), ROSTER_LEVEL_OPERATOR, NULL, ROSTER_TIKTOK_ROLES_NONE);

  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "3");
  wait_for_text (fixture, "Mateo Rivera is now Admin on HC-CA");
  roster_access_set_grant (access, find_key (fixture, MATEO), grant);
  press (GTK_WIDGET (fixture->window), "_Undo");
  wait_for_text (fixture, "Not changed to No Access. Not as Expected. It was changed elsewhere meanwhile. Look at it again.");
  g_assert_cmpint (get_direct_level (fixture, MATEO, HC_CA), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/unassign/"), ==, 0);
}

/* A toast takes its time to go. */
static gboolean
has_nothing_to_undo (TestWorld *world,
                     gpointer   user_data)
{
  return find_button (user_data, "_Undo") == NULL;
}

/* What was changed in one Business Center is not undone in another. */
static void
test_other_business_center (Fixture       *fixture,
                            gconstpointer  data)
{
  RosterBusinessCenter *other = test_world_find (roster_session_get_business_centers (fixture->world.session), "Harbour Coffee");
  g_autoptr (RosterItem) ad_account = NULL;

  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "3");
  wait_for_text (fixture, "Mateo Rivera is now Admin on HC-CA");
  roster_session_select_business_center (fixture->world.session, other);
  test_window_wait_idle ();
  test_world_wait (&fixture->world, is_ready, NULL);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
  test_world_wait (&fixture->world, has_nothing_to_undo, fixture->window);
  g_assert_true (test_window_shows (fixture->page, "Nothing Chosen"));

  /* One is a Standard member there. */
  ad_account = g_list_model_get_item (roster_session_get_ad_accounts (fixture->world.session), 0);
  show (fixture, roster_item_get_key (ad_account));
  g_assert_true (test_window_shows (fixture->page, "TikTok tells only Admins of the Business Center who else has access."));
}

static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  show (fixture, find_key (fixture, "Ivy Intern"));
  focus_row (fixture, "ACME-US");
  test_window_press_key (fixture->page, "Return");
  wait_for_text (fixture, "Sees ads and reports");
  /* The choice that is made has the keyboard; from Admin two up. */
  test_window_press_key (fixture->page, "Up");
  test_window_press_key (fixture->page, "Up");
  test_window_press_key (fixture->page, "Return");
  wait_for_text (fixture, "Ivy Intern is now Analyst on ACME-US");
  g_assert_cmpint (get_direct_level (fixture, "Ivy Intern", "ACME-US"), ==, ROSTER_LEVEL_ANALYST);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "2");
  wait_for_text (fixture, "Try Again");
  g_assert_cmpint (get_direct_level (fixture, MATEO, HC_CA), ==, ROSTER_LEVEL_NONE);
  g_assert_true (gtk_widget_get_mapped (test_window_find (GTK_WIDGET (find_row (fixture, HC_CA)), "trouble")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-refused");

  /* It can be read wherever the row is shown, until it is dismissed. */
  show (fixture, find_key (fixture, HC_CA));
  g_assert_nonnull (find_button (GTK_WIDGET (find_row (fixture, MATEO)), "Try Again"));
  press (GTK_WIDGET (find_row (fixture, MATEO)), "Dismiss");
  g_assert_null (find_button (fixture->page, "Try Again"));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/"), ==, 1);
}

static void
test_retried (Fixture       *fixture,
              gconstpointer  data)
{
  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "2");
  wait_for_text (fixture, "Try Again");
  press (GTK_WIDGET (find_row (fixture, HC_CA)), "Try Again");
  wait_for_text (fixture, "Mateo Rivera is now Operator on HC-CA");
  g_assert_null (find_button (fixture->page, "Try Again"));
}

/* The answer is lost: what TikTok has is read, and nothing is sent twice. */
static void
test_lost_reply (Fixture       *fixture,
                 gconstpointer  data)
{
  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "2");
  wait_for_text (fixture, "Mateo Rivera is now Operator on HC-CA");
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/"), ==, 1);
}

static GtkWindow *
get_dialog (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window != fixture->window)
        return window;
    }

  return NULL;
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
test_agency (Fixture       *fixture,
             gconstpointer  data)
{
  show (fixture, find_key (fixture, "Lumen Media"));
  focus_row (fixture, "HC-EU");
  test_window_press_key (fixture->page, "1");
  /* Lowering an agency interrupts it, and asks. */
  test_window_wait_idle ();
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/asset/delete/"), ==, 0);
  g_assert_nonnull (get_dialog (fixture));
  test_window_wait_frame (GTK_WIDGET (get_dialog (fixture)));
  test_window_save_picture (GTK_WIDGET (get_dialog (fixture)), "permissions-agency");
  test_window_press_key (GTK_WIDGET (get_dialog (fixture)), "Escape");
  g_assert_null (get_dialog (fixture));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/asset/delete/"), ==, 0);

  /* Raising does not. */
  focus_row (fixture, "HC-EU");
  test_window_press_key (fixture->page, "3");
  wait_for_text (fixture, "Lumen Media is now Admin on HC-EU");
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/add/"), ==, 1);
  g_assert_null (find_button (GTK_WIDGET (fixture->window), "_Undo"));
}

/* The agency has lost the ad account, and could not be given the lower level: that is said, and it can be shared again at either. */
static void
lower_half_way (Fixture *fixture)
{
  show (fixture, find_key (fixture, "Lumen Media"));
  focus_row (fixture, "HC-EU");
  test_window_press_key (fixture->page, "1");
  test_window_wait_idle ();
  press (GTK_WIDGET (get_dialog (fixture)), "_Lower");
  wait_for_text (fixture, "Taken away, but not shared again: Lumen Media cannot work on HC-EU now. TikTok Refused the Request. "
                          "TikTok says: “\342\201\250This answer is an error on purpose.\342\201\251”");
  test_window_wait_frame (fixture->page);
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-half-lowered");
  g_assert_nonnull (find_button (fixture->page, "Share Again as Analyst"));
  g_assert_nonnull (find_button (fixture->page, "Share Again as Operator"));
}

static void
test_half_lowered (Fixture       *fixture,
                   gconstpointer  data)
{
  lower_half_way (fixture);
  press (fixture->page, "Share Again as Analyst");
  wait_for_text (fixture, "Lumen Media is now Analyst on HC-EU");
  g_assert_null (find_button (fixture->page, "Share Again as Operator"));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/asset/delete/"), ==, 1);
}

/* The next start does not offer the lower level any more. */
static void
test_half_lowered_and_back (Fixture       *fixture,
                            gconstpointer  data)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  lower_half_way (fixture);
  press (fixture->page, "Share Again as Operator");
  wait_for_text (fixture, "Lumen Media is now Operator on HC-EU");
  g_assert_cmpint (get_direct_level (fixture, "Lumen Media", "HC-EU"), ==, ROSTER_LEVEL_OPERATOR);

  roster_store_journal_list_async (center, TRUE, 0, 0, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, has_result, &result);
  open = roster_store_journal_list_finish (center, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_give (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWindow *dialog;
  GtkWidget *search_entry;

  show (fixture, find_key (fixture, "Liam Walsh"));
  press (fixture->page, "_Give Access…");
  dialog = get_dialog (fixture);
  g_assert_nonnull (dialog);
  test_window_wait_frame (GTK_WIDGET (dialog));
  g_assert_true (test_window_shows (GTK_WIDGET (dialog), "Sees ads and reports"));
  g_assert_false (gtk_widget_is_sensitive (test_window_find (GTK_WIDGET (dialog), "give_button")));

  /* The combo row of newer versions of libadwaita has one of that name as well. */
  search_entry = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), ROSTER_TYPE_GIVE_ACCESS_DIALOG, "search_entry"));
  gtk_editable_set_text (GTK_EDITABLE (search_entry), "acme-us");
  g_signal_emit_by_name (search_entry, "activate");
  gtk_editable_set_text (GTK_EDITABLE (search_entry), "acme-uk");
  g_signal_emit_by_name (search_entry, "activate");
  test_window_wait_frame (GTK_WIDGET (dialog));
  test_window_save_picture (GTK_WIDGET (dialog), "permissions-give");
  press (GTK_WIDGET (dialog), "_Give 2");

  wait_for_text (fixture, "2 levels changed");
  g_assert_cmpint (get_direct_level (fixture, "Liam Walsh", "ACME-US"), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (get_direct_level (fixture, "Liam Walsh", "ACME-UK"), ==, ROSTER_LEVEL_ANALYST);
  g_assert_null (get_dialog (fixture));
  test_window_wait_idle ();
  g_assert_true (test_window_shows (GTK_WIDGET (find_row (fixture, "ACME-UK")), "Analyst, given directly"));
}

static void
test_standard (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (RosterItem) oneself = g_list_model_get_item (roster_session_get_principals (fixture->world.session), 0);
  GtkWidget *button;

  show (fixture, roster_item_get_key (oneself));
  g_assert_true (test_window_shows (fixture->page, "Read-only: you are a Standard member here. Only an Admin can make changes."));
  button = test_window_find (fixture->page, "button");
  g_assert_true (ROSTER_IS_LEVEL_BUTTON (button));
  g_assert_false (gtk_widget_is_sensitive (button));
  test_window_assert_says (gtk_widget_get_tooltip_text (button), "Read-only: you are a Standard member here. Only an Admin can make changes.");
  g_assert_false (gtk_widget_is_sensitive (test_window_find (fixture->page, "give_button")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-standard");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_object_set (fixture->page, "search-text", "mateo", NULL);
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, MATEO));
  g_assert_false (test_window_shows (fixture->page, "Aoife Byrne"));

  g_object_set (fixture->page, "search-text", "nobody of that name", NULL);
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, "No Results"));
  press (fixture->page, "_Clear Search");
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, "Aoife Byrne"));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  RosterTwoPanes *panes = ROSTER_TWO_PANES (test_window_find (fixture->page, "panes"));

  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
  g_assert_cmpint (gtk_widget_get_width (fixture->page), <=, 360);
  g_assert_true (roster_two_panes_get_folded (panes));
  g_assert_false (roster_two_panes_get_details_alone (panes));

  show (fixture, find_key (fixture, MATEO));
  g_assert_true (roster_two_panes_get_details_alone (panes));
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-narrow");
  test_window_press_key (fixture->page, "Escape");
  g_assert_false (roster_two_panes_get_details_alone (panes));
}

static void
test_long_names (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *key = find_key (fixture, MATEO);
  RosterItem *mateo = test_world_find (roster_session_get_principals (fixture->world.session), MATEO);
  RosterItem *ad_account = test_world_find (roster_session_get_ad_accounts (fixture->world.session), HC_CA);

  roster_item_set_name (mateo, "A " LONG_NAME);
  roster_principal_set_address (ROSTER_PRINCIPAL (mateo), LONG_ADDRESS);
  roster_item_set_name (ad_account, LONG_NAME);
  show (fixture, key);
  focus_row (fixture, LONG_NAME);
  test_window_press_key (fixture->page, "3");
  wait_for_text (fixture, "Try Again");
  test_window_wait_frame (fixture->page);
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-long-narrow");
  g_assert_cmpint (gtk_widget_get_width (fixture->page), <=, 360);

  show (fixture, roster_item_get_key (ad_account));
  test_window_save_picture (GTK_WIDGET (fixture->window), "permissions-long-narrow-account");
  g_assert_cmpint (gtk_widget_get_width (fixture->page), <=, 360);
}

/* What is on its way when the Business Center is left is nobody's any more. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  show (fixture, find_key (fixture, MATEO));
  focus_row (fixture, HC_CA);
  test_window_press_key (fixture->page, "3");
  roster_session_close (fixture->world.session);
  test_window_wait_idle ();
  g_assert_false (test_window_shows (fixture->page, MATEO));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, fault, set_up_function, test) g_test_add (path, Fixture, fault, set_up_function, test, tear_down)
  ADD ("/permissions/by-person", NULL, set_up, test_by_person);
  ADD ("/permissions/by-ad-account", NULL, set_up, test_by_ad_account);
  ADD ("/permissions/keys", NULL, set_up, test_keys);
  ADD ("/permissions/changed-since", NULL, set_up, test_changed_since);
  ADD ("/permissions/other-business-center", NULL, set_up, test_other_business_center);
  ADD ("/permissions/choices", NULL, set_up, test_choices);
  ADD ("/permissions/refused", "40001:/bc/asset/assign/", set_up, test_refused);
  ADD ("/permissions/retried", "40001:/bc/asset/assign/:x1", set_up, test_retried);
  ADD ("/permissions/lost-reply", "lost-reply:/bc/asset/assign/:x1", set_up, test_lost_reply);
  ADD ("/permissions/agency", NULL, set_up, test_agency);
  ADD ("/permissions/half-lowered", "40002:/bc/partner/add/:x1", set_up, test_half_lowered);
  ADD ("/permissions/half-lowered-narrow", "40002:/bc/partner/add/:x1", set_up_narrow, test_half_lowered);
  ADD ("/permissions/half-lowered-and-back", "40002:/bc/partner/add/:x1", set_up, test_half_lowered_and_back);
  ADD ("/permissions/give", NULL, set_up, test_give);
  ADD ("/permissions/standard", NULL, set_up_standard, test_standard);
  ADD ("/permissions/search", NULL, set_up, test_search);
  ADD ("/permissions/narrow", NULL, set_up_narrow, test_narrow);
  ADD ("/permissions/long-names", "40001:/bc/asset/assign/", set_up_narrow, test_long_names);
  ADD ("/permissions/left", NULL, set_up, test_left);

  return g_test_run ();
}
