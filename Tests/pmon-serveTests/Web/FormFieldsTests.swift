// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct FormFieldsTests {
    @Test func `names and values are decoded`() {
        let fields = FormFields("q=a+b%26%C3%A4&empty=&bare&q=second&=x")
        #expect(fields["q"] == "a b&ä")
        #expect(fields["empty"] == nil && fields["bare"] == nil)
        #expect(fields["none"] == nil)
    }

    @Test(arguments: ["%", "%4", "%zz", "100%"])
    func `a percent sign that begins nothing stays`(text: String) {
        #expect(PercentCoding.decode(text) == text)
    }

    @Test func `bytes that are no UTF-8 become a sign`() {
        #expect(PercentCoding.decode("a%FFb") == "a\u{FFFD}b")
    }

    @Test func `only so many fields are taken`() {
        let text = (0..<1000).map { "a\($0)=1" }.joined(separator: "&")
        #expect(FormFields(text).pairs.count == 32)
    }

    @Test func `encoding can be undone`() {
        let text = "a b&c=d%ä/?#\u{0}"
        #expect(PercentCoding.decode(FormFields.encode(text)) == text)
    }
}
