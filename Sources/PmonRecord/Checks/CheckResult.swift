// SPDX-License-Identifier: MIT

/// The result of a check; the raw value is the record's `result`.
package enum CheckResult: String, CaseIterable, Sendable {
    /// All good.
    case success = "SUCCESS"
    /// The service answered, but not free of errors.
    case applicationError = "APPLICATION_ERROR"
    /// The environment failed: name, network, TLS, time-out.
    case exceptionError = "EXCEPTION_ERROR"
}
