// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct NearestNameTests {
    @Test(arguments: [
        ("timout", "timeout"), ("timeuot", "timeout"), ("Timeout", "timeout"), ("retry", nil),
        ("urls", nil),
        ("x", nil), ("", nil), ("http.prot", "http.port"), ("completely.else", nil),
    ])
    func `the nearest name is one of few edits`(name: String, nearest: String?) {
        let known = ["timeout", "retries", "ip", "http.port", "http.bind"]
        #expect(NearestName.of(name, among: known) == nearest)
    }

    @Test func `of equally near names the first is taken`() {
        #expect(NearestName.of("cat", among: ["bat", "hat"]) == "bat")
        #expect(NearestName.of("hat", among: ["bat", "hat"]) == "hat")
    }

    @Test func `a name of absurd length is near to none`() {
        let long = String(repeating: "a", count: 300)
        #expect(NearestName.of(long, among: [long]) == nil)
    }
}
