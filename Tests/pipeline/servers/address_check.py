#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what --check-config reports of addresses with what the records of a run say.

usage: address_check.py

Writes pmon.ini into the working folder and runs pmon-probe and pmon-ssh from PATH.
"""
import json
import os
import re
import subprocess
import sys

# Addresses that may or may not be one: nobody listens on port 1.
WEB = [
    "http://127.0.0.1:1/", "HTTP://127.0.0.1:1", "http://localhost:1/a b", "http://localhost:1/a%20b", "http://[::1]:1/", "http://[::1", "http://[::1]x/",
    "http://[1.2.3.4]/", "http://[fe80::1%25lo]:1/", "http://127.0.0.1:99999/", "http://127.0.0.1:65535/", "http://127.0.0.1:65536/", "http://127.0.0.1:-1/",
    "http://127.0.0.1:/", "http://127.0.0.1:0/", "http://127.0.0.1:1x/", "http://", "http:///", "http://:80/", "http:/127.0.0.1:1", "http:127.0.0.1:1", "http:////127.0.0.1:1/",
    "example.org", "127.0.0.1:1", "localhost:1/x", "//127.0.0.1:1/", "/path", "?", "#", "ftp://127.0.0.1:1/", "gopher://127.0.0.1:1/", "mailto:a@example.org", "file:///etc/hosts",
    "javascript:alert(1)", "htp://127.0.0.1:1/", "https//127.0.0.1", "http//127.0.0.1", "http://a@b@127.0.0.1:1/", "http://u:p@127.0.0.1:1/", "http://u%00:p@127.0.0.1:1/",
    "http://u:p%00@127.0.0.1:1/", "http://u%01:p%7f@127.0.0.1:1/", "http://u%ff:p@127.0.0.1:1/", "http://u%zz:p@127.0.0.1:1/", "http://@127.0.0.1:1/", "http://:@127.0.0.1:1/",
    "http://:secretword@/", "http://u:secretword@127.0.0.1:99999/", "http://127.0.0.1:1/\x1b[31m", "http://127.0.0.1:1/\x7f", "http://127.0.0.1:1/\x01", "http://a\tb.invalid/",
    "http://127.0.0.1:1/one\n  two", "http://a b.invalid/", "http://a%00b.invalid/", "http://a%20b.invalid/", "http://a%2fb.invalid/", "http://ab<c.invalid/", "http://ab|c.invalid/",
    "http://a,b.invalid/", "http://m\u00fcller.invalid:1/", "http://\u202e.invalid/", "http://xn--.invalid/", "http://" + "a" * 300 + ".invalid/", "http://a..invalid:1/", "http://.:1/",
    "http://256.256.256.256:1/", "http://0x7f000001:1/", "http://127.1:1/", "\"http://127.0.0.1:1/\"", "<http://127.0.0.1:1/>", "http://127.0.0.1:1/ # comment", "http;//127.0.0.1:1/",
    "http:\\\\127.0.0.1:1\\", "https://127.0.0.1:1/?q=http://x:99999/", "http://127.0.0.1:1#f", "http://127.0.0.1:1?q", "x" * 70_000, "http://127.0.0.1:1/" + "x" * 60_000,
]
SSH = [
    "ssh://127.0.0.1:1", "ssh://u@127.0.0.1:1/", "ssh://", "ssh:///x", "ssh://127.0.0.1:99999", "ssh://127.0.0.1:0", "ssh://127.0.0.1:x", "ssh://u@", "ssh://[::1", "ssh://a%00b",
    "ssh://u%00x@127.0.0.1:1", "ssh://u:p%00x@127.0.0.1:1", "ssh://a b", "ssh://127.0.0.1:",
]


def run(*arguments):
    # What other tools would say of the configuration is another matter.
    environment = os.environ | {"PMON_CHECK_ALONE": "1"}
    done = subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def compare(tool, addresses, others):
    keys = {f"url.{tool[5:]}{number}": address for number, address in enumerate(addresses)}
    text = "[pmon]\ntimeout = 1s\n[urls]\n"
    lines = {}
    for key, address in list(keys.items()) + [("url.other" + str(n), other) for n, other in enumerate(others)]:
        lines[key] = text.count("\n") + 1
        text += f"{key} = {address}\n"
    with open("pmon.ini", "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod("pmon.ini", 0o600)
    code, _, errors = run(tool, "--check-config")
    said = {}
    for line in errors.splitlines():
        if line.startswith(f"{tool}: warn: "):
            continue
        found = re.fullmatch(rf"{tool}: error: pmon.ini:(\d+): (url\.\w+): (.*)", line)
        assert found, f"not a fault with its line: {line!r}"
        assert found[2] not in said and int(found[1]) == lines[found[2]], line
        said[found[2]] = (line.partition(" error: ")[2], found[3])
    status, output, errors = run(tool)
    assert "secretword" not in output + errors and "\x1b" not in output + errors
    records = {record["target"]: record for record in map(json.loads, output.splitlines())}
    assert set(records) == set(keys), set(records) ^ set(keys)
    wrong = {key for key, record in records.items() if record.get("reason") in ("url", "config")}
    for key in wrong ^ set(said):
        print(f"{keys[key]!r:.200}: {said.get(key)}, {records[key]}")
    assert wrong == set(said)
    for key in wrong:
        placed, sentence = said[key]
        assert records[key]["message"] == (placed if records[key]["reason"] == "config" else sentence), records[key]
        assert placed in errors, placed
    assert code == status == 78
    return len(wrong), len(keys)


results = [compare("pmon-probe", WEB, SSH[2:4]), compare("pmon-ssh", SSH, WEB[:3])]
print(*(f"{wrong}/{count}" for wrong, count in results))
sys.exit(0)
