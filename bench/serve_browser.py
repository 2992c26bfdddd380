#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Opens the page in a real browser and types a word into its search.

Usage: serve_browser.py ADDRESS WORD. Prints three numbers: milliseconds from the start of the navigation to the first
paint (median of five loads), the median and the longest of the times from a keystroke to the frame that shows what it did.
"""
import asyncio
import os
import statistics
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "../Tests/pipeline/servers"))
from browser import Browser  # noqa: E402

ADDRESS, WORD = sys.argv[1:]
# From the event to the end of the frame after it, the work of style, layout and paint included.
WATCH = """(() => {
  window.taken = [];
  document.querySelector('#tools').q.addEventListener('keydown', () => {
    const begin = performance.now();
    requestAnimationFrame(() => { const after = new MessageChannel(); after.port1.onmessage = () => taken.push(performance.now() - begin); after.port2.postMessage(0); });
  });
})()"""


async def measure():
    paints, keys = [], []
    async with Browser() as browser:
        for _ in range(5):
            await browser.open(ADDRESS)
            await browser.until("performance.getEntriesByName('first-contentful-paint').length > 0")
            paints.append(await browser.run("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            await browser.until("document.documentElement.classList.contains('js')")
            await browser.run(WATCH)
            await browser.run("document.querySelector('#tools').q.focus()")
            for count, letter in enumerate(WORD, 1):
                await browser.key(letter, letter)
                await browser.until(f"taken.length === {count}")
            keys += await browser.run("taken")
    print(f"{statistics.median(paints):.0f} {statistics.median(keys):.0f} {max(keys):.0f}")


asyncio.run(measure())
