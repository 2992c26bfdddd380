// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct PasswordMaskTests {
    @Test(arguments: [
        ("http://user:secret@host/", "http://user:***@host/"),
        ("cannot GET http://user:secret@host/ now", "cannot GET http://user:***@host/ now"),
        ("(url='https://u:secret@h/p')", "(url='https://u:***@h/p')"),
        ("no url, user@host", "no url, user@host"),
        ("http://host/?mail=a@b", "http://host/?mail=a@b"),
    ])
    func `a password in an address is masked wherever it stands`(text: String, masked: String) {
        #expect(PasswordMask.text(text) == masked)
    }

    @Test func `keys, lists and objects are masked as well`() {
        let value: JSONValue = .object([
            "http://a:secret@h/": .array([.string("http://b:secret@h/")])
        ])
        let text = String(decoding: JSONWriter.bytes(PasswordMask.value(value)), as: UTF8.self)
        #expect(text == #"{"http://a:***@h/":["http://b:***@h/"]}"#)
    }
}
