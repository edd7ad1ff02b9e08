#!/usr/bin/python3
# manifest.py: what the manifests say; and the one of the development build, which is the one for releases with its own name and profile.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Only the manifest for releases is written by hand: the version of the runtime stands there and nowhere else.
#   manifest.py --write      write the twin beside it
#   manifest.py --check      fail when the twin is not what --write would write
#   manifest.py --runtime    print the version of the runtime
#   manifest.py --tarball    print address and SHA-256 of libqrencode

import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ID = 'io.github.accessroster.AccessRoster'
PROFILE = '''      "buildsystem": "meson",
      "config-opts": ["-Dprofile=development", "--werror"],
'''


def read(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as file:
        return file.read()


def twin(release):
    text, names = re.subn(f'"{re.escape(ID)}"', f'"{ID}.Devel"', release)
    text, profiles = re.subn(r'      "buildsystem": "meson",\n', PROFILE, text)
    if (names, profiles) != (1, 1):
        sys.exit('manifest.py: the manifest for releases does not look as expected')
    return text


def main(wish):
    release = read(ID + '.json')
    manifest = json.loads(release)
    if wish == '--write':
        with open(os.path.join(HERE, ID + '.Devel.json'), 'w', encoding='utf-8') as file:
            file.write(twin(release))
    elif wish == '--check':
        if read(ID + '.Devel.json') != twin(release):
            sys.exit('flatpak/manifest.py --write has to be run: the manifests say different things')
    elif wish == '--runtime':
        print(manifest['runtime-version'])
    elif wish == '--tarball':
        source = manifest['modules'][0]['sources'][0]
        print(source['url'], source['sha256'])
    else:
        sys.exit('usage: manifest.py --write | --check | --runtime | --tarball')


main(sys.argv[1] if len(sys.argv) == 2 else '')
