// SPDX-License-Identifier: MIT

/// The request of TLS over a plain connection of LDAP (RFC 4511 section 4.14).
///
/// libcurl 7.88 takes such an upgrade for done that never began. So pmon asks, and libcurl begins TLS over the same
/// connection when the server has agreed.
final class LDAPUpgrade: ClientLogin {
    private static let name = Array("1.3.6.1.4.1.1466.20037".utf8)

    let packet = LDAPReply.element(
        0x30,
        [2, 1, 1] + LDAPReply.element(0x77, LDAPReply.element(0x80, name))
    )
    /// The connection goes on.
    let farewell: [UInt8] = []
    private var reply = LDAPReply(tag: 0x78)

    func take(_ piece: UnsafeRawBufferPointer) { reply.take(piece) }

    var verdict: LoginVerdict { reply.verdict }

    /// True if more came than the answer: anybody could have sent it, and it would count as said over TLS.
    var saysMore: Bool { reply.hasMore }
}
