/* test-session-link-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error.h"
#include "roster-link-answer.h"
#include "roster-link-likeness.h"

/* What TikTok may send for a code, and what it shows for the account that a client named. */

#define LINK "https://www.tiktok.example/qr/2f6c?a=b%20c&d=%E2%82%AC#e"
/* One pixel, and one that says of itself that it has 65535 × 65535. */
#define PIXEL "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
#define BOMB "iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="

static void
assert_link (const char *text,
             const char *expected)
{
  g_autofree char *link = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_link_answer_read (text, &link, &picture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (link, ==, expected);
  g_assert_null (picture);
}

static void
assert_picture (const char *text)
{
  g_autofree char *link = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_link_answer_read (text, &link, &picture, &error));
  g_assert_no_error (error);
  g_assert_null (link);
  g_assert_cmpuint (g_bytes_get_size (picture), >, 32);
}

static void
assert_nothing (const char *text)
{
  g_autofree char *link = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (roster_link_answer_read (text, &link, &picture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NO_LINK);
  g_assert_null (link);
  g_assert_null (picture);
}

static void
test_answers (void)
{
  assert_link (LINK, LINK);
  assert_link ("aweme://authorize?ticket=1", "aweme://authorize?ticket=1");
  assert_link (" \r\n\t" LINK "\n ", LINK);
  assert_link ("\xef\xbb\xbf" LINK "\xc2\xa0\xe2\x80\xa8", LINK);
  assert_picture ("data:image/png;base64," PIXEL);
  assert_picture ("\nDATA:image/png;charset=x;base64," PIXEL "\n");
  assert_picture (PIXEL);
  assert_picture ("/9j/4AAQSkZJRgABAQAAAQABAAD/wAALCAAQABABAREA/9oACAEBAAA/AAAAAAAAAAAAAAAA");

  assert_nothing ("");
  assert_nothing (" \n");
  assert_nothing ("<html><body>Log in</body></html>");
  assert_nothing ("https://www.tiktok.example/a b");
  assert_nothing ("https://www.tiktok.example/\"><script>");
  assert_nothing ("2f6c");
  assert_nothing ("www.tiktok.example/qr/2f6c");
  assert_nothing ("data:image/png;base64,");
  assert_nothing ("data:image/png;base64,aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8=");
  assert_nothing ("data:image/svg+xml,<svg/>");
  assert_nothing ("data:image/png;base64," BOMB);
  assert_nothing ("/9j/4AAQSkZJRgABAQAAAQABAAD/wAALCP////8BAREA/9oACAEBAAA/AAAAAAAAAAAAAAAA");
  assert_nothing ("/9j/////////////////////////////////////////////////////////////////////////");
  assert_nothing ("\xff\xfe\xfd");
}

static RosterLikeness
compare (const char *expected,
         const char *handle,
         const char *name)
{
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("1");

  roster_item_set_name (ROSTER_ITEM (account), name);
  roster_tiktok_account_set_handle (account, handle);

  return roster_link_likeness_compare (expected, account);
}

static void
test_likeness (void)
{
  g_assert_cmpint (compare ("acme.climbing", "acme.climbing", "Something Else"), ==, ROSTER_LIKENESS_SAME);
  g_assert_cmpint (compare ("Acme.Climbing", "acme.climbing", NULL), ==, ROSTER_LIKENESS_SAME);
  g_assert_cmpint (compare ("acme_climbing", "acme.climbing", NULL), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_cmpint (compare ("acme.climbing", NULL, "Acme Climbing"), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_cmpint (compare ("cafe.lumiere", NULL, "CAFÉ  Lumière"), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_cmpint (compare ("koebenhavn", NULL, "København"), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_cmpint (compare ("lodz.shoes", NULL, "Łódź Shoes"), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_cmpint (compare ("strasse", NULL, "Straße"), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_cmpint (compare ("株式会社", NULL, "株式 会社"), ==, ROSTER_LIKENESS_ALIKE);

  /* The name of another one is no excuse for the handle, and a longer name is another one. */
  g_assert_cmpint (compare ("acme.climbing", "somebody.else", "Acme Climbing"), ==, ROSTER_LIKENESS_UNLIKE);
  g_assert_cmpint (compare ("acme.climbing", NULL, "Acme Climbing Supplies"), ==, ROSTER_LIKENESS_UNLIKE);
  g_assert_cmpint (compare ("new.client", NULL, "Fern Bakery"), ==, ROSTER_LIKENESS_UNLIKE);
  g_assert_cmpint (compare ("株式会社", NULL, "有限会社"), ==, ROSTER_LIKENESS_UNLIKE);
  g_assert_cmpint (compare ("...", NULL, "🌿"), ==, ROSTER_LIKENESS_UNLIKE);
  g_assert_cmpint (compare (NULL, "acme.climbing", NULL), ==, ROSTER_LIKENESS_UNKNOWN);
  g_assert_cmpint (compare ("acme.climbing", NULL, NULL), ==, ROSTER_LIKENESS_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-answer/answers", test_answers);
  g_test_add_func ("/link-answer/likeness", test_likeness);

  return g_test_run ();
}
