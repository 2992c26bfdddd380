// SPDX-License-Identifier: MIT

internal import CCurl

extension NumberOption {
    /// One of `HTTPVersionOption`.
    package static let httpVersion = NumberOption(CURLOPT_HTTP_VERSION)
    /// One of `IPFamilyOption`.
    package static let ipFamily = NumberOption(CURLOPT_IPRESOLVE)
    /// Index of the interface that link-local addresses of IPv6 belong to.
    package static let zone = NumberOption(CURLOPT_ADDRESS_SCOPE)
    /// 1: a request without a body is sent and none is read (HEAD).
    package static let noBody = NumberOption(CURLOPT_NOBODY)
    /// Size of the body set by `EasyHandle.setBody`, -1 to measure a string.
    static let bodySize = NumberOption(CURLOPT_POSTFIELDSIZE)
    /// 1: the headers of a proxy's answer to CONNECT are not passed on.
    package static let suppressConnectHeaders = NumberOption(CURLOPT_SUPPRESS_CONNECT_HEADERS)
    /// How often libcurl itself asks again for another reply; -1 without end, as it does after each 417.
    package static let redirects = NumberOption(CURLOPT_MAXREDIRS)
}

extension StringOption {
    /// The request's method, where it is not GET.
    package static let method = StringOption(CURLOPT_CUSTOMREQUEST)
    /// Cookies that are sent beside those that the handle keeps, `name=value; name=value`.
    package static let cookie = StringOption(CURLOPT_COOKIE)
    /// The User-Agent header.
    package static let userAgent = StringOption(CURLOPT_USERAGENT)
}

extension ListOption {
    /// Header lines, `Name: value`; `Name;` for an empty one.
    package static let headers = ListOption(CURLOPT_HTTPHEADER)
    /// Addresses of names: `+host:port:address,address`.
    package static let addresses = ListOption(CURLOPT_RESOLVE)
    /// Where to connect instead: `host:port:other:port`.
    package static let detours = ListOption(CURLOPT_CONNECT_TO)
}

/// Values of `NumberOption.httpVersion`.
package enum HTTPVersionOption {
    /// HTTP/1.0.
    package static let version10 = Int(CURL_HTTP_VERSION_1_0)
    /// HTTP/1.1.
    package static let version11 = Int(CURL_HTTP_VERSION_1_1)
    /// HTTP/2 over TLS where the server offers it.
    package static let version2 = Int(CURL_HTTP_VERSION_2TLS)
}

/// Values of `NumberOption.ipFamily`.
package enum IPFamilyOption {
    /// IPv4 alone.
    package static let version4 = Int(CURL_IPRESOLVE_V4)
    /// IPv6 alone.
    package static let version6 = Int(CURL_IPRESOLVE_V6)
}
