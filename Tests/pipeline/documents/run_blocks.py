# SPDX-License-Identifier: MIT
"""Runs the shell blocks of a document in order and compares what they print with what the document shows.

    python3 run_blocks.py DOCUMENT [HEADING...]      in the folder where the blocks shall run
                                                     only the blocks below those headings, else all

```sh         is run by bash; a block whose first line is `# not run: why` is left out and counted
```text       right after it: what it prints, stdout and stderr; … stands for anything within a line
```console    a recorded session: after `$ ` a command, after `> ` more of it, then what it printed. Figures and the
              spaces between words may be others today; all else has to be as it was recorded
```ini NAME   (or another language with a name) is written to the file NAME
A block without shown output may print what it likes. Every block and every command of a session must leave with 0.
"""

import re
import subprocess
import sys


def blocks(document, headings):
    """Line number, info string and text of each fenced block, below those headings if there are any."""
    start = None
    wanted = not headings
    for number, line in enumerate(document.splitlines(), 1):
        if line.startswith("```") and start is None:
            start, info, text = number, line[3:].strip(), []
        elif line == "```" and start is not None:
            if wanted:
                yield start, info, "\n".join(text) + "\n"
            start = None
        elif start is not None:
            text.append(line)
        elif line.startswith("#") and headings:
            wanted = line.lstrip("# ") in headings


def commands(session):
    """The commands of a recorded session, and what each printed."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        more = next((index for index, line in enumerate(lines[1:], 1) if not line.startswith("> ")), len(lines))
        yield "\n".join([lines[0], *(line[2:] for line in lines[1:more])]) + "\n", "\n".join(lines[more:])


def without_figures(text):
    """The text with every number alike, and one space where there are several."""
    return re.sub(r" +", " ", re.sub(r"[0-9]+(\.[0-9]+)?", "0", text))


def matches(shown, printed):
    pattern = ".*".join(re.escape(part) for part in shown.rstrip("\n").split("…"))
    return re.fullmatch(pattern, printed.rstrip("\n")) is not None


class Runner:
    """Runs commands and counts what became of them."""

    def __init__(self, path):
        self.path = path
        self.ran = self.compared = self.failed = 0

    def run(self, number, text, shown, change=str):
        """Runs a command, and compares with `shown` unless it is None; `change` is applied to both sides first."""
        # timeout(1) ends the whole pipeline, and its status 124 is shown with the block and with what it printed.
        result = subprocess.run(["timeout", "300", "bash", "-c", "set -euo pipefail\n" + text], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        printed = result.stdout.decode("utf-8", "replace")
        self.ran += 1
        self.compared += shown is not None
        if result.returncode != 0 or (shown is not None and not matches(change(shown), change(printed))):
            self.failed += 1
            print(f"{self.path}:{number}: exit status {result.returncode}\n{text}--- printed:\n{printed}"
                  + (f"--- shown:\n{shown}" if shown is not None else ""))


def main():
    path, *headings = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        found = list(blocks(file.read(), headings))
    runner = Runner(path)
    left_out = 0
    for index, (number, info, text) in enumerate(found):
        language, _, name = info.partition(" ")
        if language == "console":
            for command, printed in commands(text):
                runner.run(number, command, printed, without_figures)
        elif language == "sh" and text.startswith("# not run: "):
            left_out += 1
        elif language == "sh":
            has_shown = index + 1 < len(found) and found[index + 1][1] == "text"
            runner.run(number, text, found[index + 1][2] if has_shown else None)
        elif name:
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
    print(f"{path}: {runner.ran} blocks run, {runner.compared} of them compared, {left_out} left out, {runner.failed} failed")
    return 1 if runner.failed else 0


if __name__ == "__main__":
    sys.exit(main())
