# SPDX-License-Identifier: MIT
"""Histories for the fault tests of pmon-store, and the oracle outside the tool that says what must be on disk."""

import collections
import json
import os
import shutil
import subprocess
import tempfile

STORE = os.path.join(os.environ["PMON_BIN"], "pmon-store")
BASE = 1_700_000_000


def record(url, run, result="SUCCESS"):
    """A record as a line of input."""
    at = BASE + run
    return json.dumps(
        {"url": url, "time": "2023-11-14 22:13:20.000000", "result": result, "message": "OK", "at": at, "run": run},
        separators=(",", ":"),
    )


def identity(record):
    return (record["url"], record.get("target"), record.get("run"), record.get("place"))


class Case:
    """One kind of run: the files before it, its input, and its configuration."""

    def __init__(self, name, settings, before, lines, pending=()):
        self.name = name
        self.settings = settings
        self.before = before
        self.lines = lines
        # Lines that an earlier run has left in the journal.
        self.pending = pending

    def prepare(self, folder):
        with open(f"{folder}/pmon.ini", "w") as file:
            file.write("[pmon]\nlatest.file = current.json\n" + self.settings)
        if self.before:
            self.run(folder, self.before)
            self.run(folder, [], "fold")
        if self.pending:
            with open(f"{folder}/large.ini", "w") as file:
                file.write("[pmon]\nlatest.file = current.json\ndata.fold = 1\n")
            self.run(folder, self.pending, "--conf", "large.ini")

    def run(self, folder, lines, *arguments, wrapper=()):
        """Feeds lines to the store; returns its status and stderr."""
        done = subprocess.run(
            [*wrapper, STORE, *arguments],
            input="".join(line + "\n" for line in lines),
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.returncode, done.stderr

    def stored(self, folder):
        """How often each record is exported."""
        done = subprocess.run([STORE, "export"], cwd=folder, capture_output=True, text=True, timeout=60)
        if done.returncode == 66:
            return collections.Counter()
        assert done.returncode == 0, done.stderr
        return collections.Counter(identity(json.loads(line)) for line in done.stdout.splitlines())

    def expected(self):
        return {identity(json.loads(line)) for line in [*self.before, *self.pending, *self.lines]}


class Scratch:
    """A folder for one run, made as a copy of a prepared one."""

    def __init__(self, case, model):
        self.case = case
        self.path = tempfile.mkdtemp(prefix="run", dir=os.getcwd())
        for name in os.listdir(model):
            # The result files are replaced, never changed, so a second name is enough; and the journal's last mark
            # holds for them only while they are the same files.
            copy = os.link if name in ("pmon.json", "current.json") else shutil.copy2
            copy(f"{model}/{name}", f"{self.path}/{name}")
        self.files_before = self.files()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def files(self):
        """The content of both result files; None where there is none."""
        contents = {}
        for name in ("pmon.json", "current.json"):
            try:
                with open(f"{self.path}/{name}", "rb") as file:
                    contents[name] = file.read()
            except FileNotFoundError:
                contents[name] = None
        return contents

    def check_whole(self, after):
        """Each file is the old or the new version (P1)."""
        for name, content in self.files().items():
            assert content in (self.files_before[name], after[name]), f"{name} is neither old nor new: {content!r:.300}"

    def check_latest(self):
        """The latest file holds the newest record of each address, and knows how long its result has held (P4)."""
        with open(f"{self.path}/current.json") as file:
            latest = json.load(file)
        done = subprocess.run([STORE, "export"], cwd=self.path, capture_output=True, text=True, check=True)
        histories = collections.defaultdict(list)
        for line in done.stdout.splitlines():
            entry = json.loads(line)
            histories[entry["url"]].append(entry)
        assert set(latest) == set(histories), f"{set(latest)} != {set(histories)}"
        for url, history in histories.items():
            history.sort(key=lambda entry: entry["at"])
            held = [history.pop()]
            while history and history[-1]["result"] == held[0]["result"]:
                held.append(history.pop())
            assert latest[url]["run"] == held[0]["run"], f"{url}: {latest[url]}"
            if self.case.settings.find("data.keep") < 0:
                assert latest[url]["streak"] == len(held), f"{url}: {latest[url]} {len(held)}"
                assert latest[url]["since"] == held[-1]["at"], f"{url}: {latest[url]}"


def cases():
    """The kinds of runs that are put under faults."""
    old = [record(f"http://host{n % 4}.example.org/", n, "SUCCESS" if n % 9 else "EXCEPTION_ERROR") for n in range(40)]
    new = [record(f"http://host{n}.example.org/", 100 + n) for n in range(5)] + [old[-1]]
    pending = [record(f"http://host{n}.example.org/", 60 + n, "APPLICATION_ERROR") for n in range(3)]
    wide = [record(f"http://host{n % 4}.example.org/", n) for n in range(400)]
    return [
        Case("first", "", [], new),
        Case("fold", "", old, new),
        Case("fold-pending", "", old, new, pending),
        Case("journal", "data.fold = 1\n", wide, new),
        Case("archive", "data.keep = 5\ndata.archive = old.ndjson\n", old, new),
        Case("gzip", "data.keep = 5\ndata.archive = old.ndjson.gz\n", old, new),
    ]
