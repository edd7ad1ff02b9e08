#!/usr/bin/python3
# test-accounts.py: what can be done with an account that is linked.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import kit
from steps import account, open_accounts, sign_in


@kit.on()
def disconnecting_asks_and_verifies(desk):
    sign_in(desk)
    open_accounts(desk)
    desk.click('Harbour Coffee')
    desk.press('Disconnect…', showing=False)
    desk.see('HC-EU')
    button = desk.see('Disconnect', 'button')
    assert not button.sensitive, 'it can be disconnected without a word'
    desk.type('Type @harbourcoffee to confirm', 'harbour')
    assert not desk.see('Disconnect', 'button').sensitive, 'any word will do'
    desk.type('Type @harbourcoffee to confirm', '@harbourcoffee')
    desk.press('Disconnect')
    desk.see('@harbourcoffee Is Gone')
    assert account(desk, 'harbourcoffee') is None
    desk.press('Done')
    desk.gone('Harbour Coffee')

    sent = [request['path'] for request in desk.requests()]
    unlinks = [index for index, path in enumerate(sent) if path.endswith('/bc/asset/advertiser/unassign/')]
    removal = [index for index, path in enumerate(sent) if path.endswith('/bc/asset/admin/delete/')]
    assert len(unlinks) == 4 and len(removal) == 1 and max(unlinks) < removal[0], (unlinks, removal)


@kit.on()
def cancelling_changes_nothing(desk):
    sign_in(desk)
    open_accounts(desk)
    before = account(desk, 'harbourcoffee')
    desk.click('Harbour Coffee')
    desk.press('Disconnect…', showing=False)
    desk.see('HC-EU')
    desk.press('Cancel')
    desk.gone('Cancel')
    assert account(desk, 'harbourcoffee') == before
    assert not [request for request in desk.requests() if request['method'] == 'POST'], 'something was written'


if __name__ == '__main__':
    kit.run(disconnecting_asks_and_verifies, cancelling_changes_nothing)
