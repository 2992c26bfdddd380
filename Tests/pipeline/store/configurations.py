# SPDX-License-Identifier: MIT
"""Stores of different configurations on one data file, in turns and at once: what must be on disk, by the rules of docs/storage.md.

usage: configurations.py SEED ROUNDS

They differ in `id`, [urls], data.keep, data.archive, data.fold and latest.file. Nothing of pmon is used for the model.
"""

import collections
import json
import os
import random
import shutil
import subprocess
import sys
import time

from checks import entry

RESULTS = ["SUCCESS", "SUCCESS", "APPLICATION_ERROR", "EXCEPTION_ERROR"]
TARGETS = {"one": {"url.1": "http://a/", "url.2": "http://b/"}, "two": {"url.1": "http://a/", "url.3": "http://b/", "url.4": "http://c/"},
           "three": {"url.5": "http://a/"}}


def identity(record):
    return record["url"], record.get("target"), record.get("place"), record["run"]


class Round:
    def __init__(self, seed, number):
        self.chance = random.Random(seed * 1000 + number)
        self.name = f"seed {seed}, round {number}"
        self.clock = int(time.time()) - 40_000
        self.sent = []
        # The records that came last may come once more where none has gone meanwhile.
        self.keeps = self.chance.random() < 0.5
        self.archives, self.latest = set(), {}
        for name, urls in TARGETS.items():
            lines = [f"id = {name}", "data.file = data.json", f"data.fold = {self.chance.choice(['1', '2KiB', '8MiB'])}"]
            self.latest[name] = self.chance.choice(["latest.json", "latest.json", f"{name}.latest.json"])
            lines.append(f"latest.file = {self.latest[name]}")
            if self.keeps:
                archive = self.chance.choice(["old.ndjson", f"{name}.old.ndjson"])
                self.archives.add(archive)
                lines += [f"data.keep = {self.chance.choice([2, 5, 20])}", f"data.archive = {archive}"]
            with open(f"{name}.ini", "w") as file:
                file.write("\n".join(["[pmon]", *lines, "[urls]", *(f"{key} = {url}" for key, url in urls.items())]) + "\n")

    def records(self, name):
        """New records of a monitor, one of them perhaps of a target that it does not have."""
        found = []
        for _ in range(self.chance.choice([0, 1, 1, 3])):
            self.clock += self.chance.randint(1, 20)
            for target, url in [*TARGETS[name].items(), ("url.9", "http://a/")]:
                if self.chance.random() < (0.9 if target == "url.9" else 0.2):
                    continue
                at = round(self.clock + len(self.sent) % 7 / 10 + len(found) / 1000, 3)
                record = {"url": url, "time": "x", "result": self.chance.choice(RESULTS), "message": "m", "at": at,
                          "run": self.clock * 1000, "target": target, "monitor": name}
                # Two monitors share a check, or have one each.
                if name != "two":
                    record["place"] = name
                found.append(record)
        self.sent += found
        return found

    def start(self, name, records, *arguments):
        process = subprocess.Popen(["pmon-store", *arguments, "--conf", f"{name}.ini"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        # All that is sent fits into a pipe.
        process.stdin.write("".join(json.dumps(record) + "\n" for record in records))
        return process

    def finish(self, process):
        _, said = process.communicate()
        said = [line for line in said.splitlines() if "a new history, though" not in line]
        assert (process.returncode, said) == (0, []), (self.name, process.args, process.returncode, said)

    def run(self):
        late = []
        for _ in range(self.chance.randint(5, 25)):
            names = self.chance.sample(list(TARGETS), self.chance.choice([1, 1, 2, 3]))
            running = []
            for name in names:
                records = self.records(name)
                if not self.keeps:
                    late += [record for record in records if self.chance.random() < 0.1]
                    records = [record for record in records if record not in late]
                    if late and self.chance.random() < 0.2:
                        records.append(late.pop(0))
                    if self.sent and self.chance.random() < 0.2:
                        again = self.chance.choice(self.sent)
                        records += [again] if again not in late else []
                    self.chance.shuffle(records)
                running.append(self.start(name, records))
            if self.chance.random() < 0.2:
                running.append(self.start(self.chance.choice(names), [], "fold"))
            for process in running:
                self.finish(process)
        self.finish(self.start("one", late))
        # A run without input brings each latest file up to date, and takes out what its monitor does not have.
        for _ in range(2):
            for name in TARGETS:
                self.finish(self.start(name, []))

    def history(self):
        """The records of the history, after a look that none of all is lost or there twice."""
        exported = subprocess.run(["pmon-store", "export", "--conf", "one.ini"], check=True, capture_output=True).stdout
        kept = [json.loads(line) for line in exported.splitlines()]
        gone = []
        for archive in filter(os.path.exists, self.archives):
            with open(archive) as file:
                gone += [json.loads(line) for line in file]
        found, sent = collections.Counter(map(identity, kept + gone)), collections.Counter(map(identity, self.sent))
        assert found == sent, (self.name, "doubled", found - sent, "lost", sent - found)
        return kept

    def check(self):
        kept = self.history()
        for path in set(self.latest.values()):
            with open(path) as file:
                latest = json.load(file)
            writers = [name for name in TARGETS if self.latest[name] == path]
            shown = [record for record in self.sent if record["monitor"] not in writers or record["target"] in TARGETS[record["monitor"]]]
            # A latest file of one's own is not told of all that another configuration has folded. Certain is that each address
            # is there, that repair finds what is behind, and that a file that is deleted is made anew.
            if len(set(self.latest.values())) > 1:
                left = {record["url"] for record in kept if record in shown}
                assert left <= set(latest) <= {record["url"] for record in shown}, (self.name, path, left, set(latest))
                self.finish(self.start(writers[0], [], "repair"))
                latest = self.read(path, writers)
                self.compare_newest(path, latest, shown, self.history(), isWhole=False)
                os.remove(path)
                latest = self.read(path, writers)
            if self.keeps:
                self.compare_newest(path, latest, shown, self.history())
                continue
            expected = {url: entry([record for record in shown if record["url"] == url]) for url in sorted({record["url"] for record in shown})}
            for url in sorted(set(latest) | set(expected)):
                assert latest.get(url) == expected.get(url), f"{self.name}, {path}: {url}\nfound    {latest.get(url)}\nexpected {expected.get(url)}"

    def read(self, path, writers):
        for name in writers:
            self.finish(self.start(name, []))
        with open(path) as file:
            return json.load(file)

    def compare_newest(self, path, latest, shown, kept, isWhole=True):
        """Where records have gone: each check that has one left is there, with its newest record."""
        found = {}
        for url, value in latest.items():
            for check in value.get("checks", [value]):
                found[url, check["target"], check.get("place")] = check["run"]
        newest, left = {}, {}
        for record in sorted(shown, key=lambda record: record["at"]):
            newest[identity(record)[:3]] = record["run"]
            if record in kept:
                left[identity(record)[:3]] = record["run"]
        assert (set(left) <= set(found) or not isWhole) and set(found) <= set(newest), (self.name, path, found, left, newest)
        for key, run in found.items():
            # Another latest file may never have been told of a record that has gone.
            known = newest[key] if len(set(self.latest.values())) == 1 else left.get(key, run)
            assert known <= run <= newest[key], (self.name, path, key, run, left.get(key), newest[key])


def main():
    seed, rounds = int(sys.argv[1]), int(sys.argv[2])
    for number in range(rounds):
        os.mkdir("round")
        os.chdir("round")
        case = Round(seed, number)
        case.run()
        case.check()
        os.chdir("..")
        shutil.rmtree("round")
    print(f"{rounds} rounds")


main()
