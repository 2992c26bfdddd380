// SPDX-License-Identifier: MIT

private import Glibc
import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem

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

    /// True to look at every record, and not only at those that others than pmon-store may have written.
    let isThorough: Bool
    private var intake = RecordIntake()

    init(isThorough: Bool = false) {
        self.isThorough = isThorough
    }

    /// Appends a record of the data file, the `head` of its address in front.
    mutating func append(
        _ record: UnsafeRawBufferPointer,
        head: [UInt8],
        to lines: inout [UInt8]
    ) -> Outcome {
        let start = lines.count
        RecordLine.append(record, head: head, to: &lines)
        let isLong = lines.count - start > LineReader.standardLimit
        // The store's own mark may make it too long. The next store judges the record anew.
        if isLong {
            var line = Array(lines[start...])
            ClockRule.removeMark(&line)
            lines.replaceSubrange(start..., with: line)
        }
        guard isThorough || isLong || Self.mayBeOdd(record),
            let problem = problem(of: lines[start...])
        else {
            return .asItIs
        }
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

    /// False for a record as pmon-store itself wrote it, which stdin has taken before.
    ///
    /// It has `at`, which the older pmon knew nothing of, and no escapes. To check those as well would double the cost of an export.
    private static func mayBeOdd(_ record: UnsafeRawBufferPointer) -> Bool {
        guard let base = record.baseAddress, record.count >= 8,
            memchr(base, Int32(UInt8(ascii: "\\")), record.count) == nil
        else { return true }
        for index in 0...(record.count - 4) {
            // "at" with its quotes, in memory order.
            if (base + index).loadUnaligned(as: UInt32.self) == 0x2274_6122 { return false }
        }
        return true
    }

    /// Why stdin would not take a line; nil if it would.
    private mutating func problem(of line: ArraySlice<UInt8>) -> String? {
        guard line.count <= LineReader.standardLimit else {
            return RecordIntake.Problem.tooLong.description
        }
        return line.withUnsafeBytes { bytes in
            do throws(RecordIntake.Problem) {
                _ = try intake.fields(of: bytes)
                return nil
            } catch {
                return error.description
            }
        }
    }
}
