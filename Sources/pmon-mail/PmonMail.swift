// SPDX-License-Identifier: MIT

import ArgumentParser

@main
struct PmonMail: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pmon-mail")
}
