// SPDX-License-Identifier: MIT

import PmonHistory
import Testing

struct RecordIdentityTests {
    @Test(arguments: [
        (
            #"{"run":1,"target":"a","place":"b","x":1}"#,
            #"{"place":"b","target":"\u0061","run":1,"x":2}"#
        ),
        (#"{"time":"t","message":404}"#, #"{"message":404,"time":"t"}"#),
        (#"{"a":{"b":1,"c":[2]}}"#, #"{ "a" : { "c" : [ 2 ], "b" : 1 } }"#),
        (#"{"url":"u","n":1}"#, #"{"n":1}"#),
    ])
    func `the same record in two spellings`(one: String, other: String) {
        #expect(identity(one) == identity(other))
    }

    @Test(arguments: [
        (#"{"run":1}"#, #"{"run":2}"#), (#"{"run":1}"#, #"{"run":1,"target":"a"}"#),
        (#"{"run":1,"target":"a"}"#, #"{"run":1,"place":"a"}"#), (#"{"run":1}"#, #"{"time":"t"}"#),
        (#"{"time":"t","message":404}"#, #"{"time":"t","message":"404"}"#),
        (#"{"n":[1,2]}"#, #"{"n":[2,1]}"#),
        (#"{"run":1,"target":"a","place":"b"}"#, #"{"run":1,"target":"b","place":"a"}"#),
    ])
    func `different records`(one: String, other: String) {
        #expect(identity(one) != identity(other))
    }

    private func identity(_ record: String) -> RecordIdentity {
        Array(record.utf8).withUnsafeBytes { RecordIdentity($0) }
    }
}
