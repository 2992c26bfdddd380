#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A restart may give a disk another device number: what a killed fold has begun is known all the same.

devices.py   status 77 where the machine does not permit it (root, loop devices, mkfs.ext4, strace)
"""

import contextlib
import json
import os
import shutil
import subprocess

from oracle import STORE, record
from powercut import command, skip


@contextlib.contextmanager
def loop(image):
    """The free loop device that an image is attached to."""
    done = command("losetup", "--find", "--show", image)
    if done.returncode != 0:
        skip(f"no loop device: {done.stderr.strip()}")
    try:
        yield done.stdout.strip()
    finally:
        command("losetup", "--detach", done.stdout.strip())


@contextlib.contextmanager
def disk():
    """The image `image` as the folder `disk`; yields the number of its device."""
    with loop("image") as device:
        done = command("mount", device, "disk")
        if done.returncode != 0:
            skip(f"cannot mount: {done.stderr.strip()}")
        try:
            yield os.stat("disk").st_dev
        finally:
            command("umount", "disk")


def store(runs, *wrapper):
    lines = "".join(f"{record('http://a/', run)}\n" for run in runs)
    arguments = [*wrapper, STORE, "--conf", "disk/pmon.ini"]
    return subprocess.run(arguments, input=lines, capture_output=True, text=True, timeout=60)


def runs(lines):
    return [json.loads(line)["run"] for line in lines.splitlines()]


def killed_at(call, runs_then, kept, archived):
    """Kills a store at a call; the next one, on another device, leaves these runs in the history and in the archive."""
    for name in ("image", "spare"):
        with open(name, "wb") as file:
            file.truncate(16 << 20)
    assert command("mkfs.ext4", "-q", "-F", "image").returncode == 0
    with disk() as before:
        with open("disk/pmon.ini", "w") as file:
            file.write("[pmon]\ndata.keep = 2\ndata.archive = old.ndjson\n")
        assert store([1, 2]).returncode == 0
        done = store(runs_then, "strace", "-qq", "-o", "/dev/null", "-e", f"inject={call}:signal=KILL")
        assert done.returncode == -9, done
    with loop("spare"), disk() as after:
        if after == before:
            skip("the disk has the same number again")
        done = store([])
        assert (done.returncode, done.stderr) == (0, ""), done
        found = runs(command(STORE, "export", "--conf", "disk/pmon.ini").stdout)
        assert found == kept, f"{call}: {found} in the history"
        with open("disk/old.ndjson") as file:
            found = runs(file.read())
        assert found == archived, f"{call}: {found} in the archive"


def main():
    if os.geteuid() != 0:
        skip("needs root")
    if not shutil.which("mkfs.ext4") or command("strace", "-o", "/dev/null", "true").returncode != 0:
        skip("no mkfs.ext4, or no strace")
    os.mkdir("disk")
    # The new data file has its name, and the journal is not emptied.
    killed_at("ftruncate:when=2", [3, 4, 5, 6], [5, 6], [1, 2, 3, 4])
    # The archive has what the old data file still holds.
    killed_at("rename:when=1", [3], [2, 3], [1])


if __name__ == "__main__":
    main()
