// SPDX-License-Identifier: MIT

import ArgumentParser

@main
struct PmonProbe: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pmon-probe")
}
