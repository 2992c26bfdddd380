// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_serve

struct GzipTests {
    @Test(arguments: [0, 1, 100, 100_000])
    func `gzip(1) gets the same bytes back`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        let packed = try #require(Gzip.compress(bytes))
        let folder = TestFolder()
        let file = try #require(fopen("\(folder.path)/out", "w"))
        fwrite(packed, 1, packed.count, file)
        fclose(file)
        let pipe = try #require(popen("gzip -dc < \(folder.path)/out", "r"))
        var buffer = [UInt8](repeating: 0, count: count + 1)
        let read = fread(&buffer, 1, buffer.count, pipe)
        #expect(pclose(pipe) == 0)
        #expect(Array(buffer[..<read]) == bytes)
    }
}
