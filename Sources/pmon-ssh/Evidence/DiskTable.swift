// SPDX-License-Identifier: MIT

/// The file systems of the output of `df`, of which there may be more than the evidence has room for.
struct DiskTable: Sendable {
    /// At most that many file systems are looked at.
    private static let most = 20_000

    private(set) var usages: [DiskUsage] = []
    /// True if lines have two shares, of space and of inodes, as `df -i` of BSD and macOS prints them.
    private var hasTwoShares = false
    /// A device that stands on a line of its own, because its name is too long for its column.
    private var device: String?

    /// Takes one line without its newline.
    mutating func take(_ line: [UInt8]) {
        let text = CleanText.line(line, limit: TextSection.lineLimit)
        if text.contains("%iused") { hasTwoShares = true }
        guard usages.count < Self.most else { return }
        defer { device = text.contains(" ") ? nil : text }
        let whole = text.first == " " ? device.map { $0 + text } ?? text : text
        if let usage = DiskUsage(whole, isSecond: hasTwoShares) { usages.append(usage) }
    }
}
