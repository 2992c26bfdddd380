// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

struct JSONMembersTests {
    private struct Walk: Equatable {
        var members: [String] = []
        var error: JSONError?
    }

    @Test func `members come in their order, nested ones unopened`() {
        let walk = walk(#" { "a" : 1 , "b":{"a":[2]}, "c\u0064":"x\"y" } "#)
        #expect(walk.members == ["a=1", #"b={"a":[2]}"#, #"cd="x\"y""#])
        #expect(walk.error == nil)
    }

    @Test func `an empty object has no members`() {
        #expect(walk("{}") == Walk())
        #expect(walk(" { } ") == Walk())
    }

    @Test(arguments: [
        ("", JSONError(.unexpectedEnd, offset: 0)),
        ("[1]", JSONError(.notAnObject, offset: 0)),
        (#"{"a":1"#, JSONError(.unexpectedEnd, offset: 6)),
        (#"{"a":1,}"#, JSONError(.unexpectedByte(0x7D), offset: 7)),
        (#"{"a" 1}"#, JSONError(.unexpectedByte(0x31), offset: 5)),
        (#"{"a":tru}"#, JSONError(.unexpectedByte(0x7D), offset: 8)),
        (#"{"a":1}x"#, JSONError(.trailingBytes, offset: 7)),
    ])
    func `a fault ends the walk`(text: String, error: JSONError) {
        #expect(walk(text).error == error)
    }

    @Test func `keys and strings are compared by meaning`() {
        Array(#"{"r\u0065sult":"SUCC\u0045SS","n":-12,"f":1.5,"big":92233720368547758070}"#.utf8)
            .withUnsafeBytes { bytes in
                var members = JSONMembers(bytes)
                let result = members.next()
                #expect(result?.hasKey("result") == true)
                #expect(result?.hasKey("results") == false)
                #expect(result?.isString("SUCCESS") == true)
                #expect(result?.string == "SUCCESS")
                #expect(result?.int == nil)
                let number = members.next()
                #expect(number?.int == -12)
                #expect(number?.double == -12)
                #expect(number?.string == nil)
                let fraction = members.next()
                #expect(fraction?.int == nil)
                #expect(fraction?.double == 1.5)
                #expect(members.next()?.int == nil)
                #expect(members.next() == nil)
            }
    }

    @Test(arguments: [(JSONCursor.Strictness.strict, 64), (.grammar, 67)])
    func `files have room for the levels around a record`(
        strictness: JSONCursor.Strictness,
        limit: Int
    ) {
        for levels in [limit, limit + 1, 200] {
            // Objects and lists in turns, so that each level has to be remembered.
            let values = (1..<levels).map { $0.isMultiple(of: 2) ? #"{"a":"# : "[" }.joined()
            let ends = (1..<levels).reversed().map { $0.isMultiple(of: 2) ? "}" : "]" }.joined()
            Array(#"{"deep":\#(values)1\#(ends),"next":2}"#.utf8).withUnsafeBytes { bytes in
                var members = JSONMembers(bytes, strictness: strictness)
                #expect((members.next() != nil) == (levels <= limit))
                #expect((members.next()?.int == 2) == (levels <= limit))
                #expect((members.error != nil) == (levels > limit))
            }
        }
    }

    private func walk(_ text: String) -> Walk {
        Array(text.utf8).withUnsafeBytes { bytes in
            var walk = Walk()
            var members = JSONMembers(bytes)
            while let member = members.next() {
                walk.members.append(
                    "\(member.key)=\(String(decoding: member.rawValue, as: UTF8.self))"
                )
            }
            walk.error = members.error
            return walk
        }
    }
}
