// SPDX-License-Identifier: MIT

import ArgumentParser

@main
struct PmonSsh: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pmon-ssh")
}
