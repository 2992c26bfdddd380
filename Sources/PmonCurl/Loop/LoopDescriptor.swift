// SPDX-License-Identifier: MIT

internal import CCurl

/// A socket that a `MultiLoop` waits for beside those of its transfers.
package struct LoopDescriptor: Sendable {
    fileprivate(set) var raw: curl_waitfd

    /// A socket that is to be read from, or written to.
    package init(_ descriptor: Int32, isWriting: Bool) {
        raw = curl_waitfd(
            fd: descriptor,
            events: Int16(isWriting ? CURL_WAIT_POLLOUT : CURL_WAIT_POLLIN),
            revents: 0
        )
    }

    /// True if the last wait found it ready, or failed.
    package var isReady: Bool { raw.revents != 0 }
}

extension MultiLoop {
    /// Waits as `wait(limit:)` does, for these sockets as well, and notes which of them are ready.
    ///
    /// https://curl.se/libcurl/c/curl_multi_poll.html
    package func wait(limit: Int, for descriptors: inout [LoopDescriptor]) throws(CurlError) {
        var waits = descriptors.map(\.raw)
        let code = waits.withUnsafeMutableBufferPointer {
            curl_multi_poll(
                waker.raw,
                $0.baseAddress,
                UInt32($0.count),
                shortened(limit),
                nil
            )
        }
        try check(code, "wait")
        for index in descriptors.indices { descriptors[index].raw = waits[index] }
    }
}
