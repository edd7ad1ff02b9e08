/* roster-demo-site.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-site.h"

#include <string.h>

/* What the server's own pages share: reading forms, the look, the way to the page that answers. */

static const char style[] =
  ":root{color-scheme:light dark}"
  "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1rem}"
  "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}"
  "form{margin:.5rem 0}"
  "button,input,select{font:inherit;padding:.6rem .9rem;border-radius:.6rem;border:1px solid #8888;box-sizing:border-box}"
  "button{width:100%;cursor:pointer}"
  "button.main{background:#1a5fb4;color:#fff;border-color:#1a5fb4}"
  "button.bad{background:#c01c28;color:#fff;border-color:#c01c28}"
  "input,select{width:100%;margin:.2rem 0 .6rem}"
  "ul{padding-left:1.2rem}.dim{opacity:.7}";

/**
 * roster_demo_visit_clear:
 * @visit: a visit that was answered
 *
 * Frees what the visit holds, but not @visit.
 */
void
roster_demo_visit_clear (RosterDemoVisit *visit)
{
  g_clear_pointer (&visit->body, g_bytes_unref);
  g_clear_pointer (&visit->location, g_free);
}

/**
 * roster_demo_visit_get_field:
 * @visit: a visit
 * @name: a field of the form that was posted
 *
 * Returns: (transfer none): its value; empty where it is missing
 */
const char *
roster_demo_visit_get_field (RosterDemoVisit *visit,
                             const char      *name)
{
  const char *value = visit->form != NULL ? g_hash_table_lookup (visit->form, name) : NULL;

  return value != NULL ? value : "";
}

/**
 * roster_demo_visit_get_query:
 * @visit: a visit
 * @name: a name in the query
 *
 * Returns: (transfer none): its value; empty where it is missing
 */
const char *
roster_demo_visit_get_query (RosterDemoVisit *visit,
                             const char      *name)
{
  const char *value = visit->query != NULL ? g_hash_table_lookup (visit->query, name) : NULL;

  return value != NULL ? value : "";
}

/**
 * roster_demo_visit_is:
 * @visit: a visit
 * @method: `GET` or `POST`
 * @path: a path
 *
 * Returns: whether it is a visit to @path by @method
 */
gboolean
roster_demo_visit_is (RosterDemoVisit *visit,
                      const char      *method,
                      const char      *path)
{
  return g_str_equal (visit->method, method) && g_str_equal (visit->path, path);
}

/**
 * roster_demo_visit_reply_text:
 * @visit: a visit
 * @status: the HTTP status
 * @content_type: (transfer none): what @text is; a static string
 * @text: (transfer full): the body
 *
 * Answers with a text.
 */
void
roster_demo_visit_reply_text (RosterDemoVisit *visit,
                              guint            status,
                              const char      *content_type,
                              char            *text)
{
  visit->status = status;
  visit->content_type = content_type;
  visit->body = g_bytes_new_take (text, strlen (text));
}

/**
 * roster_demo_visit_reply_page:
 * @visit: a visit
 * @status: the HTTP status
 * @title: its title, as text
 * @content: (transfer full): its content, as HTML
 *
 * Answers with a page.
 */
void
roster_demo_visit_reply_page (RosterDemoVisit *visit,
                              guint            status,
                              const char      *title,
                              GString         *content)
{
  g_autofree char *heading = g_markup_escape_text (title, -1);
  g_autofree char *inner = g_string_free (content, FALSE);

  roster_demo_visit_reply_text (visit, status, "text/html; charset=utf-8",
                                g_strdup_printf ("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                                                 "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                                                 "<title>%s</title><style>%s</style></head><body><h1>%s</h1>%s"
                                                 "<p class=\"dim\">Demo data. Nothing here leaves this computer.</p></body></html>\n",
                                                 heading, style, heading, inner));
}

/**
 * roster_demo_visit_reply_note:
 * @visit: a visit
 * @status: the HTTP status
 * @title: its title, as text
 * @note: a sentence, as text
 *
 * Answers with a page of one sentence.
 */
void
roster_demo_visit_reply_note (RosterDemoVisit *visit,
                              guint            status,
                              const char      *title,
                              const char      *note)
{
  g_autofree char *text = g_markup_escape_text (note, -1);
  GString *content = g_string_new (NULL);

  g_string_append_printf (content, "<p>%s</p>", text);
  roster_demo_visit_reply_page (visit, status, title, content);
}

/**
 * roster_demo_visit_redirect:
 * @visit: a visit
 * @location: (transfer full): where to
 *
 * Sends the visitor elsewhere.
 */
void
roster_demo_visit_redirect (RosterDemoVisit *visit,
                            char            *location)
{
  roster_demo_visit_reply_text (visit, 302, "text/plain", g_strdup (""));
  visit->location = location;
}

/**
 * roster_demo_site_answer:
 * @visit: a visit; its reply is filled in
 *
 * Answers a visit to one of the server's own pages, with 404 when there is no such page.
 */
void
roster_demo_site_answer (RosterDemoVisit *visit)
{
  static gboolean (* const parts[]) (RosterDemoVisit *) = {
    roster_demo_front_answer, roster_demo_phone_answer, roster_demo_portal_answer, roster_demo_avatar_answer, roster_demo_helpers_answer,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] (visit))
        return;
    }

  roster_demo_visit_reply_note (visit, 404, "Not found", "There is no such page.");
}
