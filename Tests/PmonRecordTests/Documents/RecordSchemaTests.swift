// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonRecord

/// `docs/record.schema.json` and the code name the same keys, results, reasons and ranges; real records are judged by it
/// in Tests/pipeline/schema.bats.
struct RecordSchemaTests {
    private let stored: [String: Any]
    private let properties: [String: [String: Any]]

    init() throws {
        let text = try ProjectFiles.text("docs/record.schema.json")
        let schema = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let definitions = try #require(schema?["$defs"] as? [String: Any])
        stored = try #require(definitions["stored"] as? [String: Any])
        properties = try #require(stored["properties"] as? [String: [String: Any]])
    }

    @Test func `it has the keys of a record, all of them and no others`() {
        #expect(Set(properties.keys) == Set(RecordKey.allCases.map(\.rawValue)))
    }

    @Test func `it has the results and reasons of the code`() {
        #expect(properties["result"]?["enum"] as? [String] == CheckResult.allCases.map(\.rawValue))
        #expect(properties["reason"]?["enum"] as? [String] == Reason.allCases.map(\.rawValue))
    }

    @Test func `it has the ranges of the code`() {
        for field in NumberField.all {
            let property = properties["\(field.key)"]
            #expect(property?["minimum"] as? Double == field.range.lowerBound, "\(field.key)")
            #expect(property?["maximum"] as? Double == field.range.upperBound, "\(field.key)")
            #expect(property?["type"] as? String == (field.isInteger ? "integer" : "number"))
        }
    }
}
