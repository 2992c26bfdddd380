#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Follows every link of the pages below an address, and judges that each stays below it and is answered.

Usage: link_check.py ADDRESS USER:PASSWORD. Forms are sent as a browser does, one that scans last.
"""
import base64
import html.parser
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

ROOT, CREDENTIALS = sys.argv[1:]
ORIGIN = "/".join(ROOT.split("/")[:3])
MONITORED = "http://host"


class Links(html.parser.HTMLParser):
    """The addresses and forms of a page."""

    def __init__(self):
        super().__init__()
        self.addresses, self.forms = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        for name in ("href", "src", "action", "formaction"):
            if values.get(name) is None:
                continue
            (self.forms if "action" in name else self.addresses).append(values[name])


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are judged, not followed."""

    def redirect_request(self, *args):
        return None


OPENER = urllib.request.build_opener(Stay)


def ask(address, body=None):
    request = urllib.request.Request(address, body, {
        "Accept": "text/html, application/json;q=0.5",
        "Authorization": "Basic " + base64.b64encode(CREDENTIALS.encode()).decode(),
    })
    try:
        with OPENER.open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def expect(truth, text):
    if not truth:
        sys.exit(text)


seen, waiting, forms, kinds = set(), [ROOT, ROOT + "nothing", ROOT + "incidents", ROOT + "?state=down&bars=120"], set(), {}
while waiting:
    address = waiting.pop()
    if address in seen:
        continue
    seen.add(address)
    status, headers, body = ask(address)
    if status == 301 and address + "/" == ROOT:
        continue  # nginx itself
    expect(status == (404 if address.endswith("/nothing") else 200), f"{address}: {status}")
    kind = headers.get_content_type()
    kinds[kind] = kinds.get(kind, 0) + 1
    found = []
    if kind == "text/html":
        links = Links()
        links.feed(body)
        found = links.addresses
        forms.update((address, form) for form in links.forms)
        # Badges for other pages stand as text.
        found += [match for match in re.findall(r"https?://[^\s\"'<>()&]+", body) if match.startswith(ORIGIN)]
    elif kind == "application/atom+xml":
        found = re.findall(r'<link [^>]*href="([^"]+)"', body)
    elif "api/v2/" in address:
        found = re.findall(r'"(?:shortlink|url)":\s*"([^"]+)"', body)
    for link in found:
        target = urllib.parse.urldefrag(urllib.parse.urljoin(address, link))[0]
        if target.startswith(MONITORED) or "example.org" in target:
            continue
        expect((target + "/").startswith(ROOT), f"{address} links to {link}")
        waiting.append(target)
    if address == ROOT:
        waiting += [ROOT + "api/v2/summary.json", ROOT + "badge/all.json"]

for kind in ("text/html", "text/css", "text/javascript", "image/svg+xml", "application/atom+xml", "application/json"):
    expect(kinds.get(kind), f"no {kind} among {kinds}")

targets = {urllib.parse.urljoin(page, form) for page, form in forms}
expect({ROOT, ROOT + "theme", ROOT + "scan"} <= targets, f"forms: {targets}")
expect(all(target.startswith(ROOT) for target in targets), f"forms: {targets}")
status, headers, _ = ask(ROOT + "theme?theme=dark")
expect((status, headers["Location"]) == (303, urllib.parse.urlsplit(ROOT).path), f"theme: {status} {headers}")
path = urllib.parse.urlsplit(ROOT).path
expect(f"Path={path};" in headers["Set-Cookie"], headers["Set-Cookie"])
token = re.search(r'name="token" value="([^"]+)"', ask(ROOT)[2])[1]
status, headers, _ = ask(ROOT + "scan", f"token={token}".encode())
# The second round of a test comes too soon after the first.
expect(status == 429 or (status, headers["Location"]) == (303, path), f"scan: {status} {headers}")
key = json.loads(ask(ROOT + "api/v1/monitors")[2])
expect(key, "no monitors")
print(len(seen), "addresses")
