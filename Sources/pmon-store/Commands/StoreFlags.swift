// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonTool

/// The flags of pmon-store and of all its subcommands.
struct StoreFlags: ParsableArguments {
    @OptionGroup(title: "Files")
    var files: FileFlags

    @OptionGroup(title: "Shared")
    var shared: SharedFlags
}

/// A subcommand of pmon-store, which does its work itself.
protocol StoreSubcommand: Tool, ToolWork where Work == Self {
    var flags: StoreFlags { get }
}

extension StoreSubcommand {
    var files: FileOptions { flags.files.options }

    var shared: SharedOptions { flags.shared.options }
}
