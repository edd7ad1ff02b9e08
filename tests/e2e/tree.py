# tree.py: the accessibility tree of the program, as a person who uses assistive technology meets it.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import warnings

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

# The replacements of these calls are newer than the oldest system that this runs on.
warnings.filterwarnings('ignore', category=DeprecationWarning)

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


def connect():
    """Joins the accessibility bus of the session in the environment."""
    Atspi.init()


def forget():
    """Drops what is remembered of a program that is gone."""
    Atspi.get_desktop(0).clear_cache()


def name_has_owner(name, address):
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    try:
        return connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
                                    GLib.Variant('(s)', (name,)), None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    finally:
        connection.close_sync(None)


class Node:
    """One accessible object."""

    def __init__(self, accessible, frame):
        self.accessible, self.frame = accessible, frame

    @property
    def name(self):
        # GTK 4.8 says the label of a button twice, the first time with its mnemonic.
        name = self.accessible.get_name() or ''
        for space in re.finditer(' ', name):
            if name[:space.start()].replace('_', '') == name[space.end():].replace('_', ''):
                return name[space.end():]
        return name

    @property
    def role(self):
        return self.accessible.get_role_name()

    def has(self, state):
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    @property
    def sensitive(self):
        return self.has('sensitive')

    @property
    def text(self):
        if self.accessible.get_text_iface():
            return Atspi.Text.get_text(self.accessible, 0, -1)
        return self.name

    def set_text(self, text):
        for node in walk(self):
            if node.accessible.get_editable_text_iface():
                Atspi.EditableText.set_text_contents(node.accessible, text)
                return
        raise LookupError(f'{self.name!r} cannot be written to')

    def press(self):
        """The action that a press of the control is."""
        for node in walk(self):
            if node.accessible.get_action_iface():
                for index in range(Atspi.Action.get_n_actions(node.accessible)):
                    if Atspi.Action.get_action_name(node.accessible, index) in ('click', 'toggle', 'activate', 'press', 'jump'):
                        Atspi.Action.do_action(node.accessible, index)
                        return
        raise LookupError(f'{self.role} {self.name!r} cannot be pressed')

    def extents(self):
        box = self.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def centre(self):
        x, y, width, height = self.extents()
        return x + width // 2, y + height // 2

    def frame_size(self):
        box = self.frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.width, box.height

    def showing(self):
        """Whether a finger on its middle would touch it. The pages of a stack that are not in front, and what is scrolled out of view, are
        in the tree with all signs of being visible: so ask what is at that place."""
        x, y, width, height = self.extents()
        if width <= 0 or height <= 0:
            return False
        frame_width, frame_height = self.frame_size()
        frame = self.frame.get_component_iface()
        for at_x, at_y in ((x + width // 2, y + height // 2), (x + min(8, width // 2), y + height // 2)):
            if not (0 <= at_x < frame_width and 0 <= at_y < frame_height):
                continue
            hit = frame.get_accessible_at_point(at_x, at_y, Atspi.CoordType.WINDOW)
            if hit is None or self._meets(hit):
                return True
        return False

    def _meets(self, hit):
        # What is under the finger is this, or in this; an insensitive control lets the touch through to what it stands in.
        above = hit
        while above is not None:
            if above == self.accessible:
                return True
            above = above.get_parent()
        here = self.accessible
        while here is not None and not here.get_state_set().contains(Atspi.StateType.SENSITIVE):
            here = here.get_parent()
            if here == hit:
                return True
        return False


def windows(app):
    for index in range(app.get_child_count()):
        window = app.get_child_at_index(index)
        if window is not None:
            yield window


def walk(node):
    """The node and all below it. What goes while it is looked at is left out."""
    yield node
    try:
        count = node.accessible.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.accessible.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield from walk(Node(child, node.frame))


def application(pid):
    """The program of that process, once it has a window."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(index)
        try:
            if app is not None and app.get_process_id() == pid and app.get_child_count():
                return app
        except GLib.Error:
            continue
    return None


def every(app, name=None, role=None, within=None, showing=True):
    """All nodes of that name (the text, or a compiled pattern to search for) and role; the newest window first."""
    roots = [within] if within is not None else [Node(window, window) for window in reversed(list(windows(app)))]
    for root in roots:
        for node in walk(root):
            try:
                if role is not None and node.role not in ROLES.get(role, (role,)):
                    continue
                if name is not None:
                    found = name.search(node.name) if isinstance(name, re.Pattern) else node.name == name
                    if not found:
                        continue
                if showing and not node.showing():
                    continue
            except GLib.Error:
                continue
            yield node


def find(app, name=None, role=None, within=None, showing=True):
    """The first such node, or None."""
    try:
        return next(every(app, name, role, within, showing), None)
    except GLib.Error:
        return None


def dump(app):
    """The tree as text, for a look at what was there when a test failed."""
    lines = []

    def visit(node, depth):
        try:
            states = ' '.join(state for state in ('sensitive', 'focused', 'selected', 'checked', 'pressed') if node.has(state))
            lines.append(f"{'  ' * depth}{node.role} {node.name!r} {node.extents() if depth else ''} {states}")
            children = [node.accessible.get_child_at_index(index) for index in range(node.accessible.get_child_count())]
        except (GLib.Error, AttributeError):
            return
        for child in children:
            if child is not None:
                visit(Node(child, node.frame), depth + 1)

    for window in windows(app):
        visit(Node(window, window), 0)
    return '\n'.join(lines)
