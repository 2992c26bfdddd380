// SPDX-License-Identifier: MIT

private import CSSH2
private import Glibc

/// What a server says in words for people: before its greeting, as banner of the login, when it disconnects.
///
/// libssh2 1.10 reads past all three. The object outlives its session, which shows the banner only when it is freed.
final class PeerWords {
    /// Maximum number of bytes kept of the beginning: greeting and algorithms are 1 to 3 KiB.
    private static let openingLimit = 16 * 1024
    /// Maximum length of one text in a message.
    private static let textLimit = 300

    /// The first bytes that came, until keys are exchanged.
    private(set) var opening: [UInt8] = []
    private var isOpening = true
    private var farewell = ""
    private var banner = ""

    /// Takes bytes as they come.
    func hear(_ bytes: UnsafeRawBufferPointer) {
        guard isOpening else { return }
        opening += bytes.prefix(Self.openingLimit - opening.count)
    }

    /// Forgets the beginning: what follows is encrypted.
    func endOpening() {
        isOpening = false
        opening = []
    }

    /// Takes the text of SSH_MSG_DISCONNECT (RFC 4253 section 11.1).
    func takeFarewell(_ bytes: UnsafeRawBufferPointer) {
        farewell = Self.line(bytes)
    }

    /// Looks whether a block that libssh2 frees is a packet with SSH_MSG_USERAUTH_BANNER (RFC 4252 section 5.4):
    /// its length must be that of a message, a language tag, the padding and a MAC.
    func look(atFreed block: UnsafeMutableRawPointer) {
        let header = 5
        let size = pmon_block_size(block)
        guard size > header, block.load(as: UInt8.self) == 53 else { return }
        let bytes = UnsafeRawBufferPointer(start: block, count: size)
        guard let length = Self.integer(bytes, 1), header + length + 4 <= size,
            let language = Self.integer(bytes, header + length)
        else { return }
        let rest = size - header - length - 4 - language
        guard (Self.leastRest...Self.mostRest).contains(rest) else { return }
        let text = UnsafeRawBufferPointer(rebasing: bytes[header..<(header + length)])
        let line = Self.line(text)
        if !line.isEmpty { banner = line }
    }

    /// At least 4 bytes of padding and the 32 of the shortest MAC that is offered.
    private static let leastRest = 36
    /// At most 255 bytes of padding, 64 of the longest MAC, and what malloc adds.
    private static let mostRest = 255 + 64 + 64

    private static func integer(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        return bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// True if the server has said why it disconnects.
    var hasFarewell: Bool { !farewell.isEmpty }

    /// True if an OpenSSH server says in place of its greeting that too many are logging in.
    var sayFull: Bool { foreword.contains("MaxStartups") }

    /// What stands before the greeting, or instead of it.
    private var foreword: String {
        let lines = opening.split(separator: 0x0A).prefix { !$0.starts(with: "SSH-".utf8) }
        let text = Self.line(Array(lines.joined(separator: [0x20])))
        // Noise is no word.
        return text.unicodeScalars.contains("\u{FFFD}") ? "" : text
    }

    /// Text of several lines as one.
    private static func line(_ bytes: some Collection<UInt8>) -> String {
        let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return CleanText.line(words.joined(separator: [0x20]), limit: textLimit)
    }

    /// All of it in one sentence, to be read after what happened; empty if the server has said nothing.
    var sentence: String {
        let texts = [foreword, farewell, banner].filter { !$0.isEmpty }
        return texts.isEmpty ? "" : "; the server says: \(texts.joined(separator: " / "))"
    }
}
