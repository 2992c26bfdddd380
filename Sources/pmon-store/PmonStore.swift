// SPDX-License-Identifier: MIT

import ArgumentParser

@main
struct PmonStore: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pmon-store")
}
