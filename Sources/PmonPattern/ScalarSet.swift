// SPDX-License-Identifier: MIT

/// A set of Unicode scalars as sorted ranges that neither touch nor overlap.
struct ScalarSet: Equatable, Sendable {
    /// The ranges of scalar values.
    private(set) var ranges: [ClosedRange<UInt32>] = []

    /// All scalars; the surrogates between them never occur in text.
    static let all = ScalarSet([0...0x10FFFF])
    /// `\d`, `\w` and `\s`: ASCII, as in RE2.
    static let digits = ScalarSet([0x30...0x39])
    static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let spaces = ScalarSet([0x09...0x0D, 0x20...0x20])

    /// The union of ranges in any order.
    init(_ ranges: [ClosedRange<UInt32>] = []) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound &+ 1 {
                let upper = max(last.upperBound, range.upperBound)
                self.ranges[self.ranges.count - 1] = last.lowerBound...upper
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// The set of one scalar.
    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    /// What is in either.
    func union(_ other: ScalarSet) -> ScalarSet {
        ScalarSet(ranges + other.ranges)
    }

    /// What is not in it.
    var inverted: ScalarSet {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return ScalarSet(result)
    }

    /// With every letter also in its other case, as far as that is one scalar.
    ///
    /// Ranges beyond a thousand scalars (whole planes, negated sets) are taken to hold both cases already.
    var ignoringCase: ScalarSet {
        var more = ranges
        for range in ranges where range.count <= 1024 {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for text in [
                    scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
                ] {
                    let scalars = text.unicodeScalars
                    if let other = scalars.first, scalars.count == 1 {
                        more.append(other.value...other.value)
                    }
                }
            }
        }
        return ScalarSet(more)
    }
}
