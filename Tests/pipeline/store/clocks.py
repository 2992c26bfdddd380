# SPDX-License-Identifier: MIT
"""A clock that jumps between runs, and while a --follow runs: what must be in the files by docs/storage.md.

usage: clocks.py SEED ROUNDS COMMAND...

COMMAND gives another command a clock that shows what the file round/clock says, in the words of libfaketime.
"""

import collections
import json
import os
import random
import shutil
import subprocess
import sys
import time

from checks import checks

DAY = 86_400
BEGIN = 1_795_000_000
RESULTS = ["SUCCESS", "SUCCESS", "APPLICATION_ERROR", "EXCEPTION_ERROR"]


class Round:
    def __init__(self, seed, number, with_clock):
        self.chance = random.Random(seed * 1000 + number)
        self.name = f"seed {seed}, round {number}"
        self.program = [*with_clock, "pmon-store"]
        self.right = BEGIN
        self.wrong = 0
        # What the store has been given, with the clock at that moment.
        self.sent = []
        self.keeps = self.chance.random() < 0.5
        with open("pmon.ini", "w") as file:
            file.write(f"[pmon]\ndata.fold = {self.chance.choice(['1', '8MiB'])}\n")
            if self.keeps:
                file.write("data.keep = 60d\ndata.archive = old.ndjson\n")

    def set_clock(self, isRight=False):
        """Goes on by a minute or by some hours; now and then the clock leaps, or is put right."""
        self.right += self.chance.choice([60, 60, 3_600, 5 * 3_600])
        if not isRight and self.chance.random() < 0.25:
            self.wrong = self.chance.choice([0, 0, 0, -3_600, -400 * DAY, -20 * 365 * DAY, 3 * DAY, 400 * DAY, 40 * 365 * DAY])
        with open("clock.tmp", "w") as file:
            file.write(time.strftime("@%Y-%m-%d %H:%M:%S\n", time.gmtime(self.right + self.wrong)))
        os.rename("clock.tmp", "clock")

    def records(self):
        """One scan of this machine by its clock, and perhaps one of a machine whose clock is right."""
        found = []
        for target, now in [("here", self.right + self.wrong), ("there", self.right)]:
            if self.chance.random() < 0.8:
                found.append({"url": "http://a/", "time": "x", "result": self.chance.choice(RESULTS), "message": "m", "at": now + 0.5,
                              "run": now * 1000, "target": target})
        self.sent += [(record, self.right + self.wrong) for record in found]
        return found

    def store(self, *arguments, records=()):
        done = subprocess.run([*self.program, *arguments], input="".join(json.dumps(record) + "\n" for record in records),
                              capture_output=True, text=True, check=False)
        faults = [line for line in done.stderr.splitlines() if "more than a day in the future" not in line and "older than data.keep stay" not in line]
        assert done.returncode == 0 and not faults, (self.name, done)
        return done.stdout

    def follow(self):
        process = subprocess.Popen([*self.program, "--follow", "--tee", "--flush", "1ms", "--quiet"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True)
        for _ in range(self.chance.randint(1, 8)):
            self.set_clock()
            for record in self.records():
                process.stdin.write(json.dumps(record) + "\n")
                process.stdin.flush()
                # It is stored when it comes back.
                assert json.loads(process.stdout.readline()) == record, self.name
        process.stdin.close()
        assert process.wait(60) == 0, self.name

    def run(self):
        for _ in range(self.chance.randint(4, 16)):
            if self.chance.random() < 0.3:
                self.follow()
            else:
                self.set_clock()
                self.store(records=self.records())
                if self.chance.random() < 0.2:
                    self.store(self.chance.choice(["fold", "check"]))
        # The clock is right in the end, and each check has a record of that time.
        self.right += 60
        self.wrong = 0
        last = []
        while {record["target"] for record in last} != {"here", "there"}:
            self.set_clock(isRight=True)
            last = self.records()
            self.store(records=last)

    def check(self):
        assert "ok" in self.store("check"), self.name
        kept = [json.loads(line) for line in self.store("export").splitlines()]
        gone = []
        if os.path.exists("old.ndjson"):
            with open("old.ndjson") as file:
                gone = [json.loads(line) for line in file]
        def key(record):
            return json.dumps({name: value for name, value in record.items() if name != "clock"}, sort_keys=True)
        found = collections.Counter(map(key, kept + gone))
        # A clock that is put back may show the same second twice; a record of it is the same one then.
        first = {}
        for record, clock in self.sent:
            first.setdefault((record["target"], record["run"]), (record, clock))
        sent = collections.Counter(key(record) for record, _ in first.values())
        assert found == sent, (self.name, "doubled", found - sent, "lost", sent - found)
        odd = [(record, clock) for record, clock in first.values() for found in kept + gone
               if key(found) == key(record) and (found.get("clock") == "ahead") != (record["at"] > clock + DAY)]
        assert not odd, (self.name, odd)
        with open("current.json") as file:
            grown = json.load(file)["http://a/"]
        shown = {check["target"]: check for check in grown.get("checks", [grown])}
        present = [record for record in kept if "clock" not in record and record["at"] <= self.right + DAY]
        for check in checks(present):
            name = check["target"]
            members = ["run", "result"] if self.keeps else ["run", "result", "since", "streak", "recent", "outage", "previous"]
            for member in members:
                assert shown[name].get(member) == check.get(member), (self.name, name, member, shown[name], check)


def main():
    seed, rounds, *with_clock = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
    for number in range(rounds):
        os.mkdir("round")
        os.chdir("round")
        case = Round(seed, number, with_clock)
        case.run()
        case.check()
        os.chdir("..")
        shutil.rmtree("round")
    print(f"{rounds} rounds")


main()
