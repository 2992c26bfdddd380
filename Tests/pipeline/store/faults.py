#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults at every system call of pmon-store: kill -9, and errors of write, fsync, rename and the like.

faults.py kill|error|again [CASE]

kill   kills a run at its Nth system call, for every N at which a file may change, then lets the next run recover (P1, P2, P3, P4)
error  makes the Nth call fail with EIO or ENOSPC, for every N (P5)
again  kills the run that recovers, too (P6); every pair with PMON_LONG_TESTS, else a part of them
"""

import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

from oracle import Scratch, cases

# Calls of the loader and the runtime come before this one, the first of pmon itself.
FIRST = re.compile(r"^fcntl\(0, F_GETFD")
CALL = re.compile(r"^([a-z_0-9]+)\(")
# Calls that leave all files as they are: a kill at the next other call finds the same on the disk.
READING = {
    "access", "brk", "clock_gettime", "fstat", "futex", "getdents64", "getpid", "getrandom", "gettid", "ioctl", "lseek",
    "lstat", "madvise", "mmap", "mprotect", "munmap", "newfstatat", "poll", "pread64", "prlimit64", "read", "readlink",
    "rt_sigaction", "rt_sigprocmask", "sched_getaffinity", "stat", "uname",
}
# Which calls get an error, and which errors.
ERRORS = {
    "write": ["ENOSPC", "EIO"],
    "fsync": ["EIO", "ENOSPC"],
    "rename": ["EIO", "ENOSPC"],
    "ftruncate": ["EIO"],
    "openat": ["ENOSPC", "EACCES"],
}


def trace(case, folder):
    """The system calls of a whole run from pmon's first one on: name and how many of that name came before."""
    log = f"{folder}/trace"
    status, stderr = case.run(folder, case.lines, wrapper=["strace", "-o", log])
    assert status == 0, stderr
    counts = collections.Counter()
    calls = []
    is_own = False
    with open(log) as file:
        for line in file:
            match = CALL.match(line)
            if not match:
                continue
            name = match.group(1)
            counts[name] += 1
            is_own = is_own or FIRST.match(line) is not None
            if is_own and name not in ("exit_group", "exit"):
                calls.append((name, counts[name], line))
    return calls


def may_change(name, line):
    """True if a kill before this call and one before the next one may find other files."""
    if name == "openat":
        return "O_RDONLY" not in line or "O_CREAT" in line
    return name not in READING


def injected(name, number, what):
    return ["strace", "-o", "/dev/null", "-e", f"inject={name}:{what}:when={number}"]


def check_recovered(case, scratch):
    """The next runs complete what was left: with nothing new first, then with the same input again."""
    before = case.stored(scratch.path)
    assert all(count == 1 for count in before.values()), f"stored twice: {before}"
    assert set(before) <= case.expected()
    status, stderr = case.run(scratch.path, [])
    assert status == 0, f"recovery: {status} {stderr}"
    if "data.keep" not in case.settings:
        assert case.stored(scratch.path) == before, "recovery changed what is stored"
    status, stderr = case.run(scratch.path, case.lines)
    assert status == 0, f"again: {status} {stderr}"
    stored = case.stored(scratch.path)
    assert all(count == 1 for count in stored.values()), f"stored twice: {stored}"
    if "data.keep" in case.settings:
        stored = stored + archived(scratch)
        assert all(count == 1 for count in stored.values()), f"archived twice or not taken out: {stored}"
    assert set(stored) == case.expected(), f"missing: {case.expected() - set(stored)}"
    scratch.check_latest()
    leftovers = [name for name in os.listdir(scratch.path) if name.endswith((".tmp", ".broken"))]
    assert not leftovers, leftovers


def archived(scratch):
    path = f"{scratch.path}/old.ndjson"
    if os.path.exists(path + ".gz"):
        with gzip.open(path + ".gz", "rt") as file:
            lines = file.read().splitlines()
    elif os.path.exists(path):
        with open(path) as file:
            lines = file.read().splitlines()
    else:
        return collections.Counter()
    records = [json.loads(line) for line in lines]
    return collections.Counter((r["url"], r.get("target"), r.get("run"), r.get("place")) for r in records)


def whole_run(case, model):
    """What a run without faults makes of the files, and its calls."""
    with Scratch(case, model) as scratch:
        calls = trace(case, scratch.path)
        return calls, scratch.files()


def kill(case, model, calls, after):
    # The last one finds all that the run has done.
    moments = [call for call in calls if may_change(call[0], call[2]) or call is calls[-1] or os.environ.get("PMON_LONG_TESTS")]
    for name, number, line in moments:
        with Scratch(case, model) as scratch:
            status, _ = case.run(scratch.path, case.lines, wrapper=injected(name, number, "signal=KILL"))
            try:
                assert status in (0, -9, 137), f"status {status}"
                scratch.check_whole(after)
                check_recovered(case, scratch)
            except AssertionError as error:
                raise SystemExit(f"{case.name}: killed at {name} {number}: {line}{error}")
    return len(moments)


def error(case, model, calls, after):
    count = 0
    for name, number, line in calls:
        for code in ERRORS.get(name, []):
            with Scratch(case, model) as scratch:
                status, stderr = case.run(scratch.path, case.lines, wrapper=injected(name, number, f"error={code}"))
                try:
                    scratch.check_whole(after)
                    if name in ("write", "fsync", "rename") and '"settled' not in line and "settled " not in line:
                        assert status in (73, 74), f"status {status}: {stderr}"
                    assert status in (0, 66, 73, 74, 77), f"status {status}: {stderr}"
                    if status:
                        expected = {"EIO": "Input/output error", "ENOSPC": "No space left", "EACCES": "Permission"}[code]
                        assert expected in stderr, stderr
                    assert not [f for f in os.listdir(scratch.path) if f.endswith(".tmp")], "a temporary file stayed"
                    if status == 0:
                        assert set(case.stored(scratch.path) + archived(scratch)) == case.expected()
                    check_recovered(case, scratch)
                except AssertionError as failure:
                    raise SystemExit(f"{case.name}: {code} at {name} {number}: {line}{failure}")
            count += 1
    return count


def again(case, model, calls, after):
    step = 1 if os.environ.get("PMON_LONG_TESTS") else max(1, len(calls) // 10)
    count = 0
    for first, (name, number, line) in enumerate(calls):
        if first % step:
            continue
        for second, (other, times, _) in enumerate(calls):
            if (second + first) % (step * 2 if step > 1 else 1):
                continue
            with Scratch(case, model) as scratch:
                case.run(scratch.path, case.lines, wrapper=injected(name, number, "signal=KILL"))
                case.run(scratch.path, [], wrapper=injected(other, times, "signal=KILL"))
                try:
                    check_recovered(case, scratch)
                except AssertionError as failure:
                    raise SystemExit(f"{case.name}: killed at {name} {number}, then at {other} {times}: {line}{failure}")
            count += 1
    return count


def main():
    kind = {"kill": kill, "error": error, "again": again}[sys.argv[1]]
    wanted = sys.argv[2:]
    for case in cases():
        if wanted and case.name not in wanted:
            continue
        model = tempfile.mkdtemp(prefix="model", dir=os.getcwd())
        case.prepare(model)
        calls, after = whole_run(case, model)
        count = kind(case, model, calls, after)
        print(f"{case.name}: {count} faults", flush=True)
        assert count > 0


if __name__ == "__main__":
    main()
