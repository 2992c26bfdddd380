// SPDX-License-Identifier: MIT

internal import CCurl

/// The one part of a `MultiLoop` that other threads may touch; it owns the C handle, so that waking a loop that ended is harmless.
package final class LoopWaker: @unchecked Sendable {
    // Unchecked: other threads pass the pointer to curl_multi_wakeup alone, which the manual declares thread-safe.
    let raw: UnsafeMutableRawPointer

    init() throws(CurlError) {
        try CurlGlobal.prepare()
        guard let raw = curl_multi_init() else {
            throw CurlError(.outOfMemory, operation: "make loop")
        }
        self.raw = raw
    }

    deinit {
        curl_multi_cleanup(raw)
    }

    /// Makes the present or the next `MultiLoop.wait` return at once.
    ///
    /// https://curl.se/libcurl/c/curl_multi_wakeup.html
    package func wake() {
        // It fails only where the loop is woken already or gone, and both are fine.
        _ = curl_multi_wakeup(raw)
    }
}
