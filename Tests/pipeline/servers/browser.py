# SPDX-License-Identifier: MIT
"""Drives Debian's headless Chromium over the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/"""
import asyncio
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request

import websockets


class Browser:
    """A browser with one page; use it with `async with`."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="pmon-browser-")
        self.pending, self.events, self.count = {}, [], 0

    async def __aenter__(self):
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", f"--user-data-dir={self.folder}",
             "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        name, deadline = os.path.join(self.folder, "DevToolsActivePort"), time.monotonic() + 60
        while not (os.path.exists(name) and open(name, encoding="ascii").read().count("\n")):
            if time.monotonic() > deadline:
                raise TimeoutError("the browser did not start")
            await asyncio.sleep(0.05)
        port = open(name, encoding="ascii").readline().strip()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
            pages = [page for page in json.load(answer) if page["type"] == "page"]
        self.socket = await websockets.connect(pages[0]["webSocketDebuggerUrl"], max_size=None)
        self.reader = asyncio.create_task(self._read())
        for domain in ("Page", "Runtime", "Log", "Network"):
            await self.call(f"{domain}.enable")
        return self

    async def __aexit__(self, *_):
        self.reader.cancel()
        await self.socket.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _read(self):
        async for text in self.socket:
            message = json.loads(text)
            if "id" in message:
                self.pending.pop(message["id"]).set_result(message)
            else:
                self.events.append(message)

    async def call(self, method, **params):
        self.count += 1
        future = self.pending[self.count] = asyncio.get_running_loop().create_future()
        await self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        answer = await asyncio.wait_for(future, 60)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    async def run(self, script):
        """The value of an expression in the page, awaited."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:1000])
        return answer["result"].get("value")

    async def open(self, address, width=1280, height=900, dark=False):
        await self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        await self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.events.clear()
        await self.call("Page.navigate", url=address)
        deadline = time.monotonic() + 60
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{address} did not load")
            await asyncio.sleep(0.02)

    async def until(self, script, seconds=30):
        """Waits until an expression in the page is true."""
        deadline = time.monotonic() + seconds
        while not await self.run(script):
            if time.monotonic() > deadline:
                raise TimeoutError(f"never true: {script}")
            await asyncio.sleep(0.05)

    async def key(self, key, text=None):
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **({"text": text} if text else {}))
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def shot(self, name):
        picture = await self.call("Page.captureScreenshot", format="png")
        with open(name, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def problems(self):
        """Errors and warnings of console, policy and network since the page was opened."""
        found = []
        for event in self.events:
            params = event["params"]
            if event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append(f"{params['entry']['source']}: {params['entry']['text']}")
            elif event["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(params["exceptionDetails"])[:500])
            elif event["method"] == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
                found.append(json.dumps(params["args"])[:500])
        return found

    def requests(self):
        """Addresses that the page asked for."""
        return [event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"]
