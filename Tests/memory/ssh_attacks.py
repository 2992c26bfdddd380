# SPDX-License-Identifier: MIT
"""What attacks an SSH client: greetings, packets before the key exchange is done, and messages after it (RFC 4250 ff.)."""
import os

GREETING = b"SSH-2.0-Hostile\r\n"


def text(value, length=None):
    return (len(value) if length is None else length).to_bytes(4, "big") + value


def packet(payload, length=None, padding=None):
    """An unencrypted packet, with a wrong length or padding where one is given."""
    pad = 8 - (5 + len(payload)) % 8 + 8 if padding is None else padding
    size = 1 + len(payload) + pad if length is None else length
    return size.to_bytes(4, "big") + bytes([pad & 255]) + payload + b"\0" * (pad if padding is None else 16)


def kexinit(**lists):
    names = ["kex", "key", "cipher", "cipher", "mac", "mac", "compression", "compression", "language", "language"]
    usual = {"kex": b"curve25519-sha256,ecdh-sha2-nistp256", "key": b"ssh-ed25519,ecdsa-sha2-nistp256", "cipher": b"aes256-ctr,aes128-ctr", "mac": b"hmac-sha2-256", "compression": b"none", "language": b""}
    usual.update({name: value.encode("latin-1") for name, value in lists.items()})
    return b"\x14" + b"c" * 16 + b"".join(text(usual[name]) for name in names) + b"\0" * 5


WILD = [0, 5, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]
KEY = text(b"ssh-ed25519") + text(b"k" * 32)
SIGNATURE = text(b"ssh-ed25519") + text(b"s" * 64)
EXCHANGED = GREETING + packet(kexinit())

# Before the keys are exchanged: what is sent after the client's greeting.
EARLY = [
    b"", b"\n" * 5000, b"SSH-1.5-old\r\n", b"SSH-2.0-" + b"x" * 9000 + b"\r\n", b"SSH-2.0-\0\0\r\n", b"line\r\n" * 500 + GREETING, b"SSH-2.0-x\r" + b"y" * 300,
    *[GREETING + packet(kexinit(), length=size) for size in WILD], *[GREETING + packet(kexinit(), padding=size) for size in (0, 3, 255)],
    *[GREETING + packet(bytes([kind])) for kind in (0, 1, 2, 3, 4, 5, 20, 21, 30, 31, 50, 80, 94, 255)],
    *[GREETING + packet(b"\x14" + b"c" * 16 + text(b"x", length=size)) for size in WILD], GREETING + packet(b"\x14" + b"c" * 3), GREETING + packet(kexinit()[:60]),
    *[GREETING + packet(kexinit(**{name: value})) for name in ("kex", "key", "cipher", "mac", "compression") for value in ("", "none-such", ",,,", "a" * 20_000, "\0\xff")],
    GREETING + packet(b"\x01" + (2).to_bytes(4, "big") + text(b"bye", length=0xFFFFFFFF)), GREETING + packet(b"\x01\0"), GREETING + packet(b"\x04\x01" + text(b"d", length=0x7FFFFFFF)), GREETING + packet(b"\x04"),
    GREETING + b"\xff" * 70_000,
]

# The answer to the client's half of the key exchange.
LATE = [
    EXCHANGED + packet(b"\x1f" + rest) for rest in [
        b"", text(KEY), text(KEY) + text(b"f" * 32), text(b"") + text(b"") + text(b""), text(KEY) + text(b"f" * 32) + text(SIGNATURE), text(KEY) + text(b"") + text(SIGNATURE), text(KEY) + text(b"\0" * 32) + text(SIGNATURE),
        text(text(b"ssh-ed25519") + text(b"k")) + text(b"f" * 32) + text(SIGNATURE), text(text(b"ssh-rsa") + text(b"\x03") + text(b"n" * 9)) + text(b"f" * 32) + text(SIGNATURE),
        text(text(b"ecdsa-sha2-nistp256") + text(b"nistp256") + text(b"\x04" + b"q" * 64)) + text(b"f" * 32) + text(SIGNATURE), text(KEY) + text(b"f" * 32) + text(text(b"ssh-ed25519") + text(b"s", length=0xFFFFFFFF)),
        *[text(KEY, length=size) for size in WILD], *[text(KEY) + text(b"f" * 32, length=size) for size in WILD], *[text(KEY) + text(b"f" * 32) + text(SIGNATURE, length=size) for size in WILD],
        *[text(text(b"ssh-ed25519", length=size) + b"k" * 40) + text(b"f" * 32) + text(SIGNATURE) for size in WILD],
    ]
] + [EXCHANGED + packet(b"\x15"), EXCHANGED + packet(b"\x1f" + os.urandom(300)), EXCHANGED + packet(b"\x15") + b"\xee" * 9000, EXCHANGED + packet(kexinit()) * 20]

# Messages of the encrypted connection, at the login and once a command was asked for.
LOGIN = [
    b"\x33", b"\x33" + text(b"password", length=0xFFFFFFFF), b"\x33" + text(b"") + b"\0", b"\x33" + text(b"publickey," * 3000) + b"\0", b"\x34", b"\x35", b"\x35" + text(b"b", length=0xFFFFFFFF), b"\x35" + text(b"b" * 30_000) + text(b""),
    b"\x35" + text(b"\x1b[31m\0") + text(b"en"), b"\x3c", b"\x3c" + text(b"ssh-ed25519", length=0x80000000), b"\x3c" + text(b"n") + text(b"i") + text(b"l") + b"\xff\xff\xff\xff" + text(b"prompt"),
    b"\x3c" + text(b"n", length=0xFFFFFFFF), b"\x3c" + text(b"") * 3 + (1).to_bytes(4, "big") + text(b"p", length=0xFFFFFF), b"\x01", b"\x06", b"\x07", b"\x14", b"\x50", b"\x5e", b"\xff",
]
CHANNEL = [
    *[bytes([kind]) for kind in (1, 2, 3, 4, 6, 7, 21, 31, 50, 52, 80, 81, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 127, 192, 255)],
    *[b"\x5e\0\0\0\0" + text(b"data", length=size) for size in WILD], *[b"\x5f\0\0\0\0\0\0\0\x01" + text(b"data", length=size) for size in WILD], b"\x5e\0\0\0\x63" + text(b"data"), b"\x5e\xff\xff\xff\xff" + text(b"data"),
    b"\x5d\0\0\0\0\0", b"\x5d\0\0\0\0\xff\xff\xff\xff", b"\x5d\0\0\0\x63\0\0\0\x01", b"\x60\0", b"\x61\0", b"\x61\0\0\0\x63", b"\x60\0\0\0\x63",
    *[b"\x62\0\0\0\0" + text(b"exit-status", length=size) for size in WILD], b"\x62\0\0\0\0" + text(b"exit-status"), b"\x62\0\0\0\0" + text(b"exit-status") + b"\0", b"\x62\0\0\0\0" + text(b"exit-status") + b"\0\0\0",
    *[b"\x62\0\0\0\0" + text(b"exit-signal") + b"\0" + text(b"KILL", length=size) for size in WILD], b"\x62\0\0\0\0" + text(b"exit-signal"), b"\x62\0\0\0\0" + text(b"none-such") + b"\x01",
    b"\x5a" + text(b"x11", length=0xFFFFFFFF), b"\x5a" + text(b"x11") + b"\0\0\0\x01", b"\x5a" + text(b"forwarded-tcpip") + b"\0" * 12 + text(b"h", length=0x7FFFFFFF), b"\x5a" + text(b"auth-agent@openssh.com") + b"\0" * 12,
    b"\x50" + text(b"keepalive@openssh.com", length=0xFFFFFFFF), b"\x50" + text(b"keepalive@openssh.com") + b"\x01", b"\x5b\0\0\0\0", b"\x5c\0\0\0\0\0\0\0\x01" + text(b"no", length=0xFFFFFFFF), b"\x01\0\0\0\x02" + text(b"bye", length=0xFFFFFFFF),
    b"\x14" + b"c" * 10, kexinit(kex="none-such"), b"\x04\x01" + text(b"debug", length=0xFFFFFFFF), b"\x07\0\0\0\x01" + text(b"server-sig-algs", length=0xFFFFFFFF),
]
