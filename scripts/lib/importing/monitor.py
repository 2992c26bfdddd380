# SPDX-License-Identifier: MIT
"""What a monitor is, however it was written down."""

import json
import re
import sys
import urllib.parse

# Addresses that pmon checks, by the scheme of the other monitor.
SCHEMES = {"http": "http", "https": "https", "tcp": "tcp", "tls": "tls", "icmp": "ping", "ping": "ping",
           "smtp": "smtp", "smtps": "smtps"}
# Keys that have a meaning without HTTP: with every scheme, with a connection, with TLS.
EVERYWHERE = {"timeout", "every", "after", "recover", "expect.time", "slow", "ip"}
CONNECTION = EVERYWHERE | {"expect.body", "proxy", "send"}
TLS = {"insecure", "ca", "cert", "key", "cert.warn"}
MAIL = EVERYWHERE | TLS | {"proxy", "user", "pwd"}
MEANINGS = {"ping": EVERYWHERE, "tcp": CONNECTION, "tls": CONNECTION | TLS, "smtp": MAIL | {"tls"}, "smtps": MAIL}
# Settings that other monitors write down for every kind of check.
USUAL = {"method", "follow", "expect.status"}
SECRET_WORD = re.compile(r"auth|pass|login", re.IGNORECASE)
SECRET_HEADER = re.compile(r"authori[sz]ation|token|secret|api.?key|password|cookie|credential", re.IGNORECASE)


def fail(status, message):
    print(f"pmon-import: error: {message}", file=sys.stderr)
    sys.exit(status)


def one_line(text):
    """A text without anything that moves the cursor or ends the line."""
    return "".join(letter if letter.isprintable() else " " for letter in str(text))[:200]


class Remarks:
    """What could not be taken over."""

    def __init__(self):
        self.lines = []

    def add(self, name, text):
        line = f"{one_line(name)}: {one_line(text)}"
        if line not in self.lines:
            self.lines.append(line)
            print(f"pmon-import: {line}", file=sys.stderr)


REMARKS = Remarks()


class Monitor:
    """One address with its settings, as pmon names them."""

    def __init__(self, name, url, group=""):
        self.name = str(name or "").strip()
        self.url = url
        self.group = str(group or "").strip()
        self.settings = []
        # What its settings belong to, if others share them.
        self.origin = ""
        self.has_secrets = "@" in urllib.parse.urlsplit(url).netloc

    def remark(self, text):
        REMARKS.add(self.origin or self.name or self.url, text)

    def set(self, key, value, secret=False):
        """Notes a setting; one that an ini file cannot hold is told instead."""
        value = str(value)
        if any(letter in value for letter in "\n\r\0") or value != value.strip():
            self.remark(f"{key}: a value with line ends, or blanks at its ends, does not fit into an ini file")
            return
        if value == "":
            return
        scheme = self.url.split(":", 1)[0]
        if key not in MEANINGS.get(scheme, {key}):
            if key not in USUAL:
                self.remark(f"{key} is not taken over: it has no meaning for {scheme}")
            return
        if key in ("body", "pwd", "bearer", "send") or key.startswith("header."):
            if not secret and value.startswith(("env:", "file:")):
                self.remark(f"{key}: begins with {value.split(':')[0]}:, which pmon would take for a place to read it from")
                return
        self.settings = [pair for pair in self.settings if pair[0] != key] + [(key, value)]

    def set_secret(self, key, value):
        """A password or token: ${NAME} is read from the environment by pmon as well."""
        value = "" if value is None else str(value)
        match = re.fullmatch(r"\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?", value)
        if match:
            self.set(key, f"env:{match.group(1)}", secret=True)
        elif value:
            if re.search(r"\$\{[A-Za-z_]\w*\}", value):
                self.remark(f"{key}: a variable within a text is not taken over: put the whole value into a variable, {key} = env:NAME")
            self.has_secrets = True
            self.set(key, value)

    def set_header(self, name, value):
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", str(name)):
            self.remark(f"header {name}: not a name of a header")
        elif str(name).lower() in ("content-length", "transfer-encoding"):
            self.remark(f"header {name}: pmon sends its own")
        elif SECRET_HEADER.search(str(name)):
            self.set_secret(f"header.{name}", value)
        else:
            self.set(f"header.{name}", value)

    def set_send(self, text):
        """What is said over a connection; every line end fits, as \\n."""
        named = {"\\": r"\\", "\r": r"\r", "\n": r"\n", "\t": r"\t"}
        last = len(text) - 1
        self.set("send", "".join(
            named.get(letter) or (f"\\x{ord(letter):02x}" if ord(letter) < 32 or letter == " " and place in (0, last) else letter)
            for place, letter in enumerate(text)))
        self.has_secrets = self.has_secrets or bool(SECRET_WORD.search(text))

    def remark_others(self, prefix, settings, known):
        """Says which of the settings are none of the known ones, unless they say nothing."""
        for key, value in settings.items():
            if key not in known and value not in (None, "", [], {}) and str(value).lower() != "false":
                self.remark(f"{prefix}{key} is not taken over")

    def get(self, key):
        return dict(self.settings).get(key)

    def set_method(self, method, has_body=False):
        method = str(method or "GET").upper()
        if method != ("POST" if has_body else "GET"):
            self.set("method", method)

    def set_body(self, body):
        """A body; JSON of several lines becomes one line, which means the same."""
        body = str(body)
        if "\n" in body.strip():
            try:
                body = json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":"))
            except ValueError:
                pass
        self.set("body", body.strip())


def literal(text):
    """A regular expression that a text fits which holds this one."""
    escaped = re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", text)
    escaped = escaped.replace("\n", r"\n").replace("\r", r"\r").replace("\t", r"\t")
    # An ini file drops blanks at the ends.
    escaped = re.sub(r"^ | $", r"\\x20", escaped)
    return escaped


def ranges(statuses):
    """Statuses as pmon writes them: 200-299,404."""
    parts, statuses = [], sorted(statuses)
    while statuses:
        first = last = statuses.pop(0)
        while statuses and statuses[0] == last + 1:
            last = statuses.pop(0)
        parts.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(parts)


def seconds(value, default=None):
    """Seconds of a duration such as 1m30s or 30; None for none."""
    if value is None or value == "":
        return default
    if isinstance(value, (int, float)):
        return float(value)
    units = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
    parts = re.findall(r"([0-9.]+)(ns|us|µs|ms|s|m|h|d|w)", str(value))
    if not parts or "".join(number + unit for number, unit in parts) != str(value):
        return default
    return sum(float(number) * units[unit] for number, unit in parts)


def duration(value):
    """A number of seconds as pmon writes it."""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        if value >= size and value % size == 0:
            return f"{int(value // size)}{unit}"
    return f"{max(1, round(value * 1000))}ms"


def address(url, name):
    """The address as pmon checks it; None, told, for one that it does not check."""
    scheme = url.split(":", 1)[0].lower() if "://" in url else ""
    if scheme not in SCHEMES:
        REMARKS.add(name, f"left out: pmon does not check {scheme or url}{'://' if scheme else ''}")
        return None
    url = SCHEMES[scheme] + url[len(scheme):]
    if SCHEMES[scheme] in MEANINGS:
        # Others ignore what follows.
        url = url.rstrip("/")
    # As browsers and the others write it.
    url = url.strip().replace(" ", "%20")
    if re.search(r"[\s\x00-\x1f\x7f]", url) or not has_host(url):
        REMARKS.add(name, "left out: not an address")
        return None
    return url


def has_host(url):
    try:
        parts = urllib.parse.urlsplit(url)
        return bool(parts.hostname) and "%20" not in parts.netloc and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False


def mapping(value):
    return value if isinstance(value, dict) else {}


def truth(value):
    """Go takes yes and on for true where a truth value is wanted."""
    return value is True or str(value).lower() in ("yes", "on", "y", "true")


def sequence(value):
    return value if isinstance(value, list) else []


def dotted(path):
    """a.b[0].c as pmon names it: a.b.0.c; None for what is more than names and numbers."""
    path = re.sub(r"\[([0-9]+)\]", r".\1", path).lstrip(".")
    return path if path and re.fullmatch(r"[^\s\[\]()*?@$'\"=]+", path) else None
