// SPDX-License-Identifier: MIT

internal import CCurl
import PmonSystem

extension EasyHandle {
    /// Notes in `requestBegan` when the request is about to be sent.
    ///
    /// libcurl takes the upload of a body beyond 64 KiB for the first byte of the reply, so its own instants do not
    /// show how long the server took. https://curl.se/libcurl/c/CURLOPT_PREREQFUNCTION.html
    package func noteRequestStart() throws(CurlError) {
        try check(
            pmon_curl_easy_setopt_request_callback(raw, requestStarts),
            CURLOPT_PREREQFUNCTION
        )
        try set(CURLOPT_PREREQDATA, context: self)
    }
}

/// CURLOPT_PREREQFUNCTION: the context is the `EasyHandle`.
private func requestStarts(
    context: UnsafeMutableRawPointer?,
    peer: UnsafeMutablePointer<CChar>?,
    own: UnsafeMutablePointer<CChar>?,
    peerPort: Int32,
    ownPort: Int32
) -> Int32 {
    if let context {
        Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue().requestBegan = .now()
    }
    return CURL_PREREQFUNC_OK
}
