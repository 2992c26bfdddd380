// SPDX-License-Identifier: MIT

private import Glibc

/// Keeps the lines of a process list that hold a marker, a bounded number of them.
struct MarkerFilter: Sendable {
    /// At most that many lines are kept.
    static let mostLines = 1000
    /// At most that many bytes of each.
    static let lineLimit = 1000

    /// The marker.
    let text: String
    private let marker: [UInt8]
    /// The marker as a list shows it that cannot print letters beyond ASCII; empty if it holds none.
    private let blurred: [[UInt8]]
    /// The lines that hold the marker, cleaned.
    private(set) var lines: [String] = []
    /// How many lines hold the marker, kept or not.
    private(set) var count = 0
    /// True if a line holds what may be the marker with its letters replaced.
    private(set) var hasBlurred = false

    /// A filter for a marker, which is literal text.
    init(marker: String) {
        text = marker
        self.marker = Array(marker.utf8)
        blurred = Self.blurred(marker)
    }

    /// Looks at one line without its newline.
    mutating func take(_ line: [UInt8]) {
        guard Self.contains(line, marker) else {
            if !hasBlurred { hasBlurred = blurred.contains { Self.contains(line, $0) } }
            return
        }
        count += 1
        if lines.count < Self.mostLines {
            lines.append(CleanText.line(line, limit: Self.lineLimit))
        }
    }

    /// True if the marker stands in a text.
    func holds(_ text: String) -> Bool { holds(Array(text.utf8)) }

    /// True if the marker stands in a line.
    func holds(_ line: [UInt8]) -> Bool { Self.contains(line, marker) }

    /// Forgets all lines: those before a list's header are a greeting.
    mutating func forget() {
        lines = []
        count = 0
        hasBlurred = false
    }

    /// The marker with each letter beyond ASCII as `?`, as one `?` for each of its bytes, and as octal numbers.
    private static func blurred(_ marker: String) -> [[UInt8]] {
        guard !marker.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
        let replacements: [(UnicodeScalar) -> String] = [
            { _ in "?" },
            { String(repeating: "?", count: UTF8.width($0)) },
            { String($0).utf8.map { "\\" + String($0, radix: 8) }.joined() },
        ]
        return replacements.map { replacement in
            marker.unicodeScalars.flatMap {
                $0.isASCII ? Array(String($0).utf8) : Array(replacement($0).utf8)
            }
        }
    }

    /// True if the marker stands in the line.
    static func contains(_ line: [UInt8], _ marker: [UInt8]) -> Bool {
        guard let first = marker.first else { return true }
        return line.withUnsafeBytes { hay in
            marker.withUnsafeBytes { needle in
                var start = 0
                while hay.count - start >= needle.count, let base = hay.baseAddress,
                    let wanted = needle.baseAddress,
                    let found = memchr(base + start, Int32(first), hay.count - start)
                {
                    let offset = UnsafeRawPointer(found) - base
                    guard hay.count - offset >= needle.count else { return false }
                    if memcmp(base + offset, wanted, needle.count) == 0 { return true }
                    start = offset + 1
                }
                return false
            }
        }
    }
}
