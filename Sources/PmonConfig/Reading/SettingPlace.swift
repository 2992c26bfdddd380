// SPDX-License-Identifier: MIT

/// The line of the configuration file on which a key stands.
package struct SettingPlace: Equatable, Sendable {
    /// The key as it is written, without `url.XX.`.
    let key: String
    /// The line, from 1.
    let line: Int

    /// A key on that line.
    package init(key: String, line: Int) {
        self.key = key
        self.line = line
    }
}

extension [SettingPlace] {
    /// The line of a key; one that differs by case alone counts if no other is there.
    package func line(of key: String) -> Int? {
        let place = first { $0.key == key } ?? first { $0.key.lowercased() == key.lowercased() }
        return place?.line
    }
}
