// SPDX-License-Identifier: MIT

internal import CCurl

/// The connections of a few transfers that follow each other, and of no others; they are closed with it.
///
/// It belongs to the thread of its transfers, so it needs no locks.
/// https://curl.se/libcurl/c/libcurl-share.html
package final class ConnectionShare {
    fileprivate let raw: UnsafeMutableRawPointer
    /// What the connections point to, such as the preparers of their TLS.
    private var kept: [AnyObject] = []

    /// A share without connections.
    package init() throws(CurlError) {
        try CurlGlobal.prepare()
        guard let share = curl_share_init() else {
            throw CurlError(.outOfMemory, operation: "make share")
        }
        raw = share
        guard pmon_curl_share_setopt_data(share, CURL_LOCK_DATA_CONNECT) == CURLSHE_OK else {
            throw CurlError(.notBuiltIn, operation: "share connections")
        }
    }

    deinit {
        // Each handle keeps the share until it is gone, so none is in use; what is kept goes after this.
        curl_share_cleanup(raw)
    }

    /// Keeps an object as long as the connections.
    package func keep(_ object: AnyObject) {
        kept.append(object)
    }
}

extension EasyHandle {
    /// Takes connections of a share, and leaves its own there; the handle keeps the share.
    ///
    /// https://curl.se/libcurl/c/CURLOPT_SHARE.html
    package func use(_ share: ConnectionShare) throws(CurlError) {
        self.share = share
        try set(CURLOPT_SHARE, pointer: share.raw)
    }
}
