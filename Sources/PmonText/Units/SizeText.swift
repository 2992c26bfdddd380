// SPDX-License-Identifier: MIT

/// Sizes as users write them: `512KiB`, `10 MiB`, `1.5GB`; a bare number is bytes.
package enum SizeText {
    /// Bytes in each unit; the first ones of a size are used to write it.
    private static let units: [(name: String, bytes: Int)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1), ("GB", 1_000_000_000),
        ("MB", 1_000_000), ("KB", 1000), ("G", 1 << 30), ("M", 1 << 20), ("K", 1 << 10),
    ]

    /// The form of a size, for messages.
    package static let form = "a size such as 512KiB or 10 MiB"

    /// Reads a size in bytes, rounded to whole ones; nil for anything else.
    ///
    /// Units are read without case.
    package static func parse(_ text: some StringProtocol) -> Int? {
        guard let (number, unit) = Quantity.split(text) else { return nil }
        guard
            let scale = unit.isEmpty
                ? 1 : units.first(where: { $0.name.lowercased() == unit })?.bytes
        else { return nil }
        let bytes = (number * Double(scale)).rounded()
        return bytes < 9e18 ? Int(bytes) : nil
    }

    /// The size in the largest binary unit that leaves it whole, for example `8 MiB`.
    package static func format(_ bytes: Int) -> String {
        for unit in units.prefix(3) where bytes != 0 && bytes % unit.bytes == 0 {
            return "\(bytes / unit.bytes) \(unit.name)"
        }
        return "\(bytes) B"
    }
}
