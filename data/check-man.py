#!/usr/bin/python3
# check-man.py MANUAL PROGRAM: the manual is well formed, and says the same options as --help.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import shutil
import subprocess
import sys

manual, program = sys.argv[1:]
environment = {**os.environ, 'LC_ALL': 'C.UTF-8'}
if shutil.which('groff'):
    run = subprocess.run(['groff', '-man', '-Tutf8', '-Kutf8', '-ww', '-z', manual], capture_output=True, text=True, check=False)
    if run.returncode or run.stderr:
        sys.exit(f'groff: {run.stderr}')
said = subprocess.run([program, '--help'], env=environment, capture_output=True, text=True, check=True).stdout
options = set(re.findall(r'^  (?:-\w, )?(--[a-z-]+)', said, re.M))
with open(manual, encoding='utf-8') as file:
    text = file.read().replace('\\-', '-')
section = text.partition('.SH OPTIONS')[2].partition('.SH')[0]
written = set(re.findall(r'--[a-z-]+', section))
# The toolkit adds those that begin so to every program.
missing, made_up = ({option for option in found if not option.startswith(('--help', '--gapplication'))}
                    for found in (options - written, written - options))
if not options or missing or made_up:
    sys.exit(f'not in the manual: {sorted(missing)}; only in the manual: {sorted(made_up)}; --help says: {sorted(options)}')
