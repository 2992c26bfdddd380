#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""terminal.py FILE STATUS KEYS COMMAND...: runs a command in a terminal of its own.

Once FILE has a line, it presses KEYS: `i` is Ctrl-C, `q` is Ctrl-\\, `c` closes the terminal. The command must end with
STATUS, and all of its session with it.
"""

import fcntl
import os
import pty
import signal
import sys
import termios
import time

file, status, keys, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.execvp(command[0], command)
deadline = time.monotonic() + 60
while not (os.path.exists(file) and os.path.getsize(file)) and time.monotonic() < deadline:
    time.sleep(0.02)
for key in keys:
    if key == "c":
        os.close(terminal)
    else:
        os.write(terminal, {"i": b"\x03", "q": b"\x1c"}[key])
        # The terminal turns it into a signal at once.
        fcntl.ioctl(terminal, termios.FIONREAD, b"    ")
ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
assert ended == int(status), ended
try:
    os.killpg(child, 0)
    raise AssertionError("the session is still there")
except ProcessLookupError:
    pass
