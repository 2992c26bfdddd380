// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

struct JSONErrorTests {
    @Test(arguments: [
        (JSONError(.unexpectedByte(0x7D), offset: 7), "unexpected '}' at byte 7"),
        (JSONError(.unexpectedByte(0), offset: 0), "unexpected byte 0x00 at byte 0"),
        (
            JSONError(.controlCharacter(0x1F), offset: 3),
            "unescaped control character byte 0x1f at byte 3"
        ),
        (JSONError(.tooDeep, offset: 64), "nesting over 64 levels at byte 64"),
    ])
    func `an error says what and where`(error: JSONError, text: String) {
        #expect(error.description == text)
    }
}
