// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import PmonSystem

struct SystemCallTests {
    /// A kernel whose calls end as a list says: an error number below zero, or a result.
    private final class Kernel {
        var results: [Int]
        var calls = 0

        init(_ results: [Int]) {
            self.results = results
        }

        func call() -> Int {
            calls += 1
            let next = results.removeFirst()
            guard next < 0 else { return next }
            errno = Int32(-next)
            return -1
        }
    }

    @Test func `an interrupted call is made again`() throws {
        let kernel = Kernel([-Int(EINTR), -Int(EINTR), 7])
        #expect(try SystemCall.retrying(kernel.call) == 7)
        #expect(kernel.calls == 3)
    }

    @Test(arguments: [ENOSPC, EIO, EAGAIN, EBADF])
    func `any other failure is thrown at once`(code: Int32) {
        let kernel = Kernel([-Int(EINTR), -Int(code), 1])
        #expect(throws: SystemError(code: code)) { try SystemCall.retrying(kernel.call) }
        #expect(kernel.calls == 2)
    }

    @Test func `short and interrupted writes end with every byte once and in order`() throws {
        let bytes = Array("the quick brown fox".utf8)
        let kernel = Kernel([3, -Int(EINTR), 1, 10, -Int(EINTR), 5])
        var taken: [UInt8] = []
        let count = try bytes.withUnsafeBytes { bytes in
            try SystemCall.all(of: bytes) { rest in
                let count = kernel.call()
                if count > 0 { taken += rest[..<count] }
                return count
            }
        }
        #expect(count == bytes.count)
        #expect(taken == bytes)
        #expect(kernel.results.isEmpty)
    }

    @Test func `a disk that fills up within a write is an error, not a short write`() {
        let bytes = Array("the quick brown fox".utf8)
        let kernel = Kernel([3, -Int(EINTR), -Int(ENOSPC)])
        #expect(throws: SystemError(code: ENOSPC)) {
            try bytes.withUnsafeBytes { bytes in
                _ = try SystemCall.all(of: bytes) { _ in kernel.call() }
            }
        }
    }

    @Test func `a read ends at the end of what there is`() throws {
        let pipe = try PipeEnds()
        let bytes = Array("0123456789".utf8)
        try bytes.withUnsafeBytes { try SystemCall.write($0, to: pipe.write) }
        pipe.closeWrite()
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = try buffer.withUnsafeMutableBytes {
            try SystemCall.read(into: $0, from: pipe.read)
        }
        #expect(Array(buffer[..<count]) == bytes)
    }

    @Test func `the system itself is asked`() {
        #expect(throws: SystemError(code: EBADF)) {
            try Array("x".utf8).withUnsafeBytes { try SystemCall.write($0, to: -1) }
        }
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(throws: SystemError(code: ENOSPC)) {
            try Array("x".utf8).withUnsafeBytes { try SystemCall.write($0, to: full) }
        }
    }
}
