// SPDX-License-Identifier: MIT

/// What Python's zoneinfo says of clocks and windows.
package enum ZoneInfo {
    /// The lines of a table of the judge, split at tabs; throws what the judge complains of.
    package static func rows(_ table: String, seed: Int) throws -> [[String]] {
        let script = ProjectFiles.path("Tests/pipeline/maintenance/judge.py")
        let outcome = try ChildProcess.run("python3", [script, table, "\(seed)"])
        guard outcome.status == 0 else { throw Complaint(text: outcome.errors) }
        return outcome.text.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private struct Complaint: Error {
        let text: String
    }
}
