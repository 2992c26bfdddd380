#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks for the page ten times a second, each time at its due time; prints the 99th percentile in milliseconds.

Usage: serve_latency.py PORT SECONDS. An answer that is late delays none of the others' due times.
"""
import http.client
import sys
import time

port, seconds = int(sys.argv[1]), int(sys.argv[2])
times, start = [], time.monotonic()
connection = http.client.HTTPConnection("127.0.0.1", port)
for index in range(seconds * 10):
    due = start + index / 10
    time.sleep(max(0, due - time.monotonic()))
    connection.request("GET", "/", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    times.append((time.monotonic() - due) * 1000)
print(f"{sorted(times)[int(len(times) * 0.99)]:.1f}")
