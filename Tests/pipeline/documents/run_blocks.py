# SPDX-License-Identifier: MIT
"""Runs the shell blocks of a document in order and compares what they print with what the document shows.

    python3 run_blocks.py DOCUMENT      in the folder where the blocks shall run

```sh         is run by bash; a block whose first line is `# not run: why` is left out and counted
```text       right after it: what it prints, stdout and stderr; … stands for anything within a line
```ini NAME   (or another language with a name) is written to the file NAME
A block without shown output may print what it likes. Every block must leave with 0.
"""

import re
import subprocess
import sys


def blocks(document):
    """Line number, info string and text of each fenced block."""
    start = None
    for number, line in enumerate(document.splitlines(), 1):
        if line.startswith("```") and start is None:
            start, info, text = number, line[3:].strip(), []
        elif line == "```" and start is not None:
            yield start, info, "\n".join(text) + "\n"
            start = None
        elif start is not None:
            text.append(line)


def matches(shown, printed):
    pattern = ".*".join(re.escape(part) for part in shown.rstrip("\n").split("…"))
    return re.fullmatch(pattern, printed.rstrip("\n")) is not None


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        found = list(blocks(file.read()))
    ran = left_out = failed = compared = 0
    for index, (number, info, text) in enumerate(found):
        language, _, name = info.partition(" ")
        if language != "sh":
            if name:
                with open(name, "w", encoding="utf-8") as file:
                    file.write(text)
            continue
        if text.startswith("# not run: "):
            left_out += 1
            continue
        result = subprocess.run(["bash", "-c", "set -euo pipefail\n" + text], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        printed = result.stdout.decode("utf-8", "replace")
        ran += 1
        shown = found[index + 1][2] if index + 1 < len(found) and found[index + 1][1] == "text" else None
        compared += shown is not None
        if result.returncode != 0 or (shown is not None and not matches(shown, printed)):
            failed += 1
            print(f"{path}:{number}: exit status {result.returncode}\n{text}--- printed:\n{printed}"
                  + (f"--- shown:\n{shown}" if shown is not None else ""))
    print(f"{path}: {ran} blocks run, {compared} of them compared, {left_out} left out, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
