// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonRecord
import PmonSystem
import PmonTool

/// `pmon-store export`.
struct ExportCommand: StoreSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print the history as records, one a line.",
        discussion: StoreManual.export
    )

    @Option(
        help: ArgumentHelp("Only records from this instant on.", valueName: "time"),
        transform: InstantArgument.reading
    )
    var since: InstantArgument?

    @Option(
        help: ArgumentHelp("Only records before this instant.", valueName: "time"),
        transform: InstantArgument.reading
    )
    var until: InstantArgument?

    @Option(
        help: ArgumentHelp(
            "Only this address; a pattern with * and ? is possible. Can be repeated.",
            valueName: "url"
        )
    )
    var url: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only this result: SUCCESS, APPLICATION_ERROR or EXCEPTION_ERROR. Can be repeated.",
            valueName: "result"
        )
    )
    var result: [ResultArgument] = []

    @OptionGroup
    var flags: StoreFlags

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let now = Timestamp.now()
        let filter = ExportFilter(
            since: since?.instant(now: now),
            until: until?.instant(now: now),
            urls: url,
            results: Set(result.map(\.result))
        )
        let settings = try StoreSettings(context.configuration, files)
        return try Export(
            settings.paths,
            latest: settings.latest,
            filter: filter,
            log: context.log
        ).run()
    }
}

/// A result as flags spell it, case ignored.
struct ResultArgument: ExpressibleByArgument {
    let result: CheckResult

    init?(argument: String) {
        guard let result = CheckResult(rawValue: argument.uppercased()) else { return nil }
        self.result = result
    }
}
