/* roster-cover.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-tiktok-account.h"

G_BEGIN_DECLS

GPtrArray *roster_cover_links (GListModel *tiktok_accounts);

G_END_DECLS
