// SPDX-License-Identifier: MIT

package import ArgumentParser
package import PmonConfig

/// The flags that all five tools share, as the argument parser reads them.
package struct SharedFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Configuration file (default: $PMON_CONF, else pmon.ini, else the built-in defaults).",
            valueName: "file"
        )
    )
    package var conf: String?

    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "Lowest level to log: DEBUG, INFO, WARN, ERROR or FATAL.",
            valueName: "level"
        )
    )
    package var logLevel: LogLevel?

    @Flag(help: "Show only errors on stderr, no warnings.")
    package var quiet = false

    @Flag(
        name: .customLong("check-config"),
        help: "Check the configuration and exit with 0 or 78."
    )
    package var checkConfig = false

    @Flag(help: "Do not report what a check of the configuration has reported already.")
    package var checked = false

    @Option(
        help: ArgumentHelp(
            "Show the value of a setting and where it stands, and exit; can be repeated.",
            valueName: "key"
        )
    )
    package var show: [String] = []

    package init() {}

    /// The values of the flags.
    package var options: SharedOptions {
        SharedOptions(
            conf: conf,
            logLevel: logLevel,
            quiet: quiet,
            checkConfig: checkConfig,
            checked: checked,
            show: show
        )
    }
}

extension LogLevel: ExpressibleByArgument {
    /// The level a flag names; nil makes the flag's value wrong.
    package init?(argument: String) {
        self.init(name: argument)
    }
}
