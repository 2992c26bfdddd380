// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct DuplicateKeysTests {
    @Test(arguments: [
        #"{"a":1,"b":{"a":1,"b":2},"c":[{"a":1},{"a":2}]}"#, "[]", "1", #"{"é":1,"e\u0301":2}"#,
        #"{"":1," ":2}"#,
    ])
    func `different keys pass`(text: String) throws {
        try check(text)
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, 7), (#"[[{"x":{"y":1,"z":2,"\u0079":3}}]]"#, 20), (#"{"":1,"":2}"#, 6),
        (#"{"a/b":1,"a\/b":2}"#, 9),
    ])
    func `a key that comes twice in an object is found`(text: String, offset: Int) {
        #expect(throws: JSONError(.duplicateKey, offset: offset)) { try check(text) }
    }

    private func check(_ text: String) throws {
        try Array(text.utf8).withUnsafeBytes { try DuplicateKeys.check($0) }
    }
}
