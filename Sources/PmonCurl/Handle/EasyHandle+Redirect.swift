// SPDX-License-Identifier: MIT

internal import CCurl

extension EasyHandle {
    /// True if the last reply has a `Location` that is not empty.
    package var hasLocation: Bool { location != nil }

    /// The target of the last reply's redirect from `base`, as an absolute address; nil if there is none.
    ///
    /// The address is read as curl reads it: spaces and bytes beyond ASCII are percent-encoded, a relative address is
    /// joined to `base`. CURLINFO_REDIRECT_URL leaves absolute addresses as they are, and libcurl knows it only if the
    /// body of the reply came as announced.
    package func redirectAddress(from base: String) throws(AddressError) -> String? {
        guard let location else { return nil }
        guard let parts = curl_url() else { throw .malformed("libcurl is not ready") }
        defer { curl_url_cleanup(parts) }
        try WebAddress.set(parts, base, flags: CURLU_NON_SUPPORT_SCHEME)
        do throws(AddressError) {
            try WebAddress.set(
                parts,
                location,
                flags: CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE | CURLU_ALLOW_SPACE
            )
        } catch {
            // `mailto:` has no slashes, which libcurl would complain of.
            throw WebAddress.foreignScheme(String(cString: location)).map { .notWeb($0) }
                ?? error
        }
        return try WebAddress.part(parts, CURLUPART_URL)
    }

    /// The first `Location` that is not empty, as libcurl has it; valid until the handle is used again.
    private var location: UnsafePointer<CChar>? {
        var header: UnsafeMutablePointer<curl_header>?
        var index = 0
        let origin = UInt32(CURLH_HEADER)
        while curl_easy_header(raw, "Location", index, origin, -1, &header) == CURLHE_OK,
            let value = header?.pointee.value
        {
            // libcurl 7.88 leaves the line end of an empty value.
            if value.pointee != 0, value.pointee != 10, value.pointee != 13 {
                return UnsafePointer(value)
            }
            index += 1
        }
        return nil
    }
}
