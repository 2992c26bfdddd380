#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Works out by zoneinfo what uptime, incidents and maintenance of random histories with windows come to.

    model.py write SEED INI     writes the windows to INI and the records as NDJSON to stdout
    model.py page INI SITE      compares the API's figures with those of the records (`pmon-store export`) on stdin
    model.py sql INI            prints what the incidents of PostgreSQL have to be for the records on stdin

A record is maintenance if it carries `maintenance` or if a window is open at its `at`. It speaks for the time up to the
next one, at most 2.5 times the usual distance. A failure outside maintenance begins an incident, the next good record ends it.
"""
import datetime
import json
import random
import statistics
import sys
import time
import urllib.request
import zoneinfo

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
UTC = datetime.timezone.utc


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def write(seed, path):
    random.seed(seed)
    now = int(time.time()) - 20
    lines = []
    for number in range(4):
        zone = random.choice(["Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata"])
        start, length = random.randrange(0, 1440, 15), random.randrange(30, 300, 15)
        days = random.choice(["daily", "Sun", "Mon,Wed-Fri", "Sat,Sun"])
        lines.append(f"w{number} = {days} {clock(start)} {length}m {zone}: url.{number}")
    begin = datetime.datetime.fromtimestamp(now - 3 * 86400, UTC)
    lines.append(f"once = {begin:%Y-%m-%d %H:%M} .. {begin + datetime.timedelta(hours=7):%Y-%m-%d %H:%M} UTC: url.0, url.1")
    lines.append(f"now = {begin + datetime.timedelta(days=3, hours=-2):%Y-%m-%d %H:%M} .. "
                 f"{begin + datetime.timedelta(days=3, hours=5):%Y-%m-%d %H:%M} UTC: url.2")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[pmon]\nid = test\n[urls]\n" + "".join(f"url.{n} = http://{n}.example.org/\n" for n in range(5)))
        file.write("[maintenance]\n" + "\n".join(lines) + "\n")
    for number in range(5):
        at, state, carried = now - 40 * 86400 + random.random(), "SUCCESS", 0
        while at < now:
            if random.random() < 0.08:
                state = random.choice(["SUCCESS", "SUCCESS", "EXCEPTION_ERROR", "APPLICATION_ERROR"])
            if random.random() < 0.01:
                carried = 12
            carried -= 1
            record = {"url": f"http://{number}.example.org/", "time": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)),
                      "result": state, "message": "OK" if state == "SUCCESS" else 503, "at": round(at, 6),
                      "run": int(at * 1000), "target": f"url.{number}"}
            if carried > 0 and number != 4:
                record["maintenance"] = "of old"
            print(json.dumps(record))
            at += 600 + random.random() * 4 if random.random() > 0.004 else random.randrange(3000, 40000)


def windows(path):
    """The windows of each target as functions of an instant."""
    found = {}
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("[maintenance]\n")[1].splitlines()
    for line in lines:
        when, targets = line.split(" = ", 1)[1].rsplit(": ", 1)
        words = when.split()
        if ".." in words:
            begin, end = (datetime.datetime.strptime(" ".join(pair), "%Y-%m-%d %H:%M").replace(tzinfo=UTC).timestamp()
                          for pair in (words[0:2], words[3:5]))

            def is_open(at, begin=begin, end=end):
                return begin <= at < end
        else:
            days = []
            for part in words[0].split(","):
                first, _, last = part.partition("-")
                days += range(7) if part == "daily" else range(DAYS.index(first), DAYS.index(last or first) + 1)
            hour, minute = map(int, words[1].split(":"))
            length, zone = int(words[2][:-1]) * 60, zoneinfo.ZoneInfo(words[3])

            def is_open(at, days=tuple(days), hour=hour, minute=minute, length=length, zone=zone):
                today = datetime.datetime.fromtimestamp(at, zone).date()
                for back in (0, 1):
                    day = today - datetime.timedelta(days=back)
                    begin = datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).timestamp()
                    if day.weekday() in days and begin <= at < begin + length:
                        return True
                return False
        for target in targets.split(", "):
            found.setdefault(target, []).append(is_open)
    return found


def checks(path):
    """The records on stdin by address, ascending, each as (at, result, is it maintenance, does it say so)."""
    known, found = windows(path), {}
    for line in sys.stdin:
        record = json.loads(line)
        says = bool(record.get("maintenance"))
        planned = says or any(is_open(record["at"]) for is_open in known.get(record["target"], []))
        found.setdefault(record["url"], []).append((record["at"], record["result"], planned, says))
    return {url: sorted(runs) for url, runs in found.items()}


def incidents(runs, place):
    """START, END or None, checks and seconds of maintenance of each incident, ascending."""
    found, current = [], None
    for index, run in enumerate(runs):
        after = runs[index + 1][0] if index + 1 < len(runs) else run[0]
        if run[1] == "SUCCESS":
            if current:
                found.append((current[0], run[0], *current[1:]))
            current = None
        elif run[place]:
            if current:
                current[2] += after - run[0]
        elif current:
            current[1] += 1
        else:
            current = [run[0], 1, 0.0]
    if current:
        found.append((current[0], None, *current[1:]))
    return found


def uptime(runs, begin, end):
    """Seconds up, observed and of maintenance."""
    reach = 2.5 * statistics.median(b[0] - a[0] for a, b in zip(runs, runs[1:]))
    up = seen = planned = 0.0
    for index, run in enumerate(runs):
        until = min(run[0] + reach, end, runs[index + 1][0] if index + 1 < len(runs) else end)
        length = max(0.0, until - max(run[0], begin))
        planned += length if run[2] else 0
        seen += 0 if run[2] else length
        up += length if run[1] == "SUCCESS" and not run[2] else 0
    return up, seen, planned


def page(path, site):
    def get(address):
        with urllib.request.urlopen(site + address) as answer:
            return json.load(answer)

    faults, planned_hours, count = [], 0.0, 0
    for url, runs in checks(path).items():
        monitor = next(one for one in get("/api/v1/monitors")["monitors"] if one["url"] == url)
        whole = get(f"/api/v1/monitors/{monitor['key']}")
        now = time.time()
        for name, days in (("24h", 1), ("7d", 7), ("30d", 30)):
            told = whole["uptimes"][name]
            up, seen, planned = uptime(runs, now - days * 86400, now)
            # The server's now may be up to a minute older.
            slack = 70 / max(seen, 1)
            if abs(told["maintenance_s"] - planned) > 70 or abs((told["up"] or 0) - up / max(seen, 1)) > slack \
                    or abs(told["coverage"] - seen / (days * 86400 - planned)) > slack:
                faults.append(f"{url} {name}: {told}, expected {up} {seen} {planned}")
            planned_hours += planned / 3600
        expected = incidents(runs, 2)
        found = get(f"/api/v1/incidents?key={monitor['key']}&before={now + 60}")["incidents"]
        count += len(expected)
        stamp = lambda text: text and datetime.datetime.fromisoformat(text).timestamp()
        told = [(stamp(one["start"]), stamp(one["end"]), one["checks"], one["maintenance_s"]) for one in reversed(found)]
        for one, other in zip(told, expected):
            # The API's times are whole seconds.
            if any((a is None) != (b is None) or a is not None and abs(a - b) > 1 for a, b in zip(one, other)):
                faults.append(f"{url}: incident {one}, expected {other}")
        if len(told) != len(expected):
            faults.append(f"{url}: {len(told)} incidents, expected {len(expected)}")
        state = "maintenance" if runs[-1][2] else {"S": "ok", "A": "app", "E": "down"}[runs[-1][1][0]]
        if whole["state"] != state:
            faults.append(f"{url}: {whole['state']}, expected {state}")
    if planned_hours < 10 or count < 100:
        faults.append(f"too little to compare: {planned_hours} h of maintenance, {count} incidents")
    return faults


def sql(path):
    for url, runs in sorted(checks(path).items()):
        for begin, end, number, planned in incidents(runs, 3):
            print(url, round(begin), round(end) if end else "", number, round(planned), sep="|")


if sys.argv[1] == "write":
    write(int(sys.argv[2]), sys.argv[3])
elif sys.argv[1] == "sql":
    sql(sys.argv[2])
else:
    problems = page(sys.argv[2], sys.argv[3])
    print("\n".join(problems[:20]))
    sys.exit(1 if problems else 0)
