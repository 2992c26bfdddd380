#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`data.keep`, `forget` and the latest file together: what is no longer in the history is not missed."""

import json
import os
import random
import subprocess
import time


def run(*arguments, lines=()):
    return subprocess.run(["pmon-store", *arguments], input="".join(f"{json.dumps(line)}\n" for line in lines),
                          capture_output=True, text=True, check=False)


def record(number, chance):
    at = 1700000000 + number
    record = {"url": chance.choice(["http://a/", "http://b/"]), "result": chance.choice(["SUCCESS", "EXCEPTION_ERROR"]),
              "message": "OK", "at": at, "run": number, "time": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)),
              "target": "url." + chance.choice("xyz")}
    return record | ({"place": "paris"} if chance.random() < 0.2 else {})


def history(seed):
    """Random runs and forgets; returns whether an entry lived on without its record."""
    chance = random.Random(seed)
    for name in os.listdir("."):
        os.remove(name)
    fold = chance.choice(["1", "8MiB"])
    for name, keep in (("pmon", chance.randint(1, 4)), ("more", 9)):
        with open(f"{name}.ini", "w", encoding="utf-8") as file:
            file.write(f"[pmon]\ndata.keep = {keep}\ndata.fold = {fold}\n")
    numbers = list(range(1, 25))
    # Some come late.
    numbers.sort(key=lambda number: number + chance.choice([0, 0, 0, 6]))
    lived_on = False
    for number in numbers:
        done = run(lines=[record(number, chance)])
        assert (done.returncode, done.stderr) == (0, ""), (seed, number, done)
        if chance.random() < 0.3:
            glob = chance.choice(["url.x", "url.y", "*/a/", "url.?"])
            assert run("forget", glob).returncode in (0, 1), (seed, number)
        if os.path.getsize("pmon.json.journal") and chance.random() < 0.3:
            # As after a kill: the journal has to be read again.
            with open("pmon.json.journal", "rb+") as file:
                lines = file.read().splitlines(keepends=True)
                file.truncate(sum(map(len, lines[:-1])))
        for name in ("pmon.ini", "more.ini"):
            # Who keeps more from now on does not miss what has gone, either.
            done = run("check", "--conf", name)
            assert done.returncode == 0, (seed, number, done)
        with open("current.json", encoding="utf-8") as file:
            lived_on |= '"kept":false' in file.read()
    return lived_on


assert sum(history(seed) for seed in range(12)) >= 4
