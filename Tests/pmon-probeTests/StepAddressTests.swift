// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText
import Testing

@testable import pmon_probe

struct StepAddressTests {
    private func filled(_ address: String, _ value: String) throws -> String {
        let text = StepText(address, names: ["v"])
        let values = ["v": CapturedValue(secret: Secret(value), reason: .json)]
        return try StepAddress(text).filled(with: values).address
    }

    @Test(arguments: [
        ("http://a/{v}", "1", "http://a/1"), ("http://a/x/{v}/y", "a/b", "http://a/x/a%2Fb/y"),
        ("http://a?q={v}", "a&b", "http://a?q=a%26b"),
        ("http://a/{+v}", "/x/1?y=2", "http://a/x/1?y=2"),
        ("http://a/{+v}", "x", "http://a/x"), ("http://a/x{+v}", "/y", "http://a/x/y"),
        ("http://a/#{v}", "x", "http://a/#x"),
        ("http://a/{v}", "\r\nX: 1", "http://a/%0D%0AX%3A%201"),
        ("http://u:p@a/{v}", "@b", "http://u:p@a/%40b"),
        ("http://a/{+v}", "//b/c", "http://a//b/c"), ("http://a/{v}", "...", "http://a/..."),
        ("http://a/?{v}", "..", "http://a/?.."),
    ])
    func `values stand in the path and the query`(address: String, value: String, result: String)
        throws
    {
        #expect(try filled(address, value) == result)
    }

    @Test(arguments: [
        "http://{v}/", "http://a{v}/", "http://a:{v}/", "{v}", "{v}://a/", "http://{v}@a/",
        "http://a{+v}", "http:/{v}/a",
    ])
    func `a placeholder in front of the path is refused`(address: String) {
        #expect(throws: AddressError.self) { try filled(address, "x") }
    }

    @Test(arguments: [
        ("http://a/items/{v}", ".."), ("http://a/items/{v}", "."), ("http://a/{+v}", "/x/../y"),
        ("http://a/{+v}", "%2e%2E/y"),
        ("http://a/.{v}", "."), ("http://a/{+v}", "x/%2e./y"), ("http://a/{v}", "x/../y"),
    ])
    func `a value cannot lead to another folder`(address: String, value: String) {
        let problem = #expect(throws: StepProblem.self) { try filled(address, value) }
        #expect(problem?.reason == .json)
    }
}
