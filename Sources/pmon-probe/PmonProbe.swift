// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonProbe: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-probe",
        abstract: "Check HTTP addresses and write one record each.",
        discussion: ProbeManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Probing")
    var options: ProbeOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    var reloadsConfiguration: Bool { options.every != nil }

    init() {}

    init?(plain: PlainArguments) {
        var plain = plain
        guard let options = ProbeOptions(taking: &plain) else { return nil }
        self.options = options
        shared = SharedOptions(taking: &plain)
        guard plain.isEmpty else { return nil }
    }

    static func main() { ToolRunner.run(Self.self) }

    func check(_ configuration: Configuration) throws(ToolError) {
        guard options.addresses.isEmpty || shared.checkConfig else { return }
        try TargetList.check(configuration)
    }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try ProbeCommand(options: options, shared: shared, context: context).run()
    }
}
