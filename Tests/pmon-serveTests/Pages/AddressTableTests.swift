// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct AddressTableTests {
    let folder = TestFolder()

    private func section(_ addresses: String) throws -> String {
        let record = Fixture.record(.exceptionError, more: ",\"addresses\":\(addresses)")
        let latest = Fixture.latestFile([("http://a/", record)])
        let snapshot = try Fixture.snapshot(folder, latest: latest)
        return AddressTable.section(snapshot.monitors[0]).text
    }

    @Test func `each address has its row`() throws {
        let text = try section(
            """
            [{"address":"192.0.2.1","result":"SUCCESS","message":"OK","timing":{"total":12.5}},
            {"address":"2001:db8::1","result":"APPLICATION_ERROR","reason":"status","message":503},
            {"address":"192.0.2.9","result":"EXCEPTION_ERROR","message":"<b>cut</b>"}]
            """
        )
        #expect(text.split(separator: "<tr class").count == 4)
        #expect(text.contains("<tr class=\"ok\"><th scope=\"row\">192.0.2.1</th>"))
        #expect(text.contains("503 Service Unavailable"))
        #expect(text.contains("&lt;b&gt;cut"))
    }

    @Test(arguments: ["[]", "7", "[1,{}]", "[{\"address\":\"x\",\"result\":\"WELL\"}]"])
    func `what is no list of addresses shows nothing`(addresses: String) throws {
        #expect(try section(addresses).isEmpty)
    }
}
