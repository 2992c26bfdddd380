#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes result files for bench/serve: serve_data.py FOLDER MONITORS RUNS, or --touch FOLDER, which makes one fail."""
import json
import os
import random
import sys
import time


def write(folder, monitors, runs):
    os.makedirs(folder)
    generator, now, latest = random.Random(1), time.time() - 20, {}
    urls = sorted(f"http://host{index}.example.org/health" for index in range(monitors))
    with open(f"{folder}/pmon.json", "w", encoding="utf-8") as file:
        file.write("{")
        for index, url in enumerate(urls):
            file.write((",\n" if index else "\n") + json.dumps(url) + ": [\n")
            lines, base = [], generator.uniform(10, 200)
            for run in range(runs):
                begin = now - (runs - 1 - run) * 60
                at, fails, total = begin + index * 0.01, run < runs - 1 and generator.random() < 0.004, base * generator.uniform(0.7, 1.4)
                stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)) + ".000000"
                lines.append(
                    f'{{"time":"{stamp}","result":"{"APPLICATION_ERROR" if fails else "SUCCESS"}",'
                    f'"message":{503 if fails else json.dumps("OK")},"at":{at:.6f},"run":{int(begin * 1000)},"of":{monitors},'
                    f'"target":"url.{index}","status":{503 if fails else 200},"timing":{{"wait":{total * 0.7:.3f},"total":{total:.3f}}}}}')
            file.write(",\n".join(lines) + "\n]")
            latest[url] = lines[-1]
        file.write("\n}\n")
    with open(f"{folder}/current.json", "w", encoding="utf-8") as file:
        file.write("{" + ",\n".join(f"{json.dumps(url)}:{line}" for url, line in latest.items()) + "}\n")
    with open(f"{folder}/pmon.ini", "w", encoding="utf-8") as file:
        file.write("[pmon]\nid = bench\nevery = 1h\n")


def touch(folder):
    name = f"{folder}/current.json"
    with open(name, encoding="utf-8") as file:
        latest = json.load(file)
    record = next(iter(latest.values()))
    record.update(result="EXCEPTION_ERROR", message="connection refused", at=time.time())
    with open(name + ".new", "w", encoding="utf-8") as file:
        json.dump(latest, file)
    os.rename(name + ".new", name)


if sys.argv[1] == "--touch":
    touch(sys.argv[2])
else:
    write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
