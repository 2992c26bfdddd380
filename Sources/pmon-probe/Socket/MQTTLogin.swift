// SPDX-License-Identifier: MIT

import PmonText

/// The greeting of MQTT 3.1.1: CONNECT and its answer CONNACK.
///
/// libcurl's MQTT always wants a topic, and waits for a message of it.
/// https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html
final class MQTTLogin: ClientLogin {
    /// DISCONNECT, so that the broker does not take the client for lost.
    let farewell: [UInt8] = [0xE0, 0]
    private static let words = [
        1: "unacceptable protocol version", 2: "identifier rejected", 3: "server unavailable",
        4: "bad user name or password", 5: "not authorized",
    ]
    private static let replySize = 4

    let packet: [UInt8]
    private var reply: [UInt8] = []

    /// A login under a name of its own: a broker throws out whoever had the name before.
    init(user: String?, password: Secret?, name: String = MQTTLogin.uniqueName()) {
        var flags: UInt8 = 0x02
        var payload = Self.field(name)
        if let user {
            flags |= 0x80
            payload += Self.field(user)
            if let password {
                flags |= 0x40
                payload += Self.field(password.reveal())
            }
        }
        let rest = Self.field("MQTT") + [4, flags, 0, 60] + payload
        var length = rest.count
        var packet: [UInt8] = [0x10]
        repeat {
            packet.append(UInt8(length & 0x7F) | (length > 0x7F ? 0x80 : 0))
            length >>= 7
        } while length > 0
        self.packet = packet + rest
    }

    func take(_ piece: UnsafeRawBufferPointer) {
        reply += piece.prefix(Self.replySize - reply.count)
    }

    var verdict: LoginVerdict {
        guard reply.starts(with: [0x20, 2].prefix(reply.count)) else { return .foreign }
        guard reply.count == Self.replySize else { return .cut }
        let code = Int(reply[3])
        guard code != 0 else { return .accepted }
        return .refused(Self.words[code].map { "\(code) (\($0))" } ?? "\(code)")
    }

    private static func field(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(65_535))
        return [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
    }

    private static func uniqueName() -> String {
        "pmon-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}
