#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Says what dialogues over connections come to: the model that pmon-probe is compared with.

usage: socket_judge.py SECONDS MOST [CA] <TARGETS

Reads target objects, a line each, and prints `TARGET VERDICT` for each in any order: `SUCCESS` or the reason of a record.
"""
import concurrent.futures
import json
import re
import socket
import ssl
import sys
import time

SECONDS, MOST = float(sys.argv[1]), int(sys.argv[2])


def verdict(target):
    scheme, host, port = re.fullmatch(r"(tcp|tls)://(.*):(\d+)", target["url"]).groups()
    send = target.get("send", "").encode().decode("unicode_escape").encode("latin-1")
    pattern = target.get("expect.body", "")
    end = time.monotonic() + SECONDS
    data = b""
    try:
        connection = socket.create_connection((host, int(port)), SECONDS)
        if scheme == "tls":
            context = ssl.create_default_context(cafile=sys.argv[3])
            connection = context.wrap_socket(connection, server_hostname=host, suppress_ragged_eofs=False)
        connection.sendall(send)
        if not pattern:
            return "SUCCESS"
        while len(data) < MOST:
            connection.settimeout(max(end - time.monotonic(), 0.001))
            piece = connection.recv(65536)
            if not piece:
                break
            data += piece
            if re.search(pattern.encode(), data[:MOST]):
                return "SUCCESS"
            if time.monotonic() > end:
                raise TimeoutError
    except ssl.SSLCertVerificationError:
        return "certificate"
    except ConnectionRefusedError:
        return "refused"
    except (ConnectionResetError, BrokenPipeError, ssl.SSLError):
        return "reset"
    except TimeoutError:
        return "body" if data else "timeout"
    return "body" if data else "reset"


def main():
    targets = [json.loads(line) for line in sys.stdin]
    with concurrent.futures.ThreadPoolExecutor(len(targets)) as pool:
        for target, found in zip(targets, pool.map(verdict, targets)):
            print(target["target"], found)


main()
