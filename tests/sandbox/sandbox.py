# sandbox.py: a desk on which the program runs from its Flatpak.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ROSTER_FLATPAK is the ID of the installed program, FLATPAK_USER_DIR where it is installed.

import os
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))
import kit
import tree

APP = os.environ.get('ROSTER_FLATPAK', 'io.github.accessroster.AccessRoster')
PICTURES = os.environ.get('ROSTER_PICTURES')
SERVICES = '/usr/share/dbus-1/services'


class SandboxDesk(kit.Desk):
    """Like any desk; with `portal` a desktop portal of which only the Secret part has something behind it."""

    settings_file = f'.var/app/{APP}/config/glib-2.0/settings/keyfile'

    def __init__(self, portal=False, **options):
        super().__init__(**options)
        self.portal = portal

    def _set_up(self):
        # What belongs to the build tree is of no use inside.
        super()._set_up()
        self.env.pop('GSETTINGS_SCHEMA_DIR')
        self.env['FLATPAK_USER_DIR'] = os.environ['FLATPAK_USER_DIR']
        self.write(f'.var/app/{APP}/config/gtk-4.0/settings.ini', kit.GTK_SETTINGS)
        if self.portal:
            self.start_portal()
        else:
            self.env['ADW_DISABLE_PORTAL'] = '1'

    def start_portal(self):
        """The real portal. It finds the keyring daemon behind it by the name of the desktop."""
        shutil.copy(f'{SERVICES}/org.freedesktop.impl.portal.PermissionStore.service', self.path('services'))
        self.spawn('portal', ['/usr/libexec/xdg-desktop-portal', '--verbose'])
        address = self.env['DBUS_SESSION_BUS_ADDRESS']
        kit.wait(lambda: tree.name_has_owner('org.freedesktop.portal.Desktop', address), 'the desktop portal: ' + self.log('portal'))

    def start(self, *arguments):
        arguments = list(arguments) or (['--demo'] if self.demo else ['--api-base', self.base])
        self.process = self.spawn('program', ['flatpak', 'run', '--user', '--die-with-parent', APP, *arguments])
        # On the accessibility bus it has the process ID of the proxy in between.
        self.app = self.wait(tree.application, 'the window')
        if self.demo:
            self.base = self.wait(self._demo_base, 'the address of the demo server')
        return self.app

    def program_pid(self):
        for pid in kit.descendants():
            try:
                with open(f'/proc/{pid}/comm', encoding='utf-8') as comm:
                    if comm.read().strip() == 'access-roster':
                        return pid
            except OSError:
                continue
        raise kit.Failure('the program is not among the processes of this desk')

    def window_ids(self):
        # Its own process ID, which it tells the X server, is one of the sandbox.
        return self._ask_x('search', '--onlyvisible', '--name', '.').split()

    def stop(self):
        """Ends the program itself: the sandbox ends with it."""
        os.kill(self.program_pid(), kit.signal.SIGTERM)
        status = self.process.wait(kit.DEADLINE)
        self.app = None
        return status

    def data(self, *parts):
        return self.path('.var', 'app', APP, *parts)

    def picture(self, name):
        if PICTURES:
            self.screenshot(os.path.join(PICTURES, name + '.png'))


def sign_in(desk, token):
    """From the first page to the people of the Business Center or to what keeps from there."""
    desk.click(re.compile('Connect a Business Center'))
    desk.click(re.compile('Paste an Access Token'))
    desk.type(re.compile('Access Token'), token)
    desk.press('Connect')
