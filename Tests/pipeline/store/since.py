#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `pmon-store export --since` with the whole export, of which an outsider picks the lines.

since.py [HISTORIES]      random histories, in order of time, out of it, and with instants of every spelling
"""

import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

from oracle import STORE

FIRST = 1_700_000_000


def instant(line):
    """Seconds of a record as docs/records.md has them; None if it has none."""
    record = json.loads(line)
    at = record.get("at")
    if isinstance(at, (int, float)) and not isinstance(at, bool) and 0 <= at <= 253402300799:
        return round(at * 1e6) / 1e6
    try:
        time = datetime.datetime.strptime(record.get("time", ""), "%Y-%m-%d %H:%M:%S.%f")
    except ValueError:
        return None
    return time.replace(tzinfo=datetime.timezone.utc).timestamp()


def spelled(rng, at):
    """The members of a record that give its instant, most of them as pmon-probe does."""
    time = datetime.datetime.fromtimestamp(at // 1, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")
    choice = rng.random()
    if choice < 0.8:
        return f'"time":"{time}","at":{at:.6f}'
    return rng.choice([
        f'"at":{int(at)},"time":"{time}"',
        f'"time":"{time}"',
        '"time":"some day"',
        f'"time":"{time}","at":{at:.9e}',
        f'"time":"{time}","at":"{at}"',
        f'"time":"{time}","at":null',
        f'"time":"{time}","at":-{at}',
        f'"time":"{time}","at":{int(at * 1000)}',
        f'"time":"{time}","x":{{"at":{at + 9e5}}},"at":{at}',
        f'"time":"{time}","x":{{"at":{at}}}',
        f'"time":"{time}","\\u0061t":{at}',
        f'"time":"{time}","at":{at},"\\u0061t":{at + 5000}',
        f'"time":"{time}","at":{at + 5000},"at":{at}',
        f'"time":"{time}","at":{at},"at":{at + 5000}',
        f'"time":"{time}","at":{at},"at":true',
    ])


def write(path, rng):
    """A data file of an older writer, who takes everything, in a layout that is usual or not."""
    lists = []
    for url in range(rng.randint(1, 6)):
        ats = [FIRST + run * 60 + rng.random() for run in range(rng.randint(0, 60))]
        if rng.random() < 0.4:
            rng.shuffle(ats)
        records = [
            f'{{{spelled(rng, at)},"result":"SUCCESS","message":"OK","run":{number}}}' for number, at in enumerate(ats)
        ]
        gap = rng.choice(["\n", "", " \n\t"])
        separator = "," + gap
        lists.append(f'"http://{url}/": [{gap}{separator.join(records)}{gap}]')
    with open(path, "w") as file:
        file.write("{\n" + ",\n".join(lists) + "\n}\n")


def export(*arguments):
    return subprocess.run([STORE, "export", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def main():
    os.environ["TZ"] = "UTC"
    picked = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 100):
            rng = random.Random(seed)
            write("pmon.json", rng)
            lines = export().splitlines(keepends=True)
            sinces = [FIRST - 10, FIRST + 3600 + 9e5] + [FIRST + rng.randint(0, 3600) for _ in range(4)]
            for since in map(int, sinces):
                wanted = [line for line in lines if (at := instant(line)) is not None and at >= since]
                found = export("--since", str(since))
                if found != b"".join(wanted):
                    sys.exit(f"history {seed}, since {since}: {len(found.splitlines())} lines instead of {len(wanted)}")
                picked += len(wanted)
    print(f"{picked} lines picked alike")


main()
