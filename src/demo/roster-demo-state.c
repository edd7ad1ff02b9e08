/* roster-demo-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-state.h"

#include "roster-demo-bc.h"
#include "roster-demo-lag.h"
#include "roster-demo-server.h"
#include "roster-demo-world.h"

/* Above 2^53, where a reader that goes through a double loses digits. */
#define FIRST_ID G_GUINT64_CONSTANT (7301112223334440001)
#define MAX_TICKETS 200

static void
user_free (RosterDemoUser *user)
{
  g_free (user->user_id);
  g_free (user->name);
  g_free (user->email);
  g_free (user);
}

static void
account_free (RosterDemoAccount *account)
{
  g_free (account->asset_id);
  g_free (account->identity_id);
  g_free (account->handle);
  g_free (account->name);
  g_free (account);
}

static void
ticket_free (RosterDemoTicket *ticket)
{
  g_free (ticket->secret);
  g_free (ticket->operator_id);
  g_free (ticket);
}

/* Five blocks of hexadecimal digits, from the seeded draws, so that a seed gives the same world each time. */
static char *
make_identity_id (RosterDemoState *self)
{
  return g_strdup_printf ("%08x-%04x-5%03x-8%03x-%08x%04x", g_rand_int (self->rand), g_rand_int (self->rand) & 0xffff,
                          g_rand_int (self->rand) & 0xfff, g_rand_int (self->rand) & 0xfff, g_rand_int (self->rand),
                          g_rand_int (self->rand) & 0xffff);
}

static void
arrive (RosterDemoState  *self,
        RosterDemoTicket *ticket)
{
  ticket->arrives = 0;
  if (roster_demo_bc_count_assets (ticket->bc, "TT_ACCOUNT") >= ROSTER_DEMO_MAX_TIKTOK_ACCOUNTS)
    return;

  ticket->account->ads_only = ticket->ads_only;
  ticket->account->can_pull = TRUE;
  ticket->account->can_push = TRUE;
  roster_demo_bc_add_account (ticket->bc, ticket->account);
  roster_demo_bc_log (ticket->bc, roster_demo_state_get_now (self), "ASSET", ticket->operator_id,
                      "TikTok account %s (%s) was added to the Business Center.", ticket->account->name, ticket->account->asset_id);
}

/**
 * roster_demo_state_new:
 * @options: what there is to be
 *
 * Returns: (transfer full): what a server with these options begins with
 */
RosterDemoState *
roster_demo_state_new (const RosterDemoOptions *options)
{
  RosterDemoState *self = g_new0 (RosterDemoState, 1);

  self->clock = roster_clock_new ();
  self->rand = g_rand_new_with_seed (options->seed);
  self->last_id = FIRST_ID;
  self->rate = options->rate;
  self->page_cap = options->page_cap;
  self->page_limit = options->page_limit;
  self->authorization_method = options->authorization_method;
  self->code_lifetime = options->code_lifetime;
  self->refuse_address = g_strdup (options->refuse_address);
  self->ignore_address = g_strdup (options->ignore_address);
  self->refuse_asset = g_strdup (options->refuse_asset);
  self->link_length = options->link_length;
  self->link_form = options->link_form;
  self->believable = roster_demo_options_is_believable (options);
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) user_free);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->bcs = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_demo_bc_free);
  self->bcs_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  self->accounts_by_handle = g_hash_table_new (g_str_hash, g_str_equal);
  self->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) ticket_free);
  self->tickets_by_secret = g_hash_table_new (g_str_hash, g_str_equal);

  roster_demo_world_fill (self, options);

  g_hash_table_insert (self->tokens, g_strdup (ROSTER_DEMO_TOKEN_ADMIN), self->admin);
  g_hash_table_insert (self->tokens, g_strdup (ROSTER_DEMO_TOKEN_STANDARD), self->standard);
  g_hash_table_insert (self->tokens, g_strdup (ROSTER_DEMO_TOKEN_REVOKED), NULL);

  return self;
}

/**
 * roster_demo_state_free:
 * @self: (transfer full): a state
 *
 * Frees what the server knows.
 */
void
roster_demo_state_free (RosterDemoState *self)
{
  roster_demo_lag_end (self);
  g_hash_table_unref (self->tickets_by_secret);
  g_ptr_array_unref (self->tickets);
  g_hash_table_unref (self->bcs_by_id);
  g_ptr_array_unref (self->bcs);
  g_hash_table_unref (self->accounts_by_handle);
  g_ptr_array_unref (self->accounts);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->tokens);
  g_ptr_array_unref (self->users);
  g_rand_free (self->rand);
  g_object_unref (self->clock);
  g_free (self->base_url);
  g_free (self->refuse_address);
  g_free (self->ignore_address);
  g_free (self->refuse_asset);
  g_free (self);
}

/**
 * roster_demo_state_get_now:
 * @self: a state
 *
 * Returns: the server's time in microseconds since 1970, which tests can put forward
 */
gint64
roster_demo_state_get_now (RosterDemoState *self)
{
  /* TikTok's clock is not the one that somebody sets here. */
  return roster_clock_get_steady (self->clock) + self->clock_offset;
}

/**
 * roster_demo_state_format_time:
 * @time: a moment in microseconds since 1970
 * @format: as for g_date_time_format()
 *
 * Returns: (transfer full): the moment as text, in UTC
 */
char *
roster_demo_state_format_time (gint64      time,
                               const char *format)
{
  g_autoptr (GDateTime) epoch = g_date_time_new_from_unix_utc (0);
  g_autoptr (GDateTime) moment = g_date_time_add (epoch, time);

  return g_date_time_format (moment, format);
}

/**
 * roster_demo_state_make_id:
 * @self: a state
 *
 * Returns: (transfer full): an ID that nothing else has, of 19 digits like TikTok's own
 */
char *
roster_demo_state_make_id (RosterDemoState *self)
{
  self->last_id += g_rand_int_range (self->rand, 1, 1000000);

  return g_strdup_printf ("%" G_GUINT64_FORMAT, self->last_id);
}

/**
 * roster_demo_state_make_secret:
 *
 * Not from the seeded draws: a token or a QR link must not be guessable from the seed.
 *
 * Returns: (transfer full): a text that nobody can guess
 */
char *
roster_demo_state_make_secret (void)
{
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  g_autofree char *both = g_strconcat (first, second, NULL);
  g_auto (GStrv) parts = g_strsplit (both, "-", -1);

  return g_strjoinv ("", parts);
}

/**
 * roster_demo_state_add_user:
 * @self: a state
 * @user_id: the ID of the TikTok for Business user
 * @name: what the user is called
 * @email: the user's address
 *
 * Returns: (transfer none): a new user, who is in no Business Center yet
 */
RosterDemoUser *
roster_demo_state_add_user (RosterDemoState *self,
                            const char      *user_id,
                            const char      *name,
                            const char      *email)
{
  RosterDemoUser *user = g_new0 (RosterDemoUser, 1);

  user->user_id = g_strdup (user_id);
  user->name = g_strdup (name);
  user->email = g_strdup (email);
  g_ptr_array_add (self->users, user);

  return user;
}

/**
 * roster_demo_state_add_bc:
 * @self: a state
 * @id: its ID
 * @name: what it is called
 *
 * Returns: (transfer none): a new Business Center
 */
RosterDemoBc *
roster_demo_state_add_bc (RosterDemoState *self,
                          const char      *id,
                          const char      *name)
{
  RosterDemoBc *bc = roster_demo_bc_new (id, name);

  g_ptr_array_add (self->bcs, bc);
  g_hash_table_insert (self->bcs_by_id, bc->id, bc);

  return bc;
}

/**
 * roster_demo_state_add_account:
 * @self: a state
 * @handle: the handle, without @
 * @name: the name of a new account; the name of one that exists stays
 *
 * Returns: (transfer none): the account at TikTok with that handle, linked nowhere when it is new
 */
RosterDemoAccount *
roster_demo_state_add_account (RosterDemoState *self,
                               const char      *handle,
                               const char      *name)
{
  RosterDemoAccount *account = g_hash_table_lookup (self->accounts_by_handle, handle);

  if (account != NULL)
    return account;

  account = g_new0 (RosterDemoAccount, 1);
  account->asset_id = roster_demo_state_make_id (self);
  account->identity_id = make_identity_id (self);
  account->handle = g_strdup (handle);
  account->name = g_strdup (name);
  account->can_pull = TRUE;
  account->can_push = TRUE;
  account->available_status = "AVAILABLE";
  g_ptr_array_add (self->accounts, account);
  g_hash_table_insert (self->accounts_by_handle, account->handle, account);

  return account;
}

/**
 * roster_demo_state_add_ticket:
 * @self: a state
 * @bc: the Business Center that asks
 * @operator_id: the user who asks
 * @ads_only: whether ads only are asked for
 *
 * Makes a QR link. When there are too many, the oldest is forgotten.
 *
 * Returns: (transfer none): the link
 */
RosterDemoTicket *
roster_demo_state_add_ticket (RosterDemoState *self,
                              RosterDemoBc    *bc,
                              const char      *operator_id,
                              gboolean         ads_only)
{
  RosterDemoTicket *ticket = g_new0 (RosterDemoTicket, 1);

  if (self->tickets->len == MAX_TICKETS)
    {
      RosterDemoTicket *oldest = g_ptr_array_index (self->tickets, 0);

      g_hash_table_remove (self->tickets_by_secret, oldest->secret);
      g_ptr_array_remove_index (self->tickets, 0);
    }

  ticket->secret = roster_demo_state_make_secret ();
  ticket->bc = bc;
  ticket->operator_id = g_strdup (operator_id);
  ticket->ads_only = ads_only;
  ticket->created = roster_demo_state_get_now (self);
  ticket->expires = ticket->created + self->code_lifetime * G_TIME_SPAN_SECOND;
  g_ptr_array_add (self->tickets, ticket);
  g_hash_table_insert (self->tickets_by_secret, ticket->secret, ticket);

  return ticket;
}

/**
 * roster_demo_state_approve_ticket:
 * @self: a state
 * @ticket: a QR link
 * @account: whose owner says yes
 * @delay: how long TikTok takes before the account shows up, in microseconds
 *
 * The owner of an account approves.
 */
void
roster_demo_state_approve_ticket (RosterDemoState   *self,
                                  RosterDemoTicket  *ticket,
                                  RosterDemoAccount *account,
                                  gint64             delay)
{
  ticket->state = ROSTER_DEMO_TICKET_APPROVED;
  ticket->account = account;
  ticket->arrives = roster_demo_state_get_now (self) + delay;
  roster_demo_state_settle (self);
}

/**
 * roster_demo_state_settle:
 * @self: a state
 *
 * What was due since the last request happens now. Nobody can tell the difference, and no timer is needed.
 */
void
roster_demo_state_settle (RosterDemoState *self)
{
  gint64 now = roster_demo_state_get_now (self);

  for (guint i = 0; i < self->tickets->len; i++)
    {
      RosterDemoTicket *ticket = g_ptr_array_index (self->tickets, i);

      if (ticket->state == ROSTER_DEMO_TICKET_APPROVED && ticket->arrives != 0 && ticket->arrives <= now)
        arrive (self, ticket);
    }
}

/**
 * roster_demo_state_count_request:
 * @self: a state
 *
 * Counts one request.
 *
 * Returns: %FALSE when there were too many within this second
 */
gboolean
roster_demo_state_count_request (RosterDemoState *self)
{
  gint64 second = roster_demo_state_get_now (self) / G_TIME_SPAN_SECOND;

  if (self->rate == 0)
    return TRUE;

  if (second != self->rate_second)
    {
      self->rate_second = second;
      self->rate_count = 0;
    }

  return ++self->rate_count <= self->rate;
}
