#!/usr/bin/python3
# test-people.py: who may do what, as an Admin and as somebody who may not.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import kit
from steps import ad_account_ids, sign_in


def grants(desk, name):
    return next(member['grants'] for member in desk.business_center()['members'] if member['name'] == name)


def invited(desk, address):
    """What the demo server holds of an invitation, or None."""
    return next((member for member in desk.business_center()['members'] if member['email'] == address), None)


@kit.on()
def two_media_buyers_are_invited(desk):
    sign_in(desk)
    desk.see('Sync', 'button')
    before = len(desk.requests())
    desk.key('ctrl+n')
    desk.type('Addresses', 'Carl <carl@studio.example>; bob@studio.example')
    desk.press('Media Buyer')
    desk.type('Search Ad Accounts', 'HC-')
    desk.press(re.compile('^Choose All'))
    desk.press('Invite 2')
    desk.press('Done')
    desk.see('carl@studio.example')
    for address in ('carl@studio.example', 'bob@studio.example'):
        member = invited(desk, address)
        assert member['role'] == 'STANDARD' and member['status'] == 'PENDING', member
        assert set(member['grants']) == {asset['asset_id'] for asset in desk.business_center()['assets']
                                         if asset['type'] == 'ADVERTISER' and asset['name'].startswith('HC-')}, member
        assert set(member['grants'].values()) == {'OPERATOR'}, member
    # One request for both, and one that looks what TikTok took.
    asked = [(request['method'], request['path'].removeprefix('/open_api/v1.3')) for request in desk.requests()[before:]
             if request['path'].startswith('/open_api/')]
    assert asked == [('POST', '/bc/member/invite/'), ('GET', '/bc/member/get/')], asked


@kit.on()
def who_is_there_is_not_invited(desk):
    sign_in(desk)
    desk.press('Invite People')
    desk.see('Addresses', 'text')
    assert not desk.see('Invite', 'button').sensitive
    desk.type('Addresses', 'aoife@northwind.example; Maria <maria@studio.example>')
    desk.see('Is a member already: Aoife Byrne')
    assert not desk.see('Invite', 'button').sensitive
    desk.press('Send the invitation of maria@studio.example again', 'check')
    desk.press('Invite 1')
    desk.see('2 changes done')
    desk.press('Done')
    assert [request['path'].removeprefix('/open_api/v1.3') for request in desk.requests() if request['method'] == 'POST'] == \
        ['/bc/member/delete/', '/bc/member/invite/']


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
    desk.press('Users', 'tab')
    assert not desk.see('Invite People', 'button').sensitive
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
    kit.run(two_media_buyers_are_invited, who_is_there_is_not_invited, an_intern_is_lowered, a_standard_member_only_reads,
            a_revoked_token_leads_to_signing_in)
