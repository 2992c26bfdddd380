# SPDX-License-Identifier: MIT
"""Random records of several targets and places of a few addresses, cut into runs of pmon-store in any order.

usage: checks.py SEED ROUNDS

Says what current.json must be, from the rules of docs/storage.md, and compares. Nothing of pmon is used for that.
"""

import json
import os
import random
import subprocess
import sys

BASE = 1_700_000_000
SEVERITY = {"SUCCESS": 0, "APPLICATION_ERROR": 1, "EXCEPTION_ERROR": 2}


def name(record):
    return record.get("target"), record.get("place")


def order(record):
    return [(part is not None, (part or "").encode()) for part in name(record)]


def checks(records):
    """The state of every check of an address."""
    states = {}
    for record in sorted(records, key=lambda record: record["at"]):
        target, place = name(record)
        if target is not None:
            unnamed = states.pop((None, place), None)
            states = {key: state for key, state in states.items() if key[0] is not None}
            if unnamed and (target, place) not in states:
                states[target, place] = unnamed
        before = states.get((target, place))
        state = {key: value for key, value in record.items() if key != "url"}
        letters = before["recent"] if before else ""
        if not before or before["result"] != record["result"] or before["run"] != record["run"]:
            letters = (letters + record["result"][0])[-20:]
        state["recent"] = letters
        # From the first failing run on; after a good one it is that of the last outage.
        if record["result"] != "SUCCESS" and (before is None or before["result"] == "SUCCESS"):
            state["outage"] = record["at"]
        elif before and "outage" in before:
            state["outage"] = before["outage"]
        if before is None:
            state |= {"since": record["at"], "streak": 1}
        elif before["result"] == record["result"]:
            # A run counts once.
            state |= {"since": before["since"], "streak": before["streak"] + (before["run"] != record["run"])}
            if "previous" in before:
                state["previous"] = before["previous"]
        else:
            state |= {"since": record["at"], "streak": 1, "previous": before["result"]}
        states[target, place] = state
    return sorted(states.values(), key=order)


def entry(records):
    states = checks(records)
    worst = max(states, key=lambda state: (SEVERITY[state["result"]], state["at"]))
    return worst if len(states) == 1 else worst | {"checks": states}


def generate(chance):
    targets = chance.choice([["url.1"], ["url.1", "url.2"], ["url.1", "url.2", "url.B", "url.ä"], [None, "url.1", "url.2"]])
    places = chance.choice([[None], [None, "rome"], ["berlin", "rome", "wien"]])
    records = []
    for run in range(1, chance.choice([2, 4, 7, 30])):
        for url in ["http://a/", "http://b/"]:
            for target in targets:
                for place in places:
                    if chance.random() < 0.2:
                        continue
                    record = {
                        "url": url, "time": "2023-11-14 23:13:20.000000",
                        "result": chance.choice(list(SEVERITY)), "message": "m",
                        "at": BASE + run * 100 + len(records) % 97 + len(records) / 1000, "run": BASE * 1000 + run,
                    }
                    if target is not None:
                        record["target"] = target
                    if place is not None:
                        record["place"] = place
                    if chance.random() < 0.1:
                        # What a record brings of the latest file's own does not count.
                        record["recent"] = chance.choice(["SSS", "EEE", "", 7])
                    records.append(record)
    return records


def store(records, chance):
    text = "".join(json.dumps(record, ensure_ascii=chance.random() < 0.5) + "\n" for record in records)
    subprocess.run(["pmon-store"], input=text.encode(), check=True)


def main():
    seed, rounds = int(sys.argv[1]), int(sys.argv[2])
    for number in range(rounds):
        chance = random.Random(seed * 1000 + number)
        for file in ["pmon.json", "pmon.json.journal", "current.json"]:
            if os.path.exists(file):
                os.remove(file)
        with open("pmon.ini", "w") as file:
            file.write(f"[pmon]\ndata.fold = {chance.choice(['1', '8MiB'])}\n")
        records = generate(chance)
        arrival = records[:]
        if chance.random() < 0.5:
            chance.shuffle(arrival)
        while arrival:
            count = chance.randint(1, len(arrival))
            store(arrival[:count], chance)
            del arrival[:count]
            if chance.random() < 0.1:
                os.remove("current.json")
                store([], chance)
        expected = {}
        for url in sorted({record["url"] for record in records}):
            expected[url] = entry([record for record in records if record["url"] == url])
        with open("current.json") as file:
            found = json.load(file)
        if found != expected:
            sys.exit(f"seed {seed}, round {number}:\nfound    {json.dumps(found)}\nexpected {json.dumps(expected)}")


if __name__ == "__main__":
    main()
