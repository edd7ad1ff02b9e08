#!/usr/bin/python3
# test-code.py: the QR code on the screen: it runs out, fills the screen, and is read at any scale.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import kit
from steps import account, ad_account_ids, countdown, open_accounts, see_code, show_code, sign_in


@kit.on()
def a_code_runs_out(desk):
    # The shortest that Preferences offer.
    desk.set_setting('code-lifetime', 1)
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, 'lantern.works', 'ACME-DE')
    assert countdown(desk) <= 60
    desk.see('This code has run out', deadline=60 + kit.DEADLINE)
    desk.wait(lambda: not desk.decode(), 'the code that has run out to be covered')

    # New Code is what Enter presses now.
    desk.key('Return')
    fresh = see_code(desk, other_than=link)
    assert desk.approve(fresh, 'lantern.works', 'Lantern Works') == 200
    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, 'ACME-DE'), 'the ad account to be linked')


@kit.on()
def full_screen_shows_the_same_code(desk):
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, 'lantern.works')
    desk.key('F11')
    desk.wait(lambda: len(desk.app.windows()) == 3 and link in desk.decode(), 'the code in full screen')
    desk.key('r')
    fresh = see_code(desk, other_than=link)
    desk.key('Escape')
    desk.wait(lambda: len(desk.app.windows()) == 2, 'the end of full screen')
    desk.wait(lambda: desk.decode() == [fresh], 'the same code in the window')


@kit.on(scale=2, size=(1800, 1400))
def the_code_is_read_at_scale_two(desk):
    sign_in(desk)
    open_accounts(desk)
    link = show_code(desk, 'lantern.works')
    assert desk.http(link)[0] == 200


if __name__ == '__main__':
    kit.run(a_code_runs_out, full_screen_shows_the_same_code, the_code_is_read_at_scale_two)
