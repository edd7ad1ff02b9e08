/* roster-demo-options.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterDemoMethod:
 * @ROSTER_DEMO_METHOD_POST: only POST is answered, GET is 405
 * @ROSTER_DEMO_METHOD_GET: only GET is answered, POST is 405
 * @ROSTER_DEMO_METHOD_BOTH: both are answered
 *
 * How `/bc/asset/account/authorization/` can be asked. What TikTok takes is not published, so the server plays either.
 */
typedef enum
{
  ROSTER_DEMO_METHOD_POST,
  ROSTER_DEMO_METHOD_GET,
  ROSTER_DEMO_METHOD_BOTH,
} RosterDemoMethod;

/**
 * RosterDemoLinkForm:
 * @ROSTER_DEMO_LINK_FORM_PLAIN: the link and nothing else
 * @ROSTER_DEMO_LINK_FORM_SPACES: white space around it
 * @ROSTER_DEMO_LINK_FORM_PICTURE: a picture of the code, as a data URL
 * @ROSTER_DEMO_LINK_FORM_HTML: a web page
 *
 * What `bc_auth_qr_code` holds. No answer of TikTok's is published, only that the field is called a QR code and documented as a link.
 */
typedef enum
{
  ROSTER_DEMO_LINK_FORM_PLAIN,
  ROSTER_DEMO_LINK_FORM_SPACES,
  ROSTER_DEMO_LINK_FORM_PICTURE,
  ROSTER_DEMO_LINK_FORM_HTML,
} RosterDemoLinkForm;

/**
 * RosterDemoOptions:
 * @port: the TCP port on 127.0.0.1; 0 lets the system pick one
 * @people: how many people the Business Center has, or -1
 * @ad_accounts: how many ad accounts it has, or -1
 * @tiktok_accounts: how many TikTok accounts it has, or -1
 * @agencies: how many partner agencies it has, or -1
 * @grants: how many grants on ad accounts its people hold, or -1 for a share of all that there could be
 * @latency_ms: how long every answer is held back, in milliseconds
 * @rate: requests a second before code 40100; 0 sets no limit
 * @authorization_method: how the QR link can be asked for
 * @code_lifetime: how long a QR link can be approved, in seconds
 * @link_length: how many characters a QR link has at least; 0 for as many as it needs
 * @link_form: how a QR link is sent
 * @fault: (nullable): what goes wrong on purpose, see roster_demo_fault_new()
 * @page_cap: how many rows a page of a list holds at most, whatever is asked for; 0 for no such limit
 * @page_limit: how many rows a page may be asked to hold; more is refused with code 40002; 0 for what each end point documents
 * @refuse_address: (nullable): an address because of which an invitation is refused as a whole
 * @ignore_address: (nullable): an address that is ignored, until an invitation of it is withdrawn
 * @refuse_asset: (nullable): the ID or the name of an ad account because of which an invitation, or sharing, is refused as a whole
 * @log: (nullable) (type filename): where to write one JSON line a request
 * @seed: the seed of the generated data and of the faults
 *
 * What the demo server is like. All five sizes at -1 give the believable agency; as soon as one of them is set, a Business Center of
 * that size is generated and the others take the believable agency's sizes.
 */
typedef struct
{
  guint16 port;
  int people;
  int ad_accounts;
  int tiktok_accounts;
  int agencies;
  int grants;
  guint latency_ms;
  guint rate;
  RosterDemoMethod authorization_method;
  guint code_lifetime;
  guint link_length;
  RosterDemoLinkForm link_form;
  char *fault;
  guint page_cap;
  guint page_limit;
  char *refuse_address;
  char *ignore_address;
  char *refuse_asset;
  char *log;
  guint32 seed;
} RosterDemoOptions;

#define ROSTER_TYPE_DEMO_OPTIONS (roster_demo_options_get_type ())
GType              roster_demo_options_get_type    (void);

RosterDemoOptions *roster_demo_options_new         (void) G_GNUC_WARN_UNUSED_RESULT;
RosterDemoOptions *roster_demo_options_copy        (const RosterDemoOptions *self) G_GNUC_WARN_UNUSED_RESULT;
void               roster_demo_options_free        (RosterDemoOptions       *self);
gboolean           roster_demo_options_check       (const RosterDemoOptions *self,
                                                    GError                 **error);
gboolean           roster_demo_options_is_believable (const RosterDemoOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoOptions, roster_demo_options_free)

G_END_DECLS
