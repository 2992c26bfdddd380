#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes pmon.ini with ten monitors, and two months of their records to stdout: month.py"""
import json
import random
import time

MONITORS = [("shop", "Shop", "Shop", 0.0006), ("pay", "Payment", "Shop", 0.0003), ("search", "Search", "Shop", 0.0),
            ("api", "API for partners", "Shop", 0.001), ("www", "Web site", "Company", 0.0001),
            ("mail", "Web mail", "Company", 0.0002), ("wiki", "Wiki", "Company", 0.0015),
            ("git", "Source code", "Company", 0.0), ("vpn", "VPN portal", "Company", 0.0002), ("blog", "", "", 0.0)]
CAUSES = ["connection refused", 503, "timed out after 10 s: no answer", "expected 'Welcome', found 'Maintenance page'",
          "certificate expired on 2026-11-12"]

random.seed(11)
now = time.time()
with open("pmon.ini", "w", encoding="utf-8") as file:
    file.write("[pmon]\nid = Example Ltd\n[urls]\n")
    file.write("".join(f"url.{key} = https://{key}.example.org/health\n" for key, *_ in MONITORS) + "[checks]\n")
    for key, name, group, _ in MONITORS:
        file.write(f"url.{key}.name = {name}\nurl.{key}.group = {group}\n" if name else "")
    file.write("[maintenance]\ndisk swap = 2026-11-14 22:00 .. 2026-11-15 01:30: group:Company\n")
for key, _, _, risk in MONITORS:
    at, down, cause = now - (12 if key == "blog" else 60) * 86400, 0, ""
    while at < now:
        if down <= 0 and random.random() < risk:
            down, cause = random.randrange(1, 18), random.choice(CAUSES)
        down -= 1
        failing = down > 0
        result = ("APPLICATION_ERROR" if cause == 503 or "found" in str(cause) else "EXCEPTION_ERROR") if failing else "SUCCESS"
        record = {"url": f"https://{key}.example.org/health", "result": result, "message": cause if failing else "OK",
                  "time": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)), "at": round(at, 3), "run": int(at * 1000),
                  "target": f"url.{key}", "monitor": "Example Ltd"}
        if not failing:
            record["timing"] = {"total": round(random.lognormvariate(4.2, 0.6), 3)}
        print(json.dumps(record))
        at += 600
