/* roster-demo-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-site.h"

#include "roster-demo-bc.h"

#include <string.h>

/* The page behind a QR code, which plays the client's phone:
 *
 * `GET /qr/TICKET` shows what is asked for; `POST /qr/TICKET/approve` with the form fields `handle`, `name` (optional) and `delay` (optional:
 * seconds until the account shows up) approves as that account; `POST /qr/TICKET/decline` declines. An unknown ticket is 404, one that was
 * answered or ran out is 410. */

#define PREFIX "/qr/"
#define MAX_DELAY 86400

static RosterDemoTicket *
find_ticket (RosterDemoVisit *visit,
             char           **action)
{
  g_auto (GStrv) parts = g_strsplit (visit->path + strlen (PREFIX), "/", 2);

  *action = g_strdup (parts[0] != NULL && parts[1] != NULL ? parts[1] : "");

  return g_hash_table_lookup (visit->state->tickets_by_secret, parts[0] != NULL ? parts[0] : "");
}

static gboolean
check_open (RosterDemoVisit  *visit,
            RosterDemoTicket *ticket)
{
  if (ticket == NULL)
    roster_demo_visit_reply_note (visit, 404, "Unknown code", "This code does not exist. Ask for a new one.");
  else if (ticket->state == ROSTER_DEMO_TICKET_APPROVED)
    roster_demo_visit_reply_note (visit, 410, "Already approved", "This code was used before. Ask for a new one.");
  else if (ticket->state == ROSTER_DEMO_TICKET_DECLINED)
    roster_demo_visit_reply_note (visit, 410, "Declined", "This request was declined. Ask for a new code.");
  else if (ticket->expires <= roster_demo_state_get_now (visit->state))
    roster_demo_visit_reply_note (visit, 410, "This code has run out", "Ask for a new one.");
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_linked (RosterDemoTicket  *ticket,
           RosterDemoAccount *account)
{
  return roster_demo_bc_get_asset (ticket->bc, "TT_ACCOUNT", account->asset_id) != NULL;
}

static void
append_choice (GString           *page,
               RosterDemoTicket  *ticket,
               RosterDemoAccount *account)
{
  g_autofree char *name = g_markup_escape_text (account->name, -1);

  g_string_append_printf (page,
                          "<form method=\"post\" action=\"/qr/%s/approve\"><input type=\"hidden\" name=\"handle\" value=\"%s\">"
                          "<button class=\"main\">Approve as @%s (%s)</button></form>",
                          ticket->secret, account->handle, account->handle, name);
}

static void
show (RosterDemoVisit  *visit,
      RosterDemoTicket *ticket)
{
  g_autofree char *bc_name = g_markup_escape_text (ticket->bc->name, -1);
  gint64 left = (ticket->expires - roster_demo_state_get_now (visit->state)) / G_TIME_SPAN_SECOND;
  GString *page = g_string_new (NULL);

  g_string_append_printf (page, "<p><b>%s</b> asks for permission to use your TikTok account in ads:</p><ul><li>Existing posts</li><li>TikTok posts%s</li></ul>"
                          "<p class=\"dim\">Valid for %" G_GINT64_FORMAT " more seconds.</p><h2>You are signed in as…</h2>",
                          bc_name, ticket->ads_only ? ", shown through ads only" : "", left);

  for (guint i = 0; i < visit->state->accounts->len; i++)
    {
      RosterDemoAccount *account = g_ptr_array_index (visit->state->accounts, i);

      if (!is_linked (ticket, account))
        append_choice (page, ticket, account);
    }

  g_string_append_printf (page,
                          "<h2>Another account</h2><form method=\"post\" action=\"/qr/%s/approve\">"
                          "<label>Handle<input name=\"handle\" required placeholder=\"@handle\" autocapitalize=\"off\"></label>"
                          "<label>Name<input name=\"name\"></label>"
                          "<label>Seconds until it shows up<input name=\"delay\" type=\"number\" min=\"0\" value=\"0\"></label>"
                          "<button>Approve</button></form>"
                          "<h2>Or not</h2><form method=\"post\" action=\"/qr/%s/decline\"><button class=\"bad\">Decline</button></form>",
                          ticket->secret, ticket->secret);
  roster_demo_visit_reply_page (visit, 200, "Connect to a Business Center", page);
}

static void
approve (RosterDemoVisit  *visit,
         RosterDemoTicket *ticket)
{
  const char *typed = roster_demo_visit_get_field (visit, "handle");
  const char *name = roster_demo_visit_get_field (visit, "name");
  const char *delay_text = roster_demo_visit_get_field (visit, "delay");
  g_autofree char *handle = g_ascii_strdown (*typed == '@' ? typed + 1 : typed, -1);
  g_autofree char *note = NULL;
  RosterDemoAccount *account;
  gint64 delay = 0;

  if (!g_regex_match_simple ("^[a-z0-9_.]{2,24}$", handle, 0, 0))
    {
      roster_demo_visit_reply_note (visit, 400, "No such account", "A handle has 2 to 24 letters, digits, dots and underscores.");
      return;
    }

  if (*delay_text != '\0' && !g_ascii_string_to_signed (delay_text, 10, 0, MAX_DELAY, &delay, NULL))
    {
      roster_demo_visit_reply_note (visit, 400, "No such delay", "The delay is a whole number of seconds.");
      return;
    }

  account = roster_demo_state_add_account (visit->state, handle, *name != '\0' ? name : handle);
  roster_demo_state_approve_ticket (visit->state, ticket, account, delay * G_TIME_SPAN_SECOND);
  note = g_strdup_printf ("@%s can be used by %s now. You can close this page.", account->handle, ticket->bc->name);
  roster_demo_visit_reply_note (visit, 200, "Approved", note);
}

/**
 * roster_demo_phone_answer:
 * @visit: a visit
 *
 * Answers the pages below `/qr/`.
 *
 * Returns: whether the visit was one of these
 */
gboolean
roster_demo_phone_answer (RosterDemoVisit *visit)
{
  g_autofree char *action = NULL;
  RosterDemoTicket *ticket;

  if (!g_str_has_prefix (visit->path, PREFIX))
    return FALSE;

  ticket = find_ticket (visit, &action);
  if (!check_open (visit, ticket))
    return TRUE;

  if (g_str_equal (visit->method, "GET") && *action == '\0')
    {
      show (visit, ticket);
    }
  else if (g_str_equal (visit->method, "POST") && g_str_equal (action, "approve"))
    {
      approve (visit, ticket);
    }
  else if (g_str_equal (visit->method, "POST") && g_str_equal (action, "decline"))
    {
      ticket->state = ROSTER_DEMO_TICKET_DECLINED;
      roster_demo_visit_reply_note (visit, 200, "Declined", "Nothing was connected. You can close this page.");
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}
