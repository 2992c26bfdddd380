// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Makes a line that stdin takes of a record of the history, in which older programs may have left what it does not.
struct ExportLine {
    /// What became of a record.
    enum Outcome: Equatable {
        /// It stands there as it is in the history.
        case asItIs
        /// A lone surrogate became U+FFFD, or of a repeated key the last value was kept; why.
        case repaired(String)
        /// It stands there, but stdin does not take it; why.
        case notTaken(String)
    }

    private var check = RecordCheck()

    /// Appends a record of the data file, the `head` of its address in front.
    mutating func append(
        _ record: UnsafeRawBufferPointer,
        head: [UInt8],
        to lines: inout [UInt8]
    ) -> Outcome {
        let start = lines.count
        RecordLine.append(record, head: head, to: &lines)
        guard let problem = problem(of: lines[start...]) else { return .asItIs }
        // Decoding is what repairs: it has a value for every text that the grammar of a data file allows.
        guard case .object(var object)? = try? JSONParser.decode(record) else {
            return .notTaken(problem)
        }
        object["url"] = nil
        var repaired: [UInt8] = []
        let members = JSONWriter.bytes(.object(object))
        members.withUnsafeBytes { RecordLine.append($0, head: head, to: &repaired) }
        guard self.problem(of: repaired[...]) == nil else { return .notTaken(problem) }
        lines.replaceSubrange(start..., with: repaired)
        return .repaired(problem)
    }

    /// Why stdin would not take a line; nil if it would.
    private mutating func problem(of line: ArraySlice<UInt8>) -> String? {
        guard line.count <= LineReader.standardLimit else { return "longer than 1 MiB" }
        let result = line.withUnsafeBytes { bytes in
            Result { () throws(RecordCheck.Problem) in try check.url(of: bytes) }
        }
        guard case .failure(let problem) = result else { return nil }
        return problem.text
    }
}
