/* roster-give-up.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-give-up.h"

#include <glib/gi18n.h>

#include "roster-confirm.h"
#include "roster-text.h"

/* Giving up a request, from its window or from the list of those that wait: says what that means, when it means anything. */

typedef struct
{
  RosterLinkRequest *request;
  GCancellable *cancellable;
  gulong handler;
} Question;

static void
question_free (Question *question)
{
  g_signal_handler_disconnect (question->request, question->handler);
  g_clear_object (&question->request);
  g_clear_object (&question->cancellable);
  g_free (question);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Question *question = user_data;

  if (roster_confirm_finish (GTK_WIDGET (source), result, NULL))
    roster_link_request_give_up (question->request);
  question_free (question);
}

static char *
dup_meaning (RosterLinkRequest *request)
{
  g_autoptr (GDateTime) deadline = NULL;
  g_autofree char *until = NULL;

  switch (roster_link_request_get_state (request))
    {
    case ROSTER_LINK_REQUEST_STATE_WAITING:
      deadline = g_date_time_new_from_unix_local (roster_link_request_get_deadline (request) / G_USEC_PER_SEC);
      until = deadline != NULL ? g_date_time_format (deadline, "%H:%M") : g_strdup ("");
      /* Translators: %s is a time of day. */
      return roster_isolated (_("The code can still be approved until about %s. The account is then in the list after the next sync, but "
                                "linked to no ad account."),
                              until);

    case ROSTER_LINK_REQUEST_STATE_FOUND:
      return g_strdup (_("The account stays in the Business Center, linked to no ad account. You find it in the list."));

    case ROSTER_LINK_REQUEST_STATE_CONFIRMED:
    case ROSTER_LINK_REQUEST_STATE_DONE:
      return g_strdup (_("The account stays in the Business Center with what it was given so far. You find it in the list."));

    case ROSTER_LINK_REQUEST_STATE_DRAFT:
    case ROSTER_LINK_REQUEST_STATE_ASKING:
    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
    case ROSTER_LINK_REQUEST_STATE_REMOVING:
    case ROSTER_LINK_REQUEST_STATE_APPLYING:
    case ROSTER_LINK_REQUEST_STATE_FAILED:
    default:
      return NULL;
    }
}

/**
 * roster_give_up_is_possible:
 * @request: a request
 *
 * Returns: whether there is anything to give up, and nothing is under way that ends by itself
 */
gboolean
roster_give_up_is_possible (RosterLinkRequest *request)
{
  RosterLinkRequestState state = roster_link_request_get_state (request);

  return roster_link_request_is_open (request) && state != ROSTER_LINK_REQUEST_STATE_REMOVING && state != ROSTER_LINK_REQUEST_STATE_APPLYING;
}

/**
 * roster_give_up:
 * @parent: a widget in the window that asks
 * @request: an open request
 *
 * Gives up @request, after a question where something is lost. The question is about a state: when that is over, so is the question.
 */
void
roster_give_up (GtkWidget         *parent,
                RosterLinkRequest *request)
{
  const char *handle = roster_link_request_get_expected_handle (request);
  g_autofree char *meaning = dup_meaning (request);
  /* Translators: %s is a handle. */
  g_autofree char *heading = handle != NULL ? roster_isolated (_("Give Up on @%s?"), handle) : g_strdup (_("Give Up on This Account?"));
  Question *question;

  if (!roster_give_up_is_possible (request))
    return;

  if (meaning == NULL)
    {
      roster_link_request_give_up (request);
      return;
    }

  question = g_new0 (Question, 1);
  question->request = g_object_ref (request);
  question->cancellable = g_cancellable_new ();
  question->handler = g_signal_connect_object (request, "notify::state", G_CALLBACK (g_cancellable_cancel), question->cancellable, G_CONNECT_SWAPPED);
  roster_confirm_async (parent, heading, meaning, _("_Give Up"), ROSTER_CONFIRM_PLAIN, NULL, question->cancellable, on_answered, question);
}
