// SPDX-License-Identifier: MIT

/// The file systems of the output of `df`, of which there may be more than the evidence has room for.
struct DiskTable: Sendable {
    /// At most that many file systems are looked at.
    private static let most = 20_000

    private(set) var usages: [DiskUsage] = []
    /// True if lines have two shares, of space and of inodes, as `df -i` of BSD and macOS prints them.
    private var hasTwoShares = false

    /// Takes one line without its newline.
    mutating func take(_ line: [UInt8]) {
        let text = CleanText.line(line, limit: TextSection.lineLimit)
        if text.contains("%iused") { hasTwoShares = true }
        guard usages.count < Self.most else { return }
        if let usage = DiskUsage(text, isSecond: hasTwoShares) { usages.append(usage) }
    }
}
