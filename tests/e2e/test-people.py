#!/usr/bin/python3
# test-people.py: who may do what, as an Admin and as somebody who may not.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import kit
from steps import ad_account_ids, sign_in


def grants(desk, name):
    return next(member['grants'] for member in desk.business_center()['members'] if member['name'] == name)


@kit.on()
def an_intern_is_lowered(desk):
    sign_in(desk)
    over, = [asset for asset, level in grants(desk, 'Ivy Intern').items() if level == 'ADMIN']
    desk.press('Permissions', 'tab')
    desk.see('Nothing Chosen')
    desk.click('Ivy Intern')
    desk.see(re.compile('^Level of Ivy Intern on ACME-US: Admin'), 'button')
    desk.click('ACME-US')
    desk.key('1')
    desk.see(re.compile('^Level of Ivy Intern on ACME-US: Analyst'), 'button')
    desk.wait(lambda: grants(desk, 'Ivy Intern')[over] == 'ANALYST', 'the level to be lowered')


@kit.on()
def a_standard_member_only_reads(desk):
    sign_in(desk, 'demo-standard', whole=False)
    desk.see(re.compile('Read-only: you are a Standard member'))
    desk.press('TikTok Accounts', 'tab')
    assert not desk.see('Link an Account', 'button').sensitive
    assert not [request for request in desk.requests() if request['method'] == 'POST'], 'something was written'
    assert not [request for request in desk.requests() if request['code'] == 40001], 'what is not allowed was asked for'


@kit.on()
def a_revoked_token_leads_to_signing_in(desk):
    sign_in(desk, 'demo-revoked', whole=False)
    desk.see(re.compile('revoked'))
    desk.type('Access Token', 'demo-admin')
    desk.press('Connect', 'button')
    desk.see('Aoife Byrne')


if __name__ == '__main__':
    kit.run(an_intern_is_lowered, a_standard_member_only_reads, a_revoked_token_leads_to_signing_in)
