// SPDX-License-Identifier: MIT

@testable import PmonCurl
import PmonSystem
import Testing

struct CurlErrorTests {
    @Test func `an error says what was tried and why it failed`() {
        let error = CurlError(.noConnection, operation: "send mail", detail: "no route")
        #expect(error.description == "cannot send mail: libcurl: no route")
    }

    @Test func `without a detail the code speaks`() {
        let error = CurlError(.timedOut, operation: "perform")
        #expect(error.description == "cannot perform: libcurl: Timeout was reached")
    }

    @Test func `a wrong call is a bug, a lack of memory is not`() {
        #expect(CurlError(.badArgument, operation: "x").toolError.status == .software)
        #expect(CurlError(.outOfMemory, operation: "x").toolError.status == .inputOutput)
    }
}
