// SPDX-License-Identifier: MIT

internal import CCurl

/// The cookies that a handle has received; opaque, for another handle of the same check.
package final class CookieList {
    fileprivate let head: UnsafeMutablePointer<curl_slist>

    fileprivate init(_ head: UnsafeMutablePointer<curl_slist>) {
        self.head = head
    }

    /// The values of the cookies: the last field of Netscape's format.
    package var values: [String] {
        var values: [String] = []
        var node: UnsafeMutablePointer<curl_slist>? = head
        while let present = node {
            if let text = present.pointee.data.map({ String(cString: $0) }),
                let tab = text.lastIndex(of: "\t")
            {
                values.append(String(text[text.index(after: tab)...]))
            }
            node = present.pointee.next
        }
        return values
    }

    deinit {
        curl_slist_free_all(head)
    }
}

extension EasyHandle {
    /// Makes the handle take and send cookies, beginning with those given; without this it knows none.
    ///
    /// It may be called while the status line of a reply is received, before its cookies.
    /// https://curl.se/libcurl/c/CURLOPT_COOKIEFILE.html
    package func keepCookies(_ cookies: CookieList? = nil) throws(CurlError) {
        // An empty name does not stand for a file: it starts the engine.
        try check(pmon_curl_easy_setopt_string(raw, CURLOPT_COOKIEFILE, ""), CURLOPT_COOKIEFILE)
        // Starts it now; else it would wait for the next transfer.
        try check(
            pmon_curl_easy_setopt_string(raw, CURLOPT_COOKIELIST, "RELOAD"),
            CURLOPT_COOKIELIST
        )
        var node = cookies?.head
        while let present = node {
            // Each in Netscape's format, which holds its domain, path and attributes.
            try check(
                pmon_curl_easy_setopt_string(raw, CURLOPT_COOKIELIST, present.pointee.data),
                CURLOPT_COOKIELIST
            )
            node = present.pointee.next
        }
    }

    /// The cookies known at present; nil if there are none.
    ///
    /// https://curl.se/libcurl/c/CURLINFO_COOKIELIST.html
    package var cookies: CookieList? {
        var list: UnsafeMutablePointer<curl_slist>?
        guard pmon_curl_easy_getinfo_list(raw, CURLINFO_COOKIELIST, &list) == CURLE_OK, let list
        else { return nil }
        return CookieList(list)
    }
}
