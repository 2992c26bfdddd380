#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks at the list on phones: phone_check.py ADDRESS. One monitor fails with a message of 38 KB.

With --top it looks only at where the first monitor stands, and whether the headline fits one line of a wide window.
"""
import asyncio
import sys

from browser import Browser

SHOWN = "getComputedStyle(document.querySelector('{}')).display !== 'none'"


async def check():
    async with Browser() as browser:
        for width in (320, 360, 390):
            await browser.open(sys.argv[1], width=width, height=844, dark=width == 360)
            await browser.until("document.documentElement.classList.contains('js')")
            top = await browser.run("document.querySelector('tr[data-key] th').getBoundingClientRect().top")
            assert top <= 300, f"the first monitor stands at {top} px in a window of {width} px"
        if "--top" in sys.argv:
            await browser.open(sys.argv[1], width=1440)
            await browser.until("document.documentElement.classList.contains('js')")
            height = await browser.run("document.querySelector('h1').getBoundingClientRect().height")
            assert height < 40, f"the headline is {height} px high"
            return
        await browser.open(sys.argv[1], width=390, height=844)
        for name in ("tools", "theme"):
            assert not await browser.run(SHOWN.format(f"#{name}")), f"{name} takes room"
            await browser.run(f"document.querySelector('[popovertarget={name}]').click()")
            await browser.until(SHOWN.format(f"#{name}"))
            assert await browser.run("document.documentElement.scrollWidth") <= 390, f"{name} is too wide"
            await browser.run(f"document.querySelector('#{name}').hidePopover()")
        # The filter works where it is.
        await browser.run("document.querySelector('[popovertarget=tools]').click()")
        await browser.run("(() => { const field = document.querySelector('#tools').q; field.value = 'host1'; field.dispatchEvent(new Event('input', {bubbles: true})); })()")
        await browser.until("document.querySelector('#shown').textContent === '3 monitors, 1 shown'")
        for path in ("", "incidents", await browser.run("document.querySelector('tr.down a').getAttribute('href').slice(1)")):
            await browser.open(sys.argv[1] + path, width=390, height=844)
            height = await browser.run("document.documentElement.scrollHeight")
            assert height < 4500, f"/{path} is {height} px high"
            assert await browser.run("document.documentElement.scrollWidth") <= 390, f"/{path} is too wide"
        # On a wide window all of it is there at once.
        await browser.open(sys.argv[1], width=1280)
        for name in ("tools", "theme"):
            assert await browser.run(SHOWN.format(f"#{name}")), f"{name} is hidden"
        assert not await browser.run(SHOWN.format("[popovertarget=tools]")), "the button of a phone is shown"
        assert not browser.problems(), browser.problems()


asyncio.run(check())
