// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct CurlGlobalTests {
    @Test func `the library can be prepared more than once`() throws {
        try CurlGlobal.prepare()
        try CurlGlobal.prepare()
    }

    @Test func `the version has at least two numbers`() {
        let numbers = CurlGlobal.version.split(separator: ".")
        #expect(numbers.count >= 2)
        #expect(numbers.first.flatMap { Int($0) } ?? 0 >= 7)
    }
}
