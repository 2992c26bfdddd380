#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks at pages as paper shows them: print_check.py ADDRESS... Exits 0 if none of them hides text or is too wide."""
import asyncio
import sys

from browser import Browser

# The width of A4 within margins of 10 mm, at 96 pixels an inch.
WIDTH = 718
CUT = """[...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  if (element.closest('svg, .sr, .skip, meter') || !element.offsetWidth || !element.textContent.trim()) return false;
  if (style.overflow === 'visible' && style.textOverflow !== 'ellipsis') return element.getBoundingClientRect().right > innerWidth + 1;
  return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML.slice(0, 160))"""


async def check():
    faults = []
    async with Browser() as browser:
        for address in sys.argv[1:]:
            await browser.open(address, width=WIDTH)
            await browser.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
            await browser.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "light"}])
            faults += [f"{address}: {cut}" for cut in await browser.run(CUT)]
            if (wide := await browser.run("document.documentElement.scrollWidth")) > WIDTH:
                faults.append(f"{address}: {wide} px wide")
    return faults


for fault in (found := asyncio.run(check())):
    print(fault)
sys.exit(1 if found else 0)
