#!/usr/bin/python3
# test-desktop.py: how the desktop starts the program: by its name on the bus, and by the entries in the menu of its launcher.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import glob
import os
import re
import subprocess
import types

import kit
import tree
from steps import sign_in


def call(desk, app_id, method, *parameters):
    """A call as the desktop makes it; starts the program when it is not there."""
    subprocess.run(['gdbus', 'call', '--session', '--dest', app_id, '--object-path', '/' + app_id.replace('.', '/'),
                    '--method', method, *parameters], env=desk.env, check=True, stdout=subprocess.DEVNULL, timeout=kit.DEADLINE)


def find_window(desk):
    for pid in kit.descendants():
        try:
            with open(f'/proc/{pid}/comm', encoding='utf-8') as comm:
                if comm.read().strip() == 'access-roster' and (app := tree.application(pid)):
                    return pid, app
        except OSError:
            continue
    return None


@kit.on(server=None)
def by_its_name_on_the_bus(desk):
    services = glob.glob(os.path.join(kit.BUILD, 'data', 'io.github.accessroster.*.service'))
    assert len(services) == 1, services
    with open(services[0], encoding='utf-8') as file:
        service = file.read()
    app_id = re.search('^Name=(.*)$', service, re.M)[1]
    assert os.path.basename(services[0]) == app_id + '.service'
    desk.write(f'services/{app_id}.service', re.sub(r'^Exec=\S*/access-roster ', f'Exec="{kit.program()}" ', service, flags=re.M))
    call(desk, 'org.freedesktop.DBus', 'org.freedesktop.DBus.ReloadConfig')

    call(desk, app_id, 'org.freedesktop.Application.Activate', '{}')
    pid, desk.app = desk.wait(lambda: find_window(desk), 'the window')
    desk.process = types.SimpleNamespace(pid=pid, poll=lambda: None)
    desk.see('Connect a Business Center')

    # Asked for twice, there is still one; without a Business Center there is nothing to link to.
    call(desk, app_id, 'org.freedesktop.Application.ActivateAction', 'link-account', '[]', '{}')
    call(desk, app_id, 'org.freedesktop.Application.ActivateAction', 'invite-people', '[]', '{}')
    call(desk, app_id, 'org.freedesktop.Application.Activate', '{}')
    subprocess.run([kit.program()], env=desk.env, check=True, timeout=kit.DEADLINE)
    desk.see('Connect a Business Center')
    assert len(desk.app.windows()) == 1


@kit.on(demo=True)
def to_inviting_people(desk):
    desk.start('--demo', '--invite-people')
    desk.see('Addresses', 'text')


@kit.on(demo=True)
def to_linking_an_account(desk):
    desk.start('--demo', '--link-account')
    desk.see('Show Code', 'button')


@kit.on(server=['--latency-ms', '300'])
def to_linking_an_account_of_what_is_remembered(desk):
    sign_in(desk)
    desk.see('Sync', 'button')
    desk.stop()
    desk.start('--api-base', desk.base, '--link-account')
    desk.see('Show Code', 'button')


if __name__ == '__main__':
    kit.run(by_its_name_on_the_bus, to_inviting_people, to_linking_an_account, to_linking_an_account_of_what_is_remembered)
