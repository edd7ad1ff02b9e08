#!/usr/bin/python3
# start.py: how long the installed Flatpak takes to its first frame, beside the same tree built on this machine.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# In turns on one desk, one warm-up each, medians. Fails when the sandbox takes LIMIT times as long or longer.
# ROSTER_FIRSTFRAME is the program that measures (tests/bench).

import json
import os
import statistics
import subprocess
import sys

import sandbox
import kit

ROUNDS, LIMIT = 7, 1.8
PROGRAMS = {
    'outside': [os.path.join(kit.BUILD, 'src', 'access-roster'), '--demo'],
    'inside': ['flatpak', 'run', '--user', '--die-with-parent', sandbox.APP, '--demo'],
}


def measure(desk, command):
    run = subprocess.run([os.environ['ROSTER_FIRSTFRAME'], '1', *command], env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         text=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def main():
    results = {name: [] for name in PROGRAMS}
    with sandbox.SandboxDesk(server=None, keyring=False) as desk:
        desk.env.pop('G_MESSAGES_DEBUG')
        desk.env.pop('G_DEBUG')
        desk.env['GSETTINGS_SCHEMA_DIR'] = os.path.join(kit.BUILD, 'data')
        for round_number in range(ROUNDS + 1):
            for name, command in PROGRAMS.items():
                result = measure(desk, command)
                if round_number > 0:
                    results[name].append(result)
    medians = {name: statistics.median(run['first_ms'] for run in runs) for name, runs in results.items()}
    memory = {name: statistics.median(run['resident_kib'] for run in runs) / 1024 for name, runs in results.items()}
    ratio = medians['inside'] / medians['outside']
    print(f"first frame, medians of {ROUNDS}: outside {medians['outside']:.0f} ms, inside {medians['inside']:.0f} ms, ratio {ratio:.2f}")
    print(f"resident memory of all processes: outside {memory['outside']:.0f} MiB, inside {memory['inside']:.0f} MiB")
    if ratio >= LIMIT:
        sys.exit(f'the start inside the sandbox takes {LIMIT} times as long as outside, or longer')


if __name__ == '__main__':
    main()
