# SPDX-License-Identifier: MIT
"""Watches processes from outside: memory and descriptors by /proc, the page by its answers."""

import json
import os
import statistics
import threading
import time
import urllib.request


class Sampler(threading.Thread):
    """Samples resident memory (KiB) and the open descriptors of processes once a second."""

    def __init__(self, processes):
        super().__init__(daemon=True)
        self.processes = processes
        self.samples = {name: [] for name in processes}

    def run(self):
        while True:
            for name, process in self.processes.items():
                sample = self.sample(process.pid)
                if sample:
                    self.samples[name].append(sample)
            time.sleep(1)

    @staticmethod
    def sample(pid):
        try:
            with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
                memory = next((int(line.split()[1]) for line in status if line.startswith("VmRSS:")), None)
            if memory is None:
                return None
        except OSError:
            return None
        links = set()
        for number in os.listdir(f"/proc/{pid}/fd"):
            try:
                links.add((number, os.readlink(f"/proc/{pid}/fd/{number}")))
            except OSError:
                pass  # closed meanwhile
        return memory, links

    def report(self):
        """For each process: KiB and descriptors in the second and in the last quarter, and peaks.

        Of memory the median. Of descriptors those that have been open since ten samples before: how many checks are on
        their way depends on how busy the machine is, but none takes so long, and what leaks stays.
        """
        for name, found in self.samples.items():
            samples = [(memory, len(links & found[max(0, index - 10)][1])) for index, (memory, links) in enumerate(found)]
            count = len(samples)
            if count < 8:
                continue
            early = samples[count // 4:count // 2]
            late = samples[-(count // 4):]
            yield (name, *(
                (typical(s[part] for s in early), typical(s[part] for s in late), max(s[part] for s in samples))
                for part, typical in ((0, statistics.median), (1, min))))


class Visitor(threading.Thread):
    """Asks the page every half second and remembers what did not answer as it should."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.base = f"http://127.0.0.1:{port}"
        self.faults = []
        self.times = []
        self.over = threading.Event()

    def ask(self, path):
        request = urllib.request.Request(self.base + path, headers={"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def run(self):
        while not self.over.is_set():
            for path in ("/healthz", "/api/v1/status", "/api/v1/monitors?limit=50", "/"):
                begin = time.monotonic()
                try:
                    self.ask(path)
                except (OSError, ValueError) as fault:
                    self.faults.append(f"{path}: {fault}")
                self.times.append(time.monotonic() - begin)
            self.over.wait(0.5)

    def results(self):
        """The result of each address, as the page tells it."""
        return {url: record["result"] for url, record in json.loads(self.ask("/"))["data"].items()}
