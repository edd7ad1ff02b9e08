#!/usr/bin/python3
# browser.py: the browser of the test desk. It notes the address it was sent to; who follows it is the test's business.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

with open(sys.argv[1], 'a', encoding='utf-8') as visited:
    visited.write(sys.argv[2] + '\n')
