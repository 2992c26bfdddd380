// SPDX-License-Identifier: MIT

/// Comparison whose duration tells nothing of where two secrets differ.
enum ConstantTime {
    /// Whether both are the same; the time depends on the length of `given` alone.
    static func equal(_ given: String, _ expected: String) -> Bool {
        let given = Array(given.utf8)
        let expected = Array(expected.utf8)
        var difference = UInt(bitPattern: given.count ^ expected.count)
        for (index, byte) in given.enumerated() {
            let other = expected.isEmpty ? ~byte : expected[index % expected.count]
            difference |= UInt(byte ^ other)
        }
        return difference == 0
    }
}
