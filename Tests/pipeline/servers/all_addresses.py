#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks names with many addresses by pmon-probe, and compares the records with a model of what each address does.

usage: all_addresses.py SEED

Runs in a network namespace of its own, whose name server is 127.0.0.1: in_namespace makes one.
"""
import collections
import ipaddress
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time

from name_server import NameServer

signal.signal(signal.SIGALRM, lambda *_: os._exit(2))
signal.alarm(110)
random.seed(int(sys.argv[1]))
PORT = 8080
# What becomes of a check at an address of each kind.
RANKS = {"SUCCESS": 0, "APPLICATION_ERROR": 1, "EXCEPTION_ERROR": 2}
KINDS = {
    "ok": ("SUCCESS", None), "slow": ("SUCCESS", None), "other": ("APPLICATION_ERROR", "body"), "error": ("APPLICATION_ERROR", "status"),
    "dead": ("EXCEPTION_ERROR", "refused"), "silent": ("EXCEPTION_ERROR", "timeout"), "close": ("EXCEPTION_ERROR", "reset"), "away": ("SUCCESS", None),
    "back": ("SUCCESS", None), "flaky": ("SUCCESS", None), "garbage": ("EXCEPTION_ERROR", "protocol"),
}
seen = collections.Counter()


def answer(connection, kind, address):
    request = b""
    while b"\r\n\r\n" not in request and (piece := connection.recv(65536)):
        request += piece
    path, host = request.split(b" ")[1].decode(), re.search(rb"Host: (\S+)", request)[1].decode()
    seen[address, host] += 1
    body, status, more = b"in stock", b"200 OK", b""
    if kind == "silent":
        time.sleep(3)
    elif kind == "slow":
        time.sleep(0.4)
    elif kind == "other":
        body = b"sold out"
    elif kind == "error":
        status = b"500 No"
    elif kind == "close" or (kind == "flaky" and seen[address, host] == 1):
        return
    elif kind == "garbage":
        connection.sendall(b"hello\r\n\r\n")
        return
    elif kind in ("away", "back") and path == "/":
        target = f"http://elsewhere.test:{PORT}/end" if kind == "away" else f"http://{host}/again"
        status, more = b"302 Found", b"Location: " + target.encode() + b"\r\n"
    connection.sendall(b"HTTP/1.1 " + status + b"\r\n" + more + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def listen(address, kind):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.create_server((address, PORT), family=family, backlog=256)

    def serve(connection):
        with connection:
            try:
                connection.settimeout(20)
                answer(connection, kind, address)
            except OSError:
                pass

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def key(address):
    parsed = ipaddress.ip_address(address)
    return parsed.version, parsed


def probe(settings, targets):
    with open("pmon.ini", "w", encoding="utf-8") as file:
        file.write(f"[pmon]\ntimeout = 1s\nslow = 200ms\nretry.pause = 100ms\n{settings}[urls]\n")
        file.writelines(f"url.{name} = {url}\n" for name, (url, _) in targets.items())
        file.write("[checks]\n")
        file.writelines(f"url.{name}.{line}\n" for name, (_, lines) in targets.items() for line in lines)
    done = subprocess.run(["pmon-probe"], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0 and not done.stderr, done
    records = [json.loads(line) for line in done.stdout.splitlines()]
    stored = subprocess.run(["pmon-store", "--data", "d.json", "--latest", "l.json"], input=done.stdout, capture_output=True, check=True)
    assert not stored.stderr, stored
    with open("l.json", encoding="utf-8") as file:
        latest = {entry["target"]: entry for found in json.load(file).values() for entry in found.get("checks", [found])}
    assert all(latest[record["target"]].get("addresses") == record.get("addresses") for record in records)
    assert all(len(line) < 1 << 20 for line in done.stdout.splitlines())
    assert sorted(record["target"] for record in records) == sorted(f"url.{name}" for name in targets)
    assert all(record["of"] == len(targets) for record in records)
    return {record["target"][4:]: record for record in records}


def shown(address):
    return f"[{address}]" if ":" in address else address


def judge(record, addresses, kinds, limit=32):
    """Compares a record with what its addresses do."""
    expected = sorted(addresses, key=key)
    listed = expected[:limit]
    entries = record["addresses"]
    assert [entry["address"] for entry in entries] == listed, (entries, listed)
    for entry in entries:
        result, reason = KINDS[kinds[entry["address"]]]
        assert (entry["result"], entry.get("reason")) == (result, reason), (kinds[entry["address"]], entry)
    worst = max(entries, key=lambda entry: RANKS[entry["result"]])
    if worst["result"] == "SUCCESS":
        worst = max(entries, key=lambda entry: entry["timing"]["total"])
        assert record["message"] == "OK"
        assert any(text.startswith("slow: ") for text in record.get("warnings", [])) == (worst["timing"]["total"] > 200), record
    assert (record["result"], record.get("reason"), record["timing"]) == (worst["result"], worst.get("reason"), worst["timing"]), record
    if worst["result"] != "EXCEPTION_ERROR" and kinds[worst["address"]] != "away":
        assert record["address"] == worst["address"], record
    bad = [entry["address"] for entry in entries if entry["result"] != "SUCCESS"]
    if bad and len(entries) > 1:
        head, _, rest = record["message"].partition(" addresses fail: ")
        assert head == f"{len(bad)} of {len(entries)}", record["message"]
        assert rest.startswith(shown(worst["address"])), record["message"]
        named = set(re.findall(r"(?:\d+\.){3}\d+|\[[0-9a-f:]+\]", rest))
        assert named == {shown(address) for address in bad}, (named, bad)
    assert ("addresses: 32 of" in " ".join(record.get("warnings", []))) == (len(addresses) > limit)
    assert record["timing"]["total"] < 1600 * (2 if record.get("attempts") else 1), record


def main():
    pool = [f"127.0.1.{n}" for n in range(1, 31)] + [f"fd00::{n:x}" for n in range(1, 11)]
    for address in pool[30:]:
        subprocess.run(["ip", "-6", "address", "add", f"{address}/128", "dev", "lo", "nodad"], check=True)
    kinds = {address: random.choice(list(KINDS)) for address in pool}
    many = [f"127.0.2.{n}" for n in range(1, 41)]
    kinds |= {address: "ok" for address in many} | {"127.0.2.200": "ok"}
    for address, kind in kinds.items():
        if kind != "dead":
            listen(address, kind)
    zone = {"elsewhere.test": {"A": ["127.0.2.200"]}, "many.test": {"A": many}}
    names = {f"n{n}": random.sample(pool, random.choice([1, 1, 2, 3, 5, 8, 20])) for n in range(40)} | {"many": many}
    for name, addresses in names.items():
        zone[f"{name}.test"] = {kind: [a for a in addresses if (":" in a) == (kind == "AAAA")] for kind in ("A", "AAAA")}
    for kind in set(KINDS) - {"dead"}:
        zone[f"{kind}.test"] = {"A": [a for a in pool[:30] if kinds[a] == kind]}
    NameServer(zone)

    stock = "expect.body = in stock"
    retries = "retries = 1\n"
    targets = {name: (f"http://{name}.test:{PORT}/", [stock]) for name in names}
    for concurrency in (256, 3):
        seen.clear()
        some = targets if concurrency > 3 else dict(list(targets.items())[:12])
        some = some | {"gone": ("http://gone.test/", [])}
        records = probe(f"addresses = all\nconcurrency = {concurrency}\n{retries}", some)
        gone = records.pop("gone")
        assert (gone["reason"], "addresses" in gone) == ("dns", False), gone
        for name, record in records.items():
            judge(record, names[name], kinds)

    # One family, configured addresses, an address without a name; and without the setting all is as it was.
    both = [pool[0], pool[1], pool[30], pool[31]]
    zone["both.test"] = {"A": both[:2], "AAAA": both[2:]}
    url = f"http://both.test:{PORT}/"
    literal = next(a for a in pool[30:] if kinds[a] not in ("flaky", "away", "back"))
    records = probe("", {
        "four": (url, ["addresses = all", "ip = 4", stock]), "six": (url, ["addresses = all", "ip = 6", stock]),
        "given": (url, ["addresses = all", f"resolve = {pool[3]}, {pool[2]}, {pool[33]}", stock]),
        "first": (url, [stock]), "literal": (f"http://[{literal}]:{PORT}/", ["addresses = all", stock]),
        "proxied": (url, ["addresses = all", f"proxy = http://127.0.2.200:{PORT}", stock]),
    })
    for name, addresses in {"four": both[:2], "six": both[2:], "given": [pool[3], pool[2], pool[33]], "literal": [literal]}.items():
        # An address that fails at its first request of a name does so for whichever check asks first.
        if not any(kinds[address] == "flaky" for address in addresses):
            judge(records[name], addresses, kinds)
    assert "addresses" not in records["first"] and "addresses" not in records["proxied"]
    assert records["proxied"]["result"] == "SUCCESS", records["proxied"]
    print("done")


main()
