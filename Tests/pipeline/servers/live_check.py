#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Watches the page keep itself up to date in a real browser.

Usage: live_check.py ADDRESS UPDATE STOP START, the last three being shell commands: write results in which
host1 is down, stop the server, start it again.
"""
import asyncio
import subprocess
import sys

from browser import Browser

ADDRESS, UPDATE, STOP, START = sys.argv[1:]


def expect(condition, text):
    if not condition:
        sys.exit(text)


async def check():
    async with Browser() as browser:
        await browser.open(ADDRESS, width=800, height=500)
        await browser.until("document.querySelector('#age').textContent.includes('ago')")
        # What the reader has done to the page must survive.
        await browser.run("document.querySelector('#tools').q.focus(), scrollTo(0, 120)")
        for letter in "host1":
            await browser.key(letter, letter)
        await browser.until("document.querySelector('#shown').textContent === '3 monitors, 1 shown'")
        expect("q=host1" in await browser.run("location.search"), "the filter is not in the address")
        title = await browser.run("document.title")
        await browser.run("document.querySelector('#badge').open = true")
        subprocess.run(UPDATE, shell=True, check=True)
        await browser.until("document.querySelector('h1').textContent.includes('1 of 3 down')", 40)
        expect(await browser.run("document.title") != title, "the title did not follow")
        expect("icon-down" in await browser.run("document.querySelector('link[rel=icon]').href"), "the icon did not follow")
        expect(await browser.run("document.activeElement.name") == "q", "the focus was lost")
        expect(await browser.run("document.activeElement.value") == "host1", "the filter was lost")
        expect(await browser.run("scrollY") > 60, "the place on the page was lost")
        expect(await browser.run("document.querySelectorAll('tr[data-key]:not([hidden])').length") == 1, "the filter no longer holds")
        expect("DOWN" in await browser.run("document.querySelector('tr[data-key]:not([hidden])').innerText"), "the row did not follow")
        expect(await browser.run("document.querySelector('#say').textContent.includes('1 of 3 down')"), "the change was not said")
        expect(await browser.run("document.querySelectorAll('tr[data-key]').length") == 3, "the rows that the filter hides were lost")
        expect(await browser.run("document.querySelector('#badge').open"), "the opened badge snippet was closed")
        # Evidence opens in place and stays open.
        await browser.run("document.querySelector('tr[data-key]:not([hidden]) td.msg a').click()")
        await browser.until("!!document.querySelector('tr.proof pre')")
        expect(not browser.problems(), f"console: {browser.problems()}")
        # The server goes and comes back.
        subprocess.run(STOP, shell=True, check=True)
        await browser.run("document.dispatchEvent(new Event('visibilitychange'))")
        await browser.until("document.querySelector('#live').textContent.includes('Connection lost')", 40)
        subprocess.run(START, shell=True, check=True)
        await browser.run("document.dispatchEvent(new Event('visibilitychange'))")
        await browser.until("document.querySelector('#live').textContent.startsWith('page live')", 70)
        expect(await browser.run("!!document.querySelector('tr.proof pre')"), "the open evidence was closed")
        # A page of the process before takes over the token of the present one.
        token = "document.querySelector('#scan [name=token]').value"
        before = await browser.run(token)
        gone = f"while curl -s -o /dev/null '{ADDRESS}healthz'; do sleep 0.05; done; "
        subprocess.run("kill $(cat again.pid); " + gone + START, shell=True, check=True)
        await asyncio.sleep(1)
        await browser.run("document.dispatchEvent(new Event('visibilitychange'))")
        await browser.until(f"{token} !== {before!r}", 70)
        await browser.until("document.querySelector('#live').textContent.startsWith('page live')", 70)
        # Paused it asks for nothing; a server of another version is told, and stays told.
        await browser.run("document.querySelector('#pause').click()")
        await browser.until("document.querySelector('#live').textContent === 'updates paused' && document.querySelector('#pause').ariaPressed === 'true'")
        await browser.run("""(() => { const real = fetch; window.fetch = async (...given) => {
            const answer = await real(...given);
            if (!String(given[0]).endsWith('/api/v1/status')) return answer;
            return new Response(JSON.stringify({ ...await answer.json(), assets: 'other', revision: String(Math.random()) }));
        }; })()""")
        expect(await browser.run("document.querySelector('#version').hidden"), "a new version was told too early")
        await browser.run("document.querySelector('#pause').click()")
        await browser.until("!document.querySelector('#version').hidden")
        await browser.run("document.dispatchEvent(new Event('visibilitychange'))")
        await asyncio.sleep(1)
        await browser.until("!document.querySelector('#version').hidden", 3)
        # Keys: one that only moves the focus, and none that scans.
        await browser.run("document.activeElement.blur()")
        await browser.key("/", "/")
        await browser.until("document.activeElement.name === 'q'")
        await browser.run("document.activeElement.blur()")
        await browser.key("?", "?")
        await browser.until("location.pathname === '/help'")


asyncio.run(check())
