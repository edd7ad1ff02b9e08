/* roster-code-show.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-code-show.h"

#include <glib/gi18n.h>

/* The code of a request on the screen, as a code that is drawn here, or as the picture that TikTok sent. */

/**
 * roster_code_show_dup_sent:
 * @request: a request
 *
 * Returns: (transfer full) (nullable): the picture that TikTok sent instead of a link; %NULL when it sent none, or one that cannot be shown
 */
GdkTexture *
roster_code_show_dup_sent (RosterLinkRequest *request)
{
  GBytes *picture = roster_link_request_get_picture (request);

  return picture != NULL ? gdk_texture_new_from_bytes (picture, NULL) : NULL;
}

/**
 * roster_code_show:
 * @view: where to show it
 * @request: whose code
 *
 * Shows the code of @request, or nothing where it has none.
 *
 * Returns: (transfer none) (nullable): why its code cannot be shown, ready to be read
 */
const char *
roster_code_show (RosterQrView      *view,
                  RosterLinkRequest *request)
{
  const char *link = roster_link_request_get_link (request);
  g_autoptr (GdkTexture) picture = roster_code_show_dup_sent (request);
  g_autoptr (RosterQrCode) code = link != NULL ? roster_qr_code_new (link, NULL) : NULL;

  roster_qr_view_set_code (view, code);
  roster_qr_view_set_picture (view, picture);
  if (link != NULL && code == NULL)
    return _("The link is too long for a QR code. Send it instead.");
  if (roster_link_request_get_picture (request) != NULL && picture == NULL)
    return _("TikTok sent a picture that cannot be shown.");

  return NULL;
}
