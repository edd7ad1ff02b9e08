#!/usr/bin/python3
# test-link.py: the installed Flatpak as a new user meets it, up to a linked TikTok account.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import sandbox
import kit
from steps import account, ad_account_ids, open_accounts, show_code


@kit.on(demo=True)
def an_account_is_linked_inside_the_sandbox(desk):
    wanted = ('ACME-DE', 'ACME-FR')
    desk.start('--demo')
    desk.see('Aoife Byrne')
    desk.picture('1-users')
    desk.press('Permissions', 'tab')
    desk.see('Nothing Chosen')
    desk.picture('2-permissions')
    open_accounts(desk)
    desk.picture('3-accounts')
    link = show_code(desk, '@lantern.works', *wanted)
    desk.picture('4-code')
    assert desk.approve(link, 'lantern.works', 'Lantern Works') == 200
    desk.see('Is this the right account?')
    desk.picture('5-confirm')
    desk.press('Yes, Link It')
    desk.wait(lambda: set(account(desk, 'lantern.works')['links']) == ad_account_ids(desk, *wanted), 'the ad accounts to be linked')
    desk.press('Done')
    desk.see('Lantern Works')
    desk.picture('6-linked')


if __name__ == '__main__':
    kit.run(an_account_is_linked_inside_the_sandbox, kind=sandbox.SandboxDesk)
