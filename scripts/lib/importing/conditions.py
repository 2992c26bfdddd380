# SPDX-License-Identifier: MIT
"""Conditions of Gatus, and what pmon expects instead."""

import re

from importing.monitor import dotted, literal


PLACEHOLDER = re.compile(r"\[(?:STATUS|BODY|IP|RESPONSE_TIME|CONNECTED|CERTIFICATE_EXPIRATION|DOMAIN_EXPIRATION|DNS_RCODE|CONTEXT)\b")


def statuses(sign, right):
    values = re.fullmatch(r"any\((.*)\)", right)
    numbers = [number.strip() for number in values.group(1).split(",")] if values else [right]
    if not all(number.isdigit() for number in numbers) or (values and sign not in ("==", "!=")):
        return None
    numbers = [int(number) for number in numbers]
    test = {"==": lambda s: s in numbers, "!=": lambda s: s not in numbers, "<": lambda s: s < numbers[0],
            "<=": lambda s: s <= numbers[0], ">": lambda s: s > numbers[0], ">=": lambda s: s >= numbers[0]}[sign]
    return {status for status in range(100, 1000) if test(status)}


def pattern(right):
    """A regular expression for a value: a text, pat(*glob*) or any(a, b); None for a broken glob."""
    values = re.fullmatch(r"any\((.*)\)", right, re.DOTALL)
    if values:
        patterns = [pattern(value.strip()) for value in values.group(1).split(",")]
        return None if None in patterns else "|".join(f"(?:{one})" for one in patterns)
    glob = re.fullmatch(r"pat\((.*)\)", right, re.DOTALL)
    if not glob:
        return f"^{literal(right)}$"
    parts = re.findall(r"\*+|\?|\\.|\[\^?(?:\\.|[^\]\\])+\]|[^*?\[\\]+", glob.group(1), re.DOTALL)
    if "".join(parts) != glob.group(1):
        return None
    begin = "" if parts and parts[0].startswith("*") else "^"
    end = "" if parts and parts[-1].startswith("*") else "$"
    texts = [part_of_glob(part) for part in parts[begin == "":len(parts) - (end == "")]]
    return f"{'(?s)' if {'.*', '.'} & set(texts) else ''}{begin}{''.join(texts)}{end}"


def part_of_glob(part):
    """One part of a glob of Go as a regular expression."""
    if part[0] in "*?":
        return ".*" if part[0] == "*" else "."
    if part[0] == "[":
        return "[" + re.sub(r"(?<!\\)\[", r"\\[", part[1:])
    return literal(part[1:] if part[0] == "\\" else part)


def comparison(sign, right):
    """What pmon expects of a JSON value; None for an order of what is no number."""
    if sign == "==":
        # A text that begins as an operator does is compared as a pattern.
        return right if not re.match(r"(!=|[<>]=?|~)|exists$|$", right) else f"~ ^{literal(right)}$"
    if sign != "!=" and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", right):
        return None
    return f"{sign} {right}"


def json_expectation(monitor, left, sign, right):
    """Takes a condition on a JSON value over; false for one that pmon cannot judge."""
    has = re.fullmatch(r"has\(\[BODY\](.*)\)", left)
    path = dotted(re.sub(r"^(?:has\()?\[BODY\]", "", left).rstrip(")" if has else ""))
    if not left.startswith(("[BODY]", "has([BODY]")) or path is None or PLACEHOLDER.search(right):
        return False
    if has:
        value = "exists" if (sign, right.lower()) == ("==", "true") else None
    elif re.match(r"any\(|len\(", right):
        value = None
    elif right.startswith("pat("):
        value = f"~ {pattern(right)}" if sign == "==" and pattern(right) is not None else None
    else:
        value = comparison(sign, right)
    if value is None:
        return False
    expect_json(monitor, path, value)
    return True


def expect_json(monitor, path, value):
    """Expects a JSON value; a path has one expectation."""
    key = f"expect.json.{path}"
    if monitor.get(key) in (None, "exists", value):
        monitor.set(key, value)
    elif value != "exists":
        monitor.remark(f"only one condition on {path} is taken over, not {value}")
