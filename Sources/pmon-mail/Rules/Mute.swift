// SPDX-License-Identifier: MIT

/// Why a check is muted: mails and events say nothing of it.
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
