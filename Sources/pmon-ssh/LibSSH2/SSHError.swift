// SPDX-License-Identifier: MIT

/// A libssh2 function that failed: its code, what was being done, and the library's words.
///
/// Codes: https://libssh2.org/libssh2_session_last_errno.html
struct SSHError: Error, Equatable {
    /// One of libssh2's LIBSSH2_ERROR_ codes, negative.
    let code: Int32
    /// What was being done, for example `handshake`.
    let operation: String
    /// The library's own text; it holds no secrets.
    let detail: String
}
