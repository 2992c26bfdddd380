#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Damages data files in many ways and repairs them: no whole record is lost, none gets a wrong address, nothing is invented."""

import glob
import json
import os
import random
import subprocess
import sys

from oracle import STORE


class History:
    """A data file whose records are known by their bytes, with the address that each belongs to."""

    def __init__(self, rng):
        self.rng = rng
        self.owner = {}
        self.lists = {}
        self.latest = {}
        has_targets = rng.random() < 0.5
        moves = rng.random() < 0.4
        first = rng.randrange(2)
        for number in range(rng.randint(1, 6)):
            url = f"http://host{number}.example.org/{'x' * rng.randint(0, 40)}"
            if rng.random() < 0.2:
                url += '?q="ö"'
            lines = []
            # A target that has moved from one address to another has earlier runs at the one and later ones at the other.
            pair = number // 2
            is_current = not moves or number % 2 == (pair + first) % 2
            start = 30 if moves and is_current else 0
            for run in range(start, start + rng.randint(1, 30)):
                fields = {"time": f"2023-11-14 22:{run:02}:00.000000", "result": rng.choice(("SUCCESS", "APPLICATION_ERROR")),
                          "message": "OK", "at": 1700000000 + 60 * run, "run": 1700000000000 + 60000 * run}
                if has_targets:
                    fields["target"] = f"url.{pair if moves else number}"
                fields["timing"] = {"total": number + run / 7}
                if rng.random() < 0.3:
                    fields["hops"] = [{"url": "http://other.example.org/", "text": 'a "b": [{', "n": [1, {"x": []}]}]
                fields["mark"] = f"{number}-{run}-{rng.random()}"
                line = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
                self.owner[line] = url
                lines.append(line)
            self.lists[url] = lines
            if is_current:
                self.latest[url] = json.loads(lines[-1])

    def file(self):
        parts = []
        for url in sorted(self.lists, key=str.encode):
            key = json.dumps(url, ensure_ascii=False).encode()
            parts.append(key + b": [\n" + b",\n".join(self.lists[url]) + b"\n]")
        return b"{\n" + b",\n".join(parts) + b"\n}\n"


def overwrite(rng, data, size, filling):
    start = rng.randrange(len(data))
    size = min(size, len(data) - start)
    return data[:start] + filling(size) + data[start + size:]


def noise(rng):
    return lambda size: bytes(rng.randrange(256) for _ in range(size))


def insert(rng, data, text):
    place = rng.randrange(len(data) + 1)
    return data[:place] + text + data[place:]


def conflict(rng, data):
    lines = data.split(b"\n")
    place = rng.randrange(len(lines))
    mine, theirs = lines[place:place + rng.randint(0, 3)], lines[place:place + rng.randint(0, 3)]
    return b"\n".join(lines[:place] + [b"<<<<<<< HEAD"] + mine + [b"======="] + theirs + [b">>>>>>> other"]
                      + lines[place + len(mine):])


def address(rng, data):
    """Damages one byte of an address line, or just before it."""
    starts = [place + 1 for place in range(len(data) - 2) if data[place:place + 2] == b'\n"']
    place = rng.choice(starts) + rng.randint(-2, 8)
    return data[:place] + bytes([rng.choice((0, 0x20, 0x7F, 0xFF, 0x22))]) + data[place + rng.randint(0, 1):]


KINDS = {
    "nul": lambda rng, data, _: overwrite(rng, data, 1, bytes),
    "nuls": lambda rng, data, _: overwrite(rng, overwrite(rng, data, 1, bytes), 3, bytes),
    "page": lambda rng, data, _: overwrite(rng, data, rng.choice((64, 512, 4096)), bytes),
    "noise": lambda rng, data, _: overwrite(rng, data, rng.choice((1, 4, 100, 512)), noise(rng)),
    "address": lambda rng, data, _: address(rng, data),
    "truncated": lambda rng, data, _: data[:rng.randrange(len(data))],
    "beheaded": lambda rng, data, _: data[rng.randrange(len(data)):],
    "cut out": lambda rng, data, _: data[:(a := rng.randrange(len(data)))] + data[a + rng.randint(1, 2000):],
    "inserted": lambda rng, data, _: insert(rng, data, rng.choice((b"\0", b"\xff", b"x", b'"', b"{", b"}", b"[", b"]", b",", b"\n"))),
    "mark": lambda rng, data, _: b"\xef\xbb\xbf" + data,
    "leading": lambda rng, data, _: rng.choice((b"\0", b"\0" * 512, b"<<<<<<< HEAD\n", b"x", b"]", b"}", b"[", b"{{{")) + data,
    "array": lambda rng, data, other: b"[" + data + b"," + other + b"]",
    "joined": lambda rng, data, other: data + other,
    "torn join": lambda rng, data, other: data[:rng.randrange(len(data))] + other,
    "conflict": lambda rng, data, _: conflict(rng, data),
}


def trial(seed):
    rng = random.Random(seed)
    history, second = History(rng), History(rng)
    owner = {**history.owner, **second.owner}
    kind = rng.choice(sorted(KINDS))
    damaged = KINDS[kind](rng, history.file(), second.file())
    name = f"seed {seed}, {kind}"
    for path in glob.glob("x.*"):
        os.remove(path)
    with open("x.json", "wb") as file:
        file.write(damaged)
    files = ["--data", "x.json"]
    if rng.random() < 0.7:
        files += ["--latest", "x.latest"]
        with open("x.latest", "w") as file:
            json.dump(history.latest, file)
    done = subprocess.run([STORE, "repair", *files], capture_output=True, timeout=60)
    assert done.returncode == 0, f"{name}: status {done.returncode} {done.stderr}"
    check = subprocess.run([STORE, "check", *files], capture_output=True, timeout=60)
    assert check.returncode == 0, f"{name}: check says {check.stderr}"
    with open("x.json", "rb") as file:
        repaired = file.read()
    placed = {}
    url = None
    for line in repaired.split(b"\n"):
        if line.startswith(b'"'):
            url = json.loads(line[:line.rindex(b": [")])
        elif line.startswith(b"{") and line != b"{":
            placed[line.rstrip(b",")] = url
    unplaced = []
    if os.path.exists("x.json.unplaced"):
        with open("x.json.unplaced", "rb") as file:
            unplaced = file.read().splitlines()
    was_valid = b"x.json: ok" in done.stdout
    for line, url in placed.items():
        # Two halves can make a line that is a valid record by chance; nobody can tell it from a true one.
        if line in owner and not was_valid:
            assert url == owner[line], f"{name}: filed under {url}: {line}"
    whole = [line for line in owner if line in damaged]
    if not was_valid:
        kept = set(placed) | set(unplaced)
        lost = [line for line in whole if line not in kept]
        assert not lost, f"{name}: {len(lost)} of {len(whole)} whole records lost: {lost[0]}"
        with open("x.json.broken", "rb") as file:
            assert file.read() == damaged, f"{name}: the damaged file was not kept"
    return kind, len(whole), len(unplaced)


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2] or 120)
    sums = {}
    for seed in range(first, first + count):
        kind, whole, unplaced = trial(seed)
        runs, all_whole, all_unplaced = sums.get(kind, (0, 0, 0))
        sums[kind] = (runs + 1, all_whole + whole, all_unplaced + unplaced)
    for kind, (runs, whole, unplaced) in sorted(sums.items()):
        print(f"{kind}: {runs} files, {whole} whole records, {unplaced} without an address")


if __name__ == "__main__":
    main()
