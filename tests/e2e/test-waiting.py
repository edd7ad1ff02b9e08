#!/usr/bin/python3
# test-waiting.py: requests for accounts that go on without their window.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import kit
from steps import account, ad_account_ids, open_accounts, see_code, show_code, sign_in


@kit.on()
def closing_the_window_is_no_end(desk):
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, 'lantern.works', 'ACME-DE')
    desk.key('Escape')
    desk.see('Still waiting for @lantern.works')
    desk.see(re.compile(r'^Waiting, \d+:\d\d left$'))

    # Whatever page is in front.
    desk.press('Users', 'tab')
    assert desk.approve(link, 'lantern.works', 'Lantern Works') == 200
    desk.see('New account: is it @lantern.works?')
    desk.press('Continue')
    desk.see('Is this the right account?')
    assert not account(desk, 'lantern.works')['links'], 'something was linked before the yes'
    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, 'ACME-DE'), 'the ad account to be linked')
    desk.press('Done')
    desk.press('TikTok Accounts', 'tab')
    desk.gone('Continue with @lantern.works')


@kit.on()
def two_clients_at_once(desk):
    sign_in(desk)
    open_accounts(desk)
    first = show_code(desk, 'lantern.works', 'ACME-DE')
    desk.key('Escape')
    desk.see('Continue with @lantern.works')
    desk.key('ctrl+l')
    desk.type('TikTok handle (optional)', 'moss.and.marble')
    desk.press('Show Code')
    second = see_code(desk, other_than=first)
    desk.key('Escape')

    # One account, two who wait for one: TikTok does not tell whose it is, so each is asked about.
    assert desk.approve(first, 'lantern.works', 'Lantern Works') == 200
    desk.press('Continue with @moss.and.marble')
    desk.see(re.compile('You wait for @lantern.works as well'))
    desk.press('Wrong Account')
    assert see_code(desk) == second
    assert account(desk, 'lantern.works') is not None, 'the account of the other request was removed'
    desk.key('Escape')
    desk.press('Continue with @lantern.works')
    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, 'ACME-DE'), 'the ad account to be linked')
    desk.press('Done')

    desk.press('Give Up on @moss.and.marble')
    desk.press('Give Up')
    desk.gone('Continue with @moss.and.marble')


@kit.on()
def closing_the_program_is_no_end(desk):
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, 'lantern.works', 'ACME-DE', 'HC-EU')
    assert desk.stop() in (0, -15)
    assert not desk.leaks([link, link.rpartition('/')[2]])

    # It still waits, though the code is not there any more.
    desk.start()
    desk.press('TikTok Accounts', 'tab')
    desk.press('Continue with @lantern.works')
    desk.see(re.compile('^Codes are not kept when the program is closed'))
    desk.wait(lambda: not desk.decode(), 'no code on the screen')
    desk.key('Escape')
    desk.see(re.compile(r'^Waiting, \d+:\d\d left$'))
    assert desk.stop() in (0, -15)

    # Approved while nobody looks.
    assert desk.approve(link, 'lantern.works', 'Lantern Works') == 200
    desk.start()
    desk.press('TikTok Accounts', 'tab')
    desk.see('Approved: Lantern Works?')
    desk.press('Continue with @lantern.works')
    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, 'ACME-DE', 'HC-EU'), 'the ad accounts to be linked')


if __name__ == '__main__':
    kit.run(closing_the_window_is_no_end, two_clients_at_once, closing_the_program_is_no_end)
