// SPDX-License-Identifier: MIT

import PmonConfig
import TestSupport

@testable import pmon_ssh

/// Configurations and inventories out of the text of an ini file.
enum Configurations {
    /// The configuration of a file with that content.
    static func load(_ text: String, in folder: TemporaryFolder) throws -> Configuration {
        try Configuration.load(try folder.write("pmon.ini", text))
    }

    /// The inventory of a file with that content, for an account `local` without keys of its own.
    static func inventory(_ text: String, agentSocket: String? = nil) throws -> Inventory {
        let folder = try TemporaryFolder()
        return Inventory(
            try load(text, in: folder),
            environment: LoginEnvironment(user: "local", home: nil, agentSocket: agentSocket)
        )
    }
}
