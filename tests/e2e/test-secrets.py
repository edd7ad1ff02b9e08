#!/usr/bin/python3
# test-secrets.py: signing in by the browser, the keyring, and that no secret is anywhere else.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re
import urllib.error
import urllib.parse
import urllib.request

import kit
from steps import account, open_accounts, show_code, sign_in

APP_ID, APP_SECRET = '7000000000000000001', 'demo-secret'


def begin_in_the_browser(desk):
    desk.press('Connect a Business Center', 'row')
    desk.press('Sign In With the Browser', 'row')
    desk.type('App ID', APP_ID)
    desk.type('Secret', APP_SECRET)
    desk.press('Continue in the Browser')
    return desk.wait(desk.visited, 'the browser to be opened')[-1]


def redirected(address):
    """What the browser does with the place that TikTok sends it to."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=kit.DEADLINE) as answer:
        return answer.read().decode()


@kit.on()
def nothing_secret_is_left_anywhere(desk):
    desk.watch_command_lines()
    desk.start()
    page = begin_in_the_browser(desk)
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page).query))
    assert asked['app_id'] == APP_ID and len(asked['state']) >= 16, asked
    assert APP_SECRET not in page
    back = desk.authorize(page)
    code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))['auth_code']
    redirected(back)
    desk.see('Aoife Byrne')

    open_accounts(desk)
    link = show_code(desk, 'lantern.works', 'ACME-DE')
    assert desk.approve(link, 'lantern.works', 'Lantern Works') == 200
    desk.press('Yes, Link It')
    desk.wait(lambda: account(desk, 'lantern.works')['links'], 'the ad account to be linked')
    desk.press('Done')

    kept, = [json.loads(secret) for secret in desk.keyring_secrets()]
    assert kept['app_secret'] == APP_SECRET
    assert desk.stop() in (0, -15)
    secrets = [APP_SECRET, code, link, link.rpartition('/')[2], kept['access_token'], asked['state']]
    assert all(len(secret) > 8 for secret in secrets)
    # The browser was given the address of TikTok's page, with the state in it; that is how it gets there.
    leaks = [leak for leak in desk.leaks(secrets) if not (leak.endswith(asked['state']) and ('visited' in leak or 'browser.py' in leak))]
    assert not leaks, leaks


@kit.on()
def a_foreign_state_is_refused(desk):
    desk.start()
    page = begin_in_the_browser(desk)
    back = desk.authorize(page)
    forged = re.sub(r'state=[^&]*', 'state=0123456789abcdef0123456789abcdef', back)
    try:
        redirected(forged)
        raise kit.Failure('a foreign state was welcomed')
    except urllib.error.HTTPError as error:
        assert error.code == 400, error
    assert not [request for request in desk.requests() if 'access_token' in request['path']], 'a code with a foreign state was exchanged'

    # Anybody can make a browser ask for that: who waits for the true answer still gets it.
    redirected(back)
    desk.see('Aoife Byrne')


@kit.on()
def the_keyring_remembers(desk):
    sign_in(desk)
    assert desk.stop() in (0, -15)
    desk.start()
    desk.see('Aoife Byrne')


@kit.on()
def signing_out_forgets(desk):
    sign_in(desk)
    assert desk.keyring_secrets()
    desk.press('Main Menu')
    desk.press('Sign Out…', 'item', showing=False)
    desk.press('Sign Out', 'button')
    desk.see('Connect a Business Center')
    desk.see('Signed Out on This Computer')
    assert not desk.keyring_secrets()


@kit.on(keyring=False)
def without_a_keyring_there_is_a_way(desk):
    desk.start()
    desk.press('Connect for This Session Only', 'row')
    desk.press('Paste an Access Token', 'row')
    desk.type('Access Token', 'demo-admin')
    desk.press('Connect', 'button')
    desk.see('Aoife Byrne')


if __name__ == '__main__':
    kit.run(nothing_secret_is_left_anywhere, a_foreign_state_is_refused, the_keyring_remembers, signing_out_forgets,
            without_a_keyring_there_is_a_way)
