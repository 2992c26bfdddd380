// SPDX-License-Identifier: MIT

/// The stable class of a failure; the raw value is the record's `reason`.
package enum Reason: String, CaseIterable, Sendable {
    /// The name does not resolve.
    case dns
    /// The connection was refused.
    case refused
    /// No route to the host or network.
    case unreachable
    /// The check took longer than its time limit.
    case timeout
    /// The connection was cut.
    case reset
    /// The TLS handshake failed, for another cause than the certificate.
    case tls
    /// The certificate was not accepted.
    case certificate
    /// The reply breaks the protocol.
    case protocolError = "protocol"
    /// Too many redirects, or one that may not be followed.
    case redirect
    /// The proxy failed.
    case proxy
    /// The address is malformed.
    case url
    /// A setting of the address cannot be used.
    case config
    /// The HTTP status is not an expected one.
    case status
    /// A response header is not as expected.
    case header
    /// The body is not as expected.
    case body
    /// The JSON of the body is not as expected.
    case json
    /// The answer took longer than expected.
    case slow
    /// The process is not running.
    case process

    /// The result that goes with the reason.
    package var result: CheckResult {
        switch self {
        case .dns, .refused, .unreachable, .timeout, .reset, .tls, .certificate, .protocolError,
            .redirect, .proxy, .url, .config:
            .exceptionError
        case .status, .header, .body, .json, .slow, .process:
            .applicationError
        }
    }
}
