// SPDX-License-Identifier: MIT

import PmonTool

/// What the flags and arguments of pmon-ssh say.
struct SSHOptions: OrdinaryOptions {
    /// Keys of `[urls]` to check instead of reading input.
    var targets: [String] = []
    /// `--list`.
    var list = false
    /// `--evidence-only`.
    var evidenceOnly = false
    /// `--all`.
    var all = false
    /// `--concurrency`, 1 to 1000.
    var concurrency = 32

    /// Nothing asked for.
    init() {}

    /// Those of an ordinary run.
    init(taking plain: inout PlainArguments) {
        targets = plain.takeOperands()
    }
}
