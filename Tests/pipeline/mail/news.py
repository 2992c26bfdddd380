# SPDX-License-Identifier: MIT
"""A second opinion on what is news: writes a random configuration, its history, and the events that are due.

usage: news.py SEED SCANS    writes pmon.ini (without channels), scan.NNNN and expected.ndjson into the working folder
"""
import datetime
import json
import random
import sys
import zoneinfo

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


class Window:
    """A window that opens each day, or on some days of the week, for some targets."""

    def __init__(self, number):
        self.name = f"window {number}"
        self.zone = chance.choice(["UTC", "Europe/Berlin", "Asia/Kolkata"])
        self.targets = chance.sample([key for key, _, _ in TARGETS], 3)
        minutes = (START // 60 + chance.randrange(0, max(1, scans))) % 1440
        local = datetime.datetime.fromtimestamp(minutes * 60 + START // 86400 * 86400, zoneinfo.ZoneInfo(self.zone))
        self.start = local.hour * 60 + local.minute
        self.length = chance.randrange(3, 60)
        self.days = set(range(7)) if chance.random() < 0.6 else set(chance.sample(range(7), 3))

    def line(self):
        names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        days = "daily" if len(self.days) == 7 else ",".join(names[day] for day in sorted(self.days))
        when = f"{days} {self.start // 60:02}:{self.start % 60:02} {self.length}m {self.zone}"
        return f"{self.name} = {when}: {', '.join(self.targets)}"

    def covers(self, key, at):
        local = datetime.datetime.fromtimestamp(at, zoneinfo.ZoneInfo(self.zone))
        for back in (0, 1):
            day = local.date() - datetime.timedelta(days=back)
            opening = datetime.datetime(day.year, day.month, day.day, self.start // 60, self.start % 60,
                                        tzinfo=zoneinfo.ZoneInfo(self.zone)).timestamp()
            if day.weekday() in self.days and opening <= at < opening + 60 * self.length:
                return key in self.targets
        return False


class Check:
    """One target in one place, and its outage."""

    def __init__(self, key, url, place, rule):
        self.key, self.url, self.place, self.rule = key, url, place, rule
        self.window, self.failing, self.well = [], 0, 0
        self.is_down, self.start, self.end = False, None, None
        # The outage as page and database have it: it begins with a failing run that is not maintenance.
        self.was_failing, self.begun = False, None
        self.warns, self.kinds = {"certificate": chance.random() * 0.2, "slow": chance.random() * 0.4}, []
        self.loves = chance.random() * 0.5
        self.at, self.result, self.since, self.streak, self.named, self.fails = None, None, None, 0, None, False

    def begin(self, at, fails, window):
        if fails and not self.was_failing:
            self.begun = None
        if fails and self.begun is None and window is None:
            self.begun = at
        self.was_failing = fails

    def see(self, at, fails):
        self.window.append(fails)
        if fails:
            if not self.is_down and self.failing == 0:
                self.start = at
            self.failing, self.well, self.end = self.failing + 1, 0, None
            if self.rule.runs > self.rule.failures:
                self.is_down = self.is_down or sum(self.window[-self.rule.runs:]) >= self.rule.failures
            else:
                self.is_down = self.is_down or self.failing >= self.rule.failures
            return
        self.failing = 0
        self.end = self.end or at
        if not self.is_down:
            return
        self.well += 1
        if self.well >= self.rule.recover:
            self.is_down, self.window, self.well = False, [], 0


def open_window(key, at):
    return next((window.name for window in windows if window.covers(key, at)), None)


def mute(check, scan):
    """The window that a check is in: that of its record, as long as it is open when a later scan begins."""
    own = check.named or open_window(check.key, check.at)
    if check.at >= scan or not own:
        return own
    if open_window(check.key, scan):
        return open_window(check.key, scan)
    if any(window.name == own and check.key in window.targets for window in windows):
        return None
    usual = (check.at - check.since) / (check.streak - 1) if check.streak > 1 else 0
    return own if scan - check.at <= (2.5 * usual or 86400) else None


def name(check):
    return check.key + (f"@{check.place}" if check.place else "")


rules = {key: Rule(key) for key, _, _ in TARGETS}
checks = [Check(key, url, place, rules[key]) for key, url, places in TARGETS for place in places]
windows = [Window(number) for number in range(chance.randrange(4))]
# What was told as down, and when it ended if that was not told; the warnings that were told.
known, ends, known_warnings = {}, {}, {}
with open("pmon.ini", "w") as ini:
    print("[pmon]\nid = vm\nlatest.file = current.json\n[urls]", file=ini)
    for key, url, _ in TARGETS:
        print(f"{key} = {url}", file=ini)
    print("[checks]", file=ini)
    for key, rule in rules.items():
        print("\n".join(rule.lines(key)), file=ini)
    print("[maintenance]", *(window.line() for window in windows), sep="\n", file=ini)

expected = open("expected.ndjson", "w")
skips = chance.choice([0, 0.2, 0.5])
bad = False
for scan in range(scans):
    start = START + 60 * scan
    if chance.random() < 0.1:
        bad = not bad
    seen = [check for check in checks if chance.random() >= skips] or checks[:1]
    with open(f"scan.{scan:04d}", "w") as file:
        for number, check in enumerate(seen):
            at = start + number / 8
            fails = chance.random() < (0.6 if bad else check.loves * 0.4)
            check.see(at, fails)
            result = chance.choice(["APPLICATION_ERROR", "EXCEPTION_ERROR"]) if fails else "SUCCESS"
            record = {
                "url": check.url, "time": datetime.datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M:%S.%f"),
                "result": result, "message": "OK" if result == "SUCCESS" else 404 if result[0] == "A" else "timed out",
                "at": at, "run": start * 1000, "of": len(seen), "target": check.key,
            }
            if check.place:
                record["place"] = check.place
            if result != check.result:
                check.result, check.since, check.streak = result, at, 0
            check.at, check.fails, check.streak = at, fails, check.streak + 1
            check.kinds = []
            if not fails and chance.random() < 0.5:
                check.kinds = [kind for kind, odds in check.warns.items() if chance.random() < odds]
            texts = [f"{kind}{':' if kind == 'slow' else ''} \"slow: no" for kind in check.kinds]
            if chance.random() < 0.1:
                texts.append('the word "slow: " is no kind')
            if texts:
                record["warnings"] = texts
            check.named = chance.choice(["by hand", "window 0"]) if chance.random() < 0.05 else None
            if check.named:
                record["maintenance"] = check.named
            check.begin(at, fails, check.named or open_window(check.key, at))
            print(json.dumps(record), file=file)
    known_checks = [check for check in checks if check.at is not None]
    failing = {check for check in known_checks if check.fails}
    muted = {check: mute(check, start) for check in known_checks}
    failing_keys = {check.key for check in failing}
    waiting = {}
    for check in failing:
        needs = [key for key in check.rule.needs if key in failing_keys]
        if needs:
            waiting[check] = needs
    fresh, recovered = [], []
    down, kept = {}, {}
    for check in known_checks:
        if muted[check]:
            if check in known:
                kept[check] = known[check]
                if not check.is_down:
                    ends.setdefault(check, check.end)
        elif check in known:
            if check in failing and check.start > known[check] and check.is_down and check not in waiting:
                if check in ends:
                    recovered.append([name(check), round(ends.pop(check) - known[check], 6)])
                known[check] = check.begun or check.start
                fresh.append(check)
            if check.is_down or check in failing:
                down[check] = None
            else:
                recovered.append([name(check), round(ends.pop(check, check.end) - known[check], 6)])
        elif check in failing:
            if check in waiting:
                down[check] = waiting[check]
            elif check.is_down:
                down[check] = None
                fresh.append(check)
    new, ended = [], []
    for check in known_checks:
        if muted[check] or check in failing:
            continue
        before = known_warnings.pop(check, [])
        if set(check.kinds) - set(before):
            new.append(name(check))
        if set(before) - set(check.kinds):
            ended.append([name(check), [kind for kind in ("certificate", "slow") if kind in set(before) - set(check.kinds)]])
        if check.kinds:
            known_warnings[check] = check.kinds
    if fresh or recovered or new or ended:
        known = {check: known.get(check, check.begun or check.start) for check, needs in down.items() if needs is None} | kept
        print(json.dumps([
            start + (len(seen) - 1) / 8,
            sorted([name(check), needs] for check, needs in down.items()),
            sorted(name(check) for check in fresh), sorted(recovered), sorted(new), sorted(ended),
            sorted([name(check), muted[check]] for check in failing if muted[check]),
        ]), file=expected)
