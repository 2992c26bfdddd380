// SPDX-License-Identifier: MIT

extension ProcessState {
    /// Why a list without the marker does not say that nothing runs; nil if it does.
    static func doubt(
        on scan: ScanResult,
        _ command: String,
        _ words: ListCommand,
        _ filter: MarkerFilter,
        _ view: ProcessView
    ) -> String? {
        if filter.hasBlurred { return "the process list shows '?' in place of letters" }
        if words.origin == .services {
            if scan.lineCount == 0, words.isQuiet {
                return "'\(command)' prints nothing, and its complaints are thrown away"
            }
            let report = ServiceReport(words, lines: [], status: scan.errors.status)
            return report.isRunning
                ? "'\(command)' ended with status 0, as where the service runs, without '\(filter.text)'"
                : nil
        }
        if view.isHidden, !scan.hasInit {
            return "the machine hides processes of other users from this one"
        }
        if scan.showsAncestors, !scan.hasInit, !view.isHidden {
            return "the process list lacks process 1"
        }
        let holders = view.holders(of: filter)
        if !scan.isNumbers, let holder = holders.first(where: { mayShow(scan, $0, view) }) {
            return "'\(command)' shows \(sentence(holder, view)) without '\(filter.text)'"
        }
        // A command alone has a status that says how it ended; of a pipe, only its last part has.
        let isTrusted = words.origin == .processes && words.isSimple && !scan.isNumbers
        guard words.isCut || !isTrusted && (scan.isNumbers || !scan.showsProcesses(view)) else {
            return nil
        }
        if let holder = holders.first {
            return scan.isNumbers
                ? "'\(command)' prints numbers alone, while \(sentence(holder, view)) runs"
                : "'\(command)' does not show \(sentence(holder, view))"
        }
        guard words.origin == .other, words.isQuiet else { return nil }
        return "'\(command)' shows no processes, and its complaints are thrown away"
    }

    /// True if a list may show a process that holds the marker, though none of its lines does.
    private static func mayShow(_ scan: ScanResult, _ process: Int, _ view: ProcessView) -> Bool {
        let arguments = view.arguments[process]?.text.split(separator: " ").first ?? ""
        let program = arguments.split(separator: "/").last ?? ""
        let name = view.processes[process]?.name ?? ""
        return scan.mayShow(process, names: [name, String(arguments), String(program)])
    }

    /// A process in words.
    private static func sentence(_ process: Int, _ view: ProcessView) -> String {
        let text = view.arguments[process]?.text ?? ""
        return "process \(process), '\(CleanText.line(text.utf8, limit: 100))'"
    }
}
