#!/usr/bin/python3
# test-keyring.py: what becomes of a sign-in inside the sandbox: with the Secret portal, with a secret service, with neither.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess

import sandbox
import kit
from sandbox import sign_in

TOKEN = 'demo-admin'


def is_kept(desk):
    """Signed in, and still so at the next start."""
    desk.start()
    sign_in(desk, TOKEN)
    desk.see('Aoife Byrne')
    desk.stop()
    desk.start()
    desk.see('Aoife Byrne')
    assert not desk.leaks([TOKEN]), desk.leaks([TOKEN])


def in_the_service(desk):
    """What the secret service of the desktop holds for the program."""
    return subprocess.run(['secret-tool', 'search', '--all', 'application', sandbox.APP], env=desk.env, capture_output=True, text=True,
                          check=False).stdout


@kit.on(portal=True)
def the_secret_portal(desk):
    is_kept(desk)
    # The portal gives a key; what it locks is the program's own, in its own place.
    assert os.path.getsize(desk.data('data', 'keyrings', 'default.keyring')) > 0
    assert TOKEN not in in_the_service(desk), 'the token is in the service of the desktop as well'


@kit.on(portal=False)
def the_secret_service_where_there_is_no_portal(desk):
    is_kept(desk)
    assert TOKEN in in_the_service(desk), 'the token is not in the service of the desktop'
    assert not os.path.exists(desk.data('data', 'keyrings')), 'there is a keyring file as well'


@kit.on(portal=False, keyring=False)
def neither_of_them(desk):
    desk.start()
    desk.see(re.compile('no keyring answers'))
    sign_in(desk, TOKEN)
    desk.see('For This Session Only', 'button')
    desk.picture('no-keyring')
    desk.press('For This Session Only')
    desk.see('Aoife Byrne')
    desk.stop()
    desk.start()
    desk.gone('Aoife Byrne')


if __name__ == '__main__':
    kit.run(the_secret_portal, the_secret_service_where_there_is_no_portal, neither_of_them, kind=sandbox.SandboxDesk)
