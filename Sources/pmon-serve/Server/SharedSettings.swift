// SPDX-License-Identifier: MIT

import Synchronization

/// Settings that are replaced while others read them.
final class SharedSettings: Sendable {
    private let current: Mutex<Settings>

    /// Begins with these.
    init(_ settings: Settings) {
        current = Mutex(settings)
    }

    /// The settings in force.
    var value: Settings {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
