#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Outages of random histories, as docs/page.md defines them, and what each tool says of them.

usage: model.py write SEED     a history as lines of records, and the configuration pmon.ini beside it
       model.py check SITE     compares the page, API, feed and mails with the export on stdin
       model.py sql            prints what pmon.incidents() should, from the export on stdin
"""
import datetime
import json
import random
import re
import subprocess
import sys
import time
import urllib.request

CHECKS = [
    ("http://a.example.org/", "url.a", None),
    ("http://b.example.org/x", "url.b1", None),
    ("http://b.example.org/x", "url.b2", None),
    ("http://c.example.org/", "url.c", "berlin"),
    ("http://c.example.org/", "url.c", "rome"),
    ("http://d.example.org/", "url.d", None),
    ("http://e.example.org/", "url.e", None),
]
STEP = 300


def write(seed):
    chance = random.Random(seed)
    end = int(time.time()) - 20
    moments = [end - STEP * back for back in range(300, -1, -1)]
    # Nothing was scanned for hours, twice; and one window of maintenance in the past, one that is open now.
    gaps = [chance.randrange(20, 200) for _ in range(2)]
    moments = [at for place, at in enumerate(moments) if not any(gap <= place < gap + 40 for gap in gaps)]
    windows = [(moments[60], moments[75] + 1, ["url.a", "url.d"]), (moments[-8], end + 3600, ["url.e"])]
    if seed % 2:
        windows.append((moments[-40], moments[-25] + 1, ["url.b1", "url.e"]))
    utc = lambda at: datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")
    with open("pmon.ini", "w") as file:
        file.write("[pmon]\nid = test\nevery = 5m\n[urls]\n")
        for url, target in dict.fromkeys((url, target) for url, target, _ in CHECKS):
            file.write(f"{target} = {url}\n")
        file.write("[tell]\nlog.command = cat >/dev/null\nlog.on = change\n"
                   "[email]\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n[maintenance]\n")
        for number, (begin, until, targets) in enumerate(windows):
            file.write(f"w{number} = {utc(begin)} .. {utc(until + 60)} UTC: {', '.join(targets)}\n")
    # Windows are whole minutes.
    windows = [(begin - begin % 60, until + 60 - (until + 60) % 60, targets) for begin, until, targets in windows]
    states = {check: "S" for check in CHECKS}
    for at in moments:
        records = []
        for place, (url, target, where) in enumerate(CHECKS):
            check = CHECKS[place]
            if chance.random() < 0.25:
                states[check] = chance.choice("SSEA" if states[check] == "S" else "SEA")
            # Some checks end in failures of both kinds, so that something goes on.
            if at == moments[-2] and place % 2 == 0:
                states[check] = "A"
            if at == moments[-1] and place % 2 == 0:
                states[check] = "E"
            if chance.random() < 0.05 and at != moments[-1]:
                continue
            result = {"S": "SUCCESS", "E": "EXCEPTION_ERROR", "A": "APPLICATION_ERROR"}[states[check]]
            instant = at + place / 8
            record = {"url": url, "time": datetime.datetime.fromtimestamp(instant).strftime("%Y-%m-%d %H:%M:%S.%f"),
                      "result": result, "message": "OK" if result == "SUCCESS" else f"fault {at}", "at": instant,
                      "run": at * 1000, "target": target, "timing": {"total": 40.5}}
            if where:
                record["place"] = where
            for number, (begin, until, targets) in enumerate(windows):
                if target in targets and begin <= instant < until:
                    record.setdefault("maintenance", f"w{number}")
            records.append(record)
        for record in records:
            print(json.dumps(record | {"of": len(records)}))


def histories(lines):
    runs = {}
    for line in lines:
        record = json.loads(line)
        runs.setdefault((record["url"], record.get("target"), record.get("place")), []).append(record)
    return {check: sorted(records, key=lambda one: one["at"]) for check, records in runs.items()}


def outages(records):
    """First failing run outside of maintenance to the first good one: begin, end, failing runs, maintenance, message."""
    found, open_one, was_failing = [], None, False
    for place, record in enumerate(records):
        following = records[place + 1]["at"] if place + 1 < len(records) else None
        if record["result"] == "SUCCESS":
            if open_one:
                open_one["end"] = record["at"]
                found.append(open_one)
                open_one = None
        elif "maintenance" in record:
            if open_one:
                open_one["planned"] += following - record["at"] if following else 0
                open_one["touched"] = True
        else:
            if open_one is None:
                open_one = {"begin": record["at"], "end": None, "runs": 0, "planned": 0.0, "touched": False}
            open_one["runs"] += 1
            open_one["message"] = record["message"]
    return found + ([open_one] if open_one else [])


def stamp(text):
    return datetime.datetime.fromisoformat(text).timestamp() if text else None


def close(one, other):
    return (one is None) == (other is None) and (one is None or abs(one - other) < 1.01)


class Comparison:
    def __init__(self, site, runs):
        self.site, self.runs, self.faults, self.compared = site, runs, [], 0
        self.expected = {check: outages(records) for check, records in runs.items()}

    def get(self, path, accept="application/json"):
        request = urllib.request.Request(self.site + path, headers={"Accept": accept})
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()

    def same(self, what, told, expected):
        self.compared += 1
        if not close(told, expected):
            self.faults.append(f"{what}: {told}, expected {expected}")

    def page_and_api(self):
        monitors = json.loads(self.get("/api/v1/monitors"))["monitors"]
        assert len(monitors) == len(self.runs), len(monitors)
        for monitor in monitors:
            check = (monitor["url"], monitor.get("target"), monitor.get("place"))
            expected, last = self.expected[check], self.runs[check][-1]
            going = next((one for one in expected if one["end"] is None), None)
            self.same(f"API {check}", monitor.get("outage"), going and going["begin"])
            since = last["at"]
            for record in reversed(self.runs[check]):
                if record["result"] != last["result"]:
                    break
                since = record["at"]
            self.same(f"since of {check}", monitor["since"], since)
            told = json.loads(self.get(f"/api/v1/incidents?key={monitor['key']}&before={time.time() + 60}"))["incidents"]
            self.list(f"API {check}", expected, [(stamp(one["start"]), stamp(one["end"]), one["checks"]) for one in told])
            feed = self.get(f"/m/{monitor['key']}/feed.atom")
            entries = re.findall("<published>(.*?)</published>\n<updated>(.*?)</updated>", feed)
            self.list(f"feed {check}", expected[-100:], [(stamp(one), None if one == other else stamp(other), None) for one, other in entries], False)
            page = self.get(f"/m/{monitor['key']}", "text/html")
            begun = re.search('failing since <time datetime="(.*?)"', page)
            self.same(f"page {check}", stamp(begun and begun[1]), going and going["begin"])
            spans = re.findall('<span class="span">(since )?<time datetime="(.*?)">.*?</time>(?: – <time datetime="(.*?)")?', self.get(f"/incidents?key={monitor['key']}", "text/html"))
            self.list(f"incidents page {check}", expected[-100:], [(stamp(one), stamp(end), None) for _, one, end in spans])
            # The list says how long it has been failing.
            row = re.search(f'<tr class="[^"]*" data-key="{monitor["key"]}">.*?</tr>', self.get("/", "text/html"), re.S)[0]
            shown = re.search('failing since <time datetime="(.*?)"', row)
            if going and "maintenance" not in last:
                self.same(f"list {check}", stamp(shown and shown[1]), going["begin"])

    def list(self, what, expected, told, ordered=True):
        told = sorted(told, key=lambda one: one[0])
        if len(told) != len(expected):
            self.faults.append(f"{what}: {len(told)} outages, expected {len(expected)}")
            return
        for one, other in zip(told, expected):
            self.same(what, one[0], other["begin"])
            self.same(what, one[1], other["end"])
            if one[2] is not None and one[2] != other["runs"]:
                self.faults.append(f"{what}: {one}, expected {other}")

    def mails(self, records):
        known = lambda one: (one["url"], one.get("target"), one.get("place"))
        event = json.loads(subprocess.run(["pmon-mail", "--events"], check=True, capture_output=True, text=True).stdout.splitlines()[0])
        muted = {known(one): one for one in event["maintenance"]}
        down = {known(one): one for one in event["down"]}
        printed = subprocess.run(["pmon-mail", "--print"], check=True, capture_output=True, text=True).stdout
        for check, expected in self.expected.items():
            going = next((one for one in expected if one["end"] is None), None)
            if check in muted:
                if going:
                    self.same(f"event, muted {check}", muted[check]["since"], going["begin"])
                continue
            self.same(f"event {check}", down.get(check, {}).get("since"), going and going["begin"])
            if going:
                moment = datetime.datetime.fromtimestamp(going["begin"]).strftime("%Y-%m-%d %H:%M:%S")
                if moment not in printed:
                    self.faults.append(f"mail {check}: no {moment}")
                self.compared += 1
        # All that a history would have told: each recovery is the end of an outage, and each outage is told.
        replay = subprocess.run(["pmon-mail", "--replay", "--events"], input=records, check=True, capture_output=True, text=True).stdout
        recovered = {}
        for line in replay.splitlines():
            event = json.loads(line)
            if event["channel"] == "log":
                for one in event["recovered"]:
                    recovered.setdefault(known(one), []).append((one["since"], one["since"] + one["downtime"]))
        for check, expected in self.expected.items():
            told = recovered.get(check, [])
            for begin, end in told:
                if not any(close(begin, one["begin"]) and close(end, one["end"]) for one in expected if one["end"]):
                    self.faults.append(f"replay {check}: {begin} to {end} is no outage")
            for one in expected:
                if one["end"] and not one["touched"] and not any(close(begin, one["begin"]) for begin, _ in told):
                    in_window = any("maintenance" in record for record in self.runs[check] if abs(record["at"] - one["end"]) < 1)
                    if not in_window:
                        self.faults.append(f"replay {check}: nothing of {one}")
                self.compared += 1


def main():
    if sys.argv[1] == "write":
        write(int(sys.argv[2]))
        return
    lines = sys.stdin.read()
    runs = histories(lines.splitlines())
    if sys.argv[1] == "sql":
        for check in sorted(runs, key=lambda one: (one[0], one[1], one[2] or "")):
            for one in outages(runs[check]):
                print(*check[:2], check[2] or "", round(one["begin"] * 1000), round(one["end"] * 1000) if one["end"] else "",
                      one["runs"], round(one["planned"]), one["message"], sep="|")
        return
    comparison = Comparison(sys.argv[2], runs)
    comparison.page_and_api()
    comparison.mails(lines)
    if comparison.compared < 200 or not any(one["end"] is None for found in comparison.expected.values() for one in found):
        comparison.faults.append(f"too little to compare: {comparison.compared}")
    print("\n".join(comparison.faults[:20]))
    sys.exit(1 if comparison.faults else 0)


main()
