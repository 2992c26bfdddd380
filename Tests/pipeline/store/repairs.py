#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults at every system call of `pmon-store repair`: kill -9, and errors of write, fsync, rename and the like.

repairs.py kill|error         each call with PMON_LONG_TESTS, else every fourth

After each of them the damaged bytes are still there, under their own name or as a copy, and a second repair ends where
an undisturbed one does.
"""

import json
import os
import sys
import tempfile

from faults import CALL, ERRORS, FIRST, injected
from oracle import Case, Scratch, record

NAMES = ("pmon.json", "pmon.json.journal")


def nul(data):
    """One byte of a record in the middle is lost."""
    place = data.index(b"SUCCESS", len(data) // 2)
    return data[:place] + b"\0" + data[place + 1:]


def cut(data):
    return data[: len(data) * 2 // 3]


def twice(data):
    """The first record of the first list stands there twice, as no store writes it."""
    lines = data.split(b"\n")
    return b"\n".join(lines[:3] + [lines[2]] + lines[3:])


def digit(journal):
    """A digit of the first line is another one."""
    place = journal.index(b'"run":') + 6
    return journal[:place] + (b"8" if journal[place:place + 1] != b"8" else b"9") + journal[place + 1:]


def same(content):
    return content


DAMAGES = [("a lost byte", nul, same), ("a file cut off", cut, digit), ("a record twice", twice, digit), ("a journal", same, digit)]


def damage(folder, changes):
    for name, change in zip(NAMES, changes):
        path = f"{folder}/{name}"
        with open(path, "rb") as file:
            content = file.read()
        # Anew, as other folders may have the same file.
        os.remove(path)
        with open(path, "wb") as file:
            file.write(change(content))


def contents(folder, name):
    """What stands under a name and its damaged copies."""
    found = []
    for entry in os.listdir(folder):
        if entry == name or entry.startswith(name + ".broken"):
            with open(f"{folder}/{entry}", "rb") as file:
                found.append(file.read())
    return found


def outcome(case, folder):
    """A repair without faults, and what is stored after it."""
    status, stderr = case.run(folder, [], "repair")
    assert status == 0, f"repair: {status} {stderr}"
    stored = case.stored(folder)
    assert all(count == 1 for count in stored.values()), f"stored twice: {stored}"
    status, stderr = case.run(folder, [], "check")
    assert status == 0, f"check: {status} {stderr}"
    left = [name for name in os.listdir(folder) if name.endswith(".tmp")]
    assert not left, left
    unplaced = f"{folder}/pmon.json.unplaced"
    lines = open(unplaced).read().splitlines() if os.path.exists(unplaced) else []
    return set(stored), {json.dumps(json.loads(line), sort_keys=True) for line in lines}


def trace(case, folder):
    log = f"{folder}/trace"
    status, stderr = case.run(folder, [], "repair", wrapper=["strace", "-o", log])
    assert status == 0, stderr
    counts, calls, is_own = {}, [], False
    with open(log) as file:
        for line in file:
            match = CALL.match(line)
            if not match:
                continue
            name = match.group(1)
            counts[name] = counts.get(name, 0) + 1
            is_own = is_own or FIRST.match(line) is not None
            if is_own and name not in ("exit_group", "exit"):
                calls.append((name, counts[name], line))
    return calls


def attempt(case, model, before, wanted, call, what):
    name, number, line = call
    with Scratch(case, model) as scratch:
        status, stderr = case.run(scratch.path, [], "repair", wrapper=injected(name, number, what))
        try:
            if what.startswith("error"):
                assert status in (0, 65, 66, 73, 74, 77), f"status {status}: {stderr}"
            for file, content in before.items():
                found = contents(scratch.path, file)
                assert content in found or status == 0, f"{file}: the damaged bytes are gone"
            assert outcome(case, scratch.path) == wanted, "another outcome"
        except AssertionError as error:
            raise SystemExit(f"{what} at {name} {number}: {line}{error}")


def main():
    old = [record(f"http://host{n % 4}.example.org/", n, "SUCCESS" if n % 9 else "EXCEPTION_ERROR") for n in range(40)]
    pending = [record(f"http://host{n}.example.org/", 60 + n, "APPLICATION_ERROR") for n in range(3)]
    for description, *changes in DAMAGES:
        case = Case("repair", "data.fold = 1\n", old, [], pending)
        model = tempfile.mkdtemp(prefix="model", dir=os.getcwd())
        case.prepare(model)
        damage(model, changes)
        # What is whole may go into another file.
        before = {}
        for name, change in zip(NAMES, changes):
            if change is not same:
                with open(f"{model}/{name}", "rb") as file:
                    before[name] = file.read()
        with Scratch(case, model) as scratch:
            wanted = outcome(case, scratch.path)
        assert wanted[0], "nothing was saved"
        with Scratch(case, model) as scratch:
            calls = trace(case, scratch.path)
        count = 0
        for call in calls[:: 1 if os.environ.get("PMON_LONG_TESTS") else 4]:
            whats = ["signal=KILL"] if sys.argv[1] == "kill" else [f"error={code}" for code in ERRORS.get(call[0], [])]
            for what in whats:
                attempt(case, model, before, wanted, call, what)
                count += 1
        print(f"{description}: {count} faults", flush=True)
        assert count > 0


if __name__ == "__main__":
    main()
