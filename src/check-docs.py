#!/usr/bin/python3
# check-docs.py: each function that a header declares has a comment that names its parameters and says what it returns.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import sys

COMMENT = re.compile(r'/\*\*\n \* (\w+):.*\n((?: \*.*\n)*?) \*/\n')
DECLARATION = re.compile(r'^((?:const )?\w[\w ]*?[ *]+)(roster_\w+)\s*(\((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*\))[^;{}]*;', re.M)
# What the libraries' macros make, or ask for.
BY_MACRO = re.compile(r'_(?:get_type|quark)$')


def read(path):
    with open(path, encoding='utf-8') as source:
        return source.read()


def name_parameters(text):
    """The names in a list of parameters, in order."""
    # What a pointer to a function takes is no parameter of ours.
    text = re.sub(r'\(\*(\w+)\)\s*\([^()]*\)', r' \1', text.strip()[1:-1])
    names = [re.sub(r'\[\w*\]$', '', part.strip()).split()[-1].lstrip('*') for part in text.split(',') if part.strip()]
    return [] if names == ['void'] else names


def declarations(text):
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    text = re.sub(r'^#.*(?:\\\n.*)*$', '', text, flags=re.M)
    for match in DECLARATION.finditer(text):
        returned, name, parameters = match.groups()
        if not returned.startswith('typedef') and not BY_MACRO.search(name):
            yield returned.strip(), name, name_parameters(parameters)


def find_fault(returned, parameters, comment):
    """What is wrong with the comment of a function, or None."""
    if comment is None:
        return 'no comment'
    documented = re.findall(r'^ \* @(\w+|\.\.\.):', comment, re.M)
    if documented != parameters:
        return f'the parameters are {", ".join(parameters)}, the comment has {", ".join(documented) or "none"}'
    returns = re.search(r'^ \* Returns:(.*)', comment, re.M)
    if returned == 'void':
        return 'nothing is returned' if returns is not None else None
    if returns is None:
        return 'what is returned is not said'
    if returned.endswith('*') and not returns.group(1).startswith(' (transfer'):
        return 'whose what is returned is, is not said'
    return None


def main():
    root = sys.argv[1]
    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names)
    comments = {name: comment for path in paths if path.endswith(('.c', '.h')) for name, comment in COMMENT.findall(read(path))}
    headers = [path for path in paths if path.endswith('.h')]
    print(f'1..{len(headers)}')
    failures = 0
    for number, path in enumerate(headers, 1):
        faults = [(name, find_fault(returned, parameters, comments.get(name)))
                  for returned, name, parameters in declarations(read(path))]
        faults = [f'{name}: {fault}' for name, fault in faults if fault is not None]
        print('not ok' if faults else 'ok', number, os.path.relpath(path, root))
        for fault in faults:
            print('#', fault)
        failures += bool(faults)
    return bool(failures)


if __name__ == '__main__':
    sys.exit(main())
