// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct FoldOutputTests {
    @Test func `parts of the old file and new bytes come out in order`() throws {
        let folder = try TemporaryFolder()
        let big = [UInt8](repeating: 0x78, count: 40_000)
        let old = Array("abc,\ndef".utf8) + big
        let file = try OpenFile(folder.file("f"), O_WRONLY | O_CREAT, fallback: .cannotCreate)
        try old.withUnsafeBytes { old in
            let output = FoldOutput(file, old: old)
            try output.append("{")
            try output.startEntry(isFirst: true, oldStart: 0)
            try output.append(old: 0..<3)
            // The separator stands in the old file as well, so this goes on with the same part.
            try output.startEntry(isFirst: false, oldStart: 5)
            try output.append(old: 5..<8)
            try output.append(old: 8..<old.count)
            try output.startEntry(isFirst: false, oldStart: 2)
            try output.append(old: 2..<3)
            try output.append("}")
            try output.flush()
        }
        let expected = Array("{\nabc,\ndef".utf8) + big + Array(",\nc}".utf8)
        #expect(try folder.bytes("f") == expected)
    }
}
