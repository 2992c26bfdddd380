#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does with the page what readers do, in a real browser.

Usage: actions_check.py ADDRESS. The page has the groups good (host0, host1) and bad (host2, which is down with evidence).
"""
import asyncio
import sys

from browser import Browser

ADDRESS = sys.argv[1]
OPEN = "[...document.querySelectorAll('.group details')].filter(fold => fold.open).map(fold => fold.querySelector('h2').firstChild.textContent.trim()).sort().join()"
BAD = "[...document.querySelectorAll('tr.down')].find(row => row.dataset.key)"


def expect(condition, text):
    if not condition:
        sys.exit(text)


async def point(browser, script, kind="mouseMoved"):
    """Moves the mouse to the right end of an element, and clicks there if asked to."""
    box = await browser.run(f"(() => {{ const box = {script}.getBoundingClientRect(); return [box.right - 2, box.top + box.height / 2]; }})()")
    for step in (["mouseMoved"] if kind == "mouseMoved" else ["mouseMoved", "mousePressed", "mouseReleased"]):
        button = {} if step == "mouseMoved" else {"button": "left", "clickCount": 1}
        await browser.call("Input.dispatchMouseEvent", type=step, x=box[0], y=box[1], **button)


async def check():
    async with Browser() as browser:
        await browser.open(ADDRESS)
        await browser.until(f"{OPEN} === 'good'")
        # What the reader folded stays folded; what fails stands above the groups and does not fold.
        await browser.run("document.querySelectorAll('.group summary').forEach(summary => summary.click())")
        await browser.until(f"{OPEN} === ''")
        await browser.open(ADDRESS)
        await browser.until(f"{OPEN} === '' && !!document.querySelector('.group.failing tr.down')")
        # A search looks into folded groups, and leaves them as they were.
        await browser.run("document.querySelector('#tools').q.focus()")
        for letter in "host1":
            await browser.key(letter, letter)
        await browser.until(f"{OPEN}.includes('good')")
        await browser.run("(() => { const field = document.querySelector('#tools').q; field.value = ''; field.dispatchEvent(new Event('input', {bubbles: true})); })()")
        await browser.until(f"{OPEN} === ''")
        # Evidence opens below its row and leaves the columns as they are, however many are shown.
        await browser.run(f"{BAD}.querySelector('td.msg a').click()")
        await browser.until("!!document.querySelector('tr.proof pre')")
        for width in (1400, 1280, 900, 320):
            await browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
            await browser.until("document.querySelector('.proof td').offsetWidth > document.querySelector('.proof').closest('section').offsetWidth - 30")
            if width > 900:
                await browser.until(f"Math.abs(document.querySelector('.proof').getBoundingClientRect().right - {BAD}.cells[7].getBoundingClientRect().right) < 2")
            expect(await browser.run("document.documentElement.scrollWidth") <= width, f"{width} px: evidence makes the page scroll sideways")
        await browser.open(ADDRESS)
        # A run's tooltip, and the way to it.
        await point(browser, f"{BAD}.querySelector('.strip')")
        await browser.until("!document.querySelector('#tip').hidden && document.querySelector('#tip').textContent.includes('✖ DOWN · connection refused')")
        await point(browser, f"{BAD}.querySelector('.strip')", "click")
        await browser.until("location.pathname.startsWith('/m/') && !!document.querySelector('tr:target.down')")
        # The chart's values, under the pointer and by the arrows.
        said = "document.querySelector('.chart .said')?.textContent || ''"
        await browser.run("document.querySelector('.chart svg').scrollIntoView({block: 'center'})")
        await point(browser, "document.querySelector('.chart svg')")
        await browser.until(f"({said}).includes(' · ✔ OK · ')")
        await browser.run("document.querySelector('.chart svg').focus()")
        await browser.key("Home", "")
        await browser.until(f"/ · ✔ OK · \\d+ ms$/.test({said})")
        expect(await browser.run("document.querySelector('.chart svg').getAttribute('aria-valuenow')") == "1", "the chart's first point is not told")
        # Evidence is copied as it is.
        await browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        await browser.until("document.querySelectorAll('.copy').length > 0")
        await browser.run("document.querySelector('.raw .copy').click()")
        await browser.until("document.querySelector('.raw .copy').textContent === 'Copied'")
        expect(await browser.run("navigator.clipboard.readText()") == await browser.run("document.querySelector('.raw pre').textContent"), "not what was copied")
        # A day's tooltip, in both lengths.
        for bars in ("30d", "90d"):
            await browser.open(f"{ADDRESS}?bars={bars}")
            await browser.until("document.documentElement.classList.contains('js')")
            await point(browser, f"{BAD}.querySelector('.strip')")
            await browser.until("!document.querySelector('#tip').hidden && /^\\d{4}-\\d\\d-\\d\\d · ✖ DOWN · \\d+ checks?: 1 down$/.test(document.querySelector('#tip').textContent)")
        expect(not browser.problems(), f"console: {browser.problems()}")


asyncio.run(check())
