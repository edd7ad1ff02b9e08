/* roster-store-links.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterStoredLink:
 * @id: the caller's name for it, such as a random UUID
 * @expected_handle: (nullable): the handle that the client said, without @
 * @ads_only: whether new posts shall be shown through ads only
 * @account: (nullable): the key of the account that was confirmed, once one was
 * @asked_at: when the last code was asked for, in microseconds since 1970; 0 for not yet
 * @deadline: until when that code is treated as fresh, in microseconds since 1970
 * @ad_accounts: the keys of the ad accounts that shall have the account
 * @people: the keys of the people that shall have it
 * @before: the keys of the TikTok accounts that were there before the first code was shown
 * @before_whole: whether @before is certainly all of them; not so in what earlier versions of the program wrote
 *
 * A request for a client's TikTok account that is still open. Its link is a secret and not part of it: after a start a new code is asked for,
 * and an approval of the old one is still told apart by @before.
 */
typedef struct
{
  char *id;
  char *expected_handle;
  gboolean ads_only;
  char *account;
  gint64 asked_at;
  gint64 deadline;
  GStrv ad_accounts;
  GStrv people;
  GStrv before;
  gboolean before_whole;
} RosterStoredLink;

RosterStoredLink *roster_stored_link_new          (const char             *id) G_GNUC_WARN_UNUSED_RESULT;
void              roster_stored_link_free         (RosterStoredLink       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterStoredLink, roster_stored_link_free)

void              roster_store_links_put_async     (RosterStoreCenter       *center,
                                                    const RosterStoredLink  *link,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
gboolean          roster_store_links_put_finish    (RosterStoreCenter       *center,
                                                    GAsyncResult            *result,
                                                    GError                 **error);
void              roster_store_links_remove_async  (RosterStoreCenter       *center,
                                                    const char              *id,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
gboolean          roster_store_links_remove_finish (RosterStoreCenter       *center,
                                                    GAsyncResult            *result,
                                                    GError                 **error);
void              roster_store_links_list_async    (RosterStoreCenter       *center,
                                                    GCancellable            *cancellable,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
GPtrArray        *roster_store_links_list_finish   (RosterStoreCenter       *center,
                                                    GAsyncResult            *result,
                                                    GError                 **error);

G_END_DECLS
