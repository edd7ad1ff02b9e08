#!/usr/bin/python3
# test-link.py: linking a TikTok account, from the wish to the ad accounts, with the code read from the screen.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import kit
from steps import account, ad_account_ids, countdown, open_accounts, see_code, show_code


@kit.on(demo=True)
def the_client_approves(desk):
    wanted = ('ACME-DE', 'ACME-FR', 'HC-EU')
    desk.start('--demo')
    open_accounts(desk)
    link = show_code(desk, '@lantern.works', *wanted)
    assert 590 <= countdown(desk) <= 600, 'the countdown does not begin at ten minutes'

    status, page, _ = desk.http(link)
    assert status == 200 and 'Northwind Agency' in page, 'the link does not open the page on the phone'
    assert desk.approve(link, 'lantern.works', 'Lantern Works') == 200
    desk.see('Is this the right account?')
    desk.see('Lantern Works')
    assert not account(desk, 'lantern.works')['links'], 'something was linked before the yes'
    assert not desk.decode(), 'the code can still be scanned'

    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, *wanted), 'the ad accounts to be linked')
    desk.press('Done')
    desk.gone('Link @lantern.works')
    desk.see('Lantern Works')


if __name__ == '__main__':
    kit.run(the_client_approves)
