#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks in a real browser whether all that a page asks for, by markup and by script, is below its address.

Usage: path_check.py ADDRESS.
"""
import asyncio
import sys

from browser import Browser

ADDRESS = sys.argv[1]


async def check():
    async with Browser() as browser:
        await browser.open(ADDRESS, width=900, height=700)
        await browser.until("document.querySelector('#age').textContent.includes('ago')")
        asked = lambda: [event["params"]["request"]["url"] for event in browser.events
                         if event["method"] == "Network.requestWillBeSent" and event["params"]["request"]["url"].startswith("http")]
        for _ in range(200):
            if any("/api/v1/status" in address for address in asked()):
                break
            await asyncio.sleep(0.1)
        else:
            sys.exit(f"the page never asked for the state: {asked()}")
        await browser.run("document.querySelector('#tools').q.focus()")
        await browser.key("h", "h")
        await browser.until("location.search === '?q=h'")
        path = await browser.run("location.pathname")
        if not ADDRESS.endswith(path):
            sys.exit(f"the filter leads to {path}")
        await browser.run("document.activeElement.blur()")
        await browser.key("?", "?")
        await browser.until("document.querySelector('h1')?.textContent === 'Help'")
        await browser.run("document.querySelector('nav[aria-label=Back] a').click()")
        await browser.until("!!document.querySelector('#age')")
        wrong = [address for address in asked() if not address.startswith(ADDRESS)]
        if wrong:
            sys.exit(f"asked outside: {wrong}")
        if browser.problems():
            sys.exit(f"console: {browser.problems()}")


asyncio.run(check())
