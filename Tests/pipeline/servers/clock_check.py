#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares times that scripts write with those of the server: clock_check.py ADDRESS. The reader lives elsewhere."""
import asyncio
import sys

from browser import Browser

TIMES = "document.querySelector('.runs time').textContent"
# The last run of the strip, and the last point of the chart.
SAID = {".roving svg": "document.querySelector('#said')?.textContent || ''", ".chart svg": "document.querySelector('.chart .said')?.textContent || ''"}


async def check():
    async with Browser() as browser:
        await browser.call("Emulation.setTimezoneOverride", timezoneId="America/St_Johns")
        seen = set()
        for kind in ("server", "local", "utc"):
            await browser.open(sys.argv[1])
            await browser.until("document.documentElement.classList.contains('js') && !!document.querySelector('.roving [tabindex]')")
            await browser.run(f"(() => {{ const times = document.querySelector('#times'); times.value = '{kind}'; times.dispatchEvent(new Event('change')); }})()")
            clock = (await browser.run(TIMES))[-8:]
            seen.add(clock)
            for place, said in SAID.items():
                await browser.run(f"document.querySelector('{place}').focus()")
                await browser.key("End", "")
                await browser.until(f"({said}).includes('{clock}')", 60)
        assert len(seen) == 3, f"the zones look alike: {seen}"


asyncio.run(check())
