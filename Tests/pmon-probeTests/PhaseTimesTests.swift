// SPDX-License-Identifier: MIT

import PmonCurl
import PmonJSON
import Testing

@testable import pmon_probe

struct PhaseTimesTests {
    @Test func `phases that were reached, in milliseconds with three decimals`() {
        var times = PhaseTimes()
        times.addResolving(.microseconds(1500))
        times.addResolving(.microseconds(7))
        times.total = 2_000_000
        var record: [UInt8] = []
        JSONObjectWriter.append(to: &record) { times.add(to: &$0) }
        #expect(record == Array(#"{"timing":{"dns":1.507,"total":2000.000}}"#.utf8))
    }

    @Test func `every phase has its name`() {
        #expect(PhaseTimes.names.count == PhaseTimes().all.count)
    }

    @Test func `a transfer that never began adds nothing`() throws {
        var times = PhaseTimes()
        times.add(try EasyHandle(), isTLS: true)
        #expect(times == PhaseTimes())
    }
}
