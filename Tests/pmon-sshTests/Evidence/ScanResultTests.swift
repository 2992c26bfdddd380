// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ScanResultTests {
    private func result(_ lines: [String]) -> ScanResult {
        var result = ScanResult(markers: ["java", "nginx"])
        for line in lines { result.take(Array(line.utf8)) }
        return result
    }

    @Test func `process 1 shows that a list is whole`() {
        #expect(result(["USER PID COMMAND", "root 1 init", "u 10 java"]).hasInit)
        #expect(!result(["USER PID COMMAND", "u 11 java", "u 10 java 1"]).hasInit)
        #expect(!result(["root 1 init"]).hasInit)
    }

    @Test func `each marker has its lines, and empty ones do not count`() {
        let result = result(["", "1 java", "2 nginx java", ""])
        #expect(result.lineCount == 2)
        #expect(result.filters.map(\.count) == [2, 1])
        #expect(result.layout == nil)
    }

    @Test func `what comes before the header is no line of the list, nor is the header`() {
        let whole = self.result(["Welcome to java", "PID COMMAND", "10 java", "PID CMD java"])
        #expect(whole.filters[0].lines == ["10 java", "PID CMD java"])
    }

    @Test func `shells of visits are known by their sign`() {
        let sign = ProcessView.sign
        #expect(
            result(["PID CMD", "7 \(sign)", "8 bash -c exec \(sign)", "9 /bin/sh"]).visits == [
                7, 8,
            ]
        )
    }
}
