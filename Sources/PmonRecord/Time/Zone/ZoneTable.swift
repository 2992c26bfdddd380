// SPDX-License-Identifier: MIT

/// The offsets of one zone of the system's database: TZif of version 2 or newer, or of version 1.
///
/// https://www.rfc-editor.org/rfc/rfc9636
struct ZoneTable: Equatable, Sendable {
    /// Unix seconds at which the offset changes, ascending.
    private let changes: [Int64]
    /// The offset from each of them on.
    private let offsets: [Int64]
    /// The offset before the first of them.
    private let first: Int64
    /// The rule for the time after the last of them.
    private let rule: ZoneRule?

    /// The content of a file; nil if it is not TZif, or counts leap seconds.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes[...])
        guard var header = Header(&reader) else { return nil }
        var width = 4
        if header.version >= UInt8(ascii: "2") {
            reader.skip(header.length(width: 4))
            guard let second = Header(&reader) else { return nil }
            header = second
            width = 8
        }
        guard header.leaps == 0, header.types > 0 else { return nil }
        let changes = reader.integers(header.changes, width: width)
        let indexes = reader.integers(header.changes, width: 1)
        var types: [Int64] = []
        for _ in 0..<header.types {
            types += reader.integers(1, width: 4)
            reader.skip(2)
        }
        reader.skip(header.letters + header.standards + header.universals)
        guard !reader.isShort, types.count == header.types,
            indexes.allSatisfy({ types.indices.contains(Int($0)) }),
            zip(changes, changes.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.changes = changes
        offsets = indexes.map { types[Int($0)] }
        first = types[0]
        let text = width == 8 ? reader.line() : nil
        guard let text, !text.isEmpty else {
            rule = nil
            return
        }
        guard let rule = ZoneRule(text) else { return nil }
        self.rule = rule
    }

    /// Seconds ahead of UTC at an instant.
    func offset(at seconds: Int64) -> Int64 {
        guard let last = changes.last else { return rule?.offset(at: seconds) ?? first }
        if seconds >= last, let rule { return rule.offset(at: seconds) }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    /// The numbers of entries in the parts of a file.
    private struct Header {
        let version: UInt8
        let universals, standards, leaps, changes, types, letters: Int

        init?(_ reader: inout Reader) {
            guard reader.take(4).elementsEqual("TZif".utf8), let version = reader.take(1).first
            else { return nil }
            self.version = version
            reader.skip(15)
            let counts = reader.integers(6, width: 4).map { Int($0) }
            guard counts.count == 6, counts.allSatisfy({ 0...1_000_000 ~= $0 }) else { return nil }
            universals = counts[0]
            standards = counts[1]
            leaps = counts[2]
            changes = counts[3]
            types = counts[4]
            letters = counts[5]
        }

        /// Bytes of the data after the header if instants take that many.
        func length(width: Int) -> Int {
            changes * (width + 1) + types * 6 + letters + leaps * (width + 4) + standards
                + universals
        }
    }

    /// Reads the parts of a file; one that is too short yields less than asked for.
    private struct Reader {
        var bytes: ArraySlice<UInt8>
        var isShort = false

        mutating func take(_ count: Int) -> ArraySlice<UInt8> {
            isShort = isShort || bytes.count < count
            defer { bytes = bytes.dropFirst(count) }
            return bytes.prefix(count)
        }

        mutating func skip(_ count: Int) { _ = take(count) }

        /// Big-endian integers; those of one byte have no sign.
        mutating func integers(_ count: Int, width: Int) -> [Int64] {
            let part = take(count * width)
            return stride(from: part.startIndex, to: part.endIndex - width + 1, by: width).map {
                let bits = part[$0..<$0 + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                return switch width {
                case 8: Int64(bitPattern: bits)
                case 4: Int64(Int32(bitPattern: UInt32(truncatingIfNeeded: bits)))
                default: Int64(bits)
                }
            }
        }

        /// The text between the newlines at the end; nil if they are not there.
        mutating func line() -> String? {
            guard take(1).first == 0x0A, let end = bytes.firstIndex(of: 0x0A) else { return nil }
            return String(validating: bytes[..<end], as: UTF8.self)
        }
    }
}
