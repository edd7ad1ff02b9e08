#!/usr/bin/python3
# check-isolation.py FOLDER: sentences with names in them are written by roster_isolated(), which keeps a name from turning the rest round.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import glob
import re
import sys

# The message for a client leaves the program as plain text; the name of a file is no sentence.
ELSEWHERE = {'roster-client-text.c', 'roster-send-instead.c'}


def call_at(text, start):
    """The call whose parenthesis opens at start, without its comments."""
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/|[()]', text[start:], re.S):
        depth += {'(': 1, ')': -1}.get(token.group(), 0)
        if depth == 0:
            return re.sub(r'/\*.*?\*/', '', text[start:start + token.end()], flags=re.S)
    return text[start:]


failures = []
for path in sorted(glob.glob(sys.argv[1] + '/ui/**/*.c', recursive=True)):
    if path.rpartition('/')[2] in ELSEWHERE:
        continue
    with open(path, encoding='utf-8') as file:
        text = file.read()
    for match in re.finditer(r'\bg_strdup_printf \(', text):
        call = call_at(text, match.end() - 1)
        words = ' '.join(re.findall(r'"((?:[^"\\]|\\.)*)"', call))
        if re.search(r'\b(_|C_|ngettext) ?\(', call) and re.search(r'%(\d+\$)?s', words):
            line = text.count('\n', 0, match.start()) + 1
            failures.append(f'{path}:{line}: a name may stand in this sentence: use roster_isolated()')
if failures:
    sys.exit('\n'.join(failures))
