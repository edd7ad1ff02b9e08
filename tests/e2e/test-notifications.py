#!/usr/bin/python3
# test-notifications.py: what happened elsewhere is told, by the desktop while the window is not in front, by the window while it is.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess

import kit
import tree
from steps import account, sign_in

MARIA = 'maria@studio.example'


def start_notifier(desk):
    desk.spawn('notifier', ['/usr/bin/python3', os.path.join(kit.HERE, 'notifier.py'), desk.path('notified')])
    kit.wait(lambda: tree.name_has_owner('org.freedesktop.Notifications', desk.env['DBUS_SESSION_BUS_ADDRESS']), 'the notification service')


def notified(desk, key='shown'):
    """What the desktop was asked to show, or with another key to take back."""
    try:
        rows = [row for row in kit.read_rows(desk.path('notified')) if key in row]
    except FileNotFoundError:
        return []
    for row in rows:
        if 'summary' in row:
            row['summary'] = re.sub('[\u2066-\u2069]', '', row['summary'])  # what sets names apart, and nobody sees
    return rows


def press(desk, notification, label):
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.Notifications', '--object-path', '/org/freedesktop/Notifications',
                    '--method', 'io.github.accessroster.Test.Press', str(notification['shown']), notification['actions'][label]],
                   env=desk.env, check=True, stdout=subprocess.DEVNULL, timeout=kit.DEADLINE)


def look_at(desk):
    """Without a window manager no window gets the keyboard by itself: until this is done, nobody looks."""
    window, = desk.window_ids()
    desk.xdo('windowfocus', window)
    desk.wait(lambda: desk.app.windows()[0].has('active'), 'the window to be in front')


def sync(desk):
    desk.press(re.compile('^Sync'))


@kit.on()
def a_revocation_leads_to_a_new_code(desk):
    start_notifier(desk)
    sign_in(desk)
    desk.press('TikTok Accounts', 'tab')
    desk.see('@harbourcoffee')
    desk.press('Users', 'tab')
    desk.http('/demo/vanish', {'asset_id': account(desk, 'harbourcoffee')['asset_id']})
    sync(desk)
    notification = desk.wait(lambda: notified(desk), 'a notification')[0]
    assert notification['summary'] == '@harbourcoffee is gone: its owner or somebody else removed it', notification
    assert 'harbour' not in notification['body'], notification

    press(desk, notification, 'Show a New Code')
    desk.see('Link @harbourcoffee')
    desk.see('Show Code', 'button')


@kit.on()
def an_acceptance_is_told_until_it_is_looked_at(desk):
    start_notifier(desk)
    sign_in(desk)
    desk.http('/demo/accept', {'email': MARIA})
    sync(desk)
    notification = desk.wait(lambda: notified(desk), 'a notification')[0]
    assert notification['summary'] == 'Maria accepted the invitation', notification
    assert not desk.find('Maria accepted the invitation')

    look_at(desk)
    desk.see('Maria accepted the invitation')
    desk.wait(lambda: notified(desk, 'taken_back'), 'the notification to be taken back')
    assert notified(desk, 'taken_back')[0]['taken_back'] == notification['shown']
    assert len(notified(desk)) == 1


@kit.on()
def who_looks_is_told_in_the_window(desk):
    start_notifier(desk)
    sign_in(desk)
    look_at(desk)
    desk.http('/demo/accept', {'email': MARIA})
    sync(desk)
    desk.see('Maria accepted the invitation')
    assert not notified(desk)


@kit.on()
def the_notification_leads_to_the_person(desk):
    start_notifier(desk)
    sign_in(desk)
    desk.press('TikTok Accounts', 'tab')
    desk.http('/demo/accept', {'email': MARIA})
    sync(desk)
    notification = desk.wait(lambda: notified(desk), 'a notification')[0]
    press(desk, notification, 'Show')
    desk.see('Users', 'tab')
    desk.see(MARIA)


if __name__ == '__main__':
    kit.run(a_revocation_leads_to_a_new_code, an_acceptance_is_told_until_it_is_looked_at, who_looks_is_told_in_the_window,
            the_notification_leads_to_the_person)
