// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText

/// What a server says line by line: its greeting, and its replies to what libcurl says to it.
final class ServerLines {
    /// Bytes of all lines; libcurl has a limit of its own, but none for each protocol.
    static let most = FailureMessage.mostHeaderBytes
    /// Bytes of a line that are kept.
    private static let longest = 512

    /// When the first line came.
    private(set) var began: Monotonic?
    /// The beginning of all that was said.
    private(set) var start: BodyStart
    private var greeting: FileGreeting?
    private var first: [UInt8] = []
    private var last: [UInt8] = []

    /// Nothing said yet; `limit` bytes are kept to be shown, and no more is heard once a `greeting` is whole.
    init(limit: Int, until greeting: FileGreeting? = nil) {
        start = BodyStart(limit: limit)
        self.greeting = greeting
    }

    /// True if there was too much.
    var isEndless: Bool { start.total > Self.most }

    /// True if the greeting that is to be heard is whole.
    var hasGreeting: Bool { greeting?.isWhole ?? false }

    /// Takes a line; false if that is enough, or too much.
    func take(_ line: UnsafeRawBufferPointer) -> Bool {
        start.take(line)
        if line.contains(where: { $0 > 0x20 }) { last = Array(line.prefix(Self.longest)) }
        if began == nil {
            began = .now()
            first = last
        }
        greeting?.take(line)
        return !isEndless && !hasGreeting
    }

    /// The last line, for people; nil if there was none.
    ///
    /// A reply of IMAP stands without its tag, which libcurl chooses anew for each connection: the same failure reads the same.
    func lastLine(of scheme: AddressScheme) -> String? {
        let isTagged =
            (scheme == .imap || scheme == .imaps) && last.count > 5 && last[4] == 0x20
            && (0x41...0x5A).contains(last[0])
            && last[1...3].allSatisfy { (0x30...0x39).contains($0) }
        let line = isTagged ? last[5...] : last[...]
        let text = String(decoding: line, as: UTF8.self).onOneLine.trimmed
        return text.isEmpty ? nil : text
    }

    /// True if the server was logged in to, as far as libcurl may leave that out.
    func endsWithLogin(_ scheme: AddressScheme) -> Bool {
        switch scheme {
        // RFC 4954 section 6: the one reply that says so.
        case .smtp, .smtps: last.starts(with: "235".utf8)
        // A server that takes the client for known asks for no login.
        case .imap, .imaps: !first.starts(with: "* PREAUTH".utf8)
        default: true
        }
    }
}
