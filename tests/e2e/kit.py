# kit.py: a private desktop for one test, the program on it, and the accessibility tree to drive it with.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A Desk is a temporary home, an X server, a session bus with the accessibility service and nothing else, a real keyring, a browser
# that follows links without asking, and a demo server. All of it belongs to this process and goes when the test ends, however it ends.
# Nothing here waits for a time: every wait polls a condition until a deadline.

import ctypes
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

import tree

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get('ROSTER_BUILD_DIR') or os.path.join(os.path.dirname(os.path.dirname(HERE)), 'build', 'dev')
DEADLINE = float(os.environ.get('ROSTER_E2E_DEADLINE', '30'))
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36

BUS_CONFIG = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{home}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''
GTK_SETTINGS = '''[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=0
gtk-cursor-blink=0
'''
BROWSER = '''[Desktop Entry]
Type=Application
Name=Test browser
Exec=/usr/bin/python3 "{here}/browser.py" "{home}/visited" %u
MimeType=x-scheme-handler/http;x-scheme-handler/https;
'''


class Failure(Exception):
    """A condition that did not come true."""


def wait(condition, what, deadline=None):
    """Polls condition until it returns something true, and returns that."""
    end = time.monotonic() + (DEADLINE if deadline is None else deadline)
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise Failure(f'waited in vain for: {what}')
        time.sleep(0.03)


def read_rows(path):
    """The lines of a log of JSON, but for one that is just being written."""
    with open(path, encoding='utf-8') as log:
        return [json.loads(line) for line in log if line.endswith('\n')]


def program():
    """Where the program is."""
    return os.environ.get('ROSTER_PROGRAM') or os.path.join(BUILD, 'src', 'access-roster')


def _die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Desk:
    """One private desktop. Use it in a with statement. `server` are options of the demo server, or None for no server; with `demo` the
    program brings its own."""

    settings_file = 'config/glib-2.0/settings/keyfile'

    def __init__(self, size=(1280, 900), server=(), demo=False, keyring=True, scheme=None, scale=1):
        self.size, self.server_options, self.demo, self.keyring = size, server, demo, keyring
        self.environment = {'ADW_DEBUG_COLOR_SCHEME': scheme} if scheme else {}
        if scale != 1:
            self.environment['GDK_SCALE'] = str(scale)
        self.scale = scale
        self.children = []
        self.watching, self.command_lines = False, set()
        self.base = None
        self.app = None
        self.process = self.server = self.keyring_daemon = None

    def __enter__(self):
        # Whatever these processes start and orphan becomes ours, so that it can be found and ended.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
        self.home = tempfile.mkdtemp(prefix='access-roster-e2e.')
        try:
            self._set_up()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.watching = False
        for sig, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            end = time.monotonic() + patience
            while (left := descendants()) and time.monotonic() < end:
                for pid in left:
                    try:
                        os.kill(pid, sig)
                    except ProcessLookupError:
                        pass
                _reap()
                time.sleep(0.02)
        _reap()
        shutil.rmtree(self.home, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.home, *parts)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)

    def spawn(self, name, command, **options):
        """Starts a process whose output goes to NAME.log in the home."""
        with open(self.path(name + '.log'), 'ab') as log:
            options.setdefault('stdin', subprocess.DEVNULL)
            options.setdefault('stdout', log)
            process = subprocess.Popen(command, stderr=log, env=self.env, preexec_fn=_die_with_parent, **options)
        self.children.append(process)
        return process

    def _set_up(self):
        for folder in ('runtime', 'config', 'data', 'cache', 'state', 'tmp', 'services'):
            os.mkdir(self.path(folder), 0o700)
        self.env = {key: value for key, value in os.environ.items()
                    if not key.startswith(('XDG_', 'DBUS_', 'GTK_', 'GDK_', 'ADW_', 'SECRET_', 'GNOME_', 'WAYLAND_', 'LC_', 'LANG'))
                    and not key.lower().endswith('_proxy')}
        self.env.update({
            'HOME': self.home, 'XDG_RUNTIME_DIR': self.path('runtime'), 'XDG_CONFIG_HOME': self.path('config'),
            'XDG_DATA_HOME': self.path('data'), 'XDG_CACHE_HOME': self.path('cache'), 'XDG_STATE_HOME': self.path('state'),
            'TMPDIR': self.path('tmp'), 'XDG_CURRENT_DESKTOP': 'GNOME', 'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC',
            'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'gl-disable', 'GDK_DISABLE': 'gl,vulkan', 'GDK_BACKEND': 'x11', 'NO_AT_BRIDGE': '0',
            'GSETTINGS_BACKEND': 'keyfile', 'GSETTINGS_SCHEMA_DIR': os.path.join(BUILD, 'data'),
            'G_DEBUG': 'fatal-criticals', 'G_MESSAGES_DEBUG': 'all',
        })
        self.env.update(self.environment)
        self.write('config/gtk-4.0/settings.ini', GTK_SETTINGS)
        self.write('data/applications/test-browser.desktop', BROWSER.format(here=HERE, home=self.home))
        self.write('config/mimeapps.list', '[Default Applications]\n' + ''.join(
            f'x-scheme-handler/{scheme}=test-browser.desktop\n' for scheme in ('http', 'https')))
        self._start_display()
        self._start_bus()
        tree.connect(self.env['DBUS_SESSION_BUS_ADDRESS'])
        if self.keyring:
            self.start_keyring()
        if not self.demo and self.server_options is not None:
            self.start_server()

    def _start_display(self):
        read, write = os.pipe()
        width, height = self.size
        self.spawn('display', ['Xvfb', '-displayfd', str(write), '-screen', '0', f'{width}x{height}x24', '-nolisten', 'tcp', '-noreset'],
                   pass_fds=[write])
        os.close(write)
        with os.fdopen(read, encoding='ascii') as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure('the X server did not start: ' + self.log('display'))
        self.env['DISPLAY'] = ':' + number
        # Out of the way: a pointer that rests on something brings up what it has to say.
        self.xdo('mousemove', width - 1, height - 1)

    def _start_bus(self):
        self.write('bus.conf', BUS_CONFIG.format(address=html.escape(urllib.parse.quote(self.home)), home=html.escape(self.home)))
        # The accessibility service and nothing else: a desktop portal would be slow, and would ask its own questions.
        shutil.copy('/usr/share/dbus-1/services/org.a11y.Bus.service', self.path('services'))
        bus = self.spawn('bus', ['dbus-daemon', '--nofork', '--print-address', '--config-file', self.path('bus.conf')],
                         stdout=subprocess.PIPE, text=True)
        address = bus.stdout.readline().strip()
        if not address:
            raise Failure('the session bus did not start: ' + self.log('bus'))
        self.env['DBUS_SESSION_BUS_ADDRESS'] = address

    def set_setting(self, key, value):
        """Sets one of the program's settings before it starts."""
        self.write(self.settings_file, f'[io/github/accessroster/AccessRoster]\n{key}={value}\n')

    def start_keyring(self, password='demo'):
        """A real keyring daemon; unlocked when it gets the password."""
        self.keyring_daemon = keyring = self.spawn('keyring', ['gnome-keyring-daemon', '--foreground', '--components=secrets', '--unlock'],
                             stdin=subprocess.PIPE)
        keyring.stdin.write(password.encode())
        keyring.stdin.close()
        wait(lambda: tree.name_has_owner('org.freedesktop.secrets', self.env['DBUS_SESSION_BUS_ADDRESS']), 'the keyring daemon')

    def stop_keyring(self):
        """From now on nobody keeps secrets."""
        self.keyring_daemon.terminate()
        self.keyring_daemon.wait(DEADLINE)

    def start_server(self):
        """The demo server, with what ROSTER_E2E_SERVER adds to the options of the test."""
        options = list(self.server_options) + os.environ.get('ROSTER_E2E_SERVER', '').split()
        self.server = server = self.spawn('server', [os.environ.get('ROSTER_DEMO_SERVER') or os.path.join(BUILD, 'src/demo/access-roster-demo-server'),
                                       '--port', '0', '--log', self.path('requests.log'), *options], stdout=subprocess.PIPE, text=True)
        line = server.stdout.readline()
        found = re.search(r'http://127\.0\.0\.1:\d+', line)
        if found is None:
            raise Failure(f'the demo server said {line!r}: ' + self.log('server'))
        self.base = found[0]

    def stop_server(self):
        """From now on nobody answers at that address."""
        self.server.terminate()
        self.server.wait(DEADLINE)

    def start(self, *arguments):
        """Starts the program and waits for its window."""
        arguments = list(arguments) or (['--demo'] if self.demo else ['--api-base', self.base])
        self.process = self.spawn('program', [program(), *arguments])
        self.app = self.wait(lambda: tree.application(self.process.pid), 'the window')
        if self.demo:
            self.base = self.wait(self._demo_base, 'the address of the demo server')
        return self.app

    def _demo_base(self):
        """Where the server inside the program listens: its one listening socket."""
        pid, inodes = self.program_pid(), set()
        for descriptor in os.listdir(f'/proc/{pid}/fd'):
            try:
                target = os.readlink(f'/proc/{pid}/fd/{descriptor}')
            except OSError:
                continue
            if target.startswith('socket:['):
                inodes.add(target[8:-1])
        with open('/proc/net/tcp', encoding='ascii') as table:
            for row in list(table)[1:]:
                fields = row.split()
                if fields[3] == '0A' and fields[9] in inodes:
                    return f"http://127.0.0.1:{int(fields[1].partition(':')[2], 16)}"
        return None

    def program_pid(self):
        """The process that is the program itself, and not something around it."""
        return self.process.pid

    def stop(self):
        """Ends the program, as closing the session would."""
        self.process.terminate()
        status = self.process.wait(DEADLINE)
        self.app = None
        return status

    def wait(self, condition, what, deadline=None):
        """Like wait(), and fails at once when the program is gone."""
        def check():
            if self.process is not None and self.process.poll() is not None:
                raise Failure(f'the program ended with {self.process.returncode} while waiting for: {what}\n' + self.log('program')[-4000:])
            return condition()
        return wait(check, what, deadline)

    # What the person does and sees.

    def find(self, name=None, role=None, **options):
        """The node of that name (text or pattern) and role that shows now, or None."""
        return tree.find(self.app, name, role, **options)

    def see(self, name=None, role=None, deadline=None, **options):
        """Waits until such a node shows, and returns it."""
        return self.wait(lambda: self.find(name, role, **options), f'{role or "something"} named {getattr(name, "pattern", name)!r}', deadline)

    def gone(self, name=None, role=None, deadline=None, **options):
        """Waits until no such node shows."""
        self.wait(lambda: not self.find(name, role, **options), f'{getattr(name, "pattern", name)!r} to go', deadline)

    def press(self, name, role='button', **options):
        """Presses a control by its accessible action, once it can be pressed. Some (check boxes of GTK 4.8) have none: these are clicked."""
        # What a list shows may be made anew between the look and the press.
        pressed = None
        while pressed is None:
            node = self.wait(lambda: (found := self.find(name, role, **options)) and found.sensitive and found, f'{role} {name!r}, sensitive')
            pressed = node.press()
        if not pressed:
            self.click(name, role, **options)
        return node

    def click(self, name, role=None, button=1, **options):
        """Points at a node and clicks, as a hand would: for rows, which have no accessible action."""
        node = self._see_at_rest(name, role, **options)
        x, y = node.centre()
        left, top = self._origin(node)
        self.xdo('mousemove', left + x * self.scale, top + y * self.scale, 'click', button)
        return node

    def _see_at_rest(self, name, role, **options):
        # Two looks that find it at the same place: what is still being laid out would not be there any more when the click comes.
        last = None

        def look():
            nonlocal last
            node = self.find(name, role, **options)
            place = node and (node.path, node.extents())
            before, last = last, place
            return node if place is not None and place == before else None
        return self.wait(look, f'{role or "something"} named {getattr(name, "pattern", name)!r}, at rest')

    def type(self, name, text, role='text'):
        """Replaces the text of an entry."""
        node = self.see(name, role)
        node.set_text(text)
        return node

    def key(self, *keys):
        """Presses keys such as ctrl+l or Escape in the window that has the focus."""
        self.xdo('key', '--clearmodifiers', *keys)

    def xdo(self, *arguments):
        subprocess.run(['xdotool', *map(str, arguments)], check=True, env=self.env, stdout=subprocess.DEVNULL)

    def _ask_x(self, *arguments):
        return subprocess.run(['xdotool', *map(str, arguments)], env=self.env, capture_output=True, text=True, check=False).stdout

    def window_ids(self):
        """The windows of the program, as the X server calls them."""
        return self._ask_x('search', '--onlyvisible', '--pid', self.process.pid).split()

    def popovers(self):
        """How many popovers are open: they are windows of their own to the X server."""
        return len(self.window_ids()) - len(self.app.windows())

    def _origin(self, node):
        """Where the content of the node's window begins on the screen. Without a window manager the shadow is a plain border."""
        wanted = [side * self.scale for side in node.frame_size()]
        windows = self.window_ids()
        listing = '\n'.join(self._ask_x('getwindowgeometry', '--shell', window) for window in windows)
        best = None
        for found in re.finditer(r'X=(-?\d+)\nY=(-?\d+)\nWIDTH=(\d+)\nHEIGHT=(\d+)', listing):
            x, y, width, height = map(int, found.groups())
            border = (width - wanted[0]) / 2
            if border >= 0 and height - wanted[1] == width - wanted[0] and (best is None or border < best[2]):
                best = (x, y, border)
        if best is None:
            raise Failure(f'no window of {wanted}: {listing}')
        # Newer versions of GTK count the shadow as part of the frame, and what is in it from twice the shadow on.
        left, top = node.window.extents()[:2]
        return best[0] + int(best[2]) - 2 * left * self.scale, best[1] + int(best[2]) - 2 * top * self.scale

    def screenshot(self, path=None):
        path = path or self.path('tmp', 'screen.png')
        subprocess.run(['import', '-window', 'root', path], check=True, env=self.env)
        return path

    def decode(self, path=None):
        """What an independent decoder reads from the screen: the texts of all QR codes in the picture. What the accessibility tree says is painted
        a little later: wait for what is to be read, or to go."""
        picture = path or self.screenshot()
        run = subprocess.run(['zbarimg', '-q', '--nodbus', '--raw', '-Sdisable', '-Sqrcode.enable', picture],
                             env=self.env, capture_output=True, text=True, check=False)
        return run.stdout.split()

    # The other side: TikTok, and the client with a phone.

    def http(self, path, form=None):
        """Status, text and place to go next of a page of the demo server, as a browser gets them that does not follow."""
        url = urllib.parse.urljoin(self.base, path)
        body = None if form is None else urllib.parse.urlencode(form).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
        try:
            with opener.open(urllib.request.Request(url, data=body), timeout=DEADLINE) as answer:
                return answer.status, answer.read().decode(), answer.headers.get('Location')
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), error.headers.get('Location')

    def approve(self, link, handle, name='', delay=0):
        """The client approves on the phone, as that account. Returns the HTTP status: 410 for a code that is used or has run out."""
        return self.http(link + '/approve', {'handle': handle, 'name': name, 'delay': delay})[0]

    def authorize(self, address, user='admin', decision='authorize'):
        """Answers TikTok's authorization page, and returns the address that the browser is then sent to."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        status, text, location = self.http('/portal/auth', {**query, 'user': user, 'decision': decision})
        if location is None:
            raise Failure(f'the authorization page said {status}: ' + text.partition('<h1>')[2].partition('</h1>')[0])
        return location

    def state(self):
        """What the demo server holds, as JSON."""
        return json.loads(self.http('/demo/state')[1])

    def business_center(self):
        """The Business Center that the tests work on."""
        return self.state()['business_centers'][0]

    def requests(self):
        """What the program has asked for so far."""
        return read_rows(self.path('requests.log'))

    def keyring_secrets(self):
        """What the keyring holds for the program, in clear."""
        said = subprocess.run(['secret-tool', 'search', '--all', '--unlock', 'format', '1'], env=self.env, capture_output=True, text=True, check=False)
        return re.findall(r'^secret = (.*)$', said.stdout, re.M)

    def visited(self):
        """The addresses that the browser was sent to."""
        try:
            with open(self.path('visited'), encoding='utf-8') as file:
                return file.read().split()
        except FileNotFoundError:
            return []

    def watch_command_lines(self):
        """From now on notes every command line and environment on this desk, however short-lived the process."""
        def watch():
            while self.watching:
                for pid in descendants():
                    for name in ('cmdline', 'environ'):
                        try:
                            with open(f'/proc/{pid}/{name}', 'rb') as file:
                                self.command_lines.add(file.read())
                        except OSError:
                            continue
                time.sleep(0.01)
        self.watching, self.command_lines = True, set()
        threading.Thread(target=watch, daemon=True).start()

    def leaks(self, secrets):
        """Where any of the secrets stands, as it is or percent-encoded: in a log, in a file, in a command line."""
        self.watching = False
        needles = {form.encode() for secret in secrets for form in (secret, urllib.parse.quote(secret, safe=''))}
        found = []
        for folder, _, names in os.walk(self.home):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    with open(path, 'rb') as file:
                        content = file.read()
                    found += [f'{path}: {needle.decode()}' for needle in needles if needle in content]
        for line in self.command_lines:
            found += [f'command line {line!r}: {needle.decode()}' for needle in needles if needle in line]
        return found

    def log(self, name):
        try:
            with open(self.path(name + '.log'), encoding='utf-8', errors='replace') as file:
                return file.read()
        except FileNotFoundError:
            return ''


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def descendants():
    """Every living process below this one."""
    parents = {}
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/stat', encoding='utf-8', errors='replace') as stat:
                state, parent = stat.read().rpartition(')')[2].split()[:2]
        except OSError:
            continue
        if state != 'Z':
            parents[int(pid)] = int(parent)
    ours = {os.getpid()}
    while True:
        more = {pid for pid, parent in parents.items() if parent in ours} - ours
        if not more:
            return ours - {os.getpid()}
        ours |= more


def _reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _evidence(desk, name):
    """A picture and the accessibility tree of what was there when it failed."""
    folder = os.path.join(BUILD, 'tests', 'e2e', 'failures')
    os.makedirs(folder, exist_ok=True)
    try:
        desk.screenshot(os.path.join(folder, name + '.png'))
        gone = desk.process is None or desk.process.poll() is not None
        with open(os.path.join(folder, name + '.txt'), 'w', encoding='utf-8') as file:
            file.write((tree.dump(desk.app) if desk.app and not gone else '') + '\n' + desk.log('program')[-20000:])
        print(f'evidence: {folder}/{name}.png and .txt')
    except Exception as error:  # Nothing of this may hide the failure itself.
        print(f'no evidence: {error}')


def run(*tests, kind=Desk):
    """Runs the tests and reports in TAP. A test is a function with one parameter, the desk; what the desk is to be like is said with the
    decorator on(). Each gets a process of its own, so that nothing of one desk is left in the next. Names on the command line choose some.
    `kind` is the class of the desk."""
    if sys.argv[1:2] == ['--one']:
        sys.exit(_run_one(next(test for test in tests if test.__name__ == sys.argv[2]), kind))
    tests = [test for test in tests if not sys.argv[1:] or test.__name__ in sys.argv[1:]]
    print(f'1..{len(tests)}', flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        child = subprocess.Popen([sys.executable, sys.argv[0], '--one', test.__name__], stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True, errors='replace', preexec_fn=_die_with_parent)
        # A child that is told to stop clears its desk; so tell it, and let it.
        signal.signal(signal.SIGTERM, lambda *_, child=child: child.terminate())
        said = child.communicate()[0]
        failed += child.returncode != 0
        print(''.join(f'# {line}\n' for line in said.splitlines()), end='')
        if child.returncode < 0:
            print(f'# ended by {signal.Signals(-child.returncode).name}')
        print(f"{'not ok' if child.returncode else 'ok'} {number} {test.__name__.replace('_', ' ')}", flush=True)
    sys.exit(1 if failed else 0)


def _run_one(test, kind):
    def stop(*_):
        raise Failure('told to stop')
    signal.signal(signal.SIGTERM, stop)
    try:
        with kind(**getattr(test, 'desk', {})) as desk:
            try:
                test(desk)
            except Exception:
                _evidence(desk, test.__name__)
                raise
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def on(**desk):
    """Decorator: what the desk of a test is like."""
    def mark(test):
        test.desk = desk
        return test
    return mark
