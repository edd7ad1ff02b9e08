#!/usr/bin/python3
# test-memory.py: what the program remembers from one start to the next, and forgets when it is told to.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import glob
import os
import re

import kit
from steps import sign_in


def database(desk):
    path, = glob.glob(desk.path('data', 'access-roster*', 'roster.db'))
    return path


def remembered(desk):
    """All that stands in the database and its log."""
    content = b''
    for path in glob.glob(database(desk) + '*'):
        with open(path, 'rb') as file:
            content += file.read()
    return content


def leave(desk):
    """Ends the program once everything is read."""
    desk.see('Sync', 'button')
    desk.key('ctrl+q')
    assert desk.process.wait(kit.DEADLINE) == 0
    desk.app = None


@kit.on()
def offline_it_shows_what_was_read_last(desk):
    sign_in(desk)
    leave(desk)
    assert b'Aoife Byrne' in remembered(desk)
    for path, mode in ((database(desk), 0o600), (os.path.dirname(database(desk)), 0o700)):
        assert os.stat(path).st_mode & 0o777 == mode, path

    asked = len(desk.requests())
    desk.stop_server()
    desk.start()
    desk.see('Aoife Byrne')
    desk.see(re.compile(r'^Working offline with data from \d\d:\d\d\.'))
    desk.press('TikTok Accounts', 'tab')
    desk.see('@harbourcoffee')
    assert not desk.find('Link an Account', 'button').sensitive
    assert len(desk.requests()) == asked
    # It says so again, and stays.
    desk.press('Try Again')
    desk.see(re.compile('^Working offline'))
    desk.see('@harbourcoffee')


@kit.on()
def signed_out_it_shows_what_was_read_last(desk):
    sign_in(desk)
    leave(desk)
    desk.stop_keyring()
    desk.start()
    desk.see('Aoife Byrne')
    desk.see(re.compile(r'^There Is No Keyring: this is what was read at \d\d:\d\d\.$'))
    desk.press('Details…')
    desk.see(re.compile('no keyring answers'))


@kit.on()
def what_is_forgotten_is_gone(desk):
    sign_in(desk)
    desk.see('Sync', 'button')
    desk.press('Main Menu')
    desk.press('Forget This Business Center…', 'item', showing=False)
    desk.see('Forget Northwind Agency?')
    desk.press('Forget')
    desk.see('Connect a Business Center')
    # Another Business Center of the same connection is left.
    assert desk.keyring_secrets()
    desk.key('ctrl+q')
    assert desk.process.wait(kit.DEADLINE) == 0
    assert b'Northwind' not in remembered(desk)
    assert b'Ivy Intern' not in remembered(desk)


@kit.on()
def what_is_damaged_is_set_aside(desk):
    sign_in(desk)
    leave(desk)
    with open(database(desk), 'r+b') as file:
        file.write(b'This is not a database any more. ' * 100)
    desk.start()
    desk.see('Aoife Byrne')
    desk.see('The Local Data Was Damaged.')
    desk.press('Details…')
    desk.see(re.compile('was set aside'))
    desk.press('Close')
    desk.gone('The Local Data Was Damaged.')
    assert glob.glob(database(desk) + '.damaged-*')


if __name__ == '__main__':
    kit.run(offline_it_shows_what_was_read_last, signed_out_it_shows_what_was_read_last, what_is_forgotten_is_gone, what_is_damaged_is_set_aside)
