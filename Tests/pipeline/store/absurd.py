#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records whose numbers are absurd, and what an outsider says of them.

absurd.py lines           every field with every value, a record a line: {"possible": true or false, "line": record}
absurd.py files FOLDER    a history, its journal and a latest file that hold all of them
"""

import json
import re
import sys
import time
import zlib

VALUES = """
-1 0 -0 1 7 99 100 200 599 999 1000 1e-400 1e-9 0.5 1.5 1e2 1E300 -1e300 1.7976931348623157e308 -5e-324 1764000000
1764000000.123456 1764000000123 1764000000123456 1764000000123456789 253402300799 253402300800 253402300799999
253402300800000 2147483648 4294967296 9007199254740992 9007199254740993 9223372036854775807 9223372036854775808
-9223372036854775808 18446744073709551616 99999999999999999999999999 1000000 1000001 1000000000 1000000001
1000000000000 1000000000001 31536000000 31536000001 4000000 4000001 -4000001
""".split()
OTHERS = ['"1764000000"', '"NaN"', '""', "null", "true", "[]", "[1e300]", "{}", '{"at":-1}']

# The table of docs/records.md: where the field stands, the least and greatest value, and whether it is an integer.
FIELDS = {
    "at": (0, 253402300799, False),
    "since": (0, 253402300799, False),
    "run": (0, 253402300799999, True),
    "of": (1, 10**9, True),
    "status": (100, 999, True),
    "size": (0, 2**53, True),
    "redirects": (0, 10**6, True),
    "attempts": (0, 10**6, True),
    "streak": (0, 10**12, True),
    "certificate.days": (-4000000, 4000000, False),
}
for phase in ("dns", "connect", "tls", "wait", "receive", "total"):
    FIELDS["timing." + phase] = (0, 31536000000, False)


def is_possible(field, text):
    least, most, is_integer = FIELDS[field]
    if is_integer and not re.fullmatch(r"-?\d+", text):
        return False
    return least <= (int(text) if is_integer else float(text)) <= most


def record(number, field, text, at):
    """The record as text, because most of these numbers do not survive a parser."""
    local = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))
    members = {
        "url": f'"http://{number % 50}.example.org/"',
        "time": f'"{local}.000000"',
        "result": f'"{("SUCCESS", "APPLICATION_ERROR", "EXCEPTION_ERROR")[number % 3]}"',
        "message": '"OK"' if number % 3 == 0 else "503",
        "at": f"{at}.000000",
        "run": f"{at}000",
        "timing": '{"total":12.5}',
    }
    outer, _, inner = field.partition(".")
    members[outer] = f'{{"{inner}":{text}}}' if inner else text
    return "{" + ",".join(f'"{key}":{value}' for key, value in members.items()) + "}"


def records():
    present = int(time.time()) - 100_000
    number = 0
    for field in FIELDS:
        for text in VALUES + OTHERS:
            number += 1
            possible = text in OTHERS or is_possible(field, text)
            yield possible, record(number, field, text, present + number * 60)


def without_url(line):
    return "{" + line.partition(",")[2]


def files(folder):
    lists = {}
    lines = [line for _, line in records()]
    for line in lines:
        url = line.split('"')[3]
        lists.setdefault(url, []).append(without_url(line))
    with open(f"{folder}/pmon.json", "w") as file:
        body = ",\n".join(f'"{url}": [\n' + ",\n".join(items) + "\n]" for url, items in sorted(lists.items()))
        file.write("{\n" + body + "\n}\n")
    with open(f"{folder}/pmon.json.journal", "w") as file:
        for line in lines[::3]:
            line = line.replace(".example.org", ".example.net")
            file.write(f"{zlib.crc32(line.encode()):08x} {len(line)} {line}\n")
    with open(f"{folder}/current.json", "w") as file:
        # Each record has an address of its own, so that each is looked at.
        entries = (f'"http://{n}.example.com/": {without_url(line)}' for n, line in enumerate(lines))
        file.write("{\n" + ",\n".join(entries) + "\n}\n")


if __name__ == "__main__":
    if sys.argv[1] == "files":
        files(sys.argv[2])
    else:
        for possible, line in records():
            print(json.dumps({"possible": possible, "line": line}))
