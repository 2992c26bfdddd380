// SPDX-License-Identifier: MIT

/// The script of one visit, and what has come back of it.
struct ScriptExchange {
    /// The script for the machine's shell.
    let script: [UInt8]
    /// Takes the output of the script.
    var reader: SectionReader
    private let gathering: Gathering

    /// The script for a gathering, with frames that no output can guess.
    init(_ gathering: Gathering) {
        self.gathering = gathering
        let nonce = Self.nonce()
        script = Array(GatherScript.text(gathering, nonce: nonce).utf8)
        reader = SectionReader(gathering, nonce: nonce)
    }

    /// What the machine is at, to be read after `while`.
    var activity: String {
        switch reader.section {
        case nil where !reader.hasBegun:
            "its login shell was starting, as where ~/.bashrc or another start-up file hangs"
        case nil: "running the commands"
        case .scan(let index): "running '\(gathering.scans[index].command)'"
        case .arguments, .processes: "listing processes"
        case .memory: "reading /proc/meminfo"
        case .kernel: "reading the kernel's log"
        case .fileSystem, .inodes: "running 'df -P', as where a file system hangs"
        case .logs: "searching the logs"
        }
    }

    /// Why the script did not come to its end though its shell did.
    ///
    /// What carries the script may have words of its own, which do not tell why; nor does a home folder that is missing.
    func incomplete(
        _ ending: ShellEnding,
        telling isTelling: (String) -> Bool = { _ in true }
    ) -> VisitFailure {
        let words = reader.gathered.complaint.lines
            .filter { isTelling($0) && !$0.hasPrefix("Could not chdir to home directory ") }
            .joined(separator: " ")
        let text = ending.text
        return VisitFailure(.commands, words.isEmpty ? text : "\(text): \(words)")
    }

    /// 128 bits that no output can guess.
    private static func nonce() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }
}
