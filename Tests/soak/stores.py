# SPDX-License-Identifier: MIT
"""Feeds records to pmon-store while it is killed, and remembers what was acknowledged: an oracle outside of it."""

import hashlib
import json
import queue
import random
import subprocess
import threading
import time

# Disk full (74, or 73 where a file could not even be created), lock held too long, and our own kill -9.
EXPECTED = {0, 73, 74, 75, -9}

# A lane that is this many records behind is left in peace until it has caught up: a record that is fed again only
# after the retention has let go of it would rightly be a new one.
PATIENCE = 2500


def identity(record):
    """What makes two records the same one."""
    return record["url"], record.get("target"), record.get("run"), record.get("place")


def digest(record):
    """A short name of all that a record says, whatever its spelling."""
    return hashlib.blake2b(json.dumps(record, sort_keys=True).encode(), digest_size=8).digest()


class Acknowledged:
    """The records that a pmon-store took and left with 0."""

    def __init__(self):
        self.lock = threading.Lock()
        self.records = {}
        self.newest = {}

    def add(self, lines):
        parsed = [json.loads(line) for line in lines]
        with self.lock:
            for record in parsed:
                self.records[identity(record)] = digest(record)
                at, _ = self.newest.get(record["url"], (-1, None))
                if record["at"] > at:
                    self.newest[record["url"]] = record["at"], record["result"]


class Lane(threading.Thread):
    """Feeds batches until the input ends; a batch that was not acknowledged is fed again, with what came since."""

    def __init__(self, command, source, acknowledged, messages, calm):
        super().__init__()
        self.command = command
        self.source = source
        self.acknowledged = acknowledged
        self.messages = messages
        # Set when nothing is to be killed any more.
        self.calm = calm
        self.open = []
        self.statuses = {}
        self.usual = 0.02
        self.gives_up = None
        # The greatest age in seconds of a record that was fed again.
        self.oldest = 0

    def start_store(self, *more):
        return subprocess.Popen(self.command + list(more), stdin=subprocess.PIPE, stderr=self.messages)

    def feed(self, store, lines):
        try:
            store.stdin.write(b"".join(lines))
            store.stdin.flush()
        except OSError:
            pass

    def close(self, store):
        try:
            store.stdin.close()
        except OSError:
            pass

    def finish(self, store):
        """Waits for a store that has all of `open`, and takes its word."""
        try:
            status = store.wait(90)
        except subprocess.TimeoutExpired:
            store.kill()
            status = f"hung for 90 s ({store.wait()})"
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status == 0:
            self.acknowledged.add(self.open)
            self.open = []
            return
        self.oldest = max(self.oldest, time.time() - json.loads(self.open[0])["run"] / 1000) if self.open else self.oldest
        if self.calm.is_set():
            # Nothing stands in its way any more: within a minute it has to get through.
            self.gives_up = self.gives_up or time.monotonic() + 60
            if time.monotonic() > self.gives_up:
                self.statuses["not stored within 60 s of calm"] = len(self.open)
                self.open = []
            time.sleep(0.2)

    def may_die(self):
        return not self.calm.is_set() and len(self.open) < PATIENCE

    def gather(self, seconds):
        """All lines that come within a while, and False at the end of the input."""
        until = time.monotonic() + seconds
        lines = []
        while True:
            left = until - time.monotonic()
            if left <= 0:
                return lines, True
            try:
                line = self.source.get(timeout=left)
            except queue.Empty:
                continue
            if line is None:
                self.source.put(None)
                return lines, False
            lines.append(line)


class RunLane(Lane):
    """One pmon-store after the other, as a cron line would start them, a third of them killed at any moment."""

    def run(self):
        goes_on = True
        while goes_on or self.open:
            lines, goes_on = self.gather(0.5) if goes_on else ([], False)
            self.open += lines
            if not self.open:
                continue
            store = self.start_store()
            killer = None
            if random.random() < 0.35 and self.may_die():
                killer = threading.Timer(random.uniform(0, 1.3 * self.usual), store.kill)
                killer.start()
            begin = time.monotonic()
            self.feed(store, self.open)
            self.close(store)
            self.finish(store)
            if killer:
                killer.cancel()
            elif self.statuses.get(0):
                self.usual = 0.9 * self.usual + 0.1 * (time.monotonic() - begin)


class FollowLane(Lane):
    """A pmon-store --follow that is fed for some seconds; half of them are killed in the middle."""

    def run(self):
        goes_on = True
        while goes_on or self.open:
            store = self.start_store("--follow", "--flush", "300ms")
            self.feed(store, self.open)
            dies = random.random() < 0.5 and self.may_die()
            until = time.monotonic() + (random.uniform(0.5, 6) if self.may_die() else 0.5)
            while goes_on and time.monotonic() < until and store.poll() is None:
                lines, goes_on = self.gather(0.1)
                self.open += lines
                self.feed(store, lines)
            if dies:
                store.kill()
            self.close(store)
            self.finish(store)
