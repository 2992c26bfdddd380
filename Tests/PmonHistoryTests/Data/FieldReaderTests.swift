// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import PmonHistory

struct FieldReaderTests {
    private static let members: [[String]] = [
        [#""at":12.5"#, #""at":12.75"#, #""at":2"#, #""at":"2""#, #""\u0061t":9"#],
        [#""result":"SUCCESS""#, #""result":"APPLICATION_ERROR""#, #""result":null"#],
        [#""timing":{"dns":1,"total":10}"#, #""timing":{"dns":1,"total":90}"#, #""timing":null"#],
        [#""message":"HTTP 503""#, #""message":"HTTP 500""#, #""message":"ü""#, #""message":404"#],
        [#""time":"2026-11-22 17:20:01.000000""#, #""time":"2026-11-22 17:19:59.000000""#],
        [#""logs":"1""#, #""logs":null"#, #""clock":"ahead""#, #""memory":"2""#],
    ]

    @Test(arguments: 0..<20)
    func `fields are the same whatever was read before`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var order = Self.members
        var texts: [String] = []
        for _ in 0..<200 {
            if Int.random(in: 0..<10, using: &random) == 0 { order.shuffle(using: &random) }
            let members = order.compactMap {
                Int.random(in: 0..<9, using: &random) == 0 ? nil : $0.randomElement(using: &random)
            }
            texts.append("{" + members.joined(separator: ",") + "}")
        }
        texts += ["{}", "[]", "{", #"{"at":1}x"#, #"{"at":1}"#]
        // In one piece, so that all stay where they are.
        let all = Array(texts.joined().utf8)
        all.withUnsafeBytes { bytes in
            var reader = FieldReader()
            var start = 0
            for text in texts {
                let end = start + text.utf8.count
                let record = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                #expect(text == Self.text(reader.fields(of: record), text), "\(text)")
                start = end
            }
        }
    }

    /// The record itself if what was read of it is what a reading of it alone finds.
    private static func text(_ fields: RecordFields, _ text: String) -> String {
        Array(text.utf8).withUnsafeBytes { bytes in
            describe(fields) == describe(RecordFields(bytes)) ? text : describe(fields)
        }
    }

    private static func describe(_ fields: RecordFields) -> String {
        guard fields.error == nil else { return "none" }
        return RecordFields.Field.allCases.map { field in
            fields[field].map { String(decoding: $0.rawValue, as: UTF8.self) } ?? "-"
        }.joined(separator: " ")
    }
}
