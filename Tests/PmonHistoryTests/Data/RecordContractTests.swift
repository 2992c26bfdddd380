// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import PmonHistory

/// The reader of a record's fields, and what the decoded record says.
struct RecordContractTests {
    @Test func `the reader says what the decoded record says`() throws {
        var differences: [String] = []
        for text in OddRecords.all {
            let bytes = Array(text.utf8)
            let object = try bytes.withUnsafeBytes { try JSONParser.decode($0).object }
            let expected = values(Record(members: try #require(object, "\(text)")))
            bytes.withUnsafeBytes { bytes in
                var reader = FieldReader()
                // Alone, and after a record of the same spelling.
                let all = [
                    RecordFields(bytes), reader.fields(of: bytes), reader.fields(of: bytes),
                ]
                for found in all.map(values) where found != expected {
                    differences.append("\(text): \(zip(found, expected).filter { $0 != $1 })")
                }
            }
        }
        #expect(differences == [])
    }

    private func values(_ fields: RecordFields) -> [String] {
        let values: [Any?] = [
            fields.url?.text, fields.seconds, fields.at, fields.run, fields.of, fields.result,
            fields.target, fields.name, fields.total, fields.since, fields.streak, fields.previous,
            fields.outage,
            fields[.verdict]?.string, fields[.monitor]?.string, fields.error,
        ]
        let flags = [fields.hasMessage, fields.isAhead, fields.hasEvidence]
        return (values + flags).map { "\($0, default: "none")" }
    }

    private func values(_ record: Record) -> [String] {
        let name = CheckName(
            target: record.target.map { Array($0.utf8) },
            place: record.place.map { Array($0.utf8) }
        )
        let since = record.number(.since).map(Timestamp.init(seconds:))
        let previous = record[.previous]?.string.flatMap(CheckResult.init(rawValue:))
        let evidence = [RecordKey.ssh, .logs, .memory, .fileSystem].contains {
            record[$0].map { $0 != .null } ?? false
        }
        let values: [Any?] = [
            record.url, record.number(.at), record.at, record.run, record.of, record.result,
            record.target, name, record.milliseconds, since, record.integer(.streak), previous,
            record.number(.outage).map(Timestamp.init(seconds:)),
            record[.verdict]?.string, record[.monitor]?.string, nil,
        ]
        let flags = [record.message != nil, record[.clock]?.string == "ahead", evidence]
        return (values + flags).map { "\($0, default: "none")" }
    }

    @Test(arguments: [true, false])
    func `a line is taken if the decoded record has all that it needs`(checksNumbers: Bool) {
        var intake = RecordIntake(checksNumbers: checksNumbers)
        var differences: [String] = []
        for text in OddRecords.all {
            let problem: String?
            do throws(JSONError) {
                let record = try Record(line: Array(text.utf8))
                problem = record.seedProblem ?? (checksNumbers ? record.numberProblem : nil)
            } catch {
                problem = error.description
            }
            Array(text.utf8).withUnsafeBytes { bytes in
                do throws(RecordIntake.Problem) {
                    _ = try intake.fields(of: bytes)
                    if let problem { differences.append("\(text): \(problem)") }
                } catch  where error.description != problem {
                    differences.append("\(text): \(error)")
                } catch {}
            }
        }
        #expect(differences == [])
    }
}
