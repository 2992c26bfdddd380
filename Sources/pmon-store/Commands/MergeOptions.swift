// SPDX-License-Identifier: MIT

import PmonTool

/// What the flags of merging say.
struct MergeOptions: OrdinaryOptions {
    /// `--tee`.
    var tee = false
    /// `--follow`.
    var follow = false
    /// `--flush`.
    var flush = Duration.seconds(1)
    /// `--data` and `--latest`.
    var files = FileOptions()

    /// Nothing asked for.
    init() {}

    /// Those of an ordinary run.
    init(taking plain: inout PlainArguments) {
        tee = plain.takes(.tee)
        files = FileOptions(taking: &plain)
    }
}
