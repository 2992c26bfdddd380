// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct DiskSummaryTests {
    @Test func `full file systems are marked`() {
        let text = """
            udev             8123456        0   8123456   0% /dev
            /dev/sda1       61252420 58189804         0 100% /
            //nas/a b          1          1         0  90% /mnt/a b
            """
        #expect((DiskSummary.html(text)?.text.split(separator: "✖").count ?? 0) == 3)
        #expect(DiskSummary.html("df: not found") == nil)
    }
}
