#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`pmon-store forget` against a model: what stays, what goes, and where to.

forget.py model          random histories and globs; the model selects with Python's fnmatch
forget.py kill|error     kills the run, or fails a call, at every system call; then the next runs complete it
forget.py beside         while a store takes records all the time
"""

import collections
import fnmatch
import gzip
import json
import os
import random
import subprocess
import sys
import time

from faults import ERRORS, FIRST, CALL, injected, may_change

CONFIGURED = {"url.shop": "http://shop/", "url.both": "http://both/"}
NAMES = {"url.shop": "The shop", "url.both": "Both"}


def run(*arguments, lines=None, wrapper=()):
    return subprocess.run([*wrapper, "pmon-store", *arguments], input="".join(f"{json.dumps(line)}\n" for line in lines or []),
                          capture_output=True, text=True, check=False)


def begin(archive, seed=1, folded=True):
    """A history of several checks of several addresses, with records of the older pmon and some in the journal alone."""
    for name in os.listdir("."):
        os.remove(name)
    random.seed(seed)
    with open("pmon.ini", "w", encoding="utf-8") as file:
        file.write("[pmon]\nid = m\n" + (f"data.archive = {archive}\n" if archive else "") + "data.fold = 1\n[urls]\n")
        file.write("".join(f"{key} = {url}\n" for key, url in CONFIGURED.items()) + "[checks]\n")
        file.write("".join(f"{key}.name = {name}\n" for key, name in NAMES.items()))
    checks = [("http://shop/", "url.shop", None), ("http://both/", "url.both", "berlin"), ("http://both/", "url.gone", None),
              ("http://both/", "url.gone", "paris"), ("http://old/", "url.old", None), ("http://old/", None, None),
              ("http://both/", None, None), ("http://none/", None, None), ("http://test1/", "url.test1", None)]
    records = []
    for number in range(random.randrange(40, 90)):
        url, target, place = random.choice(checks)
        record = {"url": url, "time": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(1.7e9 + number)), "result": "SUCCESS",
                  "message": "OK", "at": 1700000000 + number, "run": number + 1, "monitor": "m"}
        record.update({"target": target} if target else {})
        record.update({"place": place} if place else {})
        records.append(record)
    half = len(records) - 3
    for part in ([records] if folded else [records[:half], records[half:]]):
        assert run(lines=part).returncode == 0
    if not folded:
        assert os.path.getsize("pmon.json.journal") > 100
    return records


def key(record):
    return json.dumps([record["url"], record.get("target"), record.get("place"), record["run"]])


def selected(records, globs):
    """What the model lets go."""
    def matches(url, target):
        names = [target, target[4:]] if target else []
        if CONFIGURED.get(target) == url:
            names.append(NAMES[target])
        if target is None and url in CONFIGURED.values():
            only = next(name for name, address in CONFIGURED.items() if address == url)
            names += [only, only[4:], NAMES[only]]
        return any(fnmatch.fnmatchcase(name, glob) for name in names + [url] for glob in globs)

    targets = collections.defaultdict(set)
    for record in records:
        if record.get("target"):
            targets[record["url"]].add(record["target"])
    found = collections.Counter()
    for record in records:
        url, target = record["url"], record.get("target")
        named = targets[url]
        if matches(url, target) or target is None and named and all(matches(url, name) for name in named):
            found[key(record)] += 1
    return found


def exported():
    result = run("export")
    assert result.returncode in (0, 66), result.stderr
    return collections.Counter(key(json.loads(line)) for line in result.stdout.splitlines())


def archived(archive):
    if not archive or not os.path.exists(archive):
        return collections.Counter()
    with (gzip.open if archive.endswith(".gz") else open)(archive, "rt") as file:
        return collections.Counter(key(json.loads(line)) for line in file)


def latest():
    """(url, target, place) of all entries."""
    with open("current.json", encoding="utf-8") as file:
        entries = json.load(file)
    return {(url, check.get("target"), check.get("place")) for url, entry in entries.items()
            for check in entry.get("checks", [entry])}


def check_done(records, gone, archive):
    every = collections.Counter(map(key, records))
    assert exported() == every - gone, "the history is not what the model keeps"
    if archive:
        assert archived(archive) == gone, "the archive is not what the model lets go"
    forgotten = {tuple(json.loads(name)[:3]) for name in gone}
    assert not latest() & forgotten, f"still in the latest file: {latest() & forgotten}"
    checked = run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not [name for name in os.listdir(".") if name.endswith((".tmp", ".broken"))], os.listdir(".")


def model():
    kinds = [["http://old/"], ["old"], ["url.gone"], ["http://both/"], ["*"], ["url.*"], ["The shop"], ["test?", "http://none/"],
             ["url.both"], ["url.OLD"], ["group:none"], ["url.none"], ["http://none/", "url.shop"]]
    for seed, globs in enumerate(kinds):
        for archive in (None, "old.ndjson", "old.ndjson.gz"):
            records = begin(archive, seed, folded=seed % 2 == 0)
            gone = selected(records, [glob.lower() if glob.startswith("url.") else glob for glob in globs])
            before = {name: open(name, "rb").read() for name in os.listdir(".")}
            dry = run("forget", "--dry-run", *globs)
            assert {name: open(name, "rb").read() for name in os.listdir(".")} == before, "a dry run changed a file"
            done = run("forget", *globs)
            assert dry.returncode == done.returncode == (0 if gone else 1), (globs, done)
            assert dry.stdout.replace("would forget", "forgot").replace("would be", "are") == done.stdout
            told = sum(int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("forgot"))
            assert told == sum(gone.values()), (told, gone)
            check_done(records, gone, archive)
            assert run("forget", *globs).returncode == 1
            # What is fed again comes back; a new record begins its check anew.
            assert run(lines=records[:3]).returncode == 0
            assert all(key(record) in exported() for record in records[:3])
    print(f"{len(kinds) * 3} histories")


CHANGES = {"write", "fsync", "rename", "ftruncate", "openat", "unlink", "flock", "close"}
GLOBS = ["old", "url.gone", "http://none/"]


def calls():
    result = run("forget", *GLOBS, wrapper=["strace", "-f", "-o", "../trace"])
    assert result.returncode == 0, result.stderr
    counts, found, is_own, process = collections.Counter(), [], False, None
    with open("../trace", encoding="utf-8") as file:
        for line in file:
            number, line = line.split(None, 1)
            process = process or number
            match = CALL.match(line)
            # A gzip that is a process of its own is not counted.
            if number != process or not match:
                continue
            counts[match.group(1)] += 1
            is_own = is_own or FIRST.match(line) is not None
            # Between two of these nothing changes on disk.
            if is_own and match.group(1) in CHANGES:
                found.append((match.group(1), counts[match.group(1)], may_change(match.group(1), line)))
    return found


def faults(kind):
    count = 0
    for archive, folded in ((None, True), ("old.ndjson", False), ("old.ndjson.gz", False)):
        records = begin(archive, folded=folded)
        every, gone = collections.Counter(map(key, records)), selected(records, GLOBS)
        for name, number, is_change in calls():
            if kind == "kill" and not is_change:
                continue
            for what in ["signal=KILL"] if kind == "kill" else [f"error={code}" for code in ERRORS.get(name, [])]:
                begin(archive, folded=folded)
                result = run("forget", *GLOBS, wrapper=injected(name, number, what))
                try:
                    if kind == "error" and result.returncode == 0:
                        assert exported() == every - gone
                    kept = exported()
                    assert not (every - gone) - kept, "a record that stays is not in the history"
                    assert all(times == 1 for times in kept.values()), "a record is there twice"
                    again = run("fold")
                    assert again.returncode == 0, again.stderr
                    if archive:
                        both = exported() + archived(archive)
                        assert set(both) == set(every), "a record is lost"
                        assert max(both.values()) == 1, "a record is in the history and in the archive"
                    assert run("forget", *GLOBS).returncode in (0, 1)
                    check_done(records, gone, archive)
                except AssertionError as error:
                    raise SystemExit(f"{archive} {folded}: {what} at {name} {number}: {error}\n{result.stderr}") from error
                count += 1
    print(f"{count} faults")
    assert count > 40


def beside():
    """Records come all the time; some checks are forgotten again and again."""
    begin("old.ndjson")
    fed = []
    with subprocess.Popen(["pmon-store", "--follow", "--flush", "10ms"], stdin=subprocess.PIPE, text=True) as store:
        for number in range(600):
            target = random.choice(["url.shop", "url.gone", "url.old"])
            record = {"url": {"url.shop": "http://shop/", "url.gone": "http://both/", "url.old": "http://old/"}[target],
                      "time": "2026-01-01 00:00:00", "result": "SUCCESS", "message": "OK", "at": 1800000000 - 90000000 + number,
                      "run": 100000 + number, "monitor": "m", "target": target}
            fed.append(key(record))
            store.stdin.write(json.dumps(record) + "\n")
            store.stdin.flush()
            if number % 40 == 0:
                assert run("forget", "url.gone", "old").returncode in (0, 1)
        store.stdin.close()
    assert store.returncode == 0
    assert run("forget", "url.gone", "old").returncode in (0, 1)
    kept, gone = exported(), archived("old.ndjson")
    assert not set(kept) & set(gone) and max((kept + gone).values()) == 1
    assert set(fed) <= set(kept) | set(gone), "a record is lost"
    assert not [name for name in kept if "url.gone" in name or "url.old" in name]
    assert run("check").returncode == 0
    print(f"{len(fed)} records beside it, {len(gone)} forgotten")


def main():
    os.makedirs("work", exist_ok=True)
    os.chdir("work")
    {"model": model, "kill": lambda: faults("kill"), "error": lambda: faults("error"), "beside": beside}[sys.argv[1]]()


main()
