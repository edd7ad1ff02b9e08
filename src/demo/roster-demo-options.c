/* roster-demo-options.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-options.h"

#include "roster-demo-fault.h"
#include "roster-error.h"

#define MAX_PEOPLE 4000
#define MAX_AD_ACCOUNTS 20000
#define MAX_TIKTOK_ACCOUNTS 800
#define MAX_AGENCIES 1000
#define MAX_GRANTS 1000000

G_DEFINE_BOXED_TYPE (RosterDemoOptions, roster_demo_options, roster_demo_options_copy, roster_demo_options_free)

static gboolean
check_size (const char *name,
            int         size,
            int         least,
            int         most,
            GError    **error)
{
  if (size == -1 || (size >= least && size <= most))
    return TRUE;

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "%s: %d is not between %d and %d", name, size, least, most);

  return FALSE;
}

/**
 * roster_demo_options_new:
 *
 * Makes the options of the believable agency on a port that the system picks: no latency, no limit, no faults, no log, the QR link by
 * POST and good for ten minutes.
 *
 * Returns: (transfer full): new options
 */
RosterDemoOptions *
roster_demo_options_new (void)
{
  RosterDemoOptions *self = g_new0 (RosterDemoOptions, 1);

  self->people = -1;
  self->ad_accounts = -1;
  self->tiktok_accounts = -1;
  self->agencies = -1;
  self->grants = -1;
  self->authorization_method = ROSTER_DEMO_METHOD_POST;
  self->code_lifetime = 600;
  self->seed = 1;

  return self;
}

/**
 * roster_demo_options_copy:
 * @self: options
 *
 * Returns: (transfer full): a copy
 */
RosterDemoOptions *
roster_demo_options_copy (const RosterDemoOptions *self)
{
  RosterDemoOptions *copy = g_memdup2 (self, sizeof *self);

  copy->fault = g_strdup (self->fault);
  copy->refuse_address = g_strdup (self->refuse_address);
  copy->ignore_address = g_strdup (self->ignore_address);
  copy->refuse_asset = g_strdup (self->refuse_asset);
  copy->log = g_strdup (self->log);

  return copy;
}

/**
 * roster_demo_options_free:
 * @self: (transfer full): options
 *
 * Frees the options.
 */
void
roster_demo_options_free (RosterDemoOptions *self)
{
  g_free (self->fault);
  g_free (self->refuse_address);
  g_free (self->ignore_address);
  g_free (self->refuse_asset);
  g_free (self->log);
  g_free (self);
}

/**
 * roster_demo_options_check:
 * @self: options
 * @error: return location
 *
 * Looks whether a server can be made of these options: sizes within what a Business Center can hold, a fault specification that can be
 * read.
 *
 * Returns: %TRUE, or %FALSE with %ROSTER_ERROR_INVALID_INPUT
 */
gboolean
roster_demo_options_check (const RosterDemoOptions *self,
                           GError                 **error)
{
  g_autoptr (RosterDemoFault) fault = NULL;

  if (!check_size ("people", self->people, 2, MAX_PEOPLE, error) ||
      !check_size ("ad-accounts", self->ad_accounts, 0, MAX_AD_ACCOUNTS, error) ||
      !check_size ("tiktok-accounts", self->tiktok_accounts, 0, MAX_TIKTOK_ACCOUNTS, error) ||
      !check_size ("agencies", self->agencies, 0, MAX_AGENCIES, error) ||
      !check_size ("grants", self->grants, 0, MAX_GRANTS, error))
    return FALSE;

  fault = roster_demo_fault_new (self->fault, self->seed, error);

  return fault != NULL;
}

/**
 * roster_demo_options_is_believable:
 * @self: options
 *
 * Returns: %TRUE when no size was asked for, so that the believable agency is served
 */
gboolean
roster_demo_options_is_believable (const RosterDemoOptions *self)
{
  return self->people == -1 && self->ad_accounts == -1 && self->tiktok_accounts == -1 && self->agencies == -1 && self->grants == -1;
}
