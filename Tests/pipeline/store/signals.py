#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Stops pmon-store by a signal at random moments of its input.

What it has taken out of its pipe must be stored, and what is still there must begin with a whole line, as another store
may read the pipe next. Only of a line that was not written whole the beginning may be gone. The seed is fixed; an
argument is the number of stops."""

import array
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import termios
import time

STATUS = {signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGTERM: 143}


def line(run):
    record = {"url": f"http://{run % 3}/", "time": "x", "result": "SUCCESS", "message": "m" * (run * 37 % 500), "run": run}
    return (json.dumps(record, separators=(",", ":")) + "\n").encode()


def feed(process, pipe, data, end, steps):
    """Writes pieces of the input until the moment of the signal; returns how much was written."""
    written = 0
    while time.monotonic() < end and written < len(data) and process.poll() is None:
        piece = data[written : written + steps.choice((1, 100, 1000, 5000, 60000))]
        try:
            written += os.write(pipe, piece)
        except BlockingIOError:
            time.sleep(0.001)
    return written


def waiting(pipe):
    return array.array("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


def rest_of(pipe):
    rest = b""
    while True:
        try:
            rest += os.read(pipe, 1 << 20)
        except BlockingIOError:
            return rest


def stop(steps, number):
    kind = steps.choice(list(STATUS))
    follows = steps.random() < 0.5
    arguments = ["pmon-store", *(["--follow", "--flush", steps.choice(("10ms", "1s"))] if follows else [])]
    data = b"".join(line(run) for run in range(3000))
    before, after = os.pipe()
    with open("pmon.ini", "w") as ini:
        ini.write(f"[pmon]\ndata.fold = {steps.choice((1, 65536))}\n")
    process = subprocess.Popen(arguments, stdin=before, stderr=subprocess.PIPE, restore_signals=True)
    # Before its first record a signal may come before it is caught.
    os.write(after, data[: len(line(0))])
    while waiting(before):
        time.sleep(0.005)
    for end in (before, after):
        fcntl.fcntl(end, fcntl.F_SETFL, os.O_NONBLOCK)
    first = len(line(0))
    end = time.monotonic() + steps.choice((0, 0.01, 0.03, 0.1, 0.2))
    written = first + feed(process, after, data[first:], end, steps)
    process.send_signal(kind)
    errors = process.communicate(timeout=60)[1].decode()
    rest = rest_of(before)
    os.close(before)
    os.close(after)
    taken = data[: written - len(rest)]
    assert taken + rest == data[:written], "the rest of the pipe is not the end of the input"
    whole = taken.count(b"\n")
    part = taken[taken.rfind(b"\n") + 1 :]
    export = subprocess.run(["pmon-store", "export"], stdout=subprocess.PIPE)
    runs = sorted(json.loads(text)["run"] for text in export.stdout.splitlines())
    case = f"stop {number}: {' '.join(arguments)}, {kind.name}, {whole} lines and {len(part)} bytes: status {process.returncode}, {errors}"
    assert runs == list(range(whole)), f"{len(runs)} stored; {case}"
    assert not part or not rest, f"a line is torn; {case}"
    assert process.returncode == (0 if follows else STATUS[kind]), case
    assert not os.path.exists("pmon.json.rejected"), case
    return whole


def main():
    steps = random.Random(20)
    stops = int("".join(sys.argv[1:]) or 20)
    lines = 0
    for number in range(stops):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            lines += stop(steps, number)
            os.chdir("/")
    print(f"{stops} stops, {lines} lines taken and stored")


main()
