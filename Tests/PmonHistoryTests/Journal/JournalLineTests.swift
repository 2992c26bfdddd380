// SPDX-License-Identifier: MIT

import PmonHistory
import Testing

struct JournalLineTests {
    @Test(arguments: ["{}", #"{"url":"http://h/"}"#, "", "mark of the store", "a  b "])
    func `content comes back`(content: String) {
        let line = line(content)
        #expect(line.last == 0x0A)
        #expect(self.content(line.dropLast()) == content)
    }

    @Test func `any changed byte is noticed`() {
        let line = Array(line(#"{"url":"http://h/"}"#).dropLast())
        for index in line.indices {
            var damaged = line
            damaged[index] ^= 4
            #expect(content(damaged) == nil, "byte \(index)")
        }
    }

    @Test func `any missing tail is noticed`() {
        let line = line("{}").dropLast()
        for count in 0..<line.count { #expect(content(line.prefix(count)) == nil) }
    }

    private func line(_ content: String) -> [UInt8] {
        var bytes: [UInt8] = []
        Array(content.utf8).withUnsafeBytes { JournalLine.append($0, to: &bytes) }
        return bytes
    }

    private func content(_ line: some Collection<UInt8>) -> String? {
        Array(line).withUnsafeBytes { bytes in
            JournalLine.content(bytes).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
