/* test-client-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>
#include <string.h>

#include "roster-account-text.h"
#include "roster-client-text.h"

/* What clients read, and what people type as a handle. */

static void
test_every_language (void)
{
  guint n_texts;
  const RosterClientText *texts = roster_client_text_get_all (&n_texts);

  g_assert_cmpuint (n_texts, >=, 7);
  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *message = roster_client_text_dup_message (&texts[i], "acme", "https://example.com/?a={who}&b={until}", "10:51 CET");
      g_autofree char *nobody = roster_client_text_dup_message (&texts[i], NULL, "https://example.com/", "10:51 CET");

      g_test_message ("%s", texts[i].code);
      g_assert_true (g_utf8_validate (message, -1, NULL));
      g_assert_nonnull (strstr (message, "@acme"));
      g_assert_nonnull (strstr (message, "10:51 CET"));
      /* The link goes out byte for byte, whatever it looks like. */
      g_assert_nonnull (strstr (message, "\nhttps://example.com/?a={who}&b={until}\n"));
      g_assert_nonnull (strstr (nobody, texts[i].your_account));
      g_assert_null (strstr (nobody, "{"));
      for (guint step = 0; step < ROSTER_CLIENT_STEPS; step++)
        g_assert_cmpuint (strlen (texts[i].steps[step]), >, 0);
      g_assert_true (roster_client_text_get (texts[i].code) == &texts[i]);
      g_assert_cmpuint (roster_client_text_get_position (&texts[i]), ==, i);
    }
}

static void
test_choosing (void)
{
  g_assert_cmpstr (roster_client_text_get ("de_AT.UTF-8")->code, ==, "de");
  g_assert_cmpstr (roster_client_text_get ("pt_BR")->code, ==, "pt");
  g_assert_cmpstr (roster_client_text_get ("den")->code, ==, "en");
  g_assert_cmpstr (roster_client_text_get ("xx")->code, ==, "en");
  g_assert_cmpstr (roster_client_text_get ("")->code, ==, "en");
  g_assert_cmpstr (roster_client_text_get (NULL)->code, ==, "en");
}

static void
test_handles (void)
{
  const char *const cases[][2] = {
    { "acme", "acme" },
    { "  @acme.climbing ", "acme.climbing" },
    { "https://www.tiktok.com/@acme.climbing?lang=en", "acme.climbing" },
    { "tiktok.com/@acme/video/1", "acme" },
    { "", "" },
    { " @ ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *handle = roster_account_text_handle (cases[i][0]);

      g_assert_cmpstr (handle, ==, cases[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client-text/every-language", test_every_language);
  g_test_add_func ("/client-text/choosing", test_choosing);
  g_test_add_func ("/client-text/handles", test_handles);

  return g_test_run ();
}
