// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct GzipProcessTests {
    @Test func `each process appends one member`() throws {
        let folder = try TemporaryFolder()
        let file = try OpenFile(
            folder.file("f.gz"),
            O_RDWR | O_CREAT | O_APPEND,
            fallback: .cannotCreate
        )
        var sizes: [Int] = []
        for _ in 0..<2 {
            let gzip = try GzipProcess(output: file, holding: file.descriptor)
            try gzip.write([UInt8](repeating: 0x61, count: 1_000_000))
            try gzip.finish()
            sizes.append(try file.size())
        }
        #expect(try folder.bytes("f.gz").prefix(2) == [0x1F, 0x8B])
        #expect(sizes[0] < 10_000)
        #expect(sizes[1] == 2 * sizes[0])
    }

    @Test func `a failure of gzip is a failure`() throws {
        let full = try OpenFile("/dev/full", O_WRONLY, fallback: .noInput)
        let gzip = try GzipProcess(output: full, holding: full.descriptor)
        #expect(throws: ToolError(.inputOutput, "cannot compress: gzip failed")) {
            try gzip.finish()
        }
    }
}
