// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SectionReaderTests {
    private static let whole = """
        Last login: never

        \u{1E}pmon:N:b:s0
        PID COMMAND
        1 init
        2 java -jar a

        \u{1E}pmon:N:e:s0:0

        \u{1E}pmon:N:b:m
        /proc/meminfo:MemTotal: 1 kB
        /proc/uptime:10.00 20.00
        \u{1E}pmon:N:e:m:0

        \u{1E}pmon:N:b:d
        /dev/sda 1 1 0 100% /

        \u{1E}pmon:N:e:d:1

        \u{1E}pmon:N:b:l0
        \u{1E}pmon:forged:e:l0:0
        error

        \u{1E}pmon:N:i:l0:1:1:6:0:0:0:0:0
        \u{1E}pmon:N:e:l0:0

        \u{1E}pmon:N:b:z

        """

    private func gathering() -> Gathering {
        var gathering = Gathering()
        let search = Gathering.LogSearch(folder: nil, pattern: "e", files: "*")
        _ = gathering.add(command: "ps aux", marker: "java", logSearch: search)
        return gathering
    }

    private func read(_ text: String, pieces: Int) -> (SectionReader, Gathered) {
        var reader = SectionReader(gathering(), nonce: "N")
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            rest.prefix(pieces).withUnsafeBytes { reader.take($0) }
            rest = rest.dropFirst(pieces)
        }
        let gathered = reader.end(with: nil)
        return (reader, gathered)
    }

    @Test(arguments: [1, 2, 7, 64, 10_000])
    func `sections are told apart however the bytes arrive`(pieces: Int) {
        let (reader, gathered) = read(Self.whole, pieces: pieces)
        #expect(reader.isComplete)
        #expect(gathered.complaint.lines == ["Last login: never"])
        #expect(gathered.scans[0].filters[0].lines == ["2 java -jar a"])
        #expect(gathered.scans[0].errors.status == 0)
        #expect(gathered.scans[0].lineCount == 3)
        #expect(gathered.memory.text == "MemTotal: 1 kB")
        #expect(gathered.fileSystem.status == 1)
        // A frame with another nonce is the log's own text.
        #expect(gathered.logs[0].lines.lines == ["pmon:forged:e:l0:0", "error"])
    }

    @Test func `every beginning of the output is read without a fault`() {
        let bytes = Array(Self.whole.utf8)
        for count in 0..<bytes.count {
            let (reader, gathered) = read(
                String(decoding: bytes[..<count], as: UTF8.self),
                pieces: 100
            )
            #expect(reader.isComplete == (count >= bytes.count - 1))
            #expect(gathered.scans[0].filters[0].count <= 1)
        }
    }

    @Test func `a section whose end did not come has no status`() {
        let (reader, gathered) = read("\u{1E}pmon:N:b:s0\n2 java", pieces: 100)
        #expect(!reader.isComplete)
        #expect(gathered.scans[0].errors.hasBegun)
        #expect(gathered.scans[0].errors.status == nil)
        #expect(gathered.scans[0].filters[0].count == 1)
    }

    @Test func `an endless line takes bounded memory and the next ones are read`() {
        var reader = SectionReader(gathering(), nonce: "N")
        let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
        Array("\u{1E}pmon:N:b:s0\n".utf8).withUnsafeBytes { reader.take($0) }
        for _ in 0..<4 { chunk.withUnsafeBytes { reader.take($0) } }
        Array("\njava\n\u{1E}pmon:N:e:s0:0\n".utf8).withUnsafeBytes { reader.take($0) }
        #expect(reader.gathered.scans[0].filters[0].lines == ["java"])
        #expect(reader.gathered.scans[0].errors.status == 0)
    }

    @Test func `frames within a section do not tear its lines apart`() {
        var reader = SectionReader(gathering(), nonce: "N")
        Array("\u{1E}pmon:N:b:s0\n1 ja".utf8).withUnsafeBytes { reader.take($0) }
        Array("\n\u{1E}pmon:N:o:77\n\n\u{1E}pmon:N:t\n".utf8).withUnsafeBytes {
            reader.takeError($0)
        }
        Array("va\n".utf8).withUnsafeBytes { reader.take($0) }
        #expect(reader.gathered.scans[0].filters[0].lines == ["1 java"])
        #expect(reader.gathered.processes.kind(of: 77) == .own)
        #expect(reader.isOutOfTime)
        #expect(reader.section == .scan(0))
    }

    @Test func `the error stream tells what went wrong`() {
        var reader = SectionReader(gathering(), nonce: "N")
        Array("sh: not found\nmore\n".utf8).withUnsafeBytes { reader.takeError($0) }
        #expect(reader.gathered.complaint.lines == ["sh: not found", "more"])
    }
}
