// SPDX-License-Identifier: MIT

internal import CCurl

extension EasyHandle {
    /// Ends the transfer with `CurlCode.abortedByCallback` where a proxy answers CONNECT without an end.
    ///
    /// libcurl reads that answer byte by byte until the connection would block, and looks at no time limit meanwhile.
    /// https://curl.se/libcurl/c/CURLOPT_XFERINFOFUNCTION.html
    package func limitTunnelReply() throws(CurlError) {
        try setProgress(transferGoesOn, context: Unmanaged.passUnretained(self).toOpaque())
    }
}

/// What a byte of such an answer counts, because each costs a system call: 128 KiB are the limit.
private let costOfByte = 16

/// CURLOPT_XFERINFOFUNCTION: the context is the `EasyHandle`; anything but 0 ends the transfer.
private func transferGoesOn(
    context: UnsafeMutableRawPointer?,
    expected: curl_off_t,
    received: curl_off_t,
    toSend: curl_off_t,
    sent: curl_off_t
) -> Int32 {
    LoopShare.takes(context, costOfByte) ? 0 : 1
}
