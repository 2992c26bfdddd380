// SPDX-License-Identifier: MIT

private import Glibc
import PmonCurl
import Testing

/// Counts the contexts.
private final class Counter: TLSContextPreparer {
    var count = 0

    func prepare(tlsContext: OpaquePointer) { count += 1 }
}

struct TLSContextPreparerTests {
    /// A listening socket on loopback that nobody accepts from, and its port.
    private func silentServer() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) {
            try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try #require(bind(descriptor, $0, size) == 0)
                try #require(listen(descriptor, 8) == 0)
                try #require(getsockname(descriptor, $0, &size) == 0)
            }
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    @Test func `each TLS connection is prepared`() throws {
        let server = try silentServer()
        defer { close(server.descriptor) }
        let counter = Counter()
        for expected in [1, 2] {
            let handle = try EasyHandle()
            try handle.set(.url, "https://127.0.0.1:\(server.port)/")
            try handle.set(.proxy, "")
            try handle.set(.timeoutMilliseconds, 200)
            try handle.setTLSContextPreparer(counter)
            let error = #expect(throws: CurlError.self) { try handle.perform() }
            #expect(error?.code == .timedOut)
            #expect(counter.count == expected)
        }
    }
}
