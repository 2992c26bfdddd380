// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonSystem

/// Puts evidence into records, and makes records of evidence alone.
enum Enrichment {
    /// Members that are given up, in this order, where a line would become too long.
    private static let dispensable: [RecordKey] = [.logs, .memory, .fileSystem, .ssh]

    /// A failed record's line with the evidence in it; all its other members stay as they are.
    ///
    /// The line stays as it came if it has no room for evidence at all.
    static func line(_ original: [UInt8], with evidence: [(key: RecordKey, value: JSONValue)])
        -> [UInt8]
    {
        var record: Record
        do throws(JSONError) {
            record = try Record(line: original)
        } catch {
            return original
        }
        for key in [RecordKey.ssh, .fileSystem, .memory, .logs, .verdict] { record[key] = nil }
        for member in evidence { record[member.key] = member.value }
        var line = record.line()
        for key in dispensable where line.count > LineReader.standardLimit {
            record[key] = nil
            line = record.line()
        }
        return line.count > LineReader.standardLimit ? original : line
    }

    /// The evidence that stands for a visit that was not made, or could not be.
    static func excuse(_ text: String) -> [(key: RecordKey, value: JSONValue)] {
        [(.ssh, .strings([text])), (.verdict, .string(text))]
    }
}
