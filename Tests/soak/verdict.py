# SPDX-License-Identifier: MIT
"""What must hold after a soak: the comparisons, and the figures that are printed."""

import collections
import json
import os
import subprocess
import time

from stores import EXPECTED, digest, identity


class Verdict:
    """Judges what a soak left behind; whatever does not hold becomes a fault."""

    def expect(self, what, found, wanted):
        if found != wanted:
            self.faults.append(f"{what}: expected {wanted}, found {found}")

    def report_flatness(self, rows):
        print(f"{'process':12} {'KiB early':>10} {'KiB late':>10} {'KiB peak':>10} {'lasting fds':>11} {'late':>9}")
        # A short run is over before caches are warm, so it only sees what grows fast.
        slack = 4096 if self.seconds >= 600 else 32768
        for name, memory, descriptors in rows:
            print(f"{name:12} {memory[0]:10.0f} {memory[1]:10.0f} {memory[2]:10.0f} "
                  f"{descriptors[0]:11.0f} {descriptors[1]:9.0f}")
            if memory[1] > memory[0] * 1.1 + slack:
                self.faults.append(f"{name}: memory grew from {memory[0]} to {memory[1]} KiB")
            if descriptors[1] > descriptors[0] + 20:
                self.faults.append(f"{name}: descriptors grew from {descriptors[0]} to {descriptors[1]}")

    def verify(self):
        """Compares the history and its archive with what was acknowledged, record by record."""
        found = collections.Counter()
        differing = 0
        export = subprocess.run([self.tool("pmon-store")[0], "export", "--conf", self.conf],
                                stdout=subprocess.PIPE, stderr=self.messages, check=False)
        self.expect("pmon-store export", export.returncode, 0)
        lines = export.stdout.splitlines()
        held = len(lines)
        archive = os.path.join(self.disk, "archive.ndjson")
        if os.path.exists(archive):
            with open(archive, "rb") as file:
                lines += file.read().splitlines()
        for line in lines:
            record = json.loads(line)
            found[identity(record)] += 1
            if self.acknowledged.records.get(identity(record)) != digest(record):
                differing += 1
        lost = [key for key in self.acknowledged.records if key not in found]
        twice = [key for key, count in found.items() if count > 1]
        unknown = [key for key in found if key not in self.acknowledged.records]
        cut = [run for run, count in sorted(self.runs.items())[:-1] if count != self.addresses]
        print(f"acknowledged {len(self.acknowledged.records)}, in the history {held}, in the archive "
              f"{len(lines) - held}; lost {len(lost)}, twice {len(twice)}, unknown {len(unknown)}, altered {differing}")
        print(f"scans {len(self.runs)} in {self.seconds:.0f} s, of them incomplete {len(cut)}; disk filled "
              f"{self.fills} times")
        for lane in self.stores:
            print(f"{type(lane).__name__}: exit statuses " + ", ".join(
                f"{status}: {count}" for status, count in sorted(lane.statuses.items(), key=str))
                + f"; oldest record fed again {lane.oldest:.0f} s")
            if lane.oldest > self.kept:
                self.faults.append(f"the test fed a record again after {lane.oldest:.0f} s, {self.kept} s are kept")
            for status in lane.statuses:
                if status not in EXPECTED:
                    self.faults.append(f"a pmon-store ended with {status}")
        for what, list_ in (("lost", lost), ("twice", twice), ("unknown", unknown), ("incomplete scans", cut)):
            if list_:
                self.faults.append(f"{what}: {len(list_)}, the first: {list_[0]}")
        self.expect("altered records", differing, 0)
        self.expect("records of the pipeline that were never acknowledged",
                    self.lines - len(self.acknowledged.records), 0)
        check = subprocess.run([self.tool("pmon-store")[0], "check", "--conf", self.conf],
                               stdout=self.messages, stderr=self.messages, check=False)
        self.expect("pmon-store check", check.returncode, 0)
        # A machine that is busy with other things does fewer scans.
        if len(self.runs) < 0.5 * self.seconds:
            self.faults.append(f"only {len(self.runs)} scans in {self.seconds} s")

    def verify_mail(self):
        """The mail server is back: what is new is told once, and nothing twice."""
        self.mailbox.mode = "up"
        # With `every = 1s` the end of the scans is news after 2.5 s, and that must not fall between the two mails.
        last = max(at for at, _ in self.acknowledged.newest.values())
        time.sleep(max(0, last + 3 - time.time()))
        print("pmon-mail: exit statuses " + ", ".join(f"{s}: {c}" for s, c in sorted(self.mails.items(), key=str)))
        for status in self.mails:
            if status not in {0, 66, 69, 73, 74, 75}:
                self.faults.append(f"a pmon-mail ended with {status}")
        self.expect("pmon-mail with the server back", self.mail(), 0)
        count = len(self.mailbox.taken)
        self.expect("pmon-mail with nothing new", self.mail(), 0)
        self.expect("mails with nothing new", len(self.mailbox.taken) - count, 0)
        twice = [mail for mail, times in collections.Counter(self.mailbox.taken).items() if times > 1]
        print(f"mails taken {count}, of them twice {len(twice)}")
        if count == 0:
            self.faults.append("no mail at all")
        # Between the server's 250 and a full disk that cannot note it, one is sent again with the same Message-ID.
        if len(twice) > self.mails[74] + self.mails[73]:
            self.faults.append(f"mails twice: {len(twice)}, the first: {twice[0]}")

    def compare_page(self):
        results = self.visitor.results()
        wanted = {url: result for url, (_, result) in self.acknowledged.newest.items()}
        wrong = [url for url in wanted if results.get(url) != wanted[url]]
        self.expect("addresses that the page tells wrong", len(wrong), 0)
        times = sorted(self.visitor.times)
        print(f"page: {len(times)} requests, failed {len(self.visitor.faults)}, median "
              f"{times[len(times) // 2] * 1000:.1f} ms, slowest {times[-1] * 1000:.0f} ms")
        if self.visitor.faults:
            self.faults.append(f"requests that failed: {len(self.visitor.faults)}, the first: {self.visitor.faults[0]}")
