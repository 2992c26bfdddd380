# SPDX-License-Identifier: MIT
"""Records of about 1 MiB: what the store takes, a fresh history takes from its export, whatever has been added meanwhile."""

import json
import subprocess
import sys
import time

LIMIT = 1 << 20
NOW = int(time.time())


def spelled(members, size):
    """A line of that size, of members that are spelled already; a message fills it up."""
    line = "{" + ",".join(members) + ',"result":"SUCCESS","message":""}'
    return line[:-2] + "m" * (size - len(line.encode())) + line[-2:]


def lines():
    """Lines of all kinds and of all sizes about the limit; each is an address of its own."""
    number = 0
    for size in [LIMIT - 200, *range(LIMIT - 40, LIMIT + 1, 8), LIMIT - 17, LIMIT - 15, LIMIT - 1, LIMIT + 1]:
        for at in [NOW - 100, NOW + 90 * 86_400]:
            for kind in ["run", "none", "mark", "last", "escapes", "long"]:
                if at < NOW and kind in ("mark", "last", "none") and size < LIMIT - 17:
                    continue
                number += 1
                url = f"http://{number}/"
                members = [f'"time":"x","at":{at}']
                if kind != "none":
                    members.append(f'"run":{number}')
                if kind == "mark":
                    members.append('"clock" : "ahead"')
                if kind == "escapes":
                    url += "\\b\\f\\/\\n" * 100
                if kind == "long":
                    url += "x" * 600_000
                members.insert(len(members) if kind == "last" else 0, f'"url":"{url}"')
                yield spelled(members, size)


def store(text, *arguments):
    return subprocess.run(["pmon-store", *arguments], input=text, capture_output=True, check=False)


def told(record):
    """What a record says, without the store's own mark."""
    return json.dumps({key: value for key, value in record.items() if key != "clock"}, sort_keys=True)


def main():
    sent = list(lines())
    done = store("\n".join(sent).encode())
    accepted = [line for line in sent if len(line) <= LIMIT]
    assert done.returncode == 65 and f"{len(sent) - len(accepted)} bad lines".encode() in done.stderr, done.stderr
    first = store(b"", "export")
    assert (first.returncode, first.stderr) == (0, b""), first.stderr
    checked = store(b"", "check")
    assert (checked.returncode, checked.stderr) == (0, b""), checked.stderr
    again = store(first.stdout, "--data", "fresh.json", "--latest", "fresh.latest.json")
    assert again.returncode == 0, (again.returncode, again.stderr)
    second = store(b"", "export", "--data", "fresh.json")
    assert second.stdout == first.stdout
    exported = [json.loads(line) for line in first.stdout.splitlines()]
    assert sorted(map(told, exported)) == sorted(told(json.loads(line)) for line in accepted)
    # The history itself has the mark of all that are ahead, also where the line has no room for it.
    with open("pmon.json") as file:
        records = [record for found in json.load(file).values() for record in found]
    assert all((record.get("clock") == "ahead") == (record["at"] > NOW) for record in records)
    assert sum(record["at"] > NOW and "clock" not in record for record in exported) > 10

    # What the older pmon has left is longer by its address; export says what stdin does not take of it.
    old, short = {}, 0
    for size in range(LIMIT - 40, LIMIT + 1, 4):
        url = f"http://{size}/"
        record = spelled(['"time":"2018-01-01 00:00:00"'], size)
        short += len(record) + len(f'"url":"{url}",') <= LIMIT
        old[url] = [json.loads(record)]
    with open("old.json", "w") as file:
        json.dump(old, file)
    exported = store(b"", "export", "--data", "old.json")
    assert f"{len(old) - short} records printed that pmon-store does not take".encode() in exported.stderr, exported.stderr
    done = store(exported.stdout, "--data", "new.json", "--latest", "new.latest.json")
    assert done.returncode == 65
    assert len(store(b"", "export", "--data", "new.json").stdout.splitlines()) == short > 3


main()
