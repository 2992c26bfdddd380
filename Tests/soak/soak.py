# SPDX-License-Identifier: MIT
"""Runs the whole system under faults, then compares its history with what was acknowledged.

    python3 soak.py FOLDER_OF_BINARIES MINUTES       needs to be root, in a mount namespace of its own
"""

import collections
import json
import os
import queue
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from mailbox import Mailbox
from stores import Acknowledged, FollowLane, RunLane
from verdict import Verdict
from watch import Sampler, Visitor

ADDRESSES = 500


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class Soak(Verdict):
    def __init__(self, binaries, minutes):
        self.binaries = binaries
        self.seconds = minutes * 60
        self.work = tempfile.mkdtemp(prefix="pmon-soak.")
        self.disk = os.path.join(self.work, "disk")
        self.faults = []
        self.processes = []
        self.mailbox = Mailbox()
        self.mails = collections.Counter()
        self.calm = threading.Event()
        self.over = threading.Event()
        self.messages = open(os.path.join(self.work, "messages"), "ab")
        self.runs = collections.Counter()
        self.acknowledged = Acknowledged()
        self.lines = 0
        self.fills = 0
        self.addresses = ADDRESSES
        # Scans kept, so that the rest goes to the archive.
        self.kept = 120 if minutes >= 5 else 30

    def tool(self, name, *arguments):
        return [os.path.join(self.binaries, name), "--conf", self.conf, *arguments]

    def start(self, command, **more):
        process = subprocess.Popen(command, stderr=self.messages, **more)
        self.processes.append(process)
        return process

    def prepare(self):
        os.mkdir(self.disk)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=640m", "tmpfs", self.disk], check=True)
        server = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.py")
        web = self.start([sys.executable, server], stdout=subprocess.PIPE)
        port = int(web.stdout.readline())
        closed = free_port()
        self.page = free_port()
        self.conf = os.path.join(self.work, "pmon.ini")
        addresses = []
        for number in range(ADDRESSES):
            if number % 50 == 48:
                addresses.append(f"http://no-such-name-{number}.invalid/")
            elif number % 50 == 49:
                addresses.append(f"http://127.0.0.1:{closed}/{number}")
            else:
                addresses.append(f"http://127.0.0.1:{port}/mixed/{number}")
        lines = [
            "[pmon]", "id = soak", "timeout = 700ms", "concurrency = 512", "every = 1s",
            "data.file = disk/pmon.json", "latest.file = disk/current.json", f"data.keep = {self.kept}",
            "data.archive = disk/archive.ndjson", f"http.port = {self.page}", "log.file = pmon.log", "[urls]",
            *(f"url.{number} = {address}" for number, address in enumerate(addresses)),
            "[email]", "server = 127.0.0.1", f"port = {self.mailbox.port}", "tls = none", "on = change",
            "from = pmon@example.org", "to = ops@example.org, dev@example.org", "timeout = 5s", "[remote]",
            *(f"url.{number}.{key} = {value}" for number in range(11, ADDRESSES, 100) for key, value in (
                ("type", "ssh"), ("host", "127.0.0.1"), ("port", closed), ("user", "nobody"), ("process", "x"),
                ("key", self.conf), ("timeout", "1s"))),
        ]
        with open(self.conf, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def read(self, stream, lanes):
        """Hands the records of the pipeline to the lanes in turn, and counts each scan."""
        for line in stream:
            record = json.loads(line)
            self.runs[record["run"]] += 1
            self.lines += 1
            lanes[self.lines % len(lanes)].put(line)
        for lane in lanes:
            lane.put(None)

    def fill_disk(self):
        """Takes all space of the small disk for three seconds, again and again."""
        ballast = os.path.join(self.disk, "ballast")
        while not self.over.wait(random.uniform(5, 15)):
            try:
                with open(ballast, "wb") as file:
                    while not self.over.is_set():
                        file.write(b"\0" * 65536)
                        file.flush()
            except OSError:
                self.fills += 1
            self.over.wait(3)
            os.unlink(ballast)

    def move_mail(self):
        """Mails every two seconds to a server that is up, busy or gone."""
        while not self.over.is_set():
            self.mailbox.mode = random.choice(["up", "up", "gone", "busy"])
            for _ in range(4):
                self.mails[self.mail()] += 1
                if self.over.wait(2):
                    break

    def mail(self):
        try:
            return subprocess.run(self.tool("pmon-mail"), stderr=self.messages, timeout=60, check=False).returncode
        except subprocess.TimeoutExpired:
            return "hung for 60 s"

    def run(self):
        self.prepare()
        lanes = [queue.SimpleQueue(), queue.SimpleQueue()]
        probe = self.start(self.tool("pmon-probe", "--every", "1s"), stdout=subprocess.PIPE)
        gather = self.start(self.tool("pmon-ssh"), stdin=probe.stdout, stdout=subprocess.PIPE)
        probe.stdout.close()
        serve = self.start(self.tool("pmon-serve"))
        reader = threading.Thread(target=self.read, args=(gather.stdout, lanes))
        store = self.tool("pmon-store")
        stores = [lane(store, source, self.acknowledged, self.messages, self.calm)
                  for lane, source in zip((RunLane, FollowLane), lanes)]
        nuisances = [threading.Thread(target=self.fill_disk), threading.Thread(target=self.move_mail)]
        self.visitor = Visitor(self.page)
        self.sampler = Sampler({"pmon-probe": probe, "pmon-ssh": gather, "pmon-serve": serve})
        for thread in [reader, *stores, *nuisances, self.sampler]:
            thread.start()
        time.sleep(2)
        self.visitor.start()

        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline:
            time.sleep(min(5, max(0.1, deadline - time.monotonic())))
            for process in (probe, gather, serve):
                if process.poll() is not None:
                    self.faults.append(f"{process.args[0]} ended by itself with {process.returncode}")
                    deadline = 0
        self.report_flatness(list(self.sampler.report()))
        self.visitor.over.set()
        self.visitor.join()

        # All faults end; what is on its way arrives.
        self.over.set()
        self.calm.set()
        for thread in nuisances:
            thread.join()
        probe.send_signal(signal.SIGTERM)
        self.expect("pmon-probe after SIGTERM", probe.wait(20), 0)
        self.expect("pmon-ssh at the end of its input", gather.wait(20), 0)
        reader.join()
        for lane in stores:
            lane.join()
        self.stores = stores
        self.verify()
        self.verify_mail()
        self.compare_page()
        serve.send_signal(signal.SIGTERM)
        self.expect("pmon-serve after SIGTERM", serve.wait(20), 0)

    def end(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        subprocess.run(["umount", self.disk], check=False)
        if self.faults:
            print(f"soak: messages are kept in {self.work}", file=sys.stderr)
        else:
            shutil.rmtree(self.work, ignore_errors=True)


def main():
    binaries, minutes = sys.argv[1], float(sys.argv[2])
    seed = int(os.environ.get("PMON_SEED", time.time_ns() % 1_000_000))
    random.seed(seed)
    print(f"soak of {minutes:g} min, seed {seed}", flush=True)
    soak = Soak(binaries, minutes)
    try:
        soak.run()
    finally:
        soak.end()
    for fault in soak.faults:
        print(f"soak: FAULT: {fault}")
    print("soak: failed" if soak.faults else "soak: passed")
    return 1 if soak.faults else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
