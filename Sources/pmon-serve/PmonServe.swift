// SPDX-License-Identifier: MIT

import ArgumentParser

@main
struct PmonServe: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pmon-serve")
}
