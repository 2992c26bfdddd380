// SPDX-License-Identifier: MIT

import PmonRecord

/// Why a machine could not be looked into: a stable kind and a sentence without secrets.
struct VisitFailure: Error, Equatable {
    /// The classes of failures, each with the `reason` of a record.
    enum Kind: CaseIterable {
        /// The name does not resolve.
        case name
        /// Nobody listens at the port.
        case refused
        /// There is no way to the machine.
        case unreachable
        /// The time limit has run out.
        case timeout
        /// The connection was cut.
        case reset
        /// What answers does not speak SSH as it should.
        case protocolError
        /// The machine is not the one it should be, or cannot prove it.
        case hostKey
        /// The login was not accepted.
        case login
        /// The machine let pmon in, but did not run the commands.
        case commands
        /// pmon was told to stop.
        case stopped
        /// A setting cannot be used.
        case config

        /// The record's class of failure.
        ///
        /// A server that is not who it should be counts as `certificate`, a login
        /// that is not accepted as `refused`.
        var reason: Reason {
            switch self {
            case .name: .dns
            case .refused, .login: .refused
            case .unreachable: .unreachable
            case .timeout, .stopped: .timeout
            case .reset: .reset
            case .protocolError, .commands: .protocolError
            case .hostKey: .certificate
            case .config: .config
            }
        }
    }

    let kind: Kind
    /// What happened, to be read after the machine's name.
    let text: String

    /// A failure of that kind.
    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
