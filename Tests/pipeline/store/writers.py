#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Eight writers at once, and a reader that parses both files without pause (P7).

writers.py [ROUNDS]
"""

import collections
import json
import os
import subprocess
import sys
import threading

from oracle import STORE, identity, record

WRITERS = 8


def write(number, rounds, failures, mode):
    for turn in range(rounds):
        # All write to one common address, and each to one of its own; half of the records come twice.
        run = turn * WRITERS + number
        lines = [record("http://common/", run), record(f"http://own{number}/", run)]
        if turn % 2:
            lines *= 2
        done = subprocess.run([STORE, *mode], input="\n".join(lines), capture_output=True, text=True, timeout=120)
        if done.returncode != 0 or done.stderr:
            failures.append((done.returncode, done.stderr))


def read(stop, failures, counts):
    while not stop.is_set():
        for name in ("pmon.json", "current.json"):
            try:
                with open(name) as file:
                    json.load(file)
                counts[name] += 1
            except FileNotFoundError:
                pass
            except ValueError as error:
                failures.append((name, str(error)))
        done = subprocess.run([STORE, "export"], capture_output=True, text=True, timeout=120)
        if done.returncode not in (0, 66):
            failures.append(("export", done.stderr))
            continue
        seen = collections.Counter(identity(json.loads(line)) for line in done.stdout.splitlines())
        if any(count > 1 for count in seen.values()):
            failures.append(("export", "a record came twice"))
        # What was once exported never disappears.
        if not counts["seen"] <= set(seen):
            failures.append(("export", f"records disappeared: {counts['seen'] - set(seen)}"))
        counts["seen"] = set(seen)


def main():
    rounds = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else 6
    with open("pmon.ini", "w") as file:
        file.write("[pmon]\nlatest.file = current.json\n")
    with open("large.ini", "w") as file:
        file.write("[pmon]\nlatest.file = current.json\ndata.fold = 1\n")
    failures = []
    counts = {"pmon.json": 0, "current.json": 0, "seen": set()}
    stop = threading.Event()
    reader = threading.Thread(target=read, args=(stop, failures, counts))
    # Some fold at each run, others leave their records in the journal.
    modes = [[] if number % 2 else ["--conf", "large.ini"] for number in range(WRITERS)]
    writers = [threading.Thread(target=write, args=(n, rounds, failures, modes[n])) for n in range(WRITERS)]
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert not failures, failures[:3]
    done = subprocess.run([STORE, "export"], capture_output=True, text=True, check=True)
    seen = collections.Counter(identity(json.loads(line)) for line in done.stdout.splitlines())
    wanted = {(url, None, turn * WRITERS + n, None) for n in range(WRITERS) for turn in range(rounds)
              for url in ("http://common/", f"http://own{n}/")}
    assert set(seen) == wanted, f"missing {wanted - set(seen)}"
    assert all(count == 1 for count in seen.values())
    with open("current.json") as file:
        latest = json.load(file)
    assert latest["http://common/"]["run"] == rounds * WRITERS - 1
    assert latest["http://common/"]["streak"] == rounds * WRITERS, latest["http://common/"]
    assert counts["pmon.json"] > 0 and counts["current.json"] > 0
    assert not [name for name in os.listdir(".") if name.endswith((".tmp", ".broken"))]
    print(f"{len(wanted)} records of {WRITERS} writers, files parsed {counts['pmon.json']} times meanwhile")


if __name__ == "__main__":
    main()
