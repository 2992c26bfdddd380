#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The data file cut off at many offsets: never overwritten, new records kept, everything whole in it salvaged."""

import collections
import json
import os
import subprocess
import sys

from oracle import STORE, identity, record


def run(*arguments, lines=()):
    return subprocess.run([STORE, *arguments], input="\n".join(lines), capture_output=True, text=True, timeout=60)


def main():
    offsets = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else 40
    old = [record(f"http://host{n % 3}.example.org/", n) for n in range(30)]
    assert run("--data", "whole.json", lines=old).returncode == 0
    with open("whole.json", "rb") as file:
        whole = file.read()
    new = record("http://new.example.org/", 1000)
    for number in range(offsets):
        # From the first byte to the last brace; without its final newline alone the file is whole.
        cut = 1 + number * (len(whole) - 3) // (offsets - 1)
        damaged = whole[:cut]
        name = f"cut{cut}.json"
        with open(name, "wb") as file:
            file.write(damaged)
        done = run("--data", name, lines=[new])
        assert done.returncode == 65, f"cut at {cut}: status {done.returncode} {done.stderr}"
        assert f"at byte {cut}" in done.stderr, done.stderr
        with open(name, "rb") as file:
            assert file.read() == damaged, f"cut at {cut}: overwritten"
        assert run("check", "--data", name).returncode == 65
        done = run("repair", "--data", name)
        assert done.returncode == 0, done.stderr
        with open(f"{name}.broken", "rb") as file:
            assert file.read() == damaged, f"cut at {cut}: the damaged file was not kept"
        done = run("export", "--data", name)
        seen = collections.Counter(identity(json.loads(line)) for line in done.stdout.splitlines())
        whole_lines = damaged.count(b'"run":') - (0 if damaged.endswith((b"}", b",", b"\n", b"]")) else 1)
        saved = [identity(json.loads(line)) for line in old]
        assert identity(json.loads(new)) in seen, f"cut at {cut}: the new record is lost"
        assert set(seen) <= {*saved, identity(json.loads(new))}
        assert len(seen) - 1 >= whole_lines - 1, f"cut at {cut}: {len(seen) - 1} of {whole_lines} saved"
        assert all(count == 1 for count in seen.values())
        for file in os.listdir("."):
            if file.startswith(name):
                os.remove(file)
    print(f"{offsets} offsets")


if __name__ == "__main__":
    main()
