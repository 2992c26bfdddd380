# SPDX-License-Identifier: MIT
"""A second opinion on what is news: writes a random configuration, its history, and the events that are due.

usage: news.py SEED SCANS    writes pmon.ini (without channels), scan.NNNN and expected.ndjson into the working folder
"""
import datetime
import json
import random
import sys

START = 1795350000
seed, scans = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)

# Key, address, places; two keys share an address, and one is watched from two places.
TARGETS = [
    ("url.gw", "http://gw/", [None]), ("url.vpn", "http://vpn/", [None]), ("url.a", "http://shared/", [None]),
    ("url.b", "http://shared/", [None]), ("url.c", "http://c/", ["rome", "wien"]), ("url.d", "http://d/", [None]),
]


class Rule:
    def __init__(self, key):
        self.needs = []
        self.runs = self.failures = chance.choice([1, 1, 2, 3])
        if chance.random() < 0.4:
            self.runs = chance.randint(2, 6)
            self.failures = chance.randint(1, self.runs)
        self.recover = chance.choice([1, 1, 2, 3])
        if key not in ("url.gw", "url.vpn") and chance.random() < 0.6:
            self.needs = chance.sample(["url.gw", "url.vpn", "url.d"] if key != "url.d" else ["url.gw"], 1)
            if key != "url.d" and chance.random() < 0.5:
                self.needs = ["url.gw", "url.vpn"]

    def lines(self, key):
        yield f"{key}.after = {self.failures}" + (f"/{self.runs}" if self.runs > self.failures else "")
        yield f"{key}.recover = {self.recover}"
        if self.needs:
            yield f"{key}.needs = {', '.join(self.needs)}"


class Check:
    """One target in one place, and its outage."""

    def __init__(self, key, url, place, rule):
        self.key, self.url, self.place, self.rule = key, url, place, rule
        self.window, self.failing, self.well = [], 0, 0
        self.is_down, self.start, self.end = False, None, None
        self.loves = chance.random() * 0.5

    def see(self, at, fails):
        self.window.append(fails)
        if fails:
            if not self.is_down and self.failing == 0:
                self.start = at
            self.failing, self.well = self.failing + 1, 0
            if self.rule.runs > self.rule.failures:
                self.is_down = self.is_down or sum(self.window[-self.rule.runs:]) >= self.rule.failures
            else:
                self.is_down = self.is_down or self.failing >= self.rule.failures
            return
        self.failing = 0
        if not self.is_down:
            return
        self.well += 1
        if self.well == 1:
            self.end = at
        if self.well >= self.rule.recover:
            self.is_down, self.window, self.well = False, [], 0


def name(check):
    return check.key + (f"@{check.place}" if check.place else "")


rules = {key: Rule(key) for key, _, _ in TARGETS}
checks = [Check(key, url, place, rules[key]) for key, url, places in TARGETS for place in places]
known = {}
with open("pmon.ini", "w") as ini:
    print("[pmon]\nid = vm\nlatest.file = current.json\n[urls]", file=ini)
    for key, url, _ in TARGETS:
        print(f"{key} = {url}", file=ini)
    print("[checks]", file=ini)
    for key, rule in rules.items():
        print("\n".join(rule.lines(key)), file=ini)

expected = open("expected.ndjson", "w")
bad = False
for scan in range(scans):
    start = START + 60 * scan
    if chance.random() < 0.1:
        bad = not bad
    failing = set()
    with open(f"scan.{scan:04d}", "w") as file:
        for number, check in enumerate(checks):
            at = start + number / 8
            fails = chance.random() < (0.6 if bad else check.loves * 0.4)
            check.see(at, fails)
            if fails:
                failing.add(check)
            result = chance.choice(["APPLICATION_ERROR", "EXCEPTION_ERROR"]) if fails else "SUCCESS"
            record = {
                "url": check.url, "time": datetime.datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M:%S.%f"),
                "result": result, "message": "OK" if result == "SUCCESS" else 404 if result[0] == "A" else "timed out",
                "at": at, "run": start * 1000, "of": len(checks), "target": check.key,
            }
            if check.place:
                record["place"] = check.place
            print(json.dumps(record), file=file)
    failing_keys = {check.key for check in failing}
    waiting = {}
    for check in failing:
        needs = [key for key in check.rule.needs if key in failing_keys]
        if needs:
            waiting[check] = needs
    fresh, recovered = [], []
    down = {}
    for check in checks:
        if check in known:
            if check.is_down:
                down[check] = None
            else:
                recovered.append([name(check), round(check.end - known[check], 6)])
        elif check in failing:
            if check in waiting:
                down[check] = waiting[check]
            elif check.is_down:
                down[check] = None
                fresh.append(check)
    if fresh or recovered:
        known = {check: known.get(check, check.start) for check, needs in down.items() if needs is None}
        print(json.dumps([
            max(start + number / 8 for number in range(len(checks))),
            sorted([name(check), needs] for check, needs in down.items()),
            sorted(name(check) for check in fresh), sorted(recovered),
        ]), file=expected)
