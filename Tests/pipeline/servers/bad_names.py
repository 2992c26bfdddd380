#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks names whose servers do wrong, among healthy ones: each has its own record, with the right one to blame.

usage: bad_names.py

Runs in a network namespace of its own, whose name server is 127.0.0.1: in_namespace makes one.
"""
import http.server
import json
import os
import resource
import signal
import subprocess
import threading
import time

from name_server import NameServer

signal.signal(signal.SIGALRM, lambda *_: os._exit(2))
signal.alarm(110)
LOCAL = ["127.0.0.1"]
UNKNOWN, AGAIN, NONE = "Name or service not known", "Temporary failure in name resolution", "No address associated with hostname"
# For each name: what its server does, and the reason and the words of the record; a limit of 2 seconds passes in silence.
NAMES = {
    "well": ({"A": LOCAL}, None, "OK"), "six": ({"AAAA": ["::1"]}, None, "OK"), "alias": ({"A": LOCAL}, None, "OK"),
    "missing": (None, "dns", UNKNOWN), "empty": ({}, "dns", NONE), "fail": ("fail", "dns", AGAIN), "refuse": ("refuse", "dns", AGAIN),
    "silent": ("silent", "timeout", "resolving"), "half": ({"how": "drop-aaaa", "A": LOCAL}, "timeout", "resolving"),
    "loop": ("loop", "dns", ""), "chain": ("chain", "dns", ""), "garbage": ("garbage", None, ""), "cut": ({"how": "truncated", "A": LOCAL}, None, "OK"),
    "cut-silent": ("truncated-silent", None, ""),
    # More addresses than a message by UDP holds; nobody listens at the others.
    "many": ({"A": [f"127.{n // 250}.{n % 250}.1" for n in range(500)]}, None, "OK"),
    "none": ({"A": ["0.0.0.0"]}, None, "OK"), "broadcast": ({"A": ["255.255.255.255"]}, "unreachable", ""), "multicast": ({"A": ["224.0.0.1"]}, "unreachable", ""),
    "reserved": ({"A": ["240.0.0.1"]}, "unreachable", ""), "far": ({"A": ["192.0.2.1"], "AAAA": ["2001:db8::1"]}, "unreachable", ""),
    "mixed": ({"A": ["192.0.2.1", "127.0.0.1"], "AAAA": ["2001:db8::1"]}, None, "OK"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # pylint: disable=invalid-name
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


class Server6(http.server.ThreadingHTTPServer):
    address_family = 10


def probe(settings, names):
    with open("pmon.ini", "w", encoding="utf-8") as file:
        file.write(f"[pmon]\ntimeout = 2s\n{settings}[urls]\n" + "".join(f"url.{name} = http://{name}.test/\n" for name in names))
    begin = time.monotonic()
    done = subprocess.run(["pmon-probe"], capture_output=True, timeout=60, check=True)
    assert not done.stderr, done.stderr
    records = {record["target"][4:]: record for record in map(json.loads, done.stdout.splitlines())}
    assert set(records) == set(names)
    return records, time.monotonic() - begin


def main():
    server = NameServer({f"{name}.test": how for name, (how, _, _) in NAMES.items()})
    for kind, address in ((http.server.ThreadingHTTPServer, "0.0.0.0"), (Server6, "::1")):
        threading.Thread(target=kind((address, 80), Handler).serve_forever, daemon=True).start()
    for settings, silent in (("", ("half",)), ("concurrency = 2\n", ("half",)), ("ip = 4\n", ())):
        names = [name for name in NAMES if settings != "ip = 4\n" or name != "six"]
        if "concurrency" in settings:
            names = ["silent", "half", "well", "garbage", "cut", "chain", "loop", "six"]
        records, seconds = probe(settings, names)
        assert seconds < (4 if not settings else 12), seconds
        for name, record in records.items():
            _, reason, words = NAMES[name]
            if name == "half" and name not in silent:
                reason, words = None, "OK"
            if name in ("garbage", "cut-silent"):
                assert record["reason"] in ("dns", "timeout"), record
                continue
            assert record.get("reason") == reason and words in record["message"], record
            assert record["timing"]["total"] < 3000, record
            if reason == "dns":
                assert record["message"].startswith(f"cannot resolve {name}.test: "), record
    assert max(server.asked.values()) < 60, server.asked
    records, _ = probe("addresses = all\nip = 4\n", ["many", "mixed", "far", "well", "fail"])
    assert len(records["many"]["addresses"]) == 32 and "addresses: 32 of 500 were checked" in records["many"]["warnings"], records["many"]
    assert records["mixed"]["message"].startswith("1 of 2 addresses fail: 192.0.2.1: "), records["mixed"]
    assert records["mixed"]["reason"] == "unreachable" and records["fail"]["reason"] == "dns"
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    assert megabytes < 60, megabytes
    print("done")


main()
