#!/usr/bin/python3
# test-link.py: linking a TikTok account, from the wish to the ad accounts, with the code read from the screen.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import kit
from steps import account, ad_account_ids, countdown, open_accounts, see_code, show_code, sign_in

WANTED = ('ACME-DE', 'ACME-FR', 'HC-EU')


@kit.on()
def the_client_approves(desk):
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, '@lantern.works', *WANTED)
    # As far as it can have come in the time that the test may take.
    assert 600 - kit.DEADLINE <= countdown(desk) <= 600, 'the countdown does not begin at ten minutes'

    status, page, _ = desk.http(link)
    assert status == 200 and 'Northwind Agency' in page, 'the link does not open the page on the phone'
    assert desk.approve(link, 'lantern.works', 'Lantern Works') == 200
    desk.see('Is this the right account?')
    desk.see('Lantern Works')
    assert not account(desk, 'lantern.works')['links'], 'something was linked before the yes'
    desk.wait(lambda: not desk.decode(), 'the code to go')

    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, *WANTED), 'the ad accounts to be linked')
    desk.press('Done')
    desk.gone('Link @lantern.works')
    desk.see('Lantern Works')


@kit.on()
def the_wrong_account_approves(desk):
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, 'lantern.works', 'ACME-DE')
    assert desk.approve(link, 'somebody.else', 'Somebody Else') == 200
    desk.see('Somebody Else')
    desk.press('Wrong Account')
    desk.wait(lambda: account(desk, 'somebody.else') is None, 'the wrong account to be removed')

    fresh = see_code(desk, other_than=link)
    assert desk.approve(link, 'lantern.works') == 410, 'the first code can be used again'
    assert desk.approve(fresh, 'lantern.works', 'Lantern Works') == 200
    desk.see('Lantern Works')
    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, 'ACME-DE'), 'the ad account to be linked')


if __name__ == '__main__':
    kit.run(the_client_approves, the_wrong_account_approves)
