// SPDX-License-Identifier: MIT

/// Finds the end of the greeting of FTP: the reply to `USER`, which comes before any password is sent.
struct FileGreeting {
    /// Sees TLS begin, where it is to begin; nil elsewhere.
    let upgrade: CertificateCapture?
    /// Replies that came since TLS began, or else since the greeting.
    private var replies = 0
    /// True if the greeting itself was a refusal.
    private var isTurnedAway = false
    /// True once the server has answered `USER`, by letting the client in, asking for more or refusing it.
    private(set) var isWhole = false

    /// Nothing came yet.
    init(upgrade: CertificateCapture?) { self.upgrade = upgrade }

    /// Looks at a line; those within a reply have a hyphen after the number, or no number.
    mutating func take(_ line: UnsafeRawBufferPointer) {
        guard line.count > 3, line.prefix(3).allSatisfy({ (0x30...0x39).contains($0) }),
            line[3] == 0x20
        else { return }
        if let upgrade, !upgrade.hasBegun { return }
        let number = line.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        if upgrade == nil, replies == 0, number / 100 != 2 { isTurnedAway = true }
        replies += 1
        guard !isTurnedAway, replies == (upgrade == nil ? 2 : 1) else { return }
        isWhole = [230, 232, 331, 332, 336, 530].contains(number)
    }
}
