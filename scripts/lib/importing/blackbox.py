# SPDX-License-Identifier: MIT
"""The blackbox exporter's modules, and Prometheus' targets."""

import glob
import ipaddress
import os
import re

from importing.monitor import REMARKS, Monitor, address, duration, fail, mapping, ranges, seconds, sequence, truth
from importing.reading import load_yaml
from importing.relabeling import relabelled

FAMILY = ("preferred_ip_protocol", "ip_protocol_fallback")
# Keys that are translated, and keys whose effect pmon has without a setting.
HTTP_KEYS = {"valid_status_codes", "body", "body_file", "method", "headers", "follow_redirects", "no_follow_redirects",
             "fail_if_body_not_matches_regexp", "fail_if_body_matches_regexp", "fail_if_header_not_matches", "basic_auth",
             "bearer_token", "bearer_token_file", "authorization", "tls_config", "proxy_url", "fail_if_not_ssl", "enable_http2",
             "skip_resolve_phase_with_proxy", *FAMILY}


def blackbox(paths):
    modules, jobs, monitors, found = None, [], [], 0
    for path, document in load_yaml(paths):
        document = mapping(document)
        if "modules" in document:
            modules = {**(modules or {}), **mapping(document["modules"])}
        if "scrape_configs" in document:
            jobs += [(mapping(job), mapping(document.get("global")), path) for job in sequence(document["scrape_configs"])]
        if document.get("scrape_config_files"):
            REMARKS.add(path, "scrape_config_files: give these files as well, each under scrape_configs")
        if "modules" not in document and "scrape_configs" not in document:
            REMARKS.add(path, "has neither modules nor scrape_configs")
    if modules is None:
        fail(65, "no file has modules: give blackbox.yml and prometheus.yml")
    if not jobs:
        fail(65, "no file has scrape_configs: the targets stand in prometheus.yml; give it as well")
    for job, defaults, path in jobs:
        if not str(job.get("metrics_path", "/metrics")).rstrip("/").endswith("/probe"):
            continue
        for group in groups(job, path):
            labels = {str(name): str(value) for name, value in mapping(group.get("labels")).items()}
            for target in sequence(group.get("targets")):
                found += 1
                monitor = blackbox_target(str(target), labels, modules, job, defaults)
                if monitor:
                    monitors.append(monitor)
    return monitors, found


def groups(job, path):
    """The groups of targets of a job, those of files as well."""
    found = [mapping(group) for group in sequence(job.get("static_configs"))]
    for key in job:
        if key.endswith("_sd_configs") and key != "file_sd_configs":
            REMARKS.add(job.get("job_name"), f"{key}: its targets are not known here")
    for config in sequence(job.get("file_sd_configs")):
        for name in sequence(mapping(config).get("files")):
            files = sorted(glob.glob(os.path.join(os.path.dirname(path), str(name))))
            if not files:
                REMARKS.add(job.get("job_name"), f"file_sd_configs: {name}: no such file here, its targets are not known")
            for _, document in load_yaml(files):
                found += [mapping(group) for group in sequence(document)]
    return found


def blackbox_target(target, labels, modules, job, defaults):
    rules = sequence(job.get("relabel_configs"))
    parameters = {f"__param_{name}": str(values[0]) for name, values in mapping(job.get("params")).items() if sequence(values)}
    interval = job.get("scrape_interval") or defaults.get("scrape_interval") or "1m"
    try:
        after = relabelled({"job": str(job.get("job_name") or ""), "__scrape_interval__": str(interval), "__address__": target,
                            **parameters, **labels}, rules)
    except ValueError as error:
        REMARKS.add(target, f"left out: relabel_configs: {error}: not understood")
        return None
    for name in parameters:
        if labels.get(name, parameters[name]) != parameters[name]:
            REMARKS.add(target, f"{name}: its label goes before the parameter of the job; older versions of Prometheus do the opposite")
    if after is None:
        REMARKS.add(target, "left out: relabel_configs drop it")
        return None
    # Without a rule for it, the address of a target can only be meant as the target.
    target, module = after.get("__param_target") or target, after.get("__param_module") or "http_2xx"
    if module not in modules:
        REMARKS.add(target, f"left out: there is no module {module}")
        return None
    settings = mapping(modules[module])
    prober = settings.get("prober")
    own = mapping(settings.get(prober))
    if prober == "http":
        url = target if "://" in target else f"http://{target}"
    elif prober == "tcp":
        url = f"{'tls' if truth(own.get('tls')) else 'tcp'}://{target}"
    elif prober == "icmp":
        url = f"icmp://[{target}]" if is_ipv6(target) else f"icmp://{target}"
    else:
        REMARKS.add(target, f"left out: pmon does not check by {prober}")
        return None
    url = address(url, target)
    if url is None:
        return None
    monitor = Monitor(labels.get("name", ""), url, after.get("job"))
    monitor.origin = f"module {module}"
    monitor.every = seconds(after.get("__scrape_interval__"), 60)
    limits = [seconds(settings.get("timeout")), seconds(job.get("scrape_timeout") or defaults.get("scrape_timeout"))]
    if any(limits):
        monitor.set("timeout", duration(min(limit for limit in limits if limit)))
    family = own.get("preferred_ip_protocol")
    if family in ("ip4", "ip6") and not truth(own.get("ip_protocol_fallback", True)):
        monitor.set("ip", family[2])
    if prober == "http":
        blackbox_http(monitor, own)
    else:
        if prober == "tcp":
            blackbox_tcp(monitor, own)
        monitor.remark_others(f"{prober}.", own, {"tls", "tls_config", "query_response", *FAMILY})
    return monitor


def blackbox_tcp(monitor, tcp):
    tls = mapping(tcp.get("tls_config"))
    blackbox_tls(monitor, tls, "tcp")
    steps = [(kind, str(step[kind])) for step in map(mapping, sequence(tcp.get("query_response")))
             for kind in ("expect", "send", "starttls") if step.get(kind)]
    kinds = [kind for kind, _ in steps]
    said = dict(steps)
    if not steps:
        return
    # pmon says something and waits for something; what is said after that changes no verdict.
    if kinds not in (["expect"], ["send"], ["send", "expect"], ["expect", "send"]) or "${" in said.get("send", ""):
        monitor.remark("tcp.query_response is not taken over: see send and expect.body")
        return
    if kinds == ["expect", "send"]:
        monitor.remark(f"tcp.query_response: {said['send']} is not sent after the answer")
    elif "send" in said:
        monitor.set_send(said["send"] + "\n")
    if "expect" in said:
        # Each line is compared by itself, without its end.
        monitor.set("expect.body", "(?m)" + re.sub(r"(?<!\\)\$$", r"\\r?$", said["expect"]))


def blackbox_tls(monitor, tls, prober):
    if truth(tls.get("insecure_skip_verify")):
        monitor.set("insecure", "true")
    for key, own in (("ca_file", "ca"), ("cert_file", "cert"), ("key_file", "key")):
        if tls.get(key):
            monitor.set(own, tls[key])
    monitor.remark_others(f"{prober}.tls_config.", tls, {"insecure_skip_verify", "ca_file", "cert_file", "key_file"})


def is_ipv6(text):
    try:
        return ipaddress.ip_address(text).version == 6
    except ValueError:
        return False


def blackbox_http(monitor, http):
    statuses = {code for code in sequence(http.get("valid_status_codes")) if isinstance(code, int) and 100 <= code <= 999}
    monitor.set("expect.status", ranges(statuses or set(range(200, 300))))
    if http.get("body"):
        monitor.set_body(http["body"])
    elif http.get("body_file"):
        monitor.set("body", f"file:{http['body_file']}", secret=True)
    method = str(http.get("method") or "GET").upper()
    if method != ("POST" if monitor.get("body") else "GET"):
        monitor.set("method", method)
    for header, value in mapping(http.get("headers")).items():
        monitor.set_header(header, value)
    if not truth(http.get("follow_redirects", True)) or truth(http.get("no_follow_redirects")):
        monitor.set("follow", "0")
    for key, own in (("fail_if_body_not_matches_regexp", "expect.body"), ("fail_if_body_matches_regexp", "reject.body")):
        patterns = [str(pattern) for pattern in sequence(http.get(key))]
        if len(patterns) > 1 and own == "reject.body":
            patterns = ["|".join(f"(?:{pattern})" for pattern in patterns)]
        for pattern in patterns[:1]:
            monitor.set(own, pattern)
        for pattern in patterns[1:]:
            monitor.remark(f"only one pattern of the body is taken over, not {pattern}")
    for rule in sequence(http.get("fail_if_header_not_matches")):
        rule = mapping(rule)
        monitor.set(f"expect.header.{rule.get('header')}", rule.get("regexp", ""))
        if rule.get("allow_missing"):
            monitor.remark(f"header {rule.get('header')}: must be there in pmon")
    blackbox_login(monitor, http)
    blackbox_tls(monitor, mapping(http.get("tls_config")), "http")
    if http.get("proxy_url"):
        monitor.set("proxy", http["proxy_url"])
        monitor.has_secrets = monitor.has_secrets or "@" in str(http["proxy_url"])
    if truth(http.get("fail_if_not_ssl")) and monitor.url.startswith("http://"):
        monitor.remark("fail_if_not_ssl: pmon does not mind where a redirect leads to")
    monitor.remark_others("http.", http, HTTP_KEYS)


def blackbox_login(monitor, http):
    basic = mapping(http.get("basic_auth"))
    if basic.get("username"):
        monitor.set("user", basic["username"])
        if basic.get("password_file"):
            monitor.set("pwd", f"file:{basic['password_file']}", secret=True)
        else:
            monitor.set_secret("pwd", basic.get("password"))
    token, place = http.get("bearer_token"), http.get("bearer_token_file")
    rights = mapping(http.get("authorization"))
    if str(rights.get("type") or "Bearer").lower() == "bearer":
        token, place = token or rights.get("credentials"), place or rights.get("credentials_file")
    elif rights:
        monitor.remark(f"authorization of type {rights.get('type')} is not taken over")
    if token:
        monitor.set_secret("bearer", token)
    elif place:
        monitor.set("bearer", f"file:{place}", secret=True)
