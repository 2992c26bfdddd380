# SPDX-License-Identifier: MIT
"""A backup of Uptime Kuma."""

import json
import re
import urllib.parse

from importing.conditions import comparison, expect_json
from importing.monitor import (REMARKS, Monitor, address, duration, fail, literal, mapping, one_line, ranges, seconds,
                               sequence)
from importing.reading import read


def kuma(paths):
    monitors, found = [], 0
    for path in paths:
        try:
            document = json.loads(read(path))
        except (ValueError, RecursionError) as error:
            fail(65, f"{path}: not JSON: {one_line(error)}")
        entries = document.get("monitorList") if isinstance(document, dict) else document
        entries = [mapping(entry) for entry in (entries.values() if isinstance(entries, dict) else sequence(entries))]
        groups = {entry.get("id"): entry for entry in entries if entry.get("type") == "group"}
        proxies = {mapping(proxy).get("id"): mapping(proxy) for proxy in sequence(mapping(document).get("proxyList"))}
        names = [str(mapping(one).get("name")) for one in sequence(mapping(document).get("notificationList"))]
        if names:
            REMARKS.add(path, f"notifications are not taken over: {', '.join(names)}: see [email] and [tell]")
        if any(entry.get("tags") for entry in entries):
            REMARKS.add(path, "tags are not taken over: a monitor has one group")
        for entry in entries:
            if entry.get("type") == "group":
                continue
            found += 1
            monitor = kuma_monitor(entry, groups, proxies)
            if monitor:
                monitors.append(monitor)
    return monitors, found


def ancestors(entry, groups):
    """The groups that a monitor is in, the outermost first."""
    found, seen = [], set()
    while entry.get("parent") in groups and entry["parent"] not in seen:
        seen.add(entry["parent"])
        entry = groups[entry["parent"]]
        found.insert(0, entry)
    return found


def kuma_monitor(entry, groups, proxies):
    name = str(entry.get("name") or entry.get("url") or "?")
    kind = entry.get("type")
    parents = ancestors(entry, groups)
    if any(one.get("active") in (False, 0) for one in [entry, *parents]):
        REMARKS.add(name, "left out: paused")
        return None
    if entry.get("upsideDown"):
        REMARKS.add(name, "left out: upside down, a failure means that it is well")
        return None
    security = entry.get("smtpSecurity")
    if kind in ("http", "keyword", "json-query"):
        url = str(entry.get("url") or "")
    else:
        host, port = entry.get("hostname"), entry.get("port")
        bracketed = f"[{host}]" if ":" in str(host) else host
        url = {"port": f"tcp://{bracketed}:{port}", "ping": f"icmp://{bracketed}",
               "smtp": f"{'smtps' if security == 'secure' else 'smtp'}://{bracketed}:{port}"}.get(kind, "")
        if not url:
            REMARKS.add(name, f"left out: pmon does not check {kind}")
            return None
    url = address(url, name)
    if url is None:
        return None
    monitor = Monitor(entry.get("name"), url, " / ".join(str(one.get("name")) for one in parents))
    monitor.every = seconds(entry.get("interval"), 60)
    if seconds(entry.get("timeout")):
        monitor.set("timeout", duration(seconds(entry["timeout"])))
    retries = entry.get("maxretries")
    if isinstance(retries, int) and 0 < retries < 20:
        monitor.set("after", retries + 1)
    if entry.get("retryInterval") not in (None, 0, entry.get("interval")) and monitor.get("after"):
        monitor.remark("retryInterval is not taken over: pmon keeps its period")
    if entry.get("ipFamily") in ("ipv4", "ipv6"):
        monitor.set("ip", entry["ipFamily"][3])
    if security == "starttls":
        monitor.set("tls", "starttls")
    elif kind == "smtp" and security not in ("secure", "nostarttls"):
        monitor.remark("the connection is not upgraded where the server offers it: see tls = starttls")
    if not url.startswith("http"):
        return monitor
    if entry.get("cacheBust"):
        monitor.remark("cacheBust is not taken over")
    kuma_request(monitor, entry)
    kuma_expectations(monitor, kind, entry)
    proxy = proxies.get(entry.get("proxyId"))
    if proxy and proxy.get("active", True) not in (False, 0):
        login = ""
        if proxy.get("auth"):
            login = ":".join(urllib.parse.quote(str(proxy.get(key) or ""), safe="") for key in ("username", "password")) + "@"
            monitor.has_secrets = True
        monitor.set("proxy", f"{proxy.get('protocol')}://{login}{proxy.get('host')}:{proxy.get('port')}")
    return monitor


def kuma_request(monitor, entry):
    if entry.get("body"):
        monitor.set_body(entry["body"])
        types = {"form": "application/x-www-form-urlencoded", "xml": "text/xml; charset=utf-8"}
        monitor.set_header("Content-Type", types.get(entry.get("httpBodyEncoding"), "application/json"))
    monitor.set_method(entry.get("method"), bool(monitor.get("body")))
    headers = entry.get("headers")
    if isinstance(headers, str) and headers.strip():
        try:
            headers = json.loads(headers)
        except ValueError:
            monitor.remark("headers: not JSON")
    for header, value in mapping(headers).items():
        monitor.settings = [pair for pair in monitor.settings if pair[0].lower() != f"header.{header}".lower()]
        monitor.set_header(header, value)
    method = entry.get("authMethod")
    if method in (None, "", "basic"):
        if entry.get("basic_auth_user"):
            monitor.set("user", entry["basic_auth_user"])
            monitor.set_secret("pwd", entry.get("basic_auth_pass"))
    elif method == "mtls":
        monitor.remark("the client's certificate is not taken over: put it into files, see cert and key")
    else:
        monitor.remark(f"authentication {method} is not taken over")
    if entry.get("ignoreTls"):
        monitor.set("insecure", "true")
    if isinstance(entry.get("maxredirects"), int) and 0 <= entry["maxredirects"] <= 100:
        monitor.set("follow", entry["maxredirects"])


def kuma_expectations(monitor, kind, entry):
    codes = [str(code) for code in sequence(entry.get("accepted_statuscodes"))] or ["200-299"]
    allowed = set()
    for code in codes:
        first, _, last = code.partition("-")
        if first.isdigit() and (last or first).isdigit():
            allowed |= set(range(max(100, int(first)), min(999, int(last or first)) + 1))
        else:
            monitor.remark(f"accepted status {code}: not understood")
    monitor.set("expect.status", ranges(allowed or set(range(200, 300))))
    if kind == "keyword" and entry.get("keyword"):
        if '"' in str(entry["keyword"]):
            monitor.remark("keyword: compared with the body as it came; Uptime Kuma takes the blanks out of JSON first")
        monitor.set("reject.body" if entry.get("invertKeyword") else "expect.body", literal(str(entry["keyword"])))
    if kind == "json-query":
        path = query(str(entry.get("jsonPath") or ""))
        sign = str(entry.get("jsonPathOperator") or "==")
        value = entry.get("expectedValue")
        wanted = comparison(sign, str(value)) if value is not None and sign in ("==", "!=", "<", "<=", ">", ">=") else None
        if path is None or wanted is None:
            monitor.remark(f"JSON query {entry.get('jsonPath')} {sign} {value}: not taken over")
        else:
            expect_json(monitor, path, wanted)


def query(text):
    """A query of JSONata as pmon names the path: $.a.`b-c`[0] is a.b-c.0; None for what is more than names and numbers."""
    step = r"(?:[A-Za-z_]\w*|`[^`\s]+`)"
    if not re.fullmatch(rf"(?:\$\.)?{step}(?:\.{step}|\[[0-9]+\])*", text):
        return None
    names = re.findall(r"`([^`]+)`|([A-Za-z_]\w*)|\[([0-9]+)\]", text.removeprefix("$."))
    return ".".join(re.sub(r"([\\.])", r"\\\1", quoted) if quoted else name or number for quoted, name, number in names)
