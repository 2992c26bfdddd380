// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_serve

struct CertificateTests {
    private func certificate(
        _ value: JSONObject,
        _ warning: CertificateWarning = .auto
    ) -> Certificate? {
        var record = Record()
        record[.certificate] = .object(value)
        return Certificate(record, at: Fixture.now, warning: warning)
    }

    @Test func `days left decide`() {
        #expect(certificate(["days": .int(60)])?.state(now: Fixture.now) == .ok)
        #expect(certificate(["days": .int(20)])?.state(now: Fixture.now) == .app)
        #expect(certificate(["days": .int(6)])?.state(now: Fixture.now) == .down)
        #expect(certificate(["days": .int(60)])?.days(now: Fixture.now + 61 * 86_400) == -1)
        #expect(certificate([:]) == nil)
    }

    @Test(arguments: [
        // Valid for six days: two are worth a warning, 16 hours are urgent.
        ("2026-11-26T13:00:00Z", CheckState.ok), ("2026-11-23T12:00:00Z", .app),
        ("2026-11-22T20:00:00Z", .down),
    ])
    func `a certificate of a short lifetime is not urgent all its life`(
        now: String,
        state: CheckState
    ) throws {
        let short = try #require(
            certificate([
                "begins": .string("2026-11-18T12:00:00Z"),
                "expires": .string("2026-11-24T12:00:00Z"),
            ])
        )
        let left = try #require(Timestamp(zoned: now)).seconds - Fixture.now
        let instant = short.expires - left
        #expect(short.state(now: instant) == state)
    }

    @Test func `without a warning days left are good until they are urgent`() {
        #expect(certificate(["days": .int(8)], .none)?.state(now: Fixture.now) == .ok)
        #expect(certificate(["days": .int(6)], .none)?.state(now: Fixture.now) == .down)
    }
}
