#!/usr/bin/python3
# notifier.py: the notification service of the test desk. It notes what it is asked to show and to take back, one JSON object a line, and
# lets the test press what a notification offers.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import sys

from gi.repository import Gio, GLib

NAME, PATH = 'org.freedesktop.Notifications', '/org/freedesktop/Notifications'
INTERFACES = Gio.DBusNodeInfo.new_for_xml('''<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  </interface>
  <interface name="io.github.accessroster.Test">
    <method name="Press"><arg type="u" direction="in"/><arg type="s" direction="in"/></method>
  </interface>
</node>''').interfaces

last = 0


def note(**what):
    with open(sys.argv[1], 'a', encoding='utf-8') as log:
        log.write(json.dumps(what) + '\n')


def on_call(bus, sender, path, interface, method, parameters, invocation):
    global last
    reply = None
    if method == 'Notify':
        _, replaces, _, summary, body, actions, _, _ = parameters.unpack()
        if not replaces:
            last += 1
        number = replaces or last
        note(shown=number, summary=summary, body=body, actions=dict(zip(actions[1::2], actions[::2])))
        reply = GLib.Variant('(u)', (number,))
    elif method == 'CloseNotification':
        note(taken_back=parameters.unpack()[0])
    elif method == 'GetCapabilities':
        reply = GLib.Variant('(as)', (['actions', 'body', 'persistence'],))
    elif method == 'GetServerInformation':
        reply = GLib.Variant('(ssss)', ('notifier', 'test', '1', '1.2'))
    elif method == 'Press':
        bus.emit_signal(None, PATH, NAME, 'ActionInvoked', parameters)
    invocation.return_value(reply)


def on_bus(bus, name):
    for interface in INTERFACES:
        bus.register_object(PATH, interface, on_call, None, None)


Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, on_bus, None, None)
GLib.MainLoop().run()
