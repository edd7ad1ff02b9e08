# tree.py: the accessibility tree of the program, as a person who uses assistive technology meets it.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Speaks the AT-SPI protocol itself. The usual library asks one question at a time and waits for each answer, which takes seconds for a
# window of a thousand nodes on a busy machine; here all questions about one level of the tree are asked at once.

import re

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # Atspi for the names of roles and states only.

ROOT = '/org/a11y/atspi/accessible/root'
CACHE = '/org/a11y/atspi/cache'
PREFIX = 'org.a11y.atspi.'
WINDOW_COORDINATES = 1
TIMEOUT_MS = 20000

# What GTK calls a role differs from version to version; these are the same to a person.
ROLES = {
    'button': ('push button', 'button', 'toggle button', 'link', 'menu button'),
    'check': ('check box', 'toggle button', 'switch', 'radio button'),
    'tab': ('page tab', 'radio button', 'toggle button'),
    'text': ('text', 'entry', 'password text'),
    'row': ('list item', 'table row', 'text', 'combo box'),
    'item': ('menu item', 'check menu item', 'radio menu item', 'push button', 'list item'),
    'window': ('frame', 'dialog', 'alert', 'window'),
}

_flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
_bus = None


def _join(address):
    return Gio.DBusConnection.new_for_address_sync(address, _flags, None, None)


def connect(address):
    """Joins the accessibility bus that belongs to a session bus."""
    global _bus
    session = _join(address)
    reply = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, TIMEOUT_MS, None)
    _bus = _join(reply.unpack()[0])
    session.close_sync(None)


def name_has_owner(name, address):
    """Whether somebody on the bus at that address owns the name."""
    connection = _join(address)
    try:
        return connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
                                    GLib.Variant('(s)', (name,)), None, 0, TIMEOUT_MS, None).unpack()[0]
    finally:
        connection.close_sync(None)


def _ask(bus_name, path, interface, method, parameters=None):
    return _bus.call_sync(bus_name, path, interface, method, parameters, None, 0, TIMEOUT_MS, None).unpack()


def _ask_all(bus_name, paths, interface, method, parameters=None):
    """Asks the same of many objects at once. An object that is gone answers None."""
    answers = {}

    def on_answer(connection, result, path):
        try:
            answers[path] = connection.call_finish(result).unpack()[0]
        except GLib.Error:
            answers[path] = None

    for path in paths:
        _bus.call(bus_name, path, interface, method, parameters, None, 0, TIMEOUT_MS, None, on_answer, path)
    context = GLib.MainContext.default()
    while len(answers) < len(paths):
        context.iteration(True)
    return answers


def application(pid=None):
    """The program of that process (or the first, where there is a proxy in between), once it has a window; else None."""
    try:
        for bus_name, _ in _ask(PREFIX + 'Registry', ROOT, PREFIX + 'Accessible', 'GetChildren')[0]:
            owner = _ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                         GLib.Variant('(s)', (bus_name,)))[0]
            if pid in (None, owner) and _ask(bus_name, ROOT, PREFIX + 'Accessible', 'GetChildren')[0]:
                return Application(bus_name)
    except GLib.Error:
        pass
    return None


class Application:
    """A program on the accessibility bus."""

    def __init__(self, bus_name):
        self.bus_name = bus_name

    def windows(self):
        """The whole tree as it is now: the windows, the newest first, each with what is in it."""
        children = {}
        level = [ROOT]
        while level:
            answers = _ask_all(self.bus_name, level, PREFIX + 'Accessible', 'GetChildren')
            found = {path: [child for owner, child in (answer or ()) if owner == self.bus_name] for path, answer in answers.items()}
            children.update(found)
            level = [child for path in level for child in found[path] if child not in children]
        # What has been asked about is known to the program's cache, which tells everything about all of it in one answer.
        items = {item[0][1]: item for item in _ask(self.bus_name, CACHE, PREFIX + 'Cache', 'GetItems')[0]}
        texts = self._texts(items)

        def grow(path, parent):
            node = Node(self, path, items[path], parent)
            node.said_name = node.said_name or texts.get(path) or ''
            node.children = [grow(child, node) for child in children.get(path, ()) if child in items]
            return node
        return [grow(path, None) for path in reversed(children[ROOT]) if path in items]

    def _texts(self, items):
        """What is read out of that which has no name in newer versions of GTK: the text of a status, and that of the label of a menu item."""
        def nameless(*roles):
            return [path for path, item in items.items() if not item[6] and item[7] in map(int, roles)]

        labels = {}
        for path, relations in _ask_all(self.bus_name, nameless(Atspi.Role.MENU_ITEM), PREFIX + 'Accessible', 'GetRelationSet').items():
            for kind, targets in relations or ():
                if kind == int(Atspi.RelationType.LABELLED_BY):
                    labels[path] = targets[0][1]
        spoken = nameless(Atspi.Role.STATUS_BAR, Atspi.Role.ALERT, Atspi.Role.NOTIFICATION)
        texts = _ask_all(self.bus_name, {*spoken, *labels.values()}, PREFIX + 'Text', 'GetText', GLib.Variant('(ii)', (0, -1)))
        return {**texts, **{path: texts[label] for path, label in labels.items()}}


class Node:
    """One accessible object, as it was when the tree was read. What it is asked to do, and where it is, is of now."""

    def __init__(self, app, path, item, parent):
        self.app, self.path, self.parent = app, path, parent
        self.window = parent.window if parent is not None else self
        self.interfaces, self.said_name, role, _, states = item[5:10]
        self.role = Atspi.Role(role).value_nick.replace('-', ' ')
        self.states = states[0] | (states[1] << 32 if len(states) > 1 else 0)
        self.children = []

    def ask(self, interface, method, parameters=None):
        return _ask(self.app.bus_name, self.path, PREFIX + interface, method, parameters)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def name(self):
        # GTK 4.8 says the label of a button twice, the first time with its mnemonic.
        name = re.sub('[\u2066-\u2069]', '', self.said_name)  # what sets names apart, and nobody sees
        for space in re.finditer(' ', name):
            if name[:space.start()].replace('_', '') == name[space.end():].replace('_', ''):
                return name[space.end():]
        return name

    def has(self, state):
        return bool(self.states >> int(getattr(Atspi.StateType, state.upper())) & 1)

    @property
    def sensitive(self):
        return self.has('sensitive')

    def set_text(self, text):
        for node in self.walk():
            if PREFIX + 'EditableText' in node.interfaces:
                node.ask('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))
                return
        raise LookupError(f'{self.name!r} cannot be written to')

    def press(self):
        """Does what a press of the control does; False when it has no such action, None when the control is gone by now and nothing was done."""
        try:
            for node in self.walk():
                if PREFIX + 'Action' not in node.interfaces:
                    continue
                for index, action in enumerate(node.ask('Action', 'GetActions')[0]):
                    if action[0].lower() in ('click', 'toggle', 'activate', 'press', 'jump'):
                        node.ask('Action', 'DoAction', GLib.Variant('(i)', (index,)))
                        return True
        except GLib.Error as error:
            if error.matches(Gio.dbus_error_quark(), Gio.DBusError.UNKNOWN_METHOD) or error.matches(Gio.dbus_error_quark(), Gio.DBusError.UNKNOWN_OBJECT):
                return None
            raise
        return False

    def extents(self):
        """Place and size in the window: x, y, width, height. What is no widget has none."""
        if PREFIX + 'Component' not in self.interfaces:
            return 0, 0, 0, 0
        return self.ask('Component', 'GetExtents', GLib.Variant('(u)', (WINDOW_COORDINATES,)))[0]

    def centre(self):
        x, y, width, height = self.extents()
        return x + width // 2, y + height // 2

    def frame_size(self):
        return self.window.extents()[2:]

    def showing(self):
        """Whether a finger on its middle would touch it. The pages of a stack that are not in front, and what is scrolled out of view, are
        in the tree with all signs of being visible: so ask what is at that place."""
        x, y, width, height = self.extents()
        if width <= 0 or height <= 0:
            return False
        frame_width, frame_height = self.frame_size()
        middle = y + height // 2
        inside = False
        for at in (x + width // 2, x + min(8, width // 2), x + width - min(8, width // 2 + 1)):
            if 0 <= at < frame_width and 0 <= middle < frame_height:
                inside = True
                _, hit = self.window.ask('Component', 'GetAccessibleAtPoint', GLib.Variant('(iiu)', (at, middle, WINDOW_COORDINATES)))[0]
                meets = self._meets(hit)
                if meets is not None:
                    return meets
        # Only parts of widgets that have no accessible object of their own: nothing speaks against it.
        return inside

    def _meets(self, hit):
        # What is under the finger is this, or in this; an insensitive control lets the touch through to what it stands in.
        if any(node.path == hit for node in self.walk()):
            return True
        here = self
        while here.parent is not None and not here.sensitive:
            here = here.parent
            if here.path == hit:
                return True
        return False if any(node.path == hit for node in self.window.walk()) else None


def every(app, name=None, role=None, within=None, showing=True):
    """All nodes of that name (the text, or a compiled pattern to search for) and role; the newest window first."""
    try:
        roots = [within] if within is not None else app.windows()
    except GLib.Error:
        return
    for root in roots:
        for node in root.walk():
            if role is not None and node.role not in ROLES.get(role, (role,)):
                continue
            if name is not None and not (name.search(node.name) if isinstance(name, re.Pattern) else node.name == name):
                continue
            try:
                if not showing or node.showing():
                    yield node
            except GLib.Error:
                continue


def find(app, name=None, role=None, within=None, showing=True):
    """The first such node, or None."""
    return next(every(app, name, role, within, showing), None)


def dump(app):
    """The tree as text, for a look at what was there when a test failed."""
    lines = []

    def visit(node, depth):
        states = ' '.join(state for state in ('sensitive', 'focused', 'selected', 'checked', 'pressed') if node.has(state))
        lines.append(f"{'  ' * depth}{node.role} {node.name!r} {states}")
        for child in node.children:
            visit(child, depth + 1)

    for window in app.windows():
        visit(window, 0)
    return '\n'.join(lines)
