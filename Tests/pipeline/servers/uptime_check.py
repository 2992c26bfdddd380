#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Works out every uptime of a data file second by second and compares it with the server's: uptime_check.py FILE SITE"""
import json
import statistics
import sys
import time
import urllib.request

with open(sys.argv[1], encoding="utf-8") as file:
    data = json.load(file)


def get(path):
    with urllib.request.urlopen(sys.argv[2] + path) as answer:
        return json.load(answer)


faults = 0
for monitor in get("/api/v1/monitors")["monitors"]:
    records = sorted(data[monitor["url"]], key=lambda record: record["at"])
    times = [record["at"] for record in records]
    reach = 2.5 * statistics.median(b - a for a, b in zip(times, times[1:]))
    now = int(time.time())
    states, index = [], -1
    for second in range(now - 86_400, now):
        while index + 1 < len(times) and times[index + 1] <= second:
            index += 1
        if index >= 0 and second - times[index] < reach:
            states.append(records[index]["result"] == "SUCCESS")
    told = get(f"/api/v1/monitors/{monitor['key']}")["uptimes"]["24h"]
    up, coverage = sum(states) / len(states), len(states) / 86_400
    # The server's now may be up to a minute older: see ModelStore.refresh.
    if abs(told["up"] - up) > 0.04 or abs(told["coverage"] - coverage) > 90 / 86_400:
        print(f"{monitor['url']}: {told}, expected up {up:.4f}, coverage {coverage:.5f}")
        faults = 1
sys.exit(faults)
