// SPDX-License-Identifier: MIT

internal import CCurl

/// A list of strings as libcurl takes it: header lines, recipients, addresses of a name.
///
/// libcurl keeps a pointer to it, so the handle that it is set on keeps the list.
/// https://curl.se/libcurl/c/curl_slist_append.html
package final class StringList: @unchecked Sendable {
    // Unchecked: nobody writes to the list once it is made, libcurl neither, so handles of several threads may share it.
    let head: UnsafeMutablePointer<curl_slist>?

    /// A list of those strings.
    ///
    /// A string with CR, LF or NUL is refused: libcurl would send it as it is, and with it further header lines.
    package init(_ strings: [String]) throws(CurlError) {
        var head: UnsafeMutablePointer<curl_slist>?
        for string in strings {
            guard !string.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
                curl_slist_free_all(head)
                throw CurlError(
                    .badArgument,
                    operation: "make list",
                    detail: "control character in a line"
                )
            }
            guard let longer = curl_slist_append(head, string) else {
                curl_slist_free_all(head)
                throw CurlError(.outOfMemory, operation: "make list")
            }
            head = longer
        }
        self.head = head
    }

    deinit {
        curl_slist_free_all(head)
    }
}
