/* roster-demo-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-site.h"

#include "roster-demo-server.h"

#include <string.h>

/* TikTok's authorization page: `GET /portal/auth?app_id=…&redirect_uri=…&state=…` asks, `POST /portal/auth` with the same fields, `decision`
 * (`authorize` or `decline`) and `user` (`admin` or `standard`) answers with a redirect to the address that the program gave. */

#define PATH "/portal/auth"

/* A web address, so that the answer cannot be sent to a script; and one that can stand in a header. */
static gboolean
is_web_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c) || *c == ' ')
        return FALSE;
    }

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "http") || g_str_equal (g_uri_get_scheme (uri), "https"));
}

static gboolean
check (RosterDemoVisit *visit,
       const char      *app_id,
       const char      *redirect_uri)
{
  if (!g_str_equal (app_id, ROSTER_DEMO_APP_ID))
    roster_demo_visit_reply_note (visit, 400, "Unknown app", "There is no app with this App ID.");
  else if (!is_web_address (redirect_uri))
    roster_demo_visit_reply_note (visit, 400, "No way back", "The redirect address is missing, or not a web address.");
  else
    return TRUE;

  return FALSE;
}

static void
append_hidden (GString    *page,
               const char *name,
               const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, escaped);
}

static void
ask (RosterDemoVisit *visit)
{
  const char *app_id = roster_demo_visit_get_query (visit, "app_id");
  const char *redirect_uri = roster_demo_visit_get_query (visit, "redirect_uri");
  g_autofree char *admin = NULL;
  g_autofree char *standard = NULL;
  GString *page;

  if (!check (visit, app_id, redirect_uri))
    return;

  admin = g_markup_escape_text (visit->state->admin->name, -1);
  standard = g_markup_escape_text (visit->state->standard->name, -1);
  page = g_string_new ("<p>An app asks to manage your Business Centers: people, partners, ad accounts and TikTok accounts.</p>"
                       "<form method=\"post\" action=\"" PATH "\">");
  append_hidden (page, "app_id", app_id);
  append_hidden (page, "redirect_uri", redirect_uri);
  append_hidden (page, "state", roster_demo_visit_get_query (visit, "state"));
  g_string_append_printf (page,
                          "<label>You are<select name=\"user\"><option value=\"admin\">%s (Admin)</option>"
                          "<option value=\"standard\">%s (Standard)</option></select></label>"
                          "<button class=\"main\" name=\"decision\" value=\"authorize\">Authorize</button><br><br>"
                          "<button name=\"decision\" value=\"decline\">Decline</button></form>",
                          admin, standard);
  roster_demo_visit_reply_page (visit, 200, "Authorize an app", page);
}

static void
go_back (RosterDemoVisit *visit,
         const char      *redirect_uri,
         const char      *parameters)
{
  g_autofree char *state = g_uri_escape_string (roster_demo_visit_get_field (visit, "state"), NULL, FALSE);
  const char *joint = strchr (redirect_uri, '?') != NULL ? "&" : "?";

  roster_demo_visit_redirect (visit, g_strconcat (redirect_uri, joint, parameters, "&state=", state, NULL));
}

static void
decide (RosterDemoVisit *visit)
{
  const char *redirect_uri = roster_demo_visit_get_field (visit, "redirect_uri");
  const char *decision = roster_demo_visit_get_field (visit, "decision");

  if (!check (visit, roster_demo_visit_get_field (visit, "app_id"), redirect_uri))
    return;

  if (g_str_equal (decision, "authorize"))
    {
      RosterDemoAuthCode *code = g_new0 (RosterDemoAuthCode, 1);
      char *secret = roster_demo_state_make_secret ();
      g_autofree char *parameters = g_strdup_printf ("auth_code=%s&code=%s", secret, secret);

      code->user = g_str_equal (roster_demo_visit_get_field (visit, "user"), "standard") ? visit->state->standard : visit->state->admin;
      code->created = roster_demo_state_get_now (visit->state);
      g_hash_table_insert (visit->state->codes, secret, code);
      go_back (visit, redirect_uri, parameters);
    }
  else if (g_str_equal (decision, "decline"))
    {
      go_back (visit, redirect_uri, "error=access_denied&error_description=The%20user%20declined");
    }
  else
    {
      roster_demo_visit_reply_note (visit, 400, "No decision", "Go back and choose one of the two.");
    }
}

/**
 * roster_demo_portal_answer:
 * @visit: a visit
 *
 * Answers `/portal/auth`.
 *
 * Returns: whether the visit was to it
 */
gboolean
roster_demo_portal_answer (RosterDemoVisit *visit)
{
  if (roster_demo_visit_is (visit, "GET", PATH))
    ask (visit);
  else if (roster_demo_visit_is (visit, "POST", PATH))
    decide (visit);
  else
    return FALSE;

  return TRUE;
}
