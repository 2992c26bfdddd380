# SPDX-License-Identifier: MIT
"""Relabelling of Prometheus: which target and which module a scrape has in the end.

https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
"""

import hashlib
import re

from importing.monitor import mapping, sequence


def relabelled(labels, rules):
    """The labels after all rules, or None where they drop the target.

    Raises ValueError for a rule that cannot be followed.
    """
    for rule in sequence(rules):
        labels = after(labels, mapping(rule))
        if labels is None:
            return None
    return labels


def after(labels, rule):
    """The labels after one rule, or None."""
    action = str(rule.get("action") or "replace").lower()
    value = str(rule.get("separator", ";")).join(labels.get(str(label), "") for label in sequence(rule.get("source_labels")))
    try:
        pattern = re.compile(str(rule.get("regex", "(.*)")), re.DOTALL)
    except re.error:
        raise ValueError(f"regex {rule.get('regex')}") from None
    target = str(rule.get("target_label") or "")
    replacement = str(rule.get("replacement", "$1"))
    match = pattern.fullmatch(value)
    if action in ("keep", "drop"):
        return labels if (match is None) == (action == "drop") else None
    if action in ("keepequal", "dropequal"):
        return labels if (labels.get(target, "") == value) == (action == "keepequal") else None
    if action == "labelmap":
        matches = [(pattern.fullmatch(label), text) for label, text in labels.items()]
        return {**labels, **{filled(replacement, found): text for found, text in matches if found}}
    if action in ("labeldrop", "labelkeep"):
        return {label: text for label, text in labels.items() if (pattern.fullmatch(label) is None) == (action == "labeldrop")}
    if action == "replace":
        return labels if match is None else changed(labels, filled(target, match), filled(replacement, match))
    if action in ("lowercase", "uppercase"):
        return changed(labels, target, value.lower() if action == "lowercase" else value.upper())
    if action == "hashmod":
        digest = int.from_bytes(hashlib.md5(value.encode(), usedforsecurity=False).digest()[8:], "big")
        return changed(labels, target, str(digest % max(1, int(rule.get("modulus") or 0))))
    raise ValueError(f"action {action}")


def changed(labels, label, text):
    """A label without a text is none."""
    return {name: value for name, value in {**labels, label: text}.items() if value}


def filled(template, match):
    """A text with $1, ${1}, ${name} and $$ filled in, as Go does it."""
    def group(found):
        name = found.group(1) or found.group(2)
        if name is None:
            return "$"
        if name.isdigit():
            return (match.group(int(name)) or "") if int(name) <= match.re.groups else ""
        return match.groupdict().get(name) or ""
    return re.sub(r"\$(?:\$|\{(\w+)\}|(\w+))", group, template)
