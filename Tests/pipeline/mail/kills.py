# SPDX-License-Identifier: MIT
"""Kills pmon-mail at each step of a delivery, and runs it again: nothing is lost, and only what has no receipt comes twice.

usage: kills.py mail|channel    in a folder with pmon.ini and current.json; prints how many kills it made
A mail goes to the receiver whose mails are in server/mails, an event into the file told.
"""
import base64
import email
import json
import os
import signal
import subprocess
import sys
import time

# What a delivery does to files and sockets; other calls change nothing outside.
CALLS = ["unlink", "openat", "fchmod", "write", "fsync", "rename", "connect", "sendto", "recvfrom"]


def lines(name):
    return open(name).read().splitlines() if os.path.exists(name) else []


def remove(*names):
    for name in names:
        if os.path.exists(name):
            os.remove(name)


def wait_for(condition, what):
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"waited in vain for {what}")
        time.sleep(0.005)


def receipts():
    """The recipients that the told file knows of; it is whole at any time."""
    if not os.path.exists("current.json.told"):
        return {}
    return json.load(open("current.json.told"))["recipients"]


def check(place, recipient, told):
    """The next runs tell what was not told, and a receipt that is on disk is the last word."""
    has_receipt = recipient in receipts()
    before = len(told())
    for _ in range(2):
        subprocess.run(["pmon-mail"], check=True, timeout=60)
    after = told()
    if has_receipt and len(after) != 1 or not 1 <= len(after) <= 2 or len(set(after)) != 1:
        raise SystemExit(f"killed at {place}: told {before}, then {len(after)} times, receipt {has_receipt}")
    return len(after) - 1


def injected(call, number):
    return ["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"]


def mails():
    def mail(line):
        message = email.message_from_bytes(base64.b64decode(json.loads(line)["data"]))
        return message["Message-ID"]
    return [mail(line) for line in lines("server/mails")]


def kill_mails():
    kills = doubles = 0
    for call in CALLS:
        number = 1
        while True:
            remove("current.json.told", "server/mails")
            status = subprocess.run(injected(call, number) + ["pmon-mail"], stderr=subprocess.DEVNULL, timeout=60).returncode
            if status == 0:
                break
            if status not in (-9, 137):
                raise SystemExit(f"{call} {number}: status {status}")
            doubles += check(f"{call} {number}", "ops@example.org", mails)
            kills += 1
            number += 1
    return kills, doubles


def worker(process):
    """The thread that runs the command."""
    for thread in os.listdir(f"/proc/{process.pid}/task"):
        try:
            if open(f"/proc/{process.pid}/task/{thread}/children").read().strip():
                return int(thread)
        except OSError:
            # Another thread has just ended.
            continue
    raise SystemExit("no thread has a command")


def start():
    """A run whose command has begun and waits for ./go."""
    remove("current.json.told", "told", "begun", "go", "ended")
    process = subprocess.Popen(["pmon-mail"], stderr=subprocess.DEVNULL)
    wait_for(lambda: os.path.exists("begun"), "the command")
    return process


def traced(thread):
    return "TracerPid:\t0" not in open(f"/proc/{thread}/status").read()


def kill_channel():
    kills = doubles = 0
    for has_taken in (False, True):
        process = start()
        if has_taken:
            open("go", "w").close()
            wait_for(lambda: lines("told"), "the event")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        # The command goes on without pmon-mail, and has the event if that was written before.
        open("go", "w").close()
        wait_for(lambda: os.path.exists("ended"), "the end of the command")
        doubles += check("the command", "tell:ops", lambda: lines("told"))
        kills += 1
    for call in CALLS:
        number = 1
        while True:
            process = start()
            thread = worker(process)
            tracer = subprocess.Popen(injected(call, number) + ["-p", str(thread)], stderr=subprocess.DEVNULL)
            wait_for(lambda: traced(thread), "strace")
            open("go", "w").close()
            status = process.wait(timeout=60)
            tracer.wait(timeout=60)
            if status == 0:
                break
            if status != -9:
                raise SystemExit(f"{call} {number}: status {status}")
            doubles += check(f"{call} {number}", "tell:ops", lambda: lines("told"))
            kills += 1
            number += 1
    return kills, doubles


kills, doubles = kill_mails() if sys.argv[1] == "mail" else kill_channel()
print(kills, doubles)
