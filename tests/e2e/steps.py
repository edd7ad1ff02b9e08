# steps.py: what several end-to-end tests do on their way to what they are about.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re


def account(desk, handle):
    """What the demo server holds of a TikTok account in the Business Center, or None."""
    return next((asset for asset in desk.business_center()['assets'] if asset.get('handle') == handle), None)


def ad_account_ids(desk, *names):
    by_name = {asset['name']: asset['asset_id'] for asset in desk.business_center()['assets'] if asset['type'] == 'ADVERTISER'}
    return {by_name[name] for name in names}


def open_accounts(desk):
    """The third tab, with all that is to be read about the accounts."""
    desk.press('TikTok Accounts', 'tab')
    desk.see('@harbourcoffee')


def choose(desk, *names):
    """Ticks ad accounts in the first step of linking, found by typing as one finds them in a long list."""
    for name in names:
        desk.type('Search Ad Accounts', name)
        desk.press(name, 'check')
        desk.wait(lambda name=name: desk.find(name, 'check').has('checked'), f'{name} is ticked')


def show_code(desk, handle, *ad_accounts):
    """Goes through the first step, and returns the link that an independent decoder reads from the screen."""
    desk.press('Link an Account')
    desk.type('TikTok handle (optional)', handle)
    choose(desk, *ad_accounts)
    desk.press('Show Code')
    return see_code(desk)


def see_code(desk, other_than=None):
    def look():
        links = [link for link in desk.decode() if link != other_than]
        return len(links) == 1 and links[0]
    return desk.wait(look, 'a QR code on the screen')


def countdown(desk):
    """Seconds that the code is still valid for, as it stands on the screen."""
    label = desk.see(re.compile(r'^\d+:\d\d$'))
    minutes, seconds = label.name.split(':')
    return int(minutes) * 60 + int(seconds)


def sign_in(desk, token='demo-admin', whole=True):
    """From the first page to an open Business Center, with a pasted token."""
    desk.start()
    desk.press('Connect a Business Center', 'row')
    desk.press('Paste an Access Token', 'row')
    desk.type('Access Token', token)
    desk.press('Connect', 'button')
    if whole:
        desk.see('Aoife Byrne')
