#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Power cuts on an ext4 of its own: what was acknowledged is there afterwards, exactly once (P2).

powercut.py [ROUNDS]   status 77 where the machine does not permit it (root, loop devices, mkfs.ext4)

EXT4_IOC_SHUTDOWN with NOLOGFLUSH drops what the kernel has not been told to bring to disk, names and renames too.
"""

import collections
import fcntl
import json
import os
import random
import shutil
import struct
import subprocess
import sys

from oracle import STORE, identity, record

SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


def command(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60)


def skip(reason):
    print(f"not tested here: {reason}")
    sys.exit(77)


def mount():
    done = command("mount", "-o", "loop", "image", "disk")
    if done.returncode != 0:
        skip(f"cannot mount a loop device: {done.stderr.strip()}")


def cut():
    """Cuts the power: the file system takes no more writes and drops what is only in memory."""
    folder = os.open("disk", os.O_RDONLY)
    try:
        fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    except OSError as error:
        os.close(folder)
        command("umount", "disk")
        skip(f"EXT4_IOC_SHUTDOWN: {error}")
    os.close(folder)
    done = command("umount", "disk")
    assert done.returncode == 0, done.stderr


def stored():
    done = command(STORE, "export", "--data", "disk/pmon.json")
    assert done.returncode in (0, 66), done.stderr
    return collections.Counter(identity(json.loads(line)) for line in done.stdout.splitlines())


def main():
    rounds = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else 12
    if os.geteuid() != 0:
        skip("needs root")
    if not shutil.which("mkfs.ext4"):
        skip("no mkfs.ext4")
    with open("image", "wb") as file:
        file.truncate(32 << 20)
    done = command("mkfs.ext4", "-q", "image")
    assert done.returncode == 0, done.stderr
    os.mkdir("disk")
    generator = random.Random(7)
    acknowledged = set()
    offered = set()
    for turn in range(rounds):
        mount()
        try:
            # What was acknowledged before the last cut is there, once.
            seen = stored()
            assert acknowledged <= set(seen), f"turn {turn}: lost {acknowledged - set(seen)}"
            assert set(seen) <= offered and all(count == 1 for count in seen.values()), f"turn {turn}: {seen}"
            for step in range(generator.randrange(1, 4)):
                lines = [record(f"http://host{n}/", turn * 10 + step) for n in range(5)]
                offered |= {identity(json.loads(line)) for line in lines}
                settings = ["data.fold = 1\n", "", "data.fold = 1\n"][(turn + step) % 3]
                with open("disk/pmon.ini", "w") as file:
                    file.write(f"[pmon]\nlatest.file = current.json\n{settings}")
                arguments = [STORE, "--conf", "disk/pmon.ini"]
                if generator.random() < 0.3:
                    # Cut in the middle of a run, killed at one of its last calls.
                    call = generator.choice(["rename", "ftruncate", "fsync", "write"])
                    arguments = ["strace", "-o", "/dev/null", "-e", f"inject={call}:signal=KILL:when=2", *arguments]
                done = subprocess.run(arguments, input="\n".join(lines), capture_output=True, text=True, timeout=60)
                if done.returncode == 0:
                    acknowledged |= {identity(json.loads(line)) for line in lines}
        except BaseException:
            command("umount", "disk")
            raise
        cut()
    mount()
    try:
        seen = stored()
        assert acknowledged <= set(seen) and all(count == 1 for count in seen.values())
        done = subprocess.run([STORE, "--conf", "disk/pmon.ini"], input="", capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        check = command(STORE, "check", "--conf", "disk/pmon.ini")
        assert check.returncode == 0 and "older" not in check.stderr, check.stderr
    finally:
        command("umount", "disk")
    print(f"{rounds} power cuts, {len(acknowledged)} records acknowledged")
    assert len(acknowledged) > rounds


if __name__ == "__main__":
    main()
