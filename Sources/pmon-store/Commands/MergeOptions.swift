// SPDX-License-Identifier: MIT

import PmonTool

/// What the flags of merging say.
struct MergeOptions: Sendable {
    /// `--tee`.
    var tee = false
    /// `--follow`.
    var follow = false
    /// `--flush`.
    var flush = Duration.seconds(1)

    /// Nothing asked for.
    init() {}

    /// Those of an ordinary run.
    init(taking plain: inout PlainArguments) {
        tee = plain.take("--tee") != nil
    }
}
