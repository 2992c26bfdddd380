// SPDX-License-Identifier: MIT

internal import CCurl

extension EasyHandle {
    /// Has libcurl call a function at least once a second; anything but 0 ends the transfer.
    ///
    /// The context must live as long as the transfer.
    /// https://curl.se/libcurl/c/CURLOPT_XFERINFOFUNCTION.html
    func setProgress(
        _ callback: curl_xferinfo_callback,
        context: UnsafeMutableRawPointer
    ) throws(CurlError) {
        try check(
            pmon_curl_easy_setopt_progress_callback(raw, callback),
            CURLOPT_XFERINFOFUNCTION
        )
        try set(CURLOPT_XFERINFODATA, pointer: context)
        try check(pmon_curl_easy_setopt_long(raw, CURLOPT_NOPROGRESS, 0), CURLOPT_NOPROGRESS)
    }
}
