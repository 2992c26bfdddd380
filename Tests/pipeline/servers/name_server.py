# SPDX-License-Identifier: MIT
"""A name server for 127.0.0.1:53 of a network namespace, with what name servers do wrong (RFC 1035)."""
import socket
import struct
import threading

TYPES = {1: "A", 28: "AAAA"}


def name_of(packet, place):
    labels = []
    while packet[place]:
        labels.append(packet[place + 1:place + 1 + packet[place]].decode("ascii", "replace"))
        place += packet[place] + 1
    return ".".join(labels).lower(), place + 1


def packed_name(name):
    return b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split(".")) + b"\0"


def entry(name, kind, data):
    return packed_name(name) + struct.pack(">HHIH", kind, 1, 0, len(data)) + data


def packed_address(kind, text):
    return socket.inet_pton(socket.AF_INET if kind == "A" else socket.AF_INET6, text)


class NameServer:
    """Answers by `zone`: a name and its records {"A": [...], "AAAA": [...]}, or one of

    "silent", "drop-aaaa" (silent for AAAA alone), "fail" (SERVFAIL), "refuse", "loop" (two aliases of one another),
    "chain" (aliases without end), "garbage", "truncated" (to be asked again by TCP), "truncated-silent" (TCP is closed).
    A name that is not in it does not exist. `asked` counts the questions by name.
    """

    def __init__(self, zone):
        self.zone, self.asked = zone, {}
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 53))
        self.tcp = socket.create_server(("127.0.0.1", 53), backlog=64)
        for serve in (self.serve_udp, self.serve_tcp):
            threading.Thread(target=serve, daemon=True).start()

    def answer(self, packet, is_udp):
        name, end = name_of(packet, 12)
        kind = TYPES.get(struct.unpack(">H", packet[end:end + 2])[0], "")
        self.asked[name] = self.asked.get(name, 0) + 1
        records = self.zone.get(name)
        how, records = (records.get("how", ""), records) if isinstance(records, dict) else (records, {})
        code, flags, answers = 0, 0x8180, []
        if records == {} and how is None:
            code = 3
        elif how == "silent" or (how == "drop-aaaa" and kind == "AAAA"):
            return None
        elif how == "fail":
            code = 2
        elif how == "refuse":
            code = 5
        elif how == "garbage":
            return packet[:2] + b"\x81\x80" + b"\xff" * 40
        elif how == "loop":
            answers = [entry(name, 5, packed_name("x" + name)), entry("x" + name, 5, packed_name(name))]
        elif how == "chain":
            answers = [entry(f"{n}.{name}" if n else name, 5, packed_name(f"{n + 1}.{name}")) for n in range(60)]
        elif how.startswith("truncated") and is_udp:
            flags |= 0x0200
        elif how == "truncated-silent":
            return None
        if not (flags & 0x0200 or answers or code) and kind:
            answers = [entry(name, 1 if kind == "A" else 28, packed_address(kind, text)) for text in records.get(kind, [])]
        data = struct.pack(">HHHHHH", *struct.unpack(">H", packet[:2]), flags | code, 1, len(answers), 0, 0) + packet[12:end + 4] + b"".join(answers)
        if is_udp and len(data) > 512:
            data = struct.pack(">HHHHHH", *struct.unpack(">H", packet[:2]), flags | 0x0200, 1, 0, 0, 0) + packet[12:end + 4]
        return data

    def serve_udp(self):
        while True:
            packet, peer = self.udp.recvfrom(4096)
            data = self.answer(packet, True)
            if data:
                self.udp.sendto(data, peer)

    def serve_tcp(self):
        while True:
            connection, _ = self.tcp.accept()
            threading.Thread(target=self.converse, args=(connection,), daemon=True).start()

    def converse(self, connection):
        with connection:
            try:
                connection.settimeout(20)
                while len(size := connection.recv(2, socket.MSG_WAITALL)) == 2:
                    packet = connection.recv(struct.unpack(">H", size)[0], socket.MSG_WAITALL)
                    data = self.answer(packet, False)
                    if not data:
                        return
                    connection.sendall(struct.pack(">H", len(data)) + data)
            except OSError:
                pass
