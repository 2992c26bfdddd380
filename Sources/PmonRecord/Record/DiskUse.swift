// SPDX-License-Identifier: MIT

/// How full a file system is, as `df` says.
package struct DiskUse: Equatable, Sendable {
    /// Where it is mounted.
    package let mount: String
    /// Percent in use.
    package let percent: Int
    /// Whether it is full by nature: pmon-ssh says so below the output, and loop devices and optical discs are.
    var isImage = false

    /// Percent from which a file system is marked.
    package static let alarm = 90
    /// Begins a line that names a file system which cannot fill up.
    private static let sealedMark = "cannot fill up: "

    /// A remark beside the share; empty for none.
    package var alarm: String {
        guard percent >= Self.alarm, !isImage else { return "" }
        return percent >= 100 ? "full" : "nearly full"
    }

    /// The file systems of the output of `df`; lines that are none are left out.
    package static func parse(_ text: String) -> [DiskUse] {
        let lines = text.split(separator: "\n")
        let sealed = Set(
            lines.filter { $0.hasPrefix(sealedMark) }.map { $0.dropFirst(sealedMark.count) }
        )
        return lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(where: { $0.hasSuffix("%") && $0.count > 1 }),
                let percent = Int(words[index].dropLast()), (0...100).contains(percent),
                index + 1 < words.count
            else { return nil }
            let mount = words[(index + 1)...].joined(separator: " ")
            return DiskUse(
                mount: mount,
                percent: percent,
                isImage: sealed.contains(mount[...])
                    || (sealed.isEmpty
                        && (line.hasPrefix("/dev/loop") || line.hasPrefix("/dev/sr")))
            )
        }
    }
}
