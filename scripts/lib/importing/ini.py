# SPDX-License-Identifier: MIT
"""Monitors as an ini file of pmon."""

import re

from importing.monitor import duration, one_line


def keys(monitors):
    """A key for each monitor: letters, digits, - and _."""
    taken = set()
    for monitor in monitors:
        text = monitor.name or re.sub(r"^[a-z]+://(?:[^@/]*@)?", "", monitor.url)
        stem = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-") or "monitor"
        key, number = stem, 2
        while key in taken:
            key, number = f"{stem}-{number}", number + 1
        taken.add(key)
        yield f"url.{key}"


def usual(values):
    """The value that most have; of several the least."""
    return min(set(values), key=lambda value: (-values.count(value), value))


def ini(kind, monitors):
    every = usual([monitor.every for monitor in monitors])
    lines = [f"# Taken over from {kind}. docs/configuration.md describes every key."]
    if any(monitor.has_secrets for monitor in monitors):
        lines.append("# It holds secrets: keep it readable by its owner alone.")
    lines += ["[pmon]", f"every = {duration(every)}", "", "[urls]"]
    named = list(zip(keys(monitors), monitors))
    lines += [f"{key} = {monitor.url}" for key, monitor in named]
    lines += ["", "[checks]"]
    for key, monitor in named:
        settings = [("name", monitor.name), ("group", monitor.group)] + monitor.settings
        if monitor.every != every:
            settings.append(("every", duration(monitor.every)))
        lines += [f"{key}.{name} = {one_line(value) if name in ('name', 'group') else value}" for name, value in settings if value]
    return "\n".join(lines) + "\n"
