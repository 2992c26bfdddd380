# SPDX-License-Identifier: MIT
"""The configuration of Gatus."""

import json
import os
import re

from importing.conditions import PLACEHOLDER, json_expectation, pattern, statuses
from importing.monitor import (REMARKS, SECRET_HEADER, Monitor, address, duration, mapping, ranges, seconds, sequence,
                               truth)
from importing.reading import load_yaml


def gatus(paths):
    monitors, found = [], 0
    for path, document in load_yaml(paths):
        document = mapping(document)
        endpoints = sequence(document.get("endpoints")) or sequence(document.get("services"))
        found += len(endpoints)
        for key in ("external-endpoints", "suites", "maintenance", "alerting", "security", "remote", "connectivity", "tunneling"):
            if document.get(key):
                hint = {"alerting": ": see [email] and [tell]", "maintenance": ": see [maintenance]"}.get(key, "")
                REMARKS.add(path, f"{key} is not taken over{hint}")
        for endpoint in endpoints:
            monitor = gatus_endpoint(mapping(endpoint), mapping(document.get("alerting")))
            if monitor:
                monitors.append(monitor)
    return monitors, found


# Keys that are translated, and keys that only concern the page of Gatus.
KNOWN = {"enabled", "name", "group", "url", "method", "headers", "body", "graphql", "interval", "conditions", "client", "alerts",
         "dns", "ssh", "ui", "extra-labels"}
KNOWN_OF_CLIENT = {"insecure", "ignore-redirect", "timeout", "proxy-url", "tls", "network"}


def expanded(text, name):
    """A text with the variables of the environment that Gatus would put in."""
    def value(match):
        variable = match.group(1) or match.group(2)
        if variable is None:
            return "$"
        if variable not in os.environ:
            REMARKS.add(name, f"${variable} is not set in this environment; left as it stands")
            return match.group(0)
        return os.environ[variable]
    return re.sub(r"\$\$|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)", value, str(text))


def gatus_endpoint(endpoint, alerting):
    name = str(endpoint.get("name") or endpoint.get("url") or "?")
    if not truth(endpoint.get("enabled", True)):
        REMARKS.add(name, "left out: not enabled")
        return None
    if endpoint.get("dns") or endpoint.get("ssh"):
        REMARKS.add(name, f"left out: pmon does not check {'DNS' if endpoint.get('dns') else 'SSH logins'} in this way")
        return None
    url = expanded(endpoint.get("url") or "", name)
    # Gatus upgrades as mail servers do.
    url = address(re.sub(r"^starttls://", "smtp://", url), name)
    if url is None:
        return None
    monitor = Monitor(expanded(endpoint.get("name") or "", name), url, expanded(endpoint.get("group") or "", name))
    monitor.remark_others("", endpoint, KNOWN)
    if url.startswith("smtp://"):
        monitor.set("tls", "starttls")
    body = endpoint.get("body")
    if body and url.startswith(("tcp://", "tls://")):
        monitor.set_send(expanded(body, name))
        body = None
    if truth(endpoint.get("graphql")):
        body = json.dumps({"query": str(body or "")}, ensure_ascii=False)
        monitor.set_header("Content-Type", "application/json")
    if body:
        monitor.set_body(expanded(body, name))
    monitor.set_method(endpoint.get("method"), bool(monitor.get("body")))
    for header, value in mapping(endpoint.get("headers")).items():
        monitor.set_header(header, value if SECRET_HEADER.search(str(header)) else expanded(value, name))
    monitor.every = seconds(endpoint.get("interval"), 60)
    client = mapping(endpoint.get("client"))
    if truth(client.get("insecure")):
        monitor.set("insecure", "true")
    if truth(client.get("ignore-redirect")):
        monitor.set("follow", "0")
    monitor.set("timeout", duration(seconds(client.get("timeout"), 10)))
    if client.get("proxy-url"):
        monitor.set("proxy", expanded(client["proxy-url"], name))
        monitor.has_secrets = monitor.has_secrets or "@" in str(client["proxy-url"])
    if client.get("network") in ("ip4", "ip6"):
        monitor.set("ip", client["network"][2])
    tls = mapping(client.get("tls"))
    if tls.get("certificate-file"):
        monitor.set("cert", tls["certificate-file"])
    if tls.get("private-key-file"):
        monitor.set("key", tls["private-key-file"])
    monitor.remark_others("client.", {key: value for key, value in client.items() if value != "ip"}, KNOWN_OF_CLIENT)
    monitor.remark_others("client.tls.", tls, {"certificate-file", "private-key-file"})
    gatus_conditions(monitor, sequence(endpoint.get("conditions")))
    gatus_alerts(monitor, sequence(endpoint.get("alerts")), alerting)
    return monitor


def gatus_alerts(monitor, alerts, alerting):
    alerts = [mapping(alert) for alert in alerts if truth(mapping(alert).get("enabled", True))]
    if not alerts:
        return
    default = mapping(mapping(alerting.get(str(alerts[0].get("type")))).get("default-alert"))
    for key, name, usual in (("after", "failure-threshold", 3), ("recover", "success-threshold", 2)):
        count = alerts[0].get(name, default.get(name, usual))
        if isinstance(count, int) and 1 < count <= 20:
            monitor.set(key, count)


def gatus_conditions(monitor, conditions):
    allowed, bodies, rejected, limits = set(range(100, 1000)), [], [], []
    for condition in conditions:
        condition = expanded(condition, monitor.name)
        match = re.fullmatch(r"\s*(.+?)\s*(==|!=|<=|>=|<|>)\s*(.*?)\s*", condition, re.DOTALL)
        if not match:
            monitor.remark(f"condition {condition}: not understood")
            continue
        left, sign, right = match.groups()
        if left == "[STATUS]":
            wanted = statuses(sign, right)
            if wanted is None:
                monitor.remark(f"condition {condition}: not taken over")
            else:
                allowed &= wanted
        elif left == "[RESPONSE_TIME]" and sign in ("<", "<=") and right.isdigit():
            limits.append(int(right))
        elif left == "[CONNECTED]" and (sign, right.lower()) == ("==", "true"):
            pass
        elif left == "[CERTIFICATE_EXPIRATION]" and sign in (">", ">=") and seconds(right):
            monitor.set("cert.warn", duration(seconds(right)))
            monitor.remark(f"condition {condition}: a warning in pmon (cert.warn), not a failure")
        elif left == "[BODY]" and sign in ("==", "!=") and pattern(right) is not None and not PLACEHOLDER.search(right):
            (bodies if sign == "==" else rejected).append(pattern(right))
        elif not json_expectation(monitor, left, sign, right):
            monitor.remark(f"condition {condition}: not taken over")
    if limits:
        monitor.set("expect.time", duration(min(limits) / 1000))
    if not allowed:
        monitor.remark("its conditions on [STATUS] exclude each other; not taken over")
    else:
        monitor.set("expect.status", ranges(allowed))
    if bodies:
        monitor.set("expect.body", bodies[0])
    for other in bodies[1:]:
        monitor.remark(f"only one pattern of the body is taken over, not {other}")
    if rejected:
        monitor.set("reject.body", rejected[0] if len(rejected) == 1 else "|".join(f"(?:{one})" for one in rejected))
