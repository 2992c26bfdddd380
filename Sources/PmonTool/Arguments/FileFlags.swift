// SPDX-License-Identifier: MIT

package import ArgumentParser

/// The flags of the tools that read or write the result files, as the argument parser reads them.
package struct FileFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Data file instead of the configured one.", valueName: "file"))
    package var data: String?

    @Option(help: Self.latestHelp)
    package var latest: String?

    /// The help of `--latest`, which pmon-mail has without `--data`.
    package static let latestHelp = ArgumentHelp(
        "Latest file instead of the configured one.",
        valueName: "file"
    )

    package init() {}

    /// The values of the flags.
    package var options: FileOptions { FileOptions(data: data, latest: latest) }
}
