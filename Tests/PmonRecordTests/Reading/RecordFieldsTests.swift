// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import PmonRecord

struct RecordFieldsTests {
    private func total(_ timing: String) -> Double? {
        Array("{\"timing\":\(timing)}".utf8).withUnsafeBytes { RecordFields($0).total }
    }

    @Test(
        arguments: [
            (#"{"total":41.5}"#, 41.5), (#"{"dns":1,"total":7}"#, 7), (#"{"total":7,"dns":1}"#, 7),
            (#"{ "dns" : 1 , "total" : 7 }"#, 7), (#"{"total":5,"total":7}"#, 7),
            (#"{"total":7,"x":{"total":5}}"#, 7), (#"{"x":{"total":5},"total":7}"#, 7),
            (#"{"x\"total":7}"#, nil), (#"{"x,\"total":7}"#, nil), (#"{"total":"7"}"#, nil),
            (#"{"t\u006ftal":7}"#, 7), (#"{"total":-7}"#, nil), (#"{"total":1e3}"#, 1000),
            (#"{"total":1e300}"#, nil), ("{}", nil), ("[7]", nil), ("7", nil),
            (#""total\":7}""#, nil),
        ] as [(String, Double?)]
    )
    func `the duration is found wherever it stands`(timing: String, expected: Double?) {
        #expect(total(timing) == expected)
    }

    @Test func `keys mean what they are, however they are spelled`() {
        let text = #"{"\u0061t":5,"r\u0065sult":"\u0053UCCESS","cl\u006fck":"ahead","\"logs":1}"#
        Array(text.utf8).withUnsafeBytes { bytes in
            let fields = RecordFields(bytes)
            #expect(fields.seconds == 5)
            #expect(fields.result == .success)
            #expect(fields.isAhead)
            #expect(!fields.hasEvidence)
        }
    }

    @Test(arguments: ["[]", "{", "", "1", #"{"at":}"#, #"{"at":1}x"#])
    func `a text that is not an object is an error`(text: String) {
        Array(text.utf8).withUnsafeBytes { #expect(RecordFields($0).error != nil) }
    }

    @Test func `each field is found by its key`() throws {
        for field in RecordFields.Field.allCases {
            let key = try #require(RecordKey.allCases.first { "\($0)" == "\(field)" })
            Array("{\"x\":1,\"\(key.rawValue)\":7}".utf8).withUnsafeBytes { bytes in
                for other in RecordFields.Field.allCases {
                    #expect(RecordFields(bytes)[other]?.int == (other == field ? 7 : nil))
                }
            }
        }
    }
}
