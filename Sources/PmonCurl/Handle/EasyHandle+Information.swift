// SPDX-License-Identifier: MIT

internal import CCurl
import PmonText

/// A number that libcurl reports about a transfer.
///
/// https://curl.se/libcurl/c/curl_easy_getinfo.html
package struct NumberInformation: Sendable {
    let information: CURLINFO

    init(_ information: CURLINFO) {
        self.information = information
    }

    /// Last status of the protocol: HTTP's or SMTP's; 0 if none came.
    package static let responseCode = NumberInformation(CURLINFO_RESPONSE_CODE)
    /// errno of a failed connect.
    package static let systemError = NumberInformation(CURLINFO_OS_ERRNO)
    /// 1: HTTP/1.0, 2: HTTP/1.1, 3: HTTP/2; 0 if none was spoken.
    package static let httpVersion = NumberInformation(CURLINFO_HTTP_VERSION)
    /// Connections made.
    package static let connections = NumberInformation(CURLINFO_NUM_CONNECTS)
}

/// An instant of a transfer in microseconds since its start; 0 if it was not reached.
package struct TimeInformation: Sendable {
    let information: CURLINFO

    init(_ information: CURLINFO) {
        self.information = information
    }

    /// The name was resolved.
    package static let nameLookup = TimeInformation(CURLINFO_NAMELOOKUP_TIME_T)
    /// The connection was made.
    package static let connect = TimeInformation(CURLINFO_CONNECT_TIME_T)
    /// The TLS handshake was done.
    package static let tlsConnect = TimeInformation(CURLINFO_APPCONNECT_TIME_T)
    /// The request was about to be sent.
    package static let beforeTransfer = TimeInformation(CURLINFO_PRETRANSFER_TIME_T)
    /// The first byte of the reply came.
    package static let firstByte = TimeInformation(CURLINFO_STARTTRANSFER_TIME_T)
    /// The end.
    package static let total = TimeInformation(CURLINFO_TOTAL_TIME_T)
}

/// A text that libcurl reports about a transfer.
package struct StringInformation: Sendable {
    let information: CURLINFO

    init(_ information: CURLINFO) {
        self.information = information
    }

    /// IP address of the peer.
    package static let peerAddress = StringInformation(CURLINFO_PRIMARY_IP)
    /// The reply's `Content-Type`.
    package static let contentType = StringInformation(CURLINFO_CONTENT_TYPE)
}

extension EasyHandle {
    /// A number; 0 if libcurl does not know it.
    package func number(_ what: NumberInformation) -> Int {
        var value = 0
        guard pmon_curl_easy_getinfo_long(raw, what.information, &value) == CURLE_OK else {
            return 0
        }
        return value
    }

    /// Microseconds since the transfer's start; 0 where it was not reached.
    package func microseconds(_ what: TimeInformation) -> Int {
        var value: curl_off_t = 0
        guard pmon_curl_easy_getinfo_offset(raw, what.information, &value) == CURLE_OK else {
            return 0
        }
        return Int(value)
    }

    /// A text; nil where there is none, and where it is empty.
    package func string(_ what: StringInformation) -> String? {
        var value: UnsafePointer<CChar>?
        guard pmon_curl_easy_getinfo_string(raw, what.information, &value) == CURLE_OK,
            let value, value.pointee != 0
        else { return nil }
        return String(cString: value)
    }

    /// The first headers of the last reply in their order, folded lines in one.
    ///
    /// libcurl looks through all headers for each that it gives, so a reply with many costs much.
    /// https://curl.se/libcurl/c/curl_easy_nextheader.html
    package func replyHeaders(atMost limit: Int) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        var header: UnsafeMutablePointer<curl_header>?
        while headers.count < limit,
            let next = curl_easy_nextheader(raw, UInt32(CURLH_HEADER), -1, header)
        {
            header = next
            guard let name = next.pointee.name, let value = next.pointee.value else { continue }
            headers.append((String(cString: name), String(cString: value).trimmed))
        }
        return headers
    }

    /// All values of a header of the last reply, without the space around them.
    ///
    /// https://curl.se/libcurl/c/curl_easy_header.html
    package func headerValues(_ name: String) -> [String] {
        var values: [String] = []
        var header: UnsafeMutablePointer<curl_header>?
        let origin = UInt32(CURLH_HEADER)
        while curl_easy_header(raw, name, values.count, origin, -1, &header) == CURLHE_OK,
            let value = header?.pointee.value
        {
            // libcurl keeps the line end of an empty value.
            values.append(String(cString: value).trimmed)
        }
        return values
    }
}
