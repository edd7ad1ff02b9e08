#!/usr/bin/python3
# test-start.py: the program opens, shows its tabs, and goes when it is told to.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import resource
import subprocess

import kit

TABS = ('Users', 'Permissions', 'TikTok Accounts')


@kit.on(demo=True)
def demo_data_opens_with_three_tabs(desk):
    desk.start('--demo')
    for tab in TABS:
        desk.see(tab, 'tab')
    desk.see('Aoife Byrne')
    desk.press('TikTok Accounts', 'tab')
    desk.see('Harbour Coffee')
    desk.press('Permissions', 'tab')
    desk.gone('Link an Account', 'button')


@kit.on(demo=True, size=(360, 640))
def it_fits_a_phone(desk):
    desk.start('--demo')
    desk.see('Aoife Byrne')
    for tab in TABS:
        desk.press(tab, 'tab')
    frame = desk.see(role='window')
    width, height = frame.frame_size()
    assert width <= 360, f'the window is {width} wide'


@kit.on(server=None)
def without_a_connection_it_offers_two_ways(desk):
    desk.start('--api-base', 'http://127.0.0.1:9')
    desk.see('Connect a Business Center')
    desk.see('Explore With Demo Data')


@kit.on(demo=True)
def ctrl_q_ends_it(desk):
    desk.start('--demo')
    desk.see('Users', 'tab')
    desk.key('ctrl+q')
    assert desk.process.wait(kit.DEADLINE) == 0


@kit.on(demo=True)
def it_looks_as_it_was_left(desk):
    desk.start('--demo')
    desk.see('Aoife Byrne')
    desk.press('Permissions', 'tab')
    desk.see('Nothing Chosen')
    desk.xdo('windowsize', '--sync', desk.window_ids()[0], 900, 640)
    width, height = desk.wait(lambda: (frame := desk.find(role='window')) and (size := frame.frame_size())[0] <= 900 and size, 'the window to be smaller')
    desk.key('ctrl+q')
    assert desk.process.wait(kit.DEADLINE) == 0

    desk.process = None
    desk.start('--demo')
    desk.see('Nothing Chosen')
    desk.wait(lambda: (frame := desk.find(role='window')) and frame.frame_size() == (width, height), 'the window to be as large as it was')


@kit.on(server=None)
def the_command_line_says_what_is_wrong(desk):
    program = kit.program()
    said = subprocess.run([program, '--version'], env=desk.env, capture_output=True, text=True, check=True, timeout=kit.DEADLINE).stdout
    assert said.startswith('access-roster '), said
    for address in ('http://business-api.example', 'ftp://127.0.0.1', 'nonsense'):
        run = subprocess.run([program, '--api-base', address], env=desk.env, capture_output=True, text=True, check=False, timeout=kit.DEADLINE)
        assert run.returncode != 0, f'{address} was taken'
        assert '--api-base' in run.stderr, run.stderr
    for arguments in (['extra'], ['--demo', 'a', 'b']):
        run = subprocess.run([program, *arguments], env=desk.env, capture_output=True, text=True, check=False, timeout=kit.DEADLINE)
        assert run.returncode == 2 and '--help' in run.stderr and 'CRITICAL' not in run.stderr, f'{arguments}: {run.returncode} {run.stderr}'
    for address in ('https://ana:hunter2@x.example', 'ana:hunter2@x.example', 'http://ana:hunter2@127.0.0.1'):
        run = subprocess.run([program, '--api-base', address], env=desk.env, capture_output=True, text=True, check=False, timeout=kit.DEADLINE)
        assert run.returncode == 2 and 'hunter2' not in run.stdout + run.stderr, f'{address}: {run.returncode} {run.stderr}'


@kit.on(demo=True)
def no_core_is_dumped(desk):
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    desk.start('--demo')
    desk.see('Users', 'tab')
    with open(f'/proc/{desk.process.pid}/limits', encoding='ascii') as limits:
        line = next(line for line in limits if line.startswith('Max core file size'))
    assert line.split()[4:6] == ['0', '0'], line


if __name__ == '__main__':
    kit.run(demo_data_opens_with_three_tabs, it_fits_a_phone, without_a_connection_it_offers_two_ways, ctrl_q_ends_it,
            it_looks_as_it_was_left, the_command_line_says_what_is_wrong, no_core_is_dumped)
