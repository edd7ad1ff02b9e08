/* roster-client-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ROSTER_CLIENT_STEPS:
 *
 * How many steps it takes to approve a code.
 */
#define ROSTER_CLIENT_STEPS 3

/**
 * RosterClientText:
 * @code: the language, as in ISO 639-1
 * @name: what the language calls itself
 * @steps: what to do with a code that stands on a screen, in order
 * @valid_for: stands above the time that is left
 * @run_out: says that the code on the screen cannot be used any more
 * @thanks: stands in place of the code once the account has come
 * @thanks_more: says below that what there is to do now
 * @message: the body of a message that carries the link: `{who}` is the account, `{link}` the link, `{until}` a time of day
 * @your_account: stands for `{who}` when nobody told the handle
 *
 * The sentences that a client reads, in the client's language, which is not that of the person who runs the program.
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *steps[ROSTER_CLIENT_STEPS];
  const char *valid_for;
  const char *run_out;
  const char *thanks;
  const char *thanks_more;
  const char *message;
  const char *your_account;
} RosterClientText;

const RosterClientText *roster_client_text_get_all      (guint                  *n_languages);
const RosterClientText *roster_client_text_get          (const char             *language);
guint                   roster_client_text_get_position (const RosterClientText *self);
char                   *roster_client_text_dup_message  (const RosterClientText *self,
                                                         const char             *handle,
                                                         const char             *link,
                                                         const char             *until) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
