// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

struct NumberFieldTests {
    @Test func `what is not possible is absent`() {
        #expect(NumberField.at.number(1_764_000_000.5) == 1_764_000_000.5)
        #expect(NumberField.at.number(1_764_000_000_500) == nil)
        #expect(NumberField.at.number(-1) == nil)
        #expect(NumberField.at.number(.nan) == nil)
        #expect(NumberField.run.integer(1_764_000_000_500) == 1_764_000_000_500)
        #expect(NumberField.run.integer(.max) == nil)
        #expect(NumberField.size.integer((1 << 53) + 1) == nil)
        #expect(NumberField.status.integer(99) == nil)
        #expect(NumberField.status.integer(999) == 999)
        #expect(NumberField.days.number(-3_000_000) == -3_000_000)
        #expect(NumberField.total.number(1e12) == nil)
    }

    @Test(arguments: [
        (RecordKey.at, JSONValue.number(JSONNumber(validated: "1e300")), "0 to 253402300799"),
        (.run, .number(JSONNumber(validated: "1.5")), "an integer from 0"),
        (.run, .number(JSONNumber(validated: "99999999999999999999")), "an integer from 0"),
        (.of, .int(0), "an integer from 1 to 1000000000"),
        (.size, .int(-1), "9007199254740992"),
        (.streak, .number(JSONNumber(validated: "1e3")), "\"streak\""),
        (.timing, .object(["tls": .int(-4)]), "\"tls\" in \"timing\""),
        (.certificate, .object(["days": .int(5_000_000)]), "\"days\" in \"certificate\""),
    ])
    func `a problem names the field and what is expected`(
        key: RecordKey,
        value: JSONValue,
        words: String
    ) {
        var record = Record()
        record[key] = value
        #expect(record.numberProblem?.contains(words) == true)
        #expect(record.number(.at) == nil)
        #expect(record.run == nil)
        #expect(record.of == nil)
    }

    @Test func `other types are absent, and no problem`() {
        let record = Record(members: [
            "at": .string("1"), "run": .null, "status": .object([:]), "timing": .int(7),
            "certificate": .object(["days": .string("x")]),
            "of": .number(JSONNumber(validated: "7")),
        ])
        #expect(record.numberProblem == nil)
        #expect(record.number(.at) == nil)
        #expect(record.milliseconds == nil)
        #expect(record.integer(.status) == nil)
        #expect(record.of == 7)
    }
}
