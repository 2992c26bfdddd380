// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_serve

struct SpentSilencesTests {
    private let line = "url.a until recovery # disk"

    private func spent(_ told: String) throws -> SpentSilences {
        let folder = try TemporaryFolder()
        return SpentSilences(toldFile: try folder.write("current.json.told", told))
    }

    @Test func `a line is used up for the checks whose outage is over`() throws {
        let spent = try spent(
            """
            {"recipients":{},"outages":{},"silences":{"\(line)":[
            {"url":"http://a/","start":1,"over":true},
            {"url":"http://a/","target":"url.b","start":1},
            {"url":"http://u:***@c/","place":"x","start":2,"over":true}]}}
            """
        )
        #expect(spent.isSpent(line, CheckIdentity("http://a/")))
        let other = CheckName(target: Array("url.b".utf8), place: nil)
        #expect(!spent.isSpent(line, CheckIdentity(URLKey("http://a/"), other)))
        #expect(!spent.isSpent("another line", CheckIdentity("http://a/")))
        let here = CheckName(target: nil, place: Array("x".utf8))
        #expect(spent.isSpent(line, CheckIdentity(URLKey("http://u:secret@c/"), here)))
    }

    @Test(arguments: ["", "{", "[]", #"{"silences":[]}"#, #"{"silences":{"x":{"url":1}}}"#])
    func `a file that says nothing of silences leaves all of them`(told: String) throws {
        #expect(try !spent(told).isSpent(line, CheckIdentity("http://a/")))
    }

    @Test func `a file that is not there leaves all of them`() {
        #expect(!SpentSilences(toldFile: "/nowhere/x").isSpent(line, CheckIdentity("http://a/")))
    }
}
