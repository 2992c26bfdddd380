// SPDX-License-Identifier: MIT

/// How the shell of a machine ended (RFC 4254 section 6.10).
enum ShellEnding: Equatable {
    case status(Int)
    /// The name of a signal without `SIG`.
    case signal(String)
    /// `ssh` ends with 255 for a signal as well, and for failures of its own, of which it says more.
    case status255
    /// Nobody said.
    case unknown

    /// What it means where the commands have not come to their end.
    ///
    /// libssh2 does not tell a status of 0 from none.
    var text: String {
        switch self {
        case .status(0): "its shell ended before the commands did, and reported no error"
        case .status(let status): "its shell ended with status \(status) before the commands did"
        case .signal(let name): "signal \(name) ended its shell before the commands did"
        case .status255: "its shell ended before the commands did, by a signal or with status 255"
        case .unknown: "its shell ended before the commands did"
        }
    }
}
