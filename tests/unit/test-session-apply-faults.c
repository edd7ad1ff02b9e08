/* test-session-apply-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include "roster-apply.h"
#include "roster-json.h"
#include "roster-store-journal.h"

/* Each kind of change, under each way in which the network or TikTok fails, in three places: on the way of the write, on the way of what is
 * read because the write's answer was lost, and everywhere. Whatever happens, the verdict must agree with what the server holds afterwards,
 * the log must not show a write twice, unless TikTok refused the first for the rate limit, and the journal must say what the verdict says.
 * When all is well again, a second try brings about what is wanted, and sends nothing where that was so already. */

static const char * const WRITES[] = {
  "/bc/asset/assign/", "/bc/asset/unassign/", "/bc/asset/admin/delete/", "/bc/asset/advertiser/assign/", "/bc/asset/advertiser/unassign/",
  "/bc/member/invite/", "/bc/member/update/", "/bc/member/delete/", "/bc/partner/add/", "/bc/partner/delete/", "/bc/partner/asset/delete/",
};

static const char * const READS[] = {
  "/bc/asset/get/", "/bc/asset/admin/get/", "/bc/asset/member/get/", "/bc/asset/partner/get/", "/bc/asset/advertiser/assigned/",
  "/bc/member/get/", "/bc/partner/get/", "/bc/partner/asset/get/", "/changelog/get/",
};

#define PACE (250 * 1000)

typedef enum
{
  PLACE_WRITE,
  PLACE_READ,
  PLACE_ALL,
} Place;

static const char * const PLACES[] = { "write", "read-back", "all" };

typedef struct
{
  const char *name;
  const char *kinds; /* of faults, as the demo server takes them, parted by spaces; each with a probability or a count where need be */
  gint64 pace;       /* µs of the manual clock for each millisecond of waiting, or 0 for PACE */
  guint n_cases;     /* or 0 for all */
} Fault;

static const Fault FAULTS[] = {
  { "lost-reply", "lost-reply" },
  { "reset", "reset" },
  { "burst", "40100::x3" },
  /* Until the client gives up, which takes minutes, and longer each time. */
  { "rate-limit", "40100", 400 * 1000, 1 },
  { "500", "500" },
  { "truncate", "truncate" },
  /* Later than the client waits. */
  { "slow", "slow=100", 600 * 1000 },
  { "html", "html" },
  { "empty", "empty" },
  { "refused", "40002" },
  { "half", "reset:0.12 lost-reply:0.14 500:0.16 truncate:0.19 html:0.2" },
};

/* The kinds of changes. Each touches something of its own in the demo data, and is looked at in the server's state. */

typedef struct
{
  const char *name;
  RosterChange *(*make) (TestWorld *world);
  char *(*observe) (JsonObject *center);
  const char *wanted;
  gboolean unlisted; /* reading may succeed and tell nothing */
} Case;

static gpointer
principal (TestWorld  *world,
           const char *name)
{
  return test_world_find (roster_session_get_principals (world->session), name);
}

static gpointer
ad_account (TestWorld  *world,
            const char *name)
{
  return test_world_find (roster_session_get_ad_accounts (world->session), name);
}

static gpointer
tiktok_account (TestWorld  *world,
                const char *name)
{
  return test_world_find (roster_session_get_tiktok_accounts (world->session), name);
}

/* Returns: (nullable): the row of @list in which @member is @value */
static JsonObject *
find_row (JsonObject *center,
          const char *list,
          const char *member,
          const char *value)
{
  JsonArray *rows = roster_json_get_array (center, list);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);

      if (g_strcmp0 (roster_json_get_string (row, member), value) == 0)
        return row;
    }

  return NULL;
}

/* What the row called @name holds on the asset called @asset, or "-". */
static char *
observe_held (JsonObject *center,
              const char *list,
              const char *name,
              const char *held,
              const char *asset)
{
  JsonObject *row = find_row (center, list, "name", name);
  const char *id = roster_json_get_string (find_row (center, "assets", "name", asset), "asset_id");
  const char *level = row != NULL ? roster_json_get_string (roster_json_get_object (row, held), id) : NULL;

  return g_strdup (level != NULL ? level : "-");
}

static char *
observe_link (JsonObject *center,
              const char *tiktok_name,
              const char *name)
{
  JsonArray *links = roster_json_get_array (find_row (center, "assets", "name", tiktok_name), "links");
  const char *id = roster_json_get_string (find_row (center, "assets", "name", name), "asset_id");

  for (guint i = 0; i < json_array_get_length (links); i++)
    if (g_strcmp0 (json_array_get_string_element (links, i), id) == 0)
      return g_strdup ("linked");

  return g_strdup ("-");
}

static char *
observe_there (JsonObject *center,
               const char *list,
               const char *member,
               const char *value)
{
  return g_strdup (find_row (center, list, member, value) != NULL ? "there" : "-");
}

static RosterChange *
make_lower (TestWorld *world)
{
  return roster_change_new_level (principal (world, "Ivy Intern"), ad_account (world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
}

static char *
observe_lower (JsonObject *center)
{
  return observe_held (center, "members", "Ivy Intern", "grants", "ACME-US");
}

static RosterChange *
make_take (TestWorld *world)
{
  return roster_change_new_level (principal (world, "Mateo Rivera"), ad_account (world, "HC-FR"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_NONE);
}

static char *
observe_take (JsonObject *center)
{
  return observe_held (center, "members", "Mateo Rivera", "grants", "HC-FR");
}

static RosterChange *
make_raise_agency (TestWorld *world)
{
  return roster_change_new_level (principal (world, "Lumen Media"), ad_account (world, "ACME-US"), ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_OPERATOR);
}

static char *
observe_raise_agency (JsonObject *center)
{
  return observe_held (center, "partners", "Lumen Media", "sharing", "ACME-US");
}

static RosterChange *
make_stop_sharing (TestWorld *world)
{
  return roster_change_new_level (principal (world, "Lumen Media"), ad_account (world, "HC-US"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_NONE);
}

static char *
observe_stop_sharing (JsonObject *center)
{
  return observe_held (center, "partners", "Lumen Media", "sharing", "HC-US");
}

static RosterChange *
make_lower_agency (TestWorld *world)
{
  return roster_change_new_level (principal (world, "Lumen Media"), ad_account (world, "HC-EU"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST);
}

static char *
observe_lower_agency (JsonObject *center)
{
  return observe_held (center, "partners", "Lumen Media", "sharing", "HC-EU");
}

static RosterChange *
make_roles (TestWorld *world)
{
  return roster_change_new_roles (principal (world, "Mateo Rivera"), tiktok_account (world, "Acme Trails"), ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST);
}

static char *
observe_roles (JsonObject *center)
{
  return observe_held (center, "members", "Mateo Rivera", "grants", "Acme Trails");
}

static RosterChange *
make_take_roles (TestWorld *world)
{
  return roster_change_new_roles (principal (world, "Tomas Novak"), tiktok_account (world, "Acme Outdoor"), ROSTER_TIKTOK_ROLES_POST, ROSTER_TIKTOK_ROLES_NONE);
}

static char *
observe_take_roles (JsonObject *center)
{
  return observe_held (center, "members", "Tomas Novak", "grants", "Acme Outdoor");
}

static RosterChange *
make_link (TestWorld *world)
{
  return roster_change_new_link (tiktok_account (world, "Acme Trails"), ad_account (world, "ACME-CA"));
}

static char *
observe_linked (JsonObject *center)
{
  return observe_link (center, "Acme Trails", "ACME-CA");
}

static RosterChange *
make_unlink (TestWorld *world)
{
  return roster_change_new_unlink (tiktok_account (world, "Fjord Skincare"), ad_account (world, "FJORD-DK"));
}

static char *
observe_unlinked (JsonObject *center)
{
  return observe_link (center, "Fjord Skincare", "FJORD-DK");
}

static RosterChange *
make_disconnect (TestWorld *world)
{
  return roster_change_new_disconnect (tiktok_account (world, "Harbour Roasters"));
}

static char *
observe_disconnected (JsonObject *center)
{
  return observe_there (center, "assets", "name", "Harbour Roasters");
}

static RosterChange *
make_invite (TestWorld *world)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  g_list_store_append (ad_accounts, ad_account (world, "ACME-DE"));

  return roster_change_new_invite ("nina@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_OPERATOR);
}

static char *
observe_invited (JsonObject *center)
{
  return observe_there (center, "members", "email", "nina@studio.example");
}

static RosterChange *
make_withdraw (TestWorld *world)
{
  return roster_change_new_withdraw (ROSTER_PERSON (roster_directory_find_principal (roster_session_get_directory (world->session), "mail:freelancer@paperkite.example")));
}

static char *
observe_withdrawn (JsonObject *center)
{
  return observe_there (center, "members", "email", "freelancer@paperkite.example");
}

static RosterChange *
make_member_role (TestWorld *world)
{
  return roster_change_new_member_role (principal (world, "Sofia Rossi"), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN,
                                        ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER);
}

static char *
observe_member_role (JsonObject *center)
{
  JsonObject *row = find_row (center, "members", "name", "Sofia Rossi");

  return g_strconcat (roster_json_get_string (row, "role"), " ", roster_json_get_string (row, "finance_role"), NULL);
}

static RosterChange *
make_remove (TestWorld *world)
{
  return roster_change_new_remove (principal (world, "Jonas Weber"));
}

static char *
observe_removed (JsonObject *center)
{
  return observe_there (center, "members", "name", "Jonas Weber");
}

static RosterChange *
make_invite_agency (TestWorld *world)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  g_list_store_append (ad_accounts, ad_account (world, "FJORD-NO"));

  return roster_change_new_invite_agency ("7290001112223334999", G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_ANALYST);
}

static char *
observe_invited_agency (JsonObject *center)
{
  return observe_there (center, "partners", "bc_id", "7290001112223334999");
}

static RosterChange *
make_end_partnership (TestWorld *world)
{
  return roster_change_new_end_partnership (principal (world, "Lumen Media"));
}

static char *
observe_ended_partnership (JsonObject *center)
{
  return observe_there (center, "partners", "name", "Lumen Media");
}

static const Case CASES[] = {
  { "level of a person", make_lower, observe_lower, "ANALYST" },
  { "ad account taken away", make_take, observe_take, "-" },
  { "level of an agency", make_raise_agency, observe_raise_agency, "OPERATOR" },
  { "sharing stopped", make_stop_sharing, observe_stop_sharing, "-" },
  { "agency lowered", make_lower_agency, observe_lower_agency, "ANALYST" },
  { "roles", make_roles, observe_roles, "POST" },
  { "roles taken away", make_take_roles, observe_take_roles, "-" },
  { "link", make_link, observe_linked, "linked" },
  { "unlink", make_unlink, observe_unlinked, "-" },
  { "disconnect", make_disconnect, observe_disconnected, "-" },
  { "invite", make_invite, observe_invited, "there" },
  { "withdraw", make_withdraw, observe_withdrawn, "-" },
  { "member role", make_member_role, observe_member_role, "ADMIN MANAGER" },
  { "remove", make_remove, observe_removed, "-" },
  /* An agency that has not accepted is in no list of TikTok's. */
  { "invite agency", make_invite_agency, observe_invited_agency, "there", TRUE },
  { "end partnership", make_end_partnership, observe_ended_partnership, "-" },
};

/* What goes wrong, where */

static void
add_rules (GString            *spec,
           const char         *kinds,
           const char * const *paths,
           gsize               n_paths)
{
  g_auto (GStrv) list = g_strsplit (kinds, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    for (gsize j = 0; j < MAX (n_paths, 1); j++)
      {
        /* KIND[:PROBABILITY[:xTIMES]] becomes KIND:PATH[:PROBABILITY][:xTIMES]. */
        g_auto (GStrv) parts = g_strsplit (list[i], ":", 3);

        g_string_append_printf (spec, "%s%s", spec->len > 0 ? "," : "", parts[0]);
        if (n_paths > 0)
          g_string_append_printf (spec, ":%s", paths[j]);
        for (guint k = 1; parts[k] != NULL; k++)
          if (*parts[k] != '\0')
            g_string_append_printf (spec, ":%s", parts[k]);
      }
}

static char *
dup_spec (const Fault *fault,
          Place        place,
          guint        seed)
{
  g_autoptr (GString) spec = g_string_new (NULL);

  switch (place)
    {
    case PLACE_WRITE:
      add_rules (spec, fault->kinds, WRITES, G_N_ELEMENTS (WRITES));
      break;

    case PLACE_READ:
      add_rules (spec, "lost-reply", WRITES, G_N_ELEMENTS (WRITES));
      add_rules (spec, fault->kinds, READS, G_N_ELEMENTS (READS));
      break;

    case PLACE_ALL:
    default:
      add_rules (spec, fault->kinds, NULL, 0);
    }
  g_string_append_printf (spec, ",seed:%u", seed);

  return g_string_free (g_steal_pointer (&spec), FALSE);
}

/* What the server has logged since: */

typedef struct
{
  guint n_writes;
  guint n_failed_reads; /* since the last write */
} Seen;

/* @log_length: (inout): how much of the log was looked at already */
static void
look_at_log (TestWorld *world,
             gsize     *log_length,
             Seen      *seen)
{
  g_autoptr (GHashTable) writes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* path and body -> its last code */
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  *seen = (Seen) { 0 };
  g_file_get_contents (world->log, &text, &length, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text + *log_length, "\n", -1);
  *log_length = length;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      JsonObject *line = node != NULL ? json_node_get_object (node) : NULL;
      g_autofree char *body = NULL;
      g_autofree char *write = NULL;
      gpointer code;

      if (line == NULL || !g_str_has_prefix (roster_json_get_string (line, "path"), "/open_api/"))
        continue;

      if (g_strcmp0 (roster_json_get_string (line, "method"), "GET") == 0)
        {
          seen->n_failed_reads += roster_json_get_string (line, "fault") != NULL;
          continue;
        }

      body = json_to_string (json_object_get_member (line, "body"), FALSE);
      write = g_strconcat (roster_json_get_string (line, "path"), " ", body, NULL);
      if (g_hash_table_lookup_extended (writes, write, NULL, &code) && GPOINTER_TO_INT (code) != 40100)
        g_error ("sent twice: %s", write);

      g_hash_table_insert (writes, g_steal_pointer (&write), GINT_TO_POINTER ((int) roster_json_get_int (line, "code", -1)));
      seen->n_writes++;
      seen->n_failed_reads = 0;
    }
}

static gboolean
is_over (TestWorld *world,
         gpointer   user_data)
{
  return *(gboolean *) user_data;
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_apply_finish (ROSTER_SESSION (source), result, &error);
  *(gboolean *) user_data = TRUE;
}

static char *
observe (TestWorld  *world,
         const Case *one)
{
  g_autoptr (JsonObject) state = test_world_get_state (world);

  return one->observe (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0));
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data = roster_store_journal_list_finish (ROSTER_STORE_CENTER (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_listed (TestWorld *world,
           gpointer   user_data)
{
  return *(GPtrArray **) user_data != NULL;
}

/* @last_id: (inout): the entry that was looked at before. Returns: what the journal says of the last write; there is one more entry */
static RosterJournalState
look_at_journal (TestWorld *world,
                 gint64    *last_id)
{
  GPtrArray *entries = NULL;
  const RosterJournalEntry *last;
  RosterJournalState state;

  roster_store_journal_list_async (roster_session_get_center (world->session), FALSE, 0, 1, NULL, on_listed, &entries);
  test_world_wait (world, is_listed, &entries);
  g_assert_cmpint (entries->len, ==, 1);
  last = entries->pdata[0];
  g_assert_cmpint (last->id, ==, *last_id + 1);
  *last_id = last->id;
  state = last->state;
  g_ptr_array_unref (entries);

  return state;
}

static const char *
name_of_state (RosterChangeState state)
{
  static const char * const names[] = { "waiting", "sending", "done", "failed", "unknown", "queued" };

  return names[state];
}

static void
apply (TestWorld  *world,
       GListModel *changes)
{
  gboolean over = FALSE;

  roster_apply_async (world->session, changes, ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, &over);
  test_world_wait (world, is_over, &over);
}

/* What is unknown is read first, and not sent again by that: where it was not taken, the user is told, and decides once more. */
static void
try_again (TestWorld    *world,
           const Case   *one,
           RosterChange *change,
           GListModel   *changes,
           gboolean      taken,
           gboolean      half_taken,
           gsize        *log_length,
           gint64       *last_entry)
{
  gboolean unknown = roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN;
  g_autofree char *after = NULL;
  Seen seen;

  apply (world, changes);
  look_at_log (world, log_length, &seen);
  g_test_message ("%s again: %s, %u writes", one->name, name_of_state (roster_change_get_state (change)), seen.n_writes);
  if (unknown && roster_change_get_state (change) == ROSTER_CHANGE_STATE_FAILED)
    {
      g_assert_false (taken);
      g_assert_cmpuint (seen.n_writes, ==, 0);
      apply (world, changes);
      look_at_log (world, log_length, &seen);
    }

  after = observe (world, one);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpstr (after, ==, one->wanted);
  if (taken)
    g_assert_cmpuint (seen.n_writes, ==, 0);
  /* Whatever was not taken at all is another write now. */
  if (!taken && !half_taken)
    g_assert_cmpint (look_at_journal (world, last_entry), ==, ROSTER_JOURNAL_DONE);
}

static void
try_case (TestWorld   *world,
          const Case  *one,
          const Fault *fault,
          Place        place,
          gsize       *log_length,
          gint64      *last_entry)
{
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChange) change = one->make (world);
  g_autofree char *spec = dup_spec (fault, place, (guint) g_test_rand_int_range (0, 1000000));
  g_autofree char *before = observe (world, one);
  g_autofree char *after = NULL;
  RosterJournalState journal_state;
  gboolean taken, half_taken;
  Seen seen;

  g_assert_cmpstr (before, !=, one->wanted);
  look_at_log (world, log_length, &seen);
  g_list_store_append (changes, change);

  test_world_set_fault (world, spec);
  apply (world, G_LIST_MODEL (changes));
  test_world_set_fault (world, "");

  look_at_log (world, log_length, &seen);
  after = observe (world, one);
  journal_state = look_at_journal (world, last_entry);
  taken = g_str_equal (after, one->wanted);
  half_taken = !taken && roster_change_needs_two_steps (change) && g_str_equal (after, "-");
  g_test_message ("%s: %s, was %s, is %s; %u writes, %u failed reads%s%s", one->name, name_of_state (roster_change_get_state (change)), before, after,
                  seen.n_writes, seen.n_failed_reads, roster_change_get_error (change) != NULL ? ": " : "",
                  roster_change_get_error (change) != NULL ? roster_change_get_error (change)->message : "");

  g_assert_cmpuint (seen.n_writes, >, 0);
  switch (roster_change_get_state (change))
    {
    case ROSTER_CHANGE_STATE_DONE:
      g_assert_true (taken);
      g_assert_cmpint (journal_state, ==, ROSTER_JOURNAL_DONE);
      break;

    case ROSTER_CHANGE_STATE_FAILED:
      g_assert_false (taken);
      g_assert_nonnull (roster_change_get_error (change));
      /* Of two writes, the first was taken: what is left is still planned. */
      g_assert_cmpint (journal_state, ==, half_taken ? ROSTER_JOURNAL_PLANNED : ROSTER_JOURNAL_REFUSED);
      break;

    case ROSTER_CHANGE_STATE_UNKNOWN:
      g_assert_cmpint (journal_state, ==, ROSTER_JOURNAL_UNKNOWN);
      if (one->unlisted)
        break;
      g_assert_cmpuint (seen.n_failed_reads, >, 0);
      g_assert_cmpint (place, !=, PLACE_WRITE);
      break;

    case ROSTER_CHANGE_STATE_WAITING:
    case ROSTER_CHANGE_STATE_SENDING:
    case ROSTER_CHANGE_STATE_QUEUED:
    default:
      g_assert_not_reached ();
    }

  /* Nothing but the write can have changed it. */
  if (!taken && !half_taken)
    g_assert_cmpstr (after, ==, before);

  if (roster_change_get_state (change) != ROSTER_CHANGE_STATE_DONE && !one->unlisted)
    try_again (world, one, change, G_LIST_MODEL (changes), taken, half_taken, log_length, last_entry);
}

static void
test_faults (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  const Fault *fault = &FAULTS[number / G_N_ELEMENTS (PLACES)];
  Place place = (Place) (number % G_N_ELEMENTS (PLACES));
  TestWorld world = { 0 };
  gsize log_length = 0;
  gint64 last_entry = 0;

  test_world_set_up (&world, NULL);
  test_world_open_and_read (&world);
  world.pace = fault->pace > 0 ? fault->pace : PACE;

  for (gsize i = 0; i < (fault->n_cases > 0 ? fault->n_cases : G_N_ELEMENTS (CASES)); i++)
    try_case (&world, &CASES[i], fault, place, &log_length, &last_entry);

  test_world_tear_down (&world);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FAULTS) * G_N_ELEMENTS (PLACES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/apply-faults/%s/%s", FAULTS[i / G_N_ELEMENTS (PLACES)].name, PLACES[i % G_N_ELEMENTS (PLACES)]);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_faults);
    }

  return g_test_run ();
}
