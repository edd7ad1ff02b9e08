#!/usr/bin/python3
# check.py: every source file with text for people is in POTFILES.in, every file in there exists, every translation is well formed.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys

MARKED = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*"')
TRANSLATABLE = re.compile(r'translatable="(?:yes|true|1)"')


def has_text(path):
    if not path.endswith(('.c', '.h', '.ui', '.in.in', '.gschema.xml')):
        return False
    with open(path, encoding='utf-8') as source:
        content = source.read()
    if path.endswith(('.c', '.h')):
        return MARKED.search(re.sub(r'/\*.*?\*/', '', content, flags=re.S)) is not None
    # Settings have no translated text: nobody sees them but dconf-editor.
    return path.endswith('.in.in') or TRANSLATABLE.search(content) is not None


def main():
    root = sys.argv[1]
    os.chdir(root)
    failures = 0

    def report(ok, number, what, details=()):
        print('ok' if ok else 'not ok', number, what)
        for line in details:
            print('#', line)
        return not ok

    with open('po/POTFILES.in', encoding='utf-8') as listing:
        listed = [line.strip() for line in listing if line.strip() and not line.startswith('#')]
    with_text = sorted(os.path.join(folder, name) for top in ('src', 'data') for folder, _, names in os.walk(top)
                       for name in names if has_text(os.path.join(folder, name)))
    with open('po/LINGUAS', encoding='utf-8') as listing:
        languages = [word for line in listing if not line.startswith('#') for word in line.split()]

    missing = [path for path in with_text if path not in listed]
    stale = [path for path in listed if path not in with_text]
    twice = sorted({path for path in listed if listed.count(path) > 1})
    print(f'1..{3 + len(languages)}')
    failures += report(not missing, 1, 'every file with text is listed', missing)
    failures += report(not stale, 2, 'every listed file exists and has text', stale)
    failures += report(not twice, 3, 'no file is listed twice', twice)
    for number, language in enumerate(languages, 4):
        run = subprocess.run(['msgfmt', '-c', '-o', os.devnull, f'po/{language}.po'], capture_output=True, text=True, check=False)
        failures += report(run.returncode == 0, number, f'{language} is well formed', run.stderr.splitlines())
    return bool(failures)


if __name__ == '__main__':
    sys.exit(main())
