// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ListQueryTests {
    let folder = TestFolder()

    private func names(_ query: String) throws -> String {
        let snapshot = try Fixture.mixed(
            folder,
            """
            [urls]
            url.1 = http://a.example.org/
            url.2 = http://b.example.org/
            url.3 = http://c.example.org/
            url.4 = http://d.example.org/
            [checks]
            url.1.name = Alpha
            url.1.group = Shop
            url.2.name = beta
            url.3.name = gamma
            url.4.name = delta

            """
        )
        return ListQuery(FormFields(query)).select(snapshot, now: Fixture.now)
            .map { String($0.monitor.name.prefix(1)) }.joined()
    }

    @Test(arguments: [
        ("", "gbdA"), ("sort=name", "Abdg"), ("state=failing", "gb"), ("state=ok", "A"),
        ("state=down", "g"), ("state=app", "b"), ("state=nodata", "d"), ("state=unstable", "gb"),
        ("q=ALPHA", "A"), ("q=refused", "g"), ("q=nothing+of+that", ""), ("group=Shop", "A"),
        ("group=-", "gbd"), ("q=a&state=ok", "A"), ("state=bogus&sort=bogus", "gbdA"),
        ("sort=slowest", "Abdg"), ("sort=cert", "Abdg"),
    ])
    func `it chooses and orders`(query: String, expected: String) throws {
        #expect(try names(query) == expected)
    }

    @Test func `its address asks for the same again`() {
        let query = ListQuery(FormFields("q=a%26b&state=down&group=X+Y&sort=name&bars=30d"))
        #expect(ListQuery(FormFields(query.encoded)) == query)
        #expect(ListQuery().encoded.isEmpty)
    }
}
