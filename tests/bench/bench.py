#!/usr/bin/python3
# bench.py: first frame and memory with demo data, side by side with gnome-text-editor on the same machine.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Figures of one machine say little; the ratio of two programs measured in turns says whether this one is slow. One warm-up each, then
# ROUNDS times each, alternating, on one private desktop; medians.

import json
import os
import statistics
import subprocess
import sys

BUILD = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
os.environ['ROSTER_BUILD_DIR'] = BUILD
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))
import kit

SETTLE = '3'
WHAT = (('first_ms', 'first frame', 'ms', 1), ('last_ms', 'last change of the window', 'ms', 1),
        ('resident_kib', 'resident memory', 'MiB', 1024), ('private_kib', 'private memory', 'MiB', 1024))
PROGRAMS = {
    'access-roster --demo': [os.path.join(BUILD, 'src', 'access-roster'), '--demo'],
    'gnome-text-editor': ['gnome-text-editor', '--standalone'],
}


def measure(desk, command):
    run = subprocess.run([os.path.join(BUILD, 'tests', 'bench', 'firstframe'), SETTLE, *command], env=desk.env,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def main():
    results = {name: [] for name in PROGRAMS}
    with kit.Desk(server=None) as desk:
        desk.env.pop('G_MESSAGES_DEBUG')
        desk.env.pop('G_DEBUG')
        for round_number in range(ROUNDS + 1):
            for name, command in PROGRAMS.items():
                result = measure(desk, command)
                if round_number > 0:
                    results[name].append(result)
                    print(f"{round_number}. {name}: first frame {result['first_ms']:.0f} ms, "
                          f"resident {result['resident_kib'] / 1024:.1f} MiB", flush=True)
    ours, theirs = results.values()
    print(f"\nMedians of {ROUNDS}:{'':22}{'access-roster':>15}{'text editor':>15}{'ratio':>8}")
    for key, label, unit, divisor in WHAT:
        mine, other = (statistics.median(run[key] for run in runs) / divisor for runs in (ours, theirs))
        print(f'{label + ", " + unit:34}{mine:15.1f}{other:15.1f}{mine / other:8.2f}')


if __name__ == '__main__':
    main()
