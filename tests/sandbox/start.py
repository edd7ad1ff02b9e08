#!/usr/bin/python3
# start.py: how long the installed Flatpak takes to its first frame, beside the same program outside of the sandbox.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# In turns on one desk, one warm-up each, medians. Fails when the sandbox takes LIMIT times as long or longer.
#
# Outside is what is inside, without the sandbox: the installed files, with the libraries of the runtime that they were built for, on the bus
# and the display of this desk, the clock started where a shell would start the program. What remains between the two is what Flatpak and the
# permissions of the manifest cost. The tree built on this machine is measured as well, and only told: between that and the Flatpak there are
# two releases of GTK and of everything below it, too.
#
# ROSTER_FIRSTFRAME is the program that measures (tests/bench).

import json
import os
import statistics
import subprocess
import sys

import sandbox
import kit

ROUNDS, LIMIT = 11, 1.8


def ask_flatpak(*question):
    return subprocess.run(['flatpak', '--user', 'info', *question], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def outside(desk):
    """The installed program in the root of its runtime; the stop watch runs there as well, so that making the root is not counted."""
    program = ask_flatpak('--show-location', sandbox.APP) + '/files'
    runtime = ask_flatpak('--show-location', ask_flatpak('--show-runtime', sandbox.APP)) + '/files'
    command = ['bwrap', '--ro-bind', runtime, '/usr', '--ro-bind', runtime + '/etc', '/etc', '--ro-bind', program, '/app']
    for folder in ('bin', 'lib', 'lib64', 'sbin'):
        command += ['--symlink', 'usr/' + folder, '/' + folder]
    return command + [
        '--dev-bind', '/dev', '/dev', '--bind', '/proc', '/proc', '--bind', desk.home, desk.home,
        '--ro-bind', os.environ['ROSTER_FIRSTFRAME'], '/firstframe', '--unsetenv', 'GSETTINGS_SCHEMA_DIR',
        '--setenv', 'LD_LIBRARY_PATH', '/app/lib', '--setenv', 'XDG_DATA_DIRS', '/app/share:/usr/share',
        '/firstframe', '1', '/app/bin/access-roster', '--demo']


def measure(desk, command):
    run = subprocess.run(command, env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def main():
    stop_watch = [os.environ['ROSTER_FIRSTFRAME'], '1']
    with sandbox.SandboxDesk(server=None, keyring=False) as desk:
        programs = {
            'outside': outside(desk),
            'inside': [*stop_watch, 'flatpak', 'run', '--user', '--die-with-parent', sandbox.APP, '--demo'],
            'built here': [*stop_watch, os.path.join(kit.BUILD, 'src', 'access-roster'), '--demo'],
        }
        results = {name: [] for name in programs}
        desk.env.pop('G_MESSAGES_DEBUG')
        desk.env.pop('G_DEBUG')
        desk.env['GSETTINGS_SCHEMA_DIR'] = os.path.join(kit.BUILD, 'data')
        for round_number in range(ROUNDS + 1):
            for name, command in programs.items():
                result = measure(desk, command)
                if round_number > 0:
                    results[name].append(result)
    medians = {name: statistics.median(run['first_ms'] for run in runs) for name, runs in results.items()}
    memory = {name: statistics.median(run['resident_kib'] for run in runs) / 1024 for name, runs in results.items()}
    ratio = medians['inside'] / medians['outside']
    print(f"first frame, medians of {ROUNDS}: outside {medians['outside']:.0f} ms, inside {medians['inside']:.0f} ms, ratio {ratio:.2f}")
    print(f"built here, with this machine's libraries: {medians['built here']:.0f} ms, ratio {medians['inside'] / medians['built here']:.2f}")
    print(f"resident memory of all processes: outside {memory['outside']:.0f} MiB, inside {memory['inside']:.0f} MiB")
    if ratio >= LIMIT:
        sys.exit(f'the start inside the sandbox takes {LIMIT} times as long as outside, or longer')


if __name__ == '__main__':
    main()
