// SPDX-License-Identifier: MIT

import PmonCurl
import PmonPattern
import PmonRecord
import Testing

@testable import pmon_probe

struct TransferReportTests {
    @Test func `a refused connection names the server, through a proxy the proxy`() throws {
        for (checks, reason, message) in [
            ([], Reason.refused, "connection refused by 127.0.0.1:1"),
            ([("proxy", "http://127.0.0.1:2")], .proxy, "proxy 127.0.0.1:2 failed: "),
        ] as [([(String, String)], Reason, String)] {
            let target = try probeTarget("http://127.0.0.1:1/", checks: checks)
            let check = Check(job(target), patterns: PatternCache())
            _ = check.beginTry()
            let handle = try EasyHandle()
            try check.prepare(handle, route: Route())
            let error = #expect(throws: CurlError.self) { try handle.perform() }
            let report = TransferReport(
                handle,
                try #require(error).code,
                check: check,
                hop: try #require(check.hop)
            )
            #expect(report.reason == reason)
            #expect(report.message.hasPrefix(message))
        }
    }
}
