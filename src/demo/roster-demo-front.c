/* roster-demo-front.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-site.h"

#include "roster-demo-bc.h"

/* The first page, `GET /`: the QR links that can still be approved and the partnerships that wait for the other side. It plays everybody
 * who is not the account manager; what its buttons post to is in roster-demo-helpers.c. */

static void
append_tickets (GString         *page,
                RosterDemoState *state)
{
  gint64 now = roster_demo_state_get_now (state);
  guint count = 0;

  g_string_append (page, "<h2>QR codes</h2><ul>");
  for (guint i = state->tickets->len; i > 0; i--)
    {
      RosterDemoTicket *ticket = g_ptr_array_index (state->tickets, i - 1);
      g_autofree char *bc_name = g_markup_escape_text (ticket->bc->name, -1);

      if (ticket->state != ROSTER_DEMO_TICKET_OPEN || ticket->expires <= now)
        continue;

      count++;
      g_string_append_printf (page, "<li><a href=\"/qr/%s\">%s</a>, asked %" G_GINT64_FORMAT " seconds ago</li>", ticket->secret, bc_name,
                              (now - ticket->created) / G_TIME_SPAN_SECOND);
    }
  g_string_append (page, count == 0 ? "<li>None is open.</li></ul>" : "</ul>");
}

static void
append_partner (GString           *page,
                RosterDemoBc      *bc,
                RosterDemoPartner *partner)
{
  g_autofree char *name = g_markup_escape_text (partner->name, -1);
  g_autofree char *bc_name = g_markup_escape_text (bc->name, -1);

  g_string_append_printf (page,
                          "<li>%s wants to work with %s"
                          "<form method=\"post\" action=\"/demo/partner\"><input type=\"hidden\" name=\"partner_id\" value=\"%s\">"
                          "<button class=\"main\" name=\"decision\" value=\"approve\">Approve as %s</button><br><br>"
                          "<button name=\"decision\" value=\"decline\">Decline</button></form></li>",
                          bc_name, name, partner->bc_id, name);
}

static void
append_invitation (GString          *page,
                   RosterDemoMember *member)
{
  g_autofree char *email = g_markup_escape_text (member->email, -1);

  g_string_append_printf (page,
                          "<li>%s<form method=\"post\" action=\"/demo/accept\"><input type=\"hidden\" name=\"email\" value=\"%s\">"
                          "<button>Accept</button></form></li>",
                          email, email);
}

static void
append_waiting (GString         *page,
                RosterDemoState *state)
{
  g_string_append (page, "<h2>Partnerships that wait</h2><ul>");
  for (guint i = 0; i < state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (state->bcs, i);

      for (guint j = 0; j < bc->partners->len; j++)
        {
          RosterDemoPartner *partner = g_ptr_array_index (bc->partners, j);

          if (!partner->approved)
            append_partner (page, bc, partner);
        }
    }

  g_string_append (page, "</ul><h2>Invitations that wait</h2><ul>");
  for (guint i = 0; i < state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (state->bcs, i);

      for (guint j = 0; j < bc->members->len; j++)
        {
          RosterDemoMember *member = g_ptr_array_index (bc->members, j);

          if (g_str_equal (member->status, "PENDING"))
            append_invitation (page, member);
        }
    }
  g_string_append (page, "</ul>");
}

/**
 * roster_demo_front_answer:
 * @visit: a visit
 *
 * Answers the first page.
 *
 * Returns: whether the visit was to it
 */
gboolean
roster_demo_front_answer (RosterDemoVisit *visit)
{
  GString *page;

  if (!roster_demo_visit_is (visit, "GET", "/"))
    return FALSE;

  page = g_string_new (NULL);
  append_tickets (page, visit->state);
  append_waiting (page, visit->state);
  roster_demo_visit_reply_page (visit, 200, "Demo server", page);

  return TRUE;
}
