/* test-keyring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TestKeyringFlags:
 * @TEST_KEYRING_DEFAULT: a session bus, a keyring daemon, and an open keyring
 * @TEST_KEYRING_NO_SERVICE: a session bus on which nobody keeps secrets
 * @TEST_KEYRING_NO_COLLECTION: a keyring daemon that has no keyring yet, and nobody to ask for a password
 */
typedef enum
{
  TEST_KEYRING_DEFAULT = 0,
  TEST_KEYRING_NO_SERVICE = 1 << 0,
  TEST_KEYRING_NO_COLLECTION = 1 << 1,
} TestKeyringFlags;

typedef struct _TestKeyring TestKeyring;

gboolean     test_keyring_available  (void);
TestKeyring *test_keyring_start      (TestKeyringFlags  flags);
void         test_keyring_stop       (TestKeyring      *self);
const char  *test_keyring_get_home   (TestKeyring      *self);
void         test_keyring_lock       (TestKeyring      *self);
void         test_keyring_unlock     (TestKeyring      *self);
void         test_keyring_stop_service (TestKeyring    *self);
void         test_keyring_start_service (TestKeyring   *self);
gboolean     test_keyring_is_on_disk (TestKeyring      *self,
                                      const char       *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestKeyring, test_keyring_stop)

G_END_DECLS
