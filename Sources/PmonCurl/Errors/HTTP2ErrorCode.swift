// SPDX-License-Identifier: MIT

/// The error codes of HTTP/2, with which a server resets a stream or ends a connection.
///
/// https://www.rfc-editor.org/rfc/rfc9113#section-7
package enum HTTP2ErrorCode {
    private static let names = [
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT",
        "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR",
        "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ]

    /// A code with its name, `CANCEL (8)`, or the number alone of one that has none.
    package static func text(_ code: UInt32) -> String {
        Int(code) < names.count ? "\(names[Int(code)]) (\(code))" : "\(code)"
    }
}
