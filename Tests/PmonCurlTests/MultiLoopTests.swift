// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct MultiLoopTests {
    @Test func `all transfers end, each with its own result`() throws {
        let loop = try MultiLoop()
        let paths = ["/dev/null", "/no/such/file", "/etc/hostname"]
        for path in paths {
            let handle = try EasyHandle()
            try handle.set(.url, "file://\(path)")
            try loop.add(handle)
        }
        var codes: [CurlCode] = []
        while loop.count > 0 {
            try loop.perform()
            while let finished = try loop.nextFinished() { codes.append(finished.code) }
            if loop.count > 0 { try loop.wait(limit: 1000) }
        }
        #expect(codes.count == 3)
        #expect(codes.filter { $0 == .ok }.count == 2)
    }

    @Test func `a wait ends when it is woken, even before it began`() throws {
        let loop = try MultiLoop()
        let clock = ContinuousClock()
        let start = clock.now
        loop.waker.wake()
        try loop.wait(limit: 20_000)
        #expect(clock.now - start < .seconds(10))
    }

    @Test func `a transfer can be taken out before its end`() throws {
        let loop = try MultiLoop()
        let handle = try EasyHandle()
        try handle.set(.url, "file:///dev/zero")
        try loop.add(handle)
        try loop.remove(handle)
        #expect(loop.count == 0)
        #expect(try loop.nextFinished() == nil)
    }
}
