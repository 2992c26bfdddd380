#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks a feed on stdin by the rules of RFC 4287: feed_check.py ADDRESS-OF-THE-FEED"""
import sys
import xml.etree.ElementTree
from datetime import datetime

ATOM = "{http://www.w3.org/2005/Atom}"
feed = xml.etree.ElementTree.fromstring(sys.stdin.buffer.read())
links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
entries = feed.findall(f"{ATOM}entry")


def instant(element, name):
    moment = datetime.fromisoformat(element.findtext(f"{ATOM}{name}"))
    assert moment.tzinfo, f"{name} without offset"
    return moment


assert feed.tag == f"{ATOM}feed" and links["self"] == sys.argv[1], links
assert feed.findtext(f"{ATOM}author/{ATOM}name")
for part in [feed, *entries]:
    # https://www.rfc-editor.org/rfc/rfc4151: the taggingEntity, a date, then what is specific.
    assert part.findtext(f"{ATOM}id").startswith("tag:pmon,2026:") and part.findtext(f"{ATOM}title")
    assert instant(part, "updated") <= instant(feed, "updated")
for entry in entries:
    assert instant(entry, "published") <= instant(entry, "updated")
    assert entry.find(f"{ATOM}link").get("href").startswith(links["self"].split("/feed")[0].split("/m/")[0])
assert entries and len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
