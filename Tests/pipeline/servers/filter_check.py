#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what the page shows while somebody types with what the server lists: filter_check.py ADDRESS TEXT..."""
import asyncio
import json
import re
import sys
import urllib.parse
import urllib.request

from browser import Browser

ADDRESS, TEXTS = sys.argv[1], sys.argv[2:]
STATES = ["all", "failing", "unstable", "ok", "app", "down", "maintenance", "silenced", "stale", "nodata"]
SHOWN = "[...document.querySelectorAll('tr[data-key]')].filter(row => row.offsetParent).map(row => row.dataset.key).sort()"


def listed(query):
    request = urllib.request.Request(f"{ADDRESS}?{urllib.parse.urlencode(query)}", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request) as answer:
        return sorted(re.findall(r'<tr class="[^"]*" data-key="([0-9a-f]{16})"', answer.read().decode()))


async def check():
    faults, hits = [], 0
    async with Browser() as browser:
        for bars in ("60", "30d"):
            await browser.open(f"{ADDRESS}?bars={bars}")
            await browser.until("document.documentElement.classList.contains('js')")
            for state in STATES:
                # A state that no monitor is in is not offered.
                if not await browser.run(f"[...document.querySelector('#tools').state.options].some(option => option.value === '{state}')"):
                    continue
                for text in ["", *TEXTS]:
                    await browser.run(f"""(() => {{ const tools = document.querySelector('#tools'); tools.state.value = '{state}';
                        tools.q.value = {json.dumps(text)}; tools.q.dispatchEvent(new Event('input', {{bubbles: true}})); }})()""")
                    expected = listed({"q": text, "state": state, "bars": bars})
                    hits += len(expected)
                    try:
                        await browser.until(f"JSON.stringify({SHOWN}) === {json.dumps(json.dumps(expected, separators=(',', ':')))}", 30)
                    except TimeoutError:
                        faults.append(f"bars {bars}, state {state}, text {text!r}: {len(await browser.run(SHOWN))} shown, {len(expected)} listed")
    assert hits, "nothing was ever listed"
    return faults


for fault in (found := asyncio.run(check())):
    print(fault)
sys.exit(1 if found else 0)
