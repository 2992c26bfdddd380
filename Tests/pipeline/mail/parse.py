#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads a mail from stdin, or with a file name the mails of an mbox, and prints what CPython's parser finds as JSON."""
import email
import email.policy
import html.parser
import json
import mailbox
import re
import sys


class Text(html.parser.HTMLParser):
    """The words of an HTML document, and the elements that have no business in a mail."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.forbidden = []
        self.skipped = 0

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "img", "form", "iframe", "object", "link", "input", "base"):
            self.forbidden.append(tag)
        self.forbidden += [name for name, _ in attributes if name.startswith("on")]
        self.skipped += tag in ("style", "title")

    def handle_endtag(self, tag):
        self.skipped -= tag in ("style", "title")

    def handle_data(self, data):
        if not self.skipped:
            self.words.append(data)


def defects(part):
    found = [repr(defect) for defect in part.defects]
    for value in part.values():
        found += [repr(defect) for defect in getattr(value, "defects", [])]
    for child in part.iter_parts() if part.is_multipart() else []:
        found += defects(child)
    return found


def words(text):
    return re.sub(r"\s+", " ", text)


def describe(raw):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    page = mail.get_body(("html",)).get_content()
    document = Text()
    document.feed(page)
    lines = raw.split(b"\n")
    return {
        "headers": [[name, str(value)] for name, value in mail.items()],
        "subject": mail["subject"],
        "id": mail["message-id"],
        "date": mail["date"].datetime.isoformat(),
        "references": mail["references"],
        "types": [part.get_content_type() for part in mail.walk()],
        "defects": defects(mail),
        "text": words(mail.get_body(("plain",)).get_content()),
        "html": words(" ".join(document.words)),
        "html_bytes": len(page.encode()),
        "forbidden": document.forbidden,
        "longest": max(len(line) for line in lines),
        "ascii": all(byte < 0x80 for byte in raw),
        "crlf": all(line.endswith(b"\r") for line in lines[:-1]),
    }


if len(sys.argv) > 1:
    box = mailbox.mbox(sys.argv[1])
    print(json.dumps([describe(box.get_bytes(key)) for key in box.keys()]))
else:
    print(json.dumps(describe(sys.stdin.buffer.read())))
