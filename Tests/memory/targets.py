#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints target objects for the replies of replies.py: targets.py http|some|connect|turns|steps ADDRESS [COUNT].

With http each class of replies follows each class, itself too, and each reply comes at least once; some is every
third reply. COUNT is how many turns there are; in steps, each reply is captured from, and another one follows it.
"""
import itertools
import json
import sys

import replies

kind, address = sys.argv[1:3]
SETTINGS = [
    {}, {"expect.body": "x(y|z)*q", "reject.body": "hello"}, {"expect.json.a.b": "1"}, {"expect.header.A": "b.*"},
    {"method": "HEAD"}, {"body": "x", "expect.status": "200,302"}, {"http": "1.0"}, {"retries": "0", "follow": "0"},
]


def pairs(count):
    """Numbers below count, in an order in which each follows each once (a de Bruijn sequence)."""
    for first in range(count):
        yield first
        for second in range(first + 1, count):
            yield first
            yield second


def numbers():
    if kind == "connect":
        return range(1, 1 + len(replies.CONNECT))
    if kind == "turns":
        return range(int(sys.argv[3]))
    sizes = [len(items) for items in replies.CLASSES.values()]
    if kind in ("some", "steps"):
        return range(0, sum(sizes), 3)
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    seen = [itertools.count() for _ in sizes]
    order = [starts[place] + next(seen[place]) % sizes[place] for place in pairs(len(sizes))]
    return order + sorted(set(range(sum(sizes))) - set(order))


for place, number in enumerate(numbers()):
    target = dict(SETTINGS[place % len(SETTINGS)])
    if kind == "connect":
        target = {"url": f"https://127.0.0.1:{number}/", "proxy": address}
    else:
        target["url"] = f"{address}/{number}"
    if kind == "turns":
        target["http"] = "2"
    if kind == "steps":
        any_status = {"expect.status": "100-999"}
        target = {"url": target["url"], "capture.v": "body *", "step.2": f"{address}/{number + 1}?{{v}}", **any_status}
        target |= {"step.2.body": "{v}", "step.3": f"{address}/{number + 2}"}
        target |= {f"step.{step}.{key}": value for step in (2, 3) for key, value in any_status.items()}
    print(json.dumps(target))
