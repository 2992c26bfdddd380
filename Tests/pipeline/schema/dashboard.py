#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The dashboard beside the metrics: dashboard.py names BOARD METRICS | dashboard.py query BOARD PROMETHEUS

names   every metric and label of the dashboard is one of METRICS, and every metric is on the dashboard
query   every expression of the dashboard finds something in the Prometheus at that address
"""
import json
import re
import sys
import urllib.parse
import urllib.request

with open(sys.argv[2], encoding="utf-8") as file:
    board = json.load(file)
expressions = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
faults = []

if sys.argv[1] == "names":
    labels = {}
    with open(sys.argv[3], encoding="utf-8") as file:
        for line in file:
            match = re.match(r"(pmon_\w+)(?:\{(.*)\})? ", line)
            if match:
                found = re.findall(r'(\w+)="(?:[^"\\]|\\.)*"', match.group(2) or "")
                labels.setdefault(match.group(1), set()).update(found)
    used = {}
    for text in expressions + [variable["definition"] for variable in board["templating"]["list"] if "definition" in variable]:
        asked = re.fullmatch(r"label_values\((\w+), (\w+)\)", text)
        if asked:
            used.setdefault(asked.group(1), set()).add(asked.group(2))
        for metric, selector in re.findall(r"\b(pmon_\w+)(?:\{(.*?)\})?", text):
            used.setdefault(metric, set()).update(re.findall(r"(\w+)\s*(?:=~|!=|!~|=)", selector))
    for panel in board["panels"]:
        shown = [name for target in panel["targets"] for name in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"])]
        for target in panel["targets"]:
            for metric in re.findall(r"\b(pmon_\w+)", target["expr"]):
                used[metric].update(shown)
    for metric, names in used.items():
        if metric not in labels:
            faults.append(f"there is no metric {metric}")
        elif names - labels[metric]:
            faults.append(f"{metric} has no label {names - labels[metric]}")
    faults += [f"{metric} is not on the dashboard" for metric in set(labels) - set(used)]
    ids = [panel["id"] for panel in board["panels"]]
    if len(ids) != len(set(ids)) or len(used) < 12:
        faults.append("panels with the same id, or too few metrics")
else:
    for expression in expressions:
        text = expression.replace("$group", ".*").replace("$name", ".*")
        address = f"{sys.argv[3]}/api/v1/query?{urllib.parse.urlencode({'query': text})}"
        with urllib.request.urlopen(address) as answer:
            result = json.load(answer)
        if not result["data"]["result"]:
            faults.append(f"nothing for {text}")
print("\n".join(faults))
sys.exit(1 if faults else 0)
