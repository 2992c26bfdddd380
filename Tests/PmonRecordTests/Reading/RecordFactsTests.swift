// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct RecordFactsTests {
    @Test func `the instant is read from at, else from time as local time`() {
        #expect(
            facts(#"{"at":1700000000.25,"time":"x"}"#).at == Timestamp(seconds: 1_700_000_000.25)
        )
        #expect(
            facts(#"{"time":"2026-11-22 17:23:49.000001"}"#).at
                == Timestamp(local: "2026-11-22 17:23:49.000001")
        )
        #expect(facts(#"{"time":"yesterday"}"#).at == nil)
    }

    @Test func `run and result are read, other types are absent`() {
        #expect(facts(#"{"run":5,"result":"SUCCESS"}"#).run == 5)
        #expect(facts(#"{"run":5,"result":"SUCCESS"}"#).result == .success)
        #expect(facts(#"{"run":"5","result":"FINE"}"#).run == nil)
        #expect(facts(#"{"run":"5","result":"FINE"}"#).result == nil)
    }

    @Test func `a key is read however it is spelled, and the last one counts`() {
        let record = facts(
            #"{"at":1,"\u0061t":2,"\u0072un":3,"resul\u0074":"SUCCESS","\u0063lock":"ahead"}"#
        )
        #expect(record.at == Timestamp(seconds: 2))
        #expect(record.run == 3 && record.result == .success && record.isAhead)
    }

    @Test func `two records of one scan are the same only with target and place`() {
        let record = facts(#"{"run":5,"target":"url.1","place":"x"}"#)
        #expect(record.isSame(as: facts(#"{"place":"x","target":"url.1","run":5,"more":1}"#)))
        #expect(!record.isSame(as: facts(#"{"run":5,"target":"url.2","place":"x"}"#)))
        #expect(!record.isSame(as: facts(#"{"run":6,"target":"url.1","place":"x"}"#)))
        #expect(!facts("{}").isSame(as: facts("{}")))
    }

    private func facts(_ record: String) -> RecordFacts {
        Array(record.utf8).withUnsafeBytes { RecordFacts($0) }
    }
}
