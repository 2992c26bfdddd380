# SPDX-License-Identifier: MIT
"""Stores, readers, check, export, fold, forget and a --follow on one history at once: nothing lost, nothing there twice.

usage: crowd.py ROUNDS
"""

import collections
import json
import subprocess
import sys
import threading
import time

WRITERS = 4
NOW = int(time.time())


def record(writer, run):
    return {"url": "http://common/" if run % 2 else f"http://{writer}/", "time": "x", "result": "SUCCESS", "message": "OK",
            "at": NOW - 10_000 + run, "run": run, "target": f"url.{writer}"}


def text(records):
    return "".join(json.dumps(record) + "\n" for record in records)


def key(record):
    return record["url"], record["target"], record["run"]


class Crowd:
    def __init__(self, rounds):
        self.rounds = rounds
        self.failures = []
        self.counts = collections.Counter()
        self.isOver = threading.Event()

    def call(self, *arguments, lines="", statuses=(0,), quiet=True):
        done = subprocess.run(["pmon-store", *arguments], input=lines, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode not in statuses or quiet and done.returncode == 0 and done.stderr:
            self.failures.append((arguments, done.returncode, done.stderr))
        self.counts[arguments[:1]] += 1
        return done.stdout

    def write(self, writer):
        # Some fold at each run, others leave their records in the journal.
        settings = ["--conf", "pmon.ini" if writer % 2 else "large.ini"]
        for turn in range(self.rounds):
            records = [record(writer, turn * 3 + number) for number in range(3)]
            self.call(*settings, lines=text(records + records[:turn % 3]))

    def follow(self):
        process = subprocess.Popen(["pmon-store", "--follow", "--flush", "5ms"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for run in range(self.rounds * 3):
            process.stdin.write(text([record("follow", run)]))
            process.stdin.flush()
            time.sleep(0.01)
        _, said = process.communicate()
        if process.returncode or said:
            self.failures.append(("follow", process.returncode, said))

    def read(self):
        """What an export has shown is shown by each later one, unless it was forgotten; no file is ever half."""
        seen = set()
        while not self.isOver.is_set():
            lines = [json.loads(line) for line in self.call("export", statuses=(0, 66), quiet=False).splitlines()]
            keys = [key(line) for line in lines]
            now = {found for found in keys if found[1] != "url.0"}
            if len(set(keys)) != len(keys) or not seen <= now:
                self.failures.append(("export", "twice or gone", seen - now))
            seen = now
            for path in "pmon.json", "current.json":
                try:
                    with open(path) as file:
                        json.load(file)
                except FileNotFoundError:
                    pass

    def repeat(self, *arguments, statuses=(0,)):
        while not self.isOver.is_set():
            self.call(*arguments, statuses=statuses)
            time.sleep(0.02)

    def run(self):
        # So that no reader comes before there is a history.
        self.call(lines=text([record("first", 1)]))
        work = [threading.Thread(target=self.write, args=(writer,)) for writer in range(WRITERS)] + [threading.Thread(target=self.follow)]
        others = [threading.Thread(target=self.read), threading.Thread(target=self.repeat, args=("check",)),
                  threading.Thread(target=self.repeat, args=("fold",)),
                  threading.Thread(target=self.repeat, args=("forget", "url.0"), kwargs={"statuses": (0, 1)})]
        for thread in work + others:
            thread.start()
        for thread in work:
            thread.join()
        self.isOver.set()
        for thread in others:
            thread.join()
        assert not self.failures, self.failures[:3]

    def check(self):
        self.call("check")
        kept = [json.loads(line) for line in self.call("export").splitlines()]
        with open("old.ndjson") as file:
            gone = [json.loads(line) for line in file]
        assert {line["target"] for line in gone} == {"url.0"}, "another check went"
        sent = [key(record(writer, run)) for writer in [*range(WRITERS), "follow"] for run in range(self.rounds * 3)] + [("http://common/", "url.first", 1)]
        found, sent = collections.Counter(map(key, kept + gone)), collections.Counter(sent)
        # What comes again after it was forgotten is a new record, see docs/storage.md; only repeats within a run come here.
        assert found == sent, ("twice", found - sent, "lost", sent - found)
        with open("current.json") as file:
            entries = json.load(file)
        checks = {(url, check["target"]): check for url, entry in entries.items() for check in entry.get("checks", [entry])}
        for writer in [1, 2, 3, "follow"]:
            runs = range(self.rounds * 3)
            for url, last in ("http://common/", max(run for run in runs if run % 2)), (f"http://{writer}/", max(run for run in runs if not run % 2)):
                check = checks[url, f"url.{writer}"]
                assert (check["run"], check["streak"]) == (last, sum(run % 2 == last % 2 for run in runs)), check
        assert not self.failures, self.failures[:3]


def main():
    for name, fold in ("pmon", "8MiB"), ("large", "1"):
        with open(f"{name}.ini", "w") as file:
            file.write(f"[pmon]\ndata.archive = old.ndjson\ndata.fold = {fold}\n")
    crowd = Crowd(int(sys.argv[1]))
    crowd.run()
    crowd.check()
    print(dict(crowd.counts))


main()
