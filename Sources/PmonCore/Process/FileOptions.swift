// SPDX-License-Identifier: MIT

package import ArgumentParser

/// The flags of the tools that read or write the result files.
package struct FileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Data file instead of the configured one.", valueName: "file"))
    package var data: String?

    @Option(help: ArgumentHelp("Latest file instead of the configured one.", valueName: "file"))
    package var latest: String?

    /// The flags with their defaults.
    package init() {}

    /// The flags of an ordinary run.
    package init(taking plain: inout PlainArguments) {
        data = plain.take("--data")
        latest = plain.take("--latest")
    }
}
