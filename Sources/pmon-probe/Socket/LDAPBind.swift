// SPDX-License-Identifier: MIT

import PmonText

/// The simple bind of LDAP 3 (RFC 4511 section 4.2), an anonymous one without a user.
///
/// libcurl 7.88 does not watch the socket while it binds.
final class LDAPBind: ClientLogin {
    let packet: [UInt8]
    /// Unbind, message 2.
    let farewell: [UInt8] = [0x30, 5, 2, 1, 2, 0x42, 0]
    private var reply = LDAPReply(tag: 0x61)

    /// A bind with the name of an entry and its password.
    init(user: String?, password: Secret?) {
        let name = LDAPReply.element(0x04, Array((user ?? "").utf8))
        let word = LDAPReply.element(0x80, Array((password?.reveal() ?? "").utf8))
        let bind = LDAPReply.element(0x60, [2, 1, 3] + name + word)
        packet = LDAPReply.element(0x30, [2, 1, 1] + bind)
    }

    func take(_ piece: UnsafeRawBufferPointer) { reply.take(piece) }

    var verdict: LoginVerdict { reply.verdict }
}
