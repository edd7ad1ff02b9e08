#!/usr/bin/python3
# summary.py: counts what Meson's logs say, and looks for processes that the tests left behind.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A test that speaks TAP counts once for each of its cases, any other test once. A test that crashed, ran out of time or said nothing
# counts as one failure on top of the cases that it reported as failed. The last line is "N passed, M failed".

import argparse
import glob
import json
import os
import re
import signal
import sys
import time

CASE = re.compile(r'^(not )?ok\b\s*\d*\s*(.*)$')
GOOD = ('OK', 'EXPECTEDFAIL', 'SKIP')


def count(run):
    """Passed, skipped and failed cases of one test run, with the names of the failed ones."""
    passed, skipped, failed = 0, 0, []
    for line in (run.get('stdout') or '').splitlines():
        case = CASE.match(line)
        if case is None:
            continue
        if re.search(r'#\s*(skip|todo)', case[2], re.I):
            skipped += 1
        elif case[1]:
            failed.append(case[2].lstrip('- ') or '(unnamed)')
        else:
            passed += 1
    if run['result'] not in GOOD and not failed:
        failed.append(run['result'].lower())
    elif run['result'] in GOOD and not passed and not skipped:
        skipped += run['result'] == 'SKIP'
        passed += run['result'] != 'SKIP'
    return passed, skipped, failed


def left_behind(mark):
    """Processes that carry the mark in their environment and are not on the way out."""
    found = {}
    for path in glob.glob('/proc/[0-9]*/environ'):
        pid = int(path.split('/')[2])
        try:
            with open(path, 'rb') as environ, open(f'/proc/{pid}/cmdline', 'rb') as cmdline:
                if mark.encode() in environ.read().split(b'\0'):
                    found[pid] = cmdline.read().replace(b'\0', b' ').decode(errors='replace').strip()
        except OSError:
            continue
    # This script, and the shell and Meson above it, carry the mark too.
    pid = os.getpid()
    while pid > 1:
        found.pop(pid, None)
        with open(f'/proc/{pid}/stat', encoding='ascii', errors='replace') as stat:
            pid = int(stat.read().rpartition(')')[2].split()[1])
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--mark', help='NAME=VALUE that every process of the tests carries')
    parser.add_argument('logs', nargs='+')
    options = parser.parse_args()

    passed, skipped, failed = 0, 0, []
    for log in options.logs:
        where = log.split(os.sep)[-3]
        try:
            with open(log, encoding='utf-8') as lines:
                runs = [json.loads(line) for line in lines]
        except OSError:
            runs = []
        if not runs:
            failed.append(f'{where}: no test ran')
        for run in runs:
            ok, skip, bad = count(run)
            passed += ok
            skipped += skip
            failed += [f"{where}: {run['name']}: {case}" for case in bad]

    if options.mark:
        deadline = time.monotonic() + 5
        while (left := left_behind(options.mark)) and time.monotonic() < deadline:
            time.sleep(0.1)
        for pid, command in left.items():
            failed.append(f'left running: {command}')
            os.kill(pid, signal.SIGKILL)

    print()
    if failed:
        print('Failed:')
        for line in failed:
            print(f'  {line}')
    if skipped:
        print(f'{skipped} skipped')
    print('Counted: each case of a test that reports cases, each other test once'
          + ('; the unit suite twice, without and with the sanitizers.' if len(options.logs) > 1 else '.'))
    print(f'{passed} passed, {len(failed)} failed')
    return bool(failed)


if __name__ == '__main__':
    sys.exit(main())
