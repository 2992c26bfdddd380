// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_serve

struct PhasesTests {
    private func phases(_ timing: String, reason: String? = nil, isTLS: Bool = true) throws
        -> Phases?
    {
        let more = reason.map { ",\"reason\":\"\($0)\"" } ?? ""
        let value = try JSONParser.parse(Array("{\"timing\":{\(timing)}\(more)}".utf8))
        return Phases(Record(members: try #require(value.object)), isTLS: isTLS)
    }

    @Test(arguments: [
        ("\"total\":20", "dns", Phases.Name.dns),
        ("\"dns\":3,\"total\":20", "refused", .connect),
        ("\"dns\":3,\"total\":20", "certificate", .tls),
        ("\"dns\":3,\"total\":5000", "timeout", .connect),
        ("\"dns\":3,\"connect\":4,\"total\":5000", "timeout", .tls),
        ("\"dns\":3,\"connect\":4,\"tls\":5,\"total\":5000", "timeout", .wait),
        ("\"dns\":3,\"connect\":4,\"tls\":5,\"wait\":6,\"total\":5000", "reset", .receive),
        (
            "\"dns\":3,\"connect\":4,\"tls\":5,\"wait\":6,\"receive\":7,\"total\":5000", "timeout",
            .receive
        ),
    ])
    func `a failed check ended in a phase`(timing: String, reason: String, end: Phases.Name) throws
    {
        #expect(try phases(timing, reason: reason)?.end == end)
    }

    @Test func `without TLS the first byte follows the connection`() throws {
        let phases = try phases(
            "\"dns\":3,\"connect\":4,\"total\":50",
            reason: "timeout",
            isTLS: false
        )
        #expect(phases?.end == .wait)
        #expect(phases?.rest == 43)
    }

    @Test func `an answer that is wrong ended in none`() throws {
        #expect(try phases("\"dns\":3,\"wait\":4,\"total\":8", reason: "status")?.end == nil)
        #expect(try phases("\"dns\":3,\"wait\":4,\"total\":8")?.end == nil)
    }

    @Test func `numbers that are not possible are no phases`() throws {
        #expect(try phases("\"dns\":-3,\"total\":8") == nil)
        #expect(try phases("\"dns\":3") == nil)
        #expect(
            try phases("\"dns\":1e300,\"connect\":9,\"total\":8")?.parts.map(\.milliseconds) == [8]
        )
    }
}
