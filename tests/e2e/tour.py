#!/usr/bin/python3
# tour.py: a walk through the program without a display, with a picture of every page.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: tour.py BUILD_DIRECTORY PICTURE_DIRECTORY. Uses demo data, links an account by its QR code as a client would, and disconnects another.

import os
import re
import subprocess
import sys

os.environ['ROSTER_BUILD_DIR'], FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
import kit
from steps import account, choose, open_accounts, see_code

WIDE, NARROW = (1280, 860), (360, 720)


class Tour:
    """A desk, and a counter of the pictures that were taken on it."""

    def __init__(self, desk, prefix=''):
        self.desk, self.prefix, self.number = desk, prefix, 0

    def take(self, name):
        self.number += 1
        path = os.path.join(FOLDER, f'{self.prefix}{self.number:02}-{name}.png')
        self.desk.screenshot(path)
        # What is not window is the X server's black.
        subprocess.run(['/usr/bin/mogrify', '-bordercolor', 'black', '-border', '1', '-fuzz', '0%', '-trim', '+repage', path], check=True)
        print(f'  {os.path.relpath(path)}', flush=True)


def first_start():
    with kit.Desk(size=WIDE, server=None) as desk:
        tour = Tour(desk, 'a')
        desk.start('--api-base', 'http://127.0.0.1:9')
        desk.see('Connect a Business Center')
        tour.take('welcome')
        desk.press('Connect a Business Center', 'row')
        desk.see('Paste an Access Token')
        tour.take('connect')
        desk.press('Sign In With the Browser', 'row')
        desk.see('App ID', 'text')
        tour.take('sign-in')


def tabs(scheme=None, size=WIDE, prefix='b'):
    with kit.Desk(size=size, demo=True, scheme=scheme) as desk:
        tour = Tour(desk, prefix)
        desk.set_setting('window-width', size[0])
        desk.start('--demo')
        desk.see('Aoife Byrne')
        open_accounts(desk)
        tour.take('accounts')
        desk.press('Users', 'tab')
        desk.see('Aoife Byrne')
        tour.take('users')
        desk.click('Ivy Intern')
        desk.see(re.compile('^Reaches'), 'label')
        tour.take('user')
        desk.key('ctrl+t')
        desk.see('Hana Sato reaches nothing')
        tour.take('attention')
        desk.key('Escape')
        desk.gone('Hana Sato reaches nothing')
        if size == NARROW:
            return
        desk.press('Permissions', 'tab')
        desk.see('Nothing Chosen')
        desk.click('Ivy Intern')
        desk.see(re.compile('^Level of Ivy Intern on ACME-US: Admin'), 'button')
        tour.take('permissions-of-a-person')
        desk.press('By Account', 'button')
        desk.click('ACME-CA')
        desk.see(re.compile('^Level of Ivy Intern on ACME-CA: Analyst'), 'button')
        tour.take('permissions-on-an-account')
        desk.press('TikTok Accounts', 'tab')
        desk.click('Harbour Coffee')
        desk.see('Details')
        tour.take('account')


def inviting():
    with kit.Desk(size=WIDE, demo=True) as desk:
        tour = Tour(desk, 'f')
        desk.start('--demo')
        desk.see('Aoife Byrne')
        desk.press('Invite People')
        desk.type('Addresses', 'tim@northwnid.example; Nina Kowalski <nina@lanternworks.example>\nmaria@studio.example, bob@studio.example')
        desk.see('Did you mean tim@northwind.example?')
        desk.press('Media Buyer')
        desk.see('Also creates and edits ads and audiences')
        tour.take('invite')
        desk.press('Correct tim@northwnid.example to tim@northwind.example')
        desk.press('Invite 3')
        desk.see('3 changes done')
        tour.take('invited')


def linking():
    with kit.Desk(size=WIDE, demo=True) as desk:
        tour = Tour(desk, 'c')
        desk.start('--demo')
        open_accounts(desk)
        desk.press('Link an Account')
        desk.type('TikTok handle (optional)', '@lantern.works')
        choose(desk, 'ACME-DE', 'ACME-FR', 'HC-EU')
        tour.take('link-1-whose')
        desk.press('Show Code')
        link = see_code(desk)
        tour.take('link-2-code')
        desk.key('F11')
        desk.wait(lambda: len(desk.app.windows()) == 3 and link in desk.decode(), 'the code in full screen')
        tour.take('link-2-full-screen')
        desk.key('Escape')
        desk.wait(lambda: len(desk.app.windows()) == 2, 'the end of full screen')
        if desk.approve(link, 'lantern.works', 'Lantern Works') != 200:
            raise kit.Failure('the client could not approve')
        desk.see('Is this the right account?')
        tour.take('link-3-right-account')
        desk.press('Yes, Link It')
        desk.see('Done', 'button')
        tour.take('link-4-done')
        linked = len(account(desk, 'lantern.works')['links'])
        print(f'  @lantern.works was linked to {linked} ad accounts by the code that was read from the screen')
        desk.press('Done')
        desk.click('Harbour Coffee')
        desk.press('Disconnect…', showing=False)
        desk.see('Disconnect', 'button')
        desk.see('HC-EU')
        tour.take('disconnect')


def main():
    os.makedirs(FOLDER, exist_ok=True)
    for name in os.listdir(FOLDER):
        if name.endswith('.png'):
            os.remove(os.path.join(FOLDER, name))
    print('The tour, under a virtual display. Pictures:', flush=True)
    first_start()
    tabs()
    inviting()
    linking()
    tabs('prefer-dark', prefix='d')
    tabs(size=NARROW, prefix='e')
    print(f'All pictures are in {FOLDER}')


if __name__ == '__main__':
    main()
