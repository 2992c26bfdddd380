#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Works out every figure of `pmon-serve --report --csv` from `pmon-store export`.

    oracle.py write SEED NOW          writes pmon.ini, an older pmon's pmon.json, and records as NDJSON to stdout
    oracle.py check PERIOD SLO NOW CSV    compares CSV with the records on stdin; NOW in Unix seconds

A check speaks for the time up to the next one, at most 2.5 times the median distance. Those that carry `maintenance`, or begin
while a window is open, are maintenance. A failure outside maintenance begins an incident, the next good check ends it.
"""
import csv
import datetime
import json
import math
import os
import random
import statistics
import sys
import time
import zoneinfo

ZONE = zoneinfo.ZoneInfo(os.environ.get("TZ", "UTC"))
COLUMNS = ("url,target,place,name,from,to,uptime,coverage,maintenance_hours,incidents,downtime_seconds,"
           "longest_seconds,median_ms,p95_ms,budget_left_seconds").split(",")
FAILURES = ["EXCEPTION_ERROR", "APPLICATION_ERROR"]


def midnight(year, month, day):
    """The first instant of a local day, where a day beyond the month counts on."""
    date = datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + datetime.timedelta(days=day - 1)
    return datetime.datetime(date.year, date.month, date.day, tzinfo=ZONE).timestamp()


def bounds(period, now):
    if period.endswith("d"):
        return now - int(period[:-1]) * 86400, now
    if ".." in period:
        first, last = (list(map(int, side.split("-"))) for side in period.split(".."))
        return midnight(*first), min(midnight(last[0], last[1], last[2] + 1), now)
    parts = period.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        begin, end = midnight(year, 1, 1), midnight(year + 1, 1, 1)
    elif parts[1].startswith("Q"):
        quarter = int(parts[1][1])
        begin, end = midnight(year, quarter * 3 - 2, 1), midnight(year, quarter * 3 + 1, 1)
    elif len(parts) == 2:
        begin, end = midnight(year, int(parts[1]), 1), midnight(year, int(parts[1]) + 1, 1)
    else:
        begin, end = midnight(*map(int, parts)), midnight(year, int(parts[1]), int(parts[2]) + 1)
    return begin, min(end, now)


def history(begin, end, distance, widest=90):
    """Random checks as (at, result, milliseconds, maintenance)."""
    at, result, planned = begin + random.random(), "SUCCESS", 0
    while at < end:
        if random.random() < 0.12:
            result = random.choice(["SUCCESS", "SUCCESS", "SUCCESS"] + FAILURES)
        if random.random() < 0.01:
            planned = random.randrange(2, 20)
        planned -= 1
        yield round(at, 6), result, round(random.lognormvariate(4, 1.2), 3), planned > 0
        at += distance * (1 + random.random() * 0.02) if random.random() > 0.01 else random.uniform(3, widest) * distance


def write(seed, now):
    random.seed(seed)
    targets = [("url.shop", "https://shop.example.org/?a=1,2", None), ("url.pay", "https://pay.example.org/", "berlin"),
               ("url.pay", "https://pay.example.org/", "paris"), ("url.pay2", "https://pay.example.org/", None),
               ("url.old", "http://old.example.org/", None), ("url.young", "http://young.example.org/", None),
               ("url.never", "http://never.example.org/", None), ("url.removed", "http://removed.example.org/", None)]
    keys = dict.fromkeys((key, url) for key, url, _ in targets if key != "url.removed")
    zone = random.choice(["Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata"])
    with open("pmon.ini", "w", encoding="utf-8") as file:
        file.write("[pmon]\nid = test\ndata.fold = 1KiB\n[urls]\n" + "".join(f"{key} = {url}\n" for key, url in keys))
        file.write("[checks]\nurl.shop.name = \"Shop\", the best\nurl.pay.name = Pay\n[maintenance]\n")
        file.write(f"nightly = daily 02:{seed % 6}5 50m {zone}: url.shop, url.old\n")
    step = 1800 + seed % 7 * 600
    begin = now - random.choice([40, 70, 300]) * 86400
    old = []
    for at, result, _, _ in history(begin, begin + 9 * 86400, step):
        wall = datetime.datetime.fromtimestamp(at, ZONE)
        # Of an hour that comes twice, the older records mean the first.
        if wall.fold == 0:
            old.append({"time": f"{wall:%Y-%m-%d %H:%M:%S.%f}", "result": result,
                        "message": "OK" if result == "SUCCESS" else random.choice([503, "timed out"])})
    with open("pmon.json", "w", encoding="utf-8") as file:
        json.dump({"http://old.example.org/": old}, file)
    # A place without a record for a day is no longer one of its target.
    late = random.choice([0, 5 * 86400])
    for key, url, place in targets:
        first = {"url.old": begin + 9 * 86400, "url.young": now - 3 * 86400, "url.never": now}.get(key, begin)
        for at, result, total, planned in history(first, now - (0 if place else late), step, 12 if place else 90):
            record = {"url": url, "time": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)), "result": result,
                      "message": "OK" if result == "SUCCESS" else "refused \"x\", again", "at": at, "run": int(at * 1000),
                      "target": key, "monitor": "test"}
            if place:
                record["place"] = place
            if random.random() > 0.05:
                record["timing"] = {"dns": 0.1, "total": total}
            if planned:
                record["maintenance"] = "of old"
            print(json.dumps(record))
            if random.random() < 0.002:
                print(json.dumps(record))
    print(json.dumps({"url": targets[0][1], "time": "2100-01-01 00:00:00", "result": "EXCEPTION_ERROR", "message": "x",
                      "at": 4102444800, "run": 4102444800000, "target": "url.shop", "monitor": "test"}))


def window(line):
    """Whether the window of a line `NAME = daily HH:MM MINUTESm ZONE: TARGETS` is open at an instant."""
    words = line.split(" = ")[1].split(": ")[0].split()
    hour, minute = map(int, words[1].split(":"))
    length, zone = int(words[2][:-1]) * 60, zoneinfo.ZoneInfo(words[3])

    def is_open(at):
        day = datetime.datetime.fromtimestamp(at, zone).date()
        # A start that does not exist is the first instant after the gap: fold 0 reads it with the offset from before.
        start = datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
        begin = start.timestamp()
        if datetime.datetime.fromtimestamp(begin, zone).hour != hour:
            begin = datetime.datetime(day.year, day.month, day.day, hour + 1, tzinfo=zone).timestamp()
        return begin <= at < begin + length
    return is_open


def configuration():
    with open("pmon.ini", encoding="utf-8") as file:
        text = file.read()
    is_open = window(text.split("[maintenance]\n")[1].splitlines()[0])
    keys = [line.split(" = ")[0] for line in text.split("[urls]\n")[1].split("[checks]")[0].splitlines()]
    return keys, {"url.shop": is_open, "url.old": is_open}


def checks(now):
    """The records on stdin by (url, target, place), ascending, each as (at, result, milliseconds, is it maintenance)."""
    keys, windows = configuration()
    found = {}
    for line in sys.stdin:
        record = json.loads(line)
        at = record.get("at")
        if at is None:
            at = datetime.datetime.strptime(record["time"], "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=ZONE).timestamp()
        if record.get("clock") or at > now + 86400:
            continue
        # What the older pmon has written belongs to the only target of its address.
        target = record.get("target") or "url.old"
        if target not in keys:
            continue
        planned = bool(record.get("maintenance")) or (target in windows and windows[target](at))
        run = (at, record["result"], record.get("timing", {}).get("total"), planned)
        found.setdefault((record["url"], target, record.get("place", "")), {})[run[:2]] = run
    return {check: sorted(runs.values(), key=lambda run: run[0]) for check, runs in found.items()}


def figures(runs, begin, end, slo):
    distances = [b[0] - a[0] for a, b in zip(runs, runs[1:])]
    reach = 2.5 * statistics.median(distances) if distances else 0
    up = seen = planned = 0.0
    incidents, current, durations = [], None, []
    for index, (at, result, total, is_planned) in enumerate(runs):
        after = runs[index + 1][0] if index + 1 < len(runs) else math.inf
        length = max(0.0, min(at + reach, after, end) - max(at, begin))
        planned += length if is_planned else 0
        seen += 0 if is_planned else length
        up += length if result == "SUCCESS" and not is_planned else 0
        if begin <= at < end and result == "SUCCESS" and not is_planned and total is not None:
            durations.append(total)
        # Incidents: the time of a failing check goes to them in full, however long.
        if result == "SUCCESS":
            current = None
        elif not is_planned and current is None:
            current = [at, 0.0]
            incidents.append(current)
        if current and not is_planned:
            current[1] += max(0.0, min(after, end) - max(at, begin))
    lengths = [length for start, length in incidents if length > 0 or begin <= start < end]
    durations.sort()
    return {
        "uptime": 100 * up / seen if seen else None,
        "coverage": 100 * seen / (end - begin - planned) if end - begin - planned > 0 else 0,
        "maintenance_hours": planned / 3600, "incidents": len(lengths), "downtime_seconds": sum(lengths),
        "longest_seconds": max(lengths, default=0),
        "median_ms": statistics.median(durations) if durations else None,
        "p95_ms": durations[math.ceil(len(durations) * 95 / 100) - 1] if durations else None,
        "budget_left_seconds": (1 - slo / 100) * seen - (seen - up) if slo and seen else None,
    }


# Percentages are rounded down: 99.8999 % is never 99.9 %.
DOWN = {"uptime": 5e-5, "coverage": 5e-5}
SLACK = {"uptime": 6e-5, "coverage": 6e-5, "maintenance_hours": 6e-5, "incidents": 0, "median_ms": 0.06, "p95_ms": 0.06}


def check(period, slo, now, path):
    faults, compared, downtime, planned = [], 0, 0.0, 0.0
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    begin, end = bounds(period, now)
    found = checks(now)
    told = {(row["url"], row["target"], row["place"]): row for row in rows}
    keys, _ = configuration()
    if len(told) != len(rows) or list(rows[0]) != COLUMNS:
        faults.append("a check stands twice, or the columns are others")
    if {check[1] for check in told} != set(keys) or set(found) - set(told):
        faults.append(f"checks {sorted(told)}, expected {sorted(found)}")
    for identity, row in told.items():
        stamps = [datetime.datetime.fromisoformat(row[name]).timestamp() for name in ("from", "to")]
        is_open = end == now
        # The clock of the tool goes on while it works.
        if abs(stamps[1] - end) > (60 if is_open else 0) or abs(stamps[0] - begin) > (60 if period.endswith("d") else 0):
            faults.append(f"from {row['from']} to {row['to']}, expected {begin} {end}")
        expected = figures(found.get(identity, []), stamps[0], stamps[1], slo)
        for name, value in expected.items():
            slack = SLACK.get(name, 1)
            if (value is None) != (row[name] == "") or value is not None and \
                    abs(float(row[name]) - (value - DOWN.get(name, 0))) > slack + (abs(value) * 1e-6 if name.endswith("ms") else 0):
                faults.append(f"{identity} {name}: {row[name]}, expected {value}")
            compared += 1
        downtime += expected["downtime_seconds"]
        planned += expected["maintenance_hours"]
    print("\n".join(faults[:20]))
    print(f"{period}: {compared} figures, {downtime:.0f} s of downtime, {planned:.1f} h of maintenance")
    return 1 if faults else 0


if sys.argv[1] == "write":
    write(int(sys.argv[2]), int(sys.argv[3]))
else:
    sys.exit(check(sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), sys.argv[5]))
