#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Forces scans by the page's buttons in a real browser, with scripts and without.

Usage: scan_check.py ADDRESS SCANS. The server's command appends PMON_NOTIFY to the file SCANS and fails.
"""
import asyncio
import json
import sys
import time
import urllib.request

from browser import Browser

ADDRESS, SCANS = sys.argv[1:]


def scans():
    try:
        with open(SCANS, encoding="ascii") as file:
            return file.read().split()
    except FileNotFoundError:
        return []


async def place_of(browser, selector):
    """The middle of an element that can be seen."""
    document = await browser.call("DOM.getDocument", depth=0)
    node = (await browser.call("DOM.querySelector", nodeId=document["root"]["nodeId"], selector=selector))["nodeId"]
    if not node:
        sys.exit(f"there is no {selector}")
    await browser.call("DOM.scrollIntoViewIfNeeded", nodeId=node)
    quad = (await browser.call("DOM.getBoxModel", nodeId=node))["model"]["content"]
    return {"x": (quad[0] + quad[4]) / 2, "y": (quad[1] + quad[5]) / 2}


async def press(browser, selector):
    """Clicks as a reader does, with the mouse, for scripts may be switched off."""
    for _ in range(20):
        try:
            place = await place_of(browser, selector)
            break
        except RuntimeError:  # the page has just brought itself up to date
            await asyncio.sleep(0.1)
    for kind in ("mousePressed", "mouseReleased"):
        await browser.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)


async def has(browser, text, seconds=60):
    """Waits until the page shows a text; without scripts it is loaded again for that."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            document = await browser.call("DOM.getDocument", depth=0)
            html = (await browser.call("DOM.getOuterHTML", nodeId=document["root"]["nodeId"]))["outerHTML"]
        except RuntimeError:  # the page has just given way to the next
            html = ""
        if text in html:
            return
        if time.monotonic() > deadline:
            sys.exit(f"the page never showed {text!r}")
        await asyncio.sleep(0.2)


def is_running():
    with urllib.request.urlopen(f"{ADDRESS}api/v1/status") as answer:
        return json.load(answer)["scan"]["state"] == "running"


async def scanned(expected):
    """Waits until the command has run as expected, and has ended: a wish that comes earlier joins it."""
    deadline = time.monotonic() + 60
    while scans() != expected or is_running():
        if time.monotonic() > deadline:
            sys.exit(f"scans: {scans()}, expected {expected}")
        await asyncio.sleep(0.05)


async def check():
    expected = []
    for has_scripts in (True, False):
        async with Browser() as browser:
            await browser.call("Emulation.setScriptExecutionDisabled", value=not has_scripts)
            for button, notify in (("#scan button", "False"), ("#retry", "False"), ("button[formaction]", "True"), ("#retry[value]", "True")):
                await browser.open(ADDRESS)
                await press(browser, button)
                if button == "button[formaction]":
                    await has(browser, "It goes to 1 recipient")
                    await press(browser, "main form button")
                expected.append(notify)
                await scanned(expected)
                if has_scripts:
                    await has(browser, 'id="retry"')
            if has_scripts and browser.problems():
                sys.exit(f"console: {browser.problems()}")


asyncio.run(check())
