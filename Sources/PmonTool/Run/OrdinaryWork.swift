// SPDX-License-Identifier: MIT

/// What the flags of one tool say, as far as an ordinary run may give them.
package protocol OrdinaryOptions: Sendable {
    /// Takes those that the tool knows; nil if they do not go together.
    init?(taking plain: inout PlainArguments)
}

/// The work of a tool whose ordinary run does without the argument parser.
package protocol OrdinaryWork: ToolWork {
    associatedtype Options: OrdinaryOptions

    /// The work that a tool's own flags and the shared ones ask for.
    init(options: Options, shared: SharedOptions)
}

extension OrdinaryWork {
    /// The work of an ordinary run; nil if the arguments ask for more.
    init?(_ plain: PlainArguments) {
        var plain = plain
        guard let options = Options(taking: &plain) else { return nil }
        self.init(options: options, shared: SharedOptions(taking: &plain))
        guard plain.isEmpty else { return nil }
    }
}
