// SPDX-License-Identifier: MIT

private import CCurl
private import Glibc

/// The state that libcurl keeps for the whole process.
package enum CurlGlobal {
    /// Prepares libcurl, once a process; called by whatever makes a handle.
    ///
    /// A process with threads calls it before it starts them.
    /// https://curl.se/libcurl/c/curl_global_init.html
    package static func prepare() throws(CurlError) {
        guard initialResult == CURLE_OK else {
            throw CurlError(CurlCode(rawValue: initialResult.rawValue), operation: "initialise")
        }
    }
}

/// The first use of this constant initialises libcurl; Swift lets one thread do that.
private let initialResult: CURLcode = {
    // libidn2 reads international names in the character set of the locale, which cron leaves at ASCII.
    setlocale(LC_CTYPE, "C.UTF-8")
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}()
