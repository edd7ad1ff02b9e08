/* roster-error-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error-text.h"

#include <glib/gi18n.h>

#include "roster-text.h"

/* What an error means to a person: what happened, why if that is known, and what to do. Where there is room for details, TikTok's own words are
 * one press away, in these: they are English, and written for programmers. A line that has none says them itself. */

/* Where an answer has no envelope, the HTTP status stands in the place of TikTok's code. */
#define FIRST_TIKTOK_CODE 1000

typedef struct
{
  const char *title;
  const char *advice;
  gboolean retry_helps;
  gboolean sign_in_helps;
  const char *advice_in_line; /* (nullable): instead of the advice, where TikTok's words stand beside it; "" for none */
} Text;

static const Text TEXTS[] = {
  [ROSTER_ERROR_FAILED] = {
    N_("Something Went Wrong"),
    N_("Try again. If it keeps happening, the details tell more."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_OFFLINE] = {
    N_("TikTok Cannot Be Reached"),
    N_("Check the network connection, then try again."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_INTERRUPTED] = {
    N_("The Connection Was Lost"),
    N_("The request had left, and no answer came back. Look at the present state before doing it again."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_PROTOCOL] = {
    N_("The Answer Makes No Sense"),
    N_("What came back is not what TikTok answers as a rule. A proxy, or the sign-in page of a network, may be in the way."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_INCOMPLETE] = {
    N_("Not Everything Could Be Read"),
    N_("TikTok counts more than it lists. What was known before stays. Sync again in a few minutes."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_TOO_LARGE] = {
    N_("The Answer Is Too Large"),
    N_("More came back than TikTok ever sends. It was not read to the end."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_REDIRECTED] = {
    N_("The Server Points Elsewhere"),
    N_("The program did not follow, because the access token would have travelled along. A proxy, or the sign-in page of a network, may be in the way."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_SIGNED_OUT] = {
    N_("You Have Been Signed Out"),
    N_("TikTok no longer accepts this connection: it was revoked or has ended. Sign in again to go on."),
    FALSE, TRUE,
  },
  [ROSTER_ERROR_BAD_APP] = {
    N_("The App ID or the Secret Is Wrong"),
    N_("Compare both with the page of your developer app, then sign in again."),
    FALSE, TRUE,
  },
  [ROSTER_ERROR_BAD_AUTH_CODE] = {
    N_("The Sign-In Has Run Out"),
    N_("The code that the browser brought back works once, and only for a short time. Start the sign-in again."),
    FALSE, TRUE,
  },
  [ROSTER_ERROR_NOT_PERMITTED] = {
    N_("TikTok Does Not Permit This"),
    N_("Either you are not an Admin here, or the developer app lacks a permission. The details have TikTok’s reason."),
    FALSE, FALSE,
    N_("Either you are not an Admin here, or the developer app lacks a permission."),
  },
  [ROSTER_ERROR_REFUSED] = {
    N_("TikTok Refused the Request"),
    N_("The details have TikTok’s reason."),
    FALSE, FALSE,
    "",
  },
  [ROSTER_ERROR_NOT_FOUND] = {
    N_("It Is Not There Any More"),
    N_("Somebody may have removed it in the meantime. Sync to see the present state."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_CONFLICT] = {
    N_("TikTok Is Busy With Another Change"),
    N_("Wait a moment, look at the present state, and try again if need be."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_RATE_LIMITED] = {
    N_("Too Many Requests"),
    N_("TikTok answers only so many in a while. Nothing was done. Wait a minute, then try again."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_UNAVAILABLE] = {
    N_("TikTok Has a Problem"),
    N_("That is usually over soon. Try again in a few minutes."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_MAINTENANCE] = {
    N_("TikTok Is Under Maintenance"),
    N_("Try again later."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_INVALID_INPUT] = {
    N_("This Cannot Be Used"),
    NULL, /* the message says why */
    FALSE, FALSE,
  },
  [ROSTER_ERROR_KEYRING_MISSING] = {
    N_("There Is No Keyring"),
    N_("Connections are kept in the system’s keyring, and no keyring answers. Start one and try again, or go on for this session only."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_KEYRING_LOCKED] = {
    N_("The Keyring Is Locked"),
    N_("Your connections are in the system’s keyring. Unlock it, or go on for this session only."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_STATE_MISMATCH] = {
    N_("The Answer Belongs to Another Sign-In"),
    N_("It may come from an older browser tab. Nothing was accepted, and this sign-in goes on. Paste the address of the newest page."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_DECLINED] = {
    N_("Access Was Declined"),
    N_("Whoever was asked in the browser did not allow access. Start the sign-in again to ask once more."),
    FALSE, TRUE,
  },
  [ROSTER_ERROR_STORE_DAMAGED] = {
    N_("The Local Data Was Damaged"),
    N_("The damaged file was set aside, and what could be read of it was kept. Sync to read the rest again."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_STORE_NEWER] = {
    N_("The Local Data Is From a Newer Version"),
    N_("It was left as it is. Until you update the program, nothing is remembered after you close it."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_STORE_BUSY] = {
    N_("The Local Data Is in Use"),
    N_("The program seems to run twice. What happens in this one is not remembered after you close it."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_STORE_READ_ONLY] = {
    N_("The Local Data Cannot Be Written"),
    N_("Look at the permissions of the program’s data folder. Until then, nothing is remembered after you close the program."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_STORE_FULL] = {
    N_("The Disk Is Full"),
    N_("Free some space, then try again. What was there before is safe."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_IGNORED] = {
    N_("TikTok Ignores the Address"),
    NULL, /* the message says what is known */
    FALSE, FALSE,
  },
  [ROSTER_ERROR_NO_LINK] = {
    N_("TikTok Sent No Link"),
    N_("What it answered is neither a link nor a picture of a code, so there is nothing to scan. Try again in a few minutes."),
    TRUE, FALSE,
  },
  [ROSTER_ERROR_NOT_A_MEMBER] = {
    N_("No Access to the Business Center"),
    N_("This user is a member of no Business Center, or not of this one any more. Ask an Admin for an invitation and try again, or sign in as "
       "somebody else."),
    TRUE, TRUE,
  },
  [ROSTER_ERROR_IN_BETWEEN] = {
    N_("The Network Refused"),
    NULL, /* the message says what stands in between */
    TRUE, FALSE,
  },
  [ROSTER_ERROR_BLOCKED] = {
    N_("TikTok Is Blocked in This Network"),
    NULL, /* the message has the name of the host */
    TRUE, FALSE,
  },
  [ROSTER_ERROR_STORE_MOVED] = {
    N_("The Local Data Was Deleted or Replaced"),
    N_("Somebody, or another program, did so while this one was running. From here on everything is remembered again. What had not been sent was "
       "stopped: look at the present state, then do it again."),
    FALSE, FALSE,
  },
  [ROSTER_ERROR_COUNTRY] = {
    N_("TikTok Refuses This Country"),
    NULL, /* a sentence with TikTok's own words */
    TRUE, FALSE,
  },
};

static const Text STOPPED = { N_("Stopped"), N_("It was stopped before it was done."), TRUE, FALSE };

/* What this program found out by itself; it says what. */
static const Text FOUND_OTHERWISE = { N_("Not as Expected"), NULL, TRUE, FALSE };

static const Text *
get_text (const GError *error)
{
  if (roster_error_is_cancelled (error))
    return &STOPPED;
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT) && roster_error_get_api_code (error) == 0)
    return &FOUND_OTHERWISE;

  if (error != NULL && error->domain == ROSTER_ERROR && error->code >= 0 && (guint) error->code < G_N_ELEMENTS (TEXTS) &&
      TEXTS[error->code].title != NULL)
    return &TEXTS[error->code];

  return &TEXTS[ROSTER_ERROR_FAILED];
}

/**
 * roster_error_text_get_title:
 * @error: (nullable): any error
 *
 * Returns: (transfer none): what happened, as a heading
 */
const char *
roster_error_text_get_title (const GError *error)
{
  return _(get_text (error)->title);
}

/**
 * roster_error_text_get_advice:
 * @error: (nullable): any error
 *
 * Returns: (transfer none): why, if that is known, and what to do, in one or two sentences; plain text, not markup
 */
const char *
roster_error_text_get_advice (const GError *error)
{
  const Text *text = get_text (error);

  if (text->advice == NULL)
    return error->message;

  return _(text->advice);
}

/**
 * roster_error_text_get_icon_name:
 * @error: (nullable): any error
 *
 * Returns: (transfer none): an icon for a page that has nothing else to show
 */
const char *
roster_error_text_get_icon_name (const GError *error)
{
  if (roster_error_is_network (error))
    return "network-offline-symbolic";
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED) ||
      g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING))
    return "dialog-password-symbolic";
  if (roster_error_text_sign_in_helps (error))
    return "system-log-out-symbolic";

  return "dialog-warning-symbolic";
}

/**
 * roster_error_text_retry_helps:
 * @error: (nullable): any error
 *
 * Returns: whether doing the same again may work
 */
gboolean
roster_error_text_retry_helps (const GError *error)
{
  return get_text (error)->retry_helps;
}

/**
 * roster_error_text_sign_in_helps:
 * @error: (nullable): any error
 *
 * Returns: whether signing in again is the way on
 */
gboolean
roster_error_text_sign_in_helps (const GError *error)
{
  return get_text (error)->sign_in_helps;
}

/**
 * roster_error_text_dup_words:
 * @error: (nullable): any error
 *
 * Returns: (transfer full) (nullable): what TikTok said, as a sentence that quotes it; %NULL where TikTok did not say anything
 */
char *
roster_error_text_dup_words (const GError *error)
{
  g_autofree char *isolated = NULL;

  if (roster_error_get_api_code (error) < FIRST_TIKTOK_CODE || *error->message == '\0')
    return NULL;

  /* Its direction is its own. */
  isolated = g_strconcat ("\342\201\250", error->message, "\342\201\251", NULL);

  /* Translators: %s is TikTok's own message, mostly in English. */
  return roster_isolated (_("TikTok says: “%s”"), isolated);
}

/**
 * roster_error_text_dup_line:
 * @error: (nullable): any error
 *
 * Returns: (transfer full): what happened, what to do, and what TikTok said, in one line, for a row
 */
char *
roster_error_text_dup_line (const GError *error)
{
  const Text *text = get_text (error);
  /* Where there is no advice, the message stands in its place. */
  g_autofree char *words = text->advice != NULL ? roster_error_text_dup_words (error) : NULL;
  const char *advice = words != NULL && text->advice_in_line != NULL ? text->advice_in_line : NULL;

  if (words == NULL)
    /* Translators: what happened, then what to do about it. */
    return roster_isolated (C_("error in one line", "%s. %s"), roster_error_text_get_title (error), roster_error_text_get_advice (error));
  if (advice != NULL && *advice == '\0')
    /* Translators: what happened, then what TikTok says. */
    return roster_isolated (C_("refusal in one line", "%s. %s"), roster_error_text_get_title (error), words);

  /* Translators: what happened, then what to do about it, then what TikTok says. */
  return roster_isolated (C_("refusal in one line", "%s. %s %s"), roster_error_text_get_title (error),
                          advice != NULL ? _(advice) : roster_error_text_get_advice (error), words);
}
