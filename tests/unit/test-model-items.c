/* test-model-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"
#include "roster-business-center.h"
#include "roster-person.h"
#include "roster-tiktok-account.h"

static void
test_pending_people_are_known_by_address (void)
{
  const char *unusable[] = { NULL, "", "0" };
  g_autoptr (RosterPerson) member = roster_person_new ("7012345678901234561", "Ana@X.example");

  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (member)), ==, "user:7012345678901234561");
  g_assert_cmpstr (roster_person_get_user_id (member), ==, "7012345678901234561");

  for (gsize i = 0; i < G_N_ELEMENTS (unusable); i++)
    {
      g_autoptr (RosterPerson) pending = roster_person_new (unusable[i], "Ana@X.example");

      g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (pending)), ==, "mail:ana@x.example");
      g_assert_null (roster_person_get_user_id (pending));
      g_assert_cmpstr (roster_principal_get_address (ROSTER_PRINCIPAL (pending)), ==, "Ana@X.example");
    }
}

static void
test_display_name (void)
{
  g_autoptr (RosterPerson) person = roster_person_new (NULL, "ana@x.example");
  g_autoptr (RosterPerson) nobody = roster_person_new ("1", NULL);

  g_assert_cmpstr (roster_principal_get_display_name (ROSTER_PRINCIPAL (person)), ==, "ana@x.example");
  roster_item_set_name (ROSTER_ITEM (person), "");
  g_assert_cmpstr (roster_principal_get_display_name (ROSTER_PRINCIPAL (person)), ==, "ana@x.example");
  roster_item_set_name (ROSTER_ITEM (person), "Ana");
  g_assert_cmpstr (roster_principal_get_display_name (ROSTER_PRINCIPAL (person)), ==, "Ana");
  g_assert_cmpstr (roster_principal_get_display_name (ROSTER_PRINCIPAL (nobody)), ==, "1");
}

static void
test_update_keeps_what_is_computed (void)
{
  g_autoptr (RosterPerson) person = roster_person_new ("1", "a@x.example");
  g_autoptr (RosterPerson) fresh = roster_person_new ("1", "b@x.example");
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("9");
  g_autoptr (RosterTiktokAccount) fresh_account = roster_tiktok_account_new ("9");
  g_autoptr (GPtrArray) no_links = g_ptr_array_new ();

  roster_principal_set_reach (ROSTER_PRINCIPAL (person), 7, 2);
  roster_person_set_role (fresh, ROSTER_ROLE_OTHER);
  roster_person_set_role_text (fresh, "AUDITOR");
  g_assert_cmpuint (roster_item_count_tellings (ROSTER_ITEM (person)), ==, 0);
  roster_item_update (ROSTER_ITEM (person), ROSTER_ITEM (fresh));
  g_assert_cmpuint (roster_item_count_tellings (ROSTER_ITEM (person)), ==, 1);
  g_assert_cmpstr (roster_principal_get_address (ROSTER_PRINCIPAL (person)), ==, "b@x.example");
  g_assert_cmpstr (roster_person_get_role_text (person), ==, "AUDITOR");
  g_assert_cmpint (roster_principal_get_ad_account_count (ROSTER_PRINCIPAL (person)), ==, 7);

  /* A row that does not tell the handle does not take it away. */
  roster_tiktok_account_set_handle (account, "@acme");
  roster_tiktok_account_set_linked_ad_accounts (account, no_links);
  roster_item_set_name (ROSTER_ITEM (fresh_account), "Acme");
  roster_item_update (ROSTER_ITEM (account), ROSTER_ITEM (fresh_account));
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (account)), ==, "Acme");
  g_assert_cmpstr (roster_tiktok_account_get_handle (account), ==, "acme");
  g_assert_cmpint (roster_tiktok_account_get_link_count (account), ==, 0);
  roster_tiktok_account_set_handle (fresh_account, "acme2");
  roster_item_update (ROSTER_ITEM (account), ROSTER_ITEM (fresh_account));
  g_assert_cmpstr (roster_tiktok_account_get_handle (account), ==, "acme2");
}

static RosterIdentity *
identity (const char *username,
          const char *display_name)
{
  RosterIdentity *self = roster_identity_new ();

  roster_identity_set_username (self, username);
  roster_identity_set_display_name (self, display_name);
  roster_identity_set_can_pull_video (self, ROSTER_ANSWER_YES);

  return self;
}

static void
test_identities_are_not_guessed (void)
{
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("9");
  g_autoptr (GPtrArray) identities = g_ptr_array_new_with_free_func (g_object_unref);

  roster_item_set_name (ROSTER_ITEM (account), "Acme");
  g_ptr_array_add (identities, identity ("acme.uk", "Acme"));
  g_ptr_array_add (identities, identity ("acme.us", "Acme"));
  g_ptr_array_add (identities, identity ("harbour", "Harbour"));

  /* Two of that name: nobody can tell. */
  roster_tiktok_account_take_identities (account, identities);
  g_assert_null (roster_tiktok_account_get_handle (account));
  g_assert_cmpint (roster_tiktok_account_get_existing_posts (account), ==, ROSTER_ANSWER_UNKNOWN);

  /* The handle decides where the row told it. */
  roster_tiktok_account_set_handle (account, "ACME.us");
  roster_tiktok_account_take_identities (account, identities);
  g_assert_cmpstr (roster_tiktok_account_get_handle (account), ==, "acme.us");
  g_assert_cmpint (roster_tiktok_account_get_existing_posts (account), ==, ROSTER_ANSWER_YES);
}

static void
test_who_can_write (void)
{
  g_autoptr (RosterBusinessCenter) business_center = roster_business_center_new ("1");

  g_assert_false (roster_business_center_can_write (business_center));
  roster_business_center_set_role (business_center, ROSTER_ROLE_ADMIN);
  g_assert_true (roster_business_center_can_write (business_center));
  roster_business_center_set_status (business_center, "PUNISH");
  g_assert_false (roster_business_center_can_write (business_center));
  roster_business_center_set_status (business_center, "ENABLE");
  g_assert_true (roster_business_center_can_write (business_center));
  roster_business_center_set_role (business_center, ROSTER_ROLE_STANDARD);
  g_assert_false (roster_business_center_can_write (business_center));
}

/* Every property of every item can be read, written and survives an update: catches a forgotten case in a switch. */
static void
test_properties (void)
{
  const GType types[] = { ROSTER_TYPE_PERSON, ROSTER_TYPE_AGENCY, ROSTER_TYPE_AD_ACCOUNT, ROSTER_TYPE_TIKTOK_ACCOUNT, ROSTER_TYPE_BUSINESS_CENTER };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (RosterItem) item = g_object_new (types[i], "key", "x:1", NULL);
      g_autoptr (RosterItem) copy = g_object_new (types[i], "key", "x:1", NULL);
      g_autofree GParamSpec **pspecs = NULL;
      guint n_pspecs;

      pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_pspecs);
      for (guint j = 0; j < n_pspecs; j++)
        {
          g_auto (GValue) value = G_VALUE_INIT, read = G_VALUE_INIT;

          g_value_init (&read, pspecs[j]->value_type);
          g_object_get_property (G_OBJECT (item), pspecs[j]->name, &read);
          if ((pspecs[j]->flags & G_PARAM_WRITABLE) == 0 || (pspecs[j]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
            continue;

          g_value_init (&value, pspecs[j]->value_type);
          if (G_VALUE_HOLDS_STRING (&value))
            g_value_set_string (&value, pspecs[j]->name);
          else if (G_VALUE_HOLDS_BOOLEAN (&value))
            g_value_set_boolean (&value, TRUE);
          else if (G_VALUE_HOLDS_ENUM (&value))
            g_value_set_enum (&value, 1);
          else
            g_assert_not_reached ();

          g_object_set_property (G_OBJECT (item), pspecs[j]->name, &value);
          roster_item_update (copy, item);
          g_object_get_property (G_OBJECT (copy), pspecs[j]->name, &read);
          g_assert_cmpint (g_param_values_cmp (pspecs[j], &value, &read), ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/items/pending-people-are-known-by-address", test_pending_people_are_known_by_address);
  g_test_add_func ("/items/display-name", test_display_name);
  g_test_add_func ("/items/update-keeps-what-is-computed", test_update_keeps_what_is_computed);
  g_test_add_func ("/items/identities-are-not-guessed", test_identities_are_not_guessed);
  g_test_add_func ("/items/who-can-write", test_who_can_write);
  g_test_add_func ("/items/properties", test_properties);

  return g_test_run ();
}
