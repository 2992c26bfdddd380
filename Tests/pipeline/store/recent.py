# SPDX-License-Identifier: MIT
"""The letters of `recent`: those that grow run by run, those made anew from the history, those of a model on the export.

usage: recent.py SEED RUNS

Records come late, twice, out of order and from the future; of each address some checks have no target.
"""

import json
import os
import random
import subprocess
import sys
import time

NOW = int(time.time())


def export():
    output = subprocess.run(["pmon-store", "export"], check=True, capture_output=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def latest():
    with open("current.json") as file:
        entries = json.load(file)
    found = {}
    for url, entry in entries.items():
        checks = entry.get("checks", [entry])
        for check in checks:
            found[url, check.get("target"), check.get("place")] = check["recent"]
        assert entry["recent"] in [check["recent"] for check in checks], entry
    return found


def model(records):
    """Counts as docs/storage.md says: in order of time, a run with one result once, what is ahead only while alone."""
    lists = {}
    for record in records:
        lists.setdefault((record["url"], record.get("target"), record.get("place")), []).append(record)
    letters = {}
    for key, found in lists.items():
        present = [record for record in found if record.get("clock") != "ahead"] or found
        text, before = "", None
        for record in sorted(present, key=lambda record: record["at"]):
            if before is None or (before["result"], before["run"]) != (record["result"], record["run"]):
                text += record["result"][0]
            before = record
        letters[key] = text[-20:]
    return letters


def main():
    chance = random.Random(int(sys.argv[1]))
    with open("pmon.ini", "w") as file:
        file.write("[pmon]\ndata.fold = 4 KiB\n")
    sent, late = [], []
    checks = [("http://a/", "url.1", None), ("http://a/", "url.2", None), ("http://a/", "url.2", "rome"), ("http://b/", None, None)]
    for run in range(int(sys.argv[2])):
        batch = []
        for index, (url, target, place) in enumerate(checks):
            at = NOW - 86_400 + run * 60 + index
            if chance.random() < 0.03:
                at += 10 * 86_400
            record = {"url": url, "time": "2023-11-14 23:13:20.000000", "message": "m", "at": at, "run": at * 1000}
            record["result"] = chance.choice(["SUCCESS", "SUCCESS", "APPLICATION_ERROR", "EXCEPTION_ERROR"])
            record |= {key: value for key, value in [("target", target), ("place", place)] if value is not None}
            if chance.random() < 0.1:
                record["recent"] = chance.choice(["EEEE", "x", 7, None])
            (late if chance.random() < 0.05 else batch).append(record)
        sent += batch
        if late and chance.random() < 0.1:
            batch.append(late.pop())
        if chance.random() < 0.2:
            batch.append(chance.choice(sent or batch))
        chance.shuffle(batch)
        subprocess.run(["pmon-store"], input="".join(json.dumps(r) + "\n" for r in batch).encode(), check=True, stderr=subprocess.DEVNULL)
        if run % 10 == 9:
            grown, expected = latest(), model(export())
            assert grown == expected, f"run {run}:\ngrown    {grown}\nexpected {expected}"
    assert any(len(text) == 20 for text in grown.values()), grown
    os.remove("current.json")
    subprocess.run(["pmon-store"], input=b"", check=True, stderr=subprocess.DEVNULL)
    assert latest() == grown, f"made anew {latest()}\ngrown     {grown}"
    subprocess.run(["pmon-store", "repair"], check=True, capture_output=True)
    assert latest() == grown, f"repaired {latest()}\ngrown    {grown}"
    with open("current.json") as file:
        text = file.read()
    # As an older pmon has left it: what the present result is known to have held.
    entries = json.loads(text)
    for entry in entries.values():
        for check in [entry, *entry.get("checks", [])]:
            del check["recent"]
    with open("current.json", "w") as file:
        json.dump(entries, file)
    record = {"url": "http://b/", "time": "2023-11-14 23:13:20.000000", "message": "m", "at": NOW, "run": NOW * 1000, "result": "SUCCESS"}
    subprocess.run(["pmon-store"], input=json.dumps(record).encode() + b"\n", check=True, stderr=subprocess.DEVNULL)
    old = entries["http://b/"]
    known = old.get("previous", "")[:1] + old["result"][0] * old["streak"] + "S"
    assert latest()["http://b/", None, None] == known[-20:], latest()


main()
