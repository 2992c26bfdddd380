// SPDX-License-Identifier: MIT

import ArgumentParser

/// Flags of pmon-serve alone.
struct ServeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Port to listen on, 0 for a free one; over http.port.",
            valueName: "port"
        )
    )
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "Address to listen on, 0.0.0.0 or :: for all; over http.bind.",
            valueName: "address"
        )
    )
    var bind: String?

    @Flag(
        name: .customLong("no-mail"),
        help: "Leave the button out that scans and mails."
    )
    var noMail = false

    @Flag(help: "Print the page as one static HTML file and leave.")
    var once = false

    func validate() throws {
        if let port, !(0...65_535).contains(port) {
            throw ValidationError("--port is a number from 0 to 65535, not \(port)")
        }
    }
}
