#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks at a page in a real browser.

Usage: page_check.py ADDRESS EXPECTED [--axe FILE] [--shots FOLDER/PREFIX] [--static]

Exits 0 if, in light and dark and 1280 and 320 pixels wide, the page shows the text EXPECTED, scrolls nowhere
sideways, makes no console error and no violation of its policy, asks no other server, axe-core finds nothing, and
the same text is there with scripts switched off.
"""
import argparse
import asyncio
import json
import sys
from urllib.parse import urlsplit

from browser import Browser

AXE = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
.then(found => found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.failureSummary || '')).join(' | ')))"""


async def look(arguments):
    faults = []
    origin = urlsplit(arguments.address)[:2]
    async with Browser() as browser:
        for width in (1280, 320):
            for dark in (False, True):
                place = f"{width} px {'dark' if dark else 'light'}"
                await browser.open(arguments.address, width=width, dark=dark)
                if not arguments.static:
                    await browser.until("document.documentElement.classList.contains('js')")
                await browser.until(f"document.body.innerText.includes({json.dumps(arguments.expected)})", 60)
                if (wide := await browser.run("document.documentElement.scrollWidth")) > width:
                    faults.append(f"{place}: {wide} px wide")
                for address in browser.requests():
                    if urlsplit(address)[:2] != origin and not address.startswith("data:"):
                        faults.append(f"{place}: asked {address}")
                faults += [f"{place}: {problem}" for problem in browser.problems()]
                if arguments.shots:
                    await browser.shot(f"{arguments.shots}-{width}-{'dark' if dark else 'light'}.png")
                if arguments.axe:  # empty where it could not be fetched
                    with open(arguments.axe, encoding="utf-8") as file:
                        await browser.run(file.read() + ";0")
                    faults += [f"{place}: axe: {violation}" for violation in await browser.run(AXE)]
        await browser.call("Emulation.setScriptExecutionDisabled", value=True)
        await browser.open(arguments.address)
        document = await browser.call("DOM.getDocument", depth=0)
        html = (await browser.call("DOM.getOuterHTML", nodeId=document["root"]["nodeId"]))["outerHTML"]
        if arguments.expected not in html:
            faults.append("without scripts the text is missing")
    return faults


parser = argparse.ArgumentParser()
parser.add_argument("address")
parser.add_argument("expected")
parser.add_argument("--axe")
parser.add_argument("--shots")
parser.add_argument("--static", action="store_true")
found = asyncio.run(look(parser.parse_args()))
print("\n".join(found))
sys.exit(1 if found else 0)
