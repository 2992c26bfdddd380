#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Walks every address of the server as a stranger and looks for planted words: walk.py SITE WORD...

A stranger is one whose request came through a proxy. Each link, form, picture and script of each page is followed, and each
documented address is asked for by name, with every key. Exits 0 if no answer holds a word, in body or fields.
"""
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

site, words = sys.argv[1], sys.argv[2:]
STRANGER = {"X-Forwarded-For": "192.0.2.1"}


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(Stay)


def get(path, accept, headers=STRANGER):
    request = urllib.request.Request(site + path, headers={"Accept": accept, **headers})
    try:
        with opener.open(request) as answer:
            return answer.status, str(answer.headers), answer.read().decode(errors="replace")
    except urllib.error.HTTPError as answer:
        return answer.code, str(answer.headers), answer.read().decode(errors="replace")


keys = [one["key"] for one in json.loads(get("/api/v1/monitors", "application/json")[2])["monitors"]]
owner = json.loads(get("/api/v1/monitors", "application/json", {})[2])["monitors"]
# Keys of addresses that several monitors share are not in the list.
keys += [one["key"] for one in owner] + [line for line in open("keys").read().split()]
paths = ["/", "/incidents", "/help", "/api/v1/status", "/api/v1/monitors?limit=10000&bars=90d", "/api/v1/incidents",
         "/api/v1/incidents?before=4000000000", "/status.txt", "/healthz", "/readyz", "/metrics", "/badge/all.svg",
         "/badge/all.json", "/feed.atom", "/login", "/?state=failing", "/?sort=name", "/?q=a", "/?state=silenced",
         "/api/v1/scans/1", "/static/pmon.json", "/pmon.json", "/current.json", "/api/v1/monitors/none", "/?refresh=60"]
paths += [f"/api/v2/{name}.json" for name in ("summary", "status", "components", "incidents", "scheduled-maintenances",
                                              "scheduled-maintenances/active", "scheduled-maintenances/upcoming")]
for key in set(keys):
    paths += [f"/m/{key}", f"/m/{key}?range=all&page=0", f"/m/{key}/evidence", f"/m/{key}/evidence.txt",
              f"/m/{key}/feed.atom", f"/badge/{key}.svg", f"/badge/{key}.json", f"/api/v1/monitors/{key}",
              f"/api/v1/monitors/{key}/history", f"/api/v1/monitors/{key}/history?last=1000",
              f"/api/v1/monitors/{key}/history?days=9", f"/incidents?key={key}", f"/api/v1/incidents?key={key}"]
    for at in open("instants").read().split():
        paths += [f"/m/{key}/evidence?at={at}", f"/m/{key}/evidence.txt?at={at}", f"/m/{key}?at={at}"]

seen, faults, read = set(), [], 0
while paths:
    path = paths.pop()
    if path in seen:
        continue
    seen.add(path)
    for accept in ("text/html", "application/json"):
        status, fields, body = get(path, accept)
        read += status == 200
        for word in words:
            if word.lower() in (fields + body).lower():
                faults.append(f"{path} ({accept}, {status}) tells {word}")
        if accept == "text/html" and "text/html" in fields:
            for link in re.findall(r'(?:href|src|action)="([^"]+)"', body):
                link = urllib.parse.urljoin(path, link.replace("&amp;", "&")).split("#")[0]
                if link.startswith("/"):
                    paths.append(link)
        for link in re.findall("(?i)^location: (/.*)$", fields, re.M):
            paths.append(link.strip())
# The search finds nothing by what it must not know.
for word in words:
    for path in ("/api/v1/monitors?q=", "/api/v1/monitors?state=all&q="):
        found = json.loads(get(path + urllib.parse.quote(word), "application/json")[2])["selected"]
        if found:
            faults.append(f"a search for {word} finds {found}")
for path, body in (("/scan", b"token=x"), ("/api/v1/scans", b"{}")):
    request = urllib.request.Request(site + path, data=body, headers={"Content-Type": "application/json", **STRANGER})
    try:
        opener.open(request)
        faults.append(f"{path} scans for a stranger")
    except urllib.error.HTTPError as answer:
        text = answer.read().decode()
        faults += [f"{path} tells {word}" for word in words if word in text]
if read < 100:
    faults.append(f"only {read} answers were read")
print("\n".join(faults[:20]))
sys.exit(1 if faults else 0)
