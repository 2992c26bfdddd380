// SPDX-License-Identifier: MIT

/// Why nobody is to hear of a check now.
enum Mute: Equatable, Sendable {
    /// Planned maintenance: the name of the window.
    case maintenance(String)
    /// A silence: the line of the silence file.
    case silence(String)

    /// True for planned maintenance.
    var isMaintenance: Bool {
        if case .maintenance = self { true } else { false }
    }
}
