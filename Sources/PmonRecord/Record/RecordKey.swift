// SPDX-License-Identifier: MIT

/// Every key of a record that pmon itself writes; the raw value is its spelling in JSON.
package enum RecordKey: String, CaseIterable, Sendable {
    /// The address, its password masked.
    case url
    /// When the check began: local time, `YYYY-MM-DD HH:MM:SS.ffffff`.
    case time
    /// One of `CheckResult`.
    case result
    /// `"OK"`, the bare HTTP status, or one sentence.
    case message
    /// The same instant as `time`: Unix seconds with 6 decimals.
    case at
    /// Start of the scan: Unix milliseconds.
    case run
    /// How many records the scan emits.
    case of
    /// The key in `[urls]`, such as `url.1`.
    case target
    /// `[pmon] id`.
    case monitor
    /// The vantage point.
    case place
    /// The name of the maintenance window in which the check began.
    case maintenance
    /// Last HTTP status, 100 to 999.
    case status
    /// One of `Reason`; absent on success.
    case reason
    /// Each expectation not met, expected and actual.
    case failed
    /// Warnings: true, but not a failure.
    case warnings
    /// Durations of the phases in milliseconds.
    case timing
    /// IP address that answered.
    case address
    /// Each address of the name, where all were checked: `address`, `result`, `reason`, `message` and `timing`.
    case addresses
    /// Each step that was taken, where there are several: `url`, `status`, `timing`; `result`, `reason` and `message` of the failed one.
    case steps
    /// Protocol spoken: `1.0`, `1.1` or `2`.
    case http
    /// Body bytes received.
    case size
    /// True if the body was cut at `max.body`.
    case truncated
    /// Redirects followed.
    case redirects
    /// The final address after redirects.
    case location
    /// `expires`, `days`, `subject`, `issuer` of the first host's leaf.
    case certificate
    /// What the server answered: `headers`, `body`, `truncated`.
    case response
    /// Tries made, when more than one.
    case attempts
    /// Lines of the process list that hold the marker.
    case ssh
    /// Output of `df`.
    case fileSystem = "file.system"
    /// Mem, Cache and Swap lines of `/proc/meminfo`.
    case memory
    /// Output of the log scan.
    case logs
    /// The conclusion from the evidence, one line.
    case verdict
    /// `ahead` if the record lay more than a day in the future when it was stored.
    case clock
    /// When the present result began: Unix seconds (latest file only).
    case since
    /// When the outage began that goes on, or the last one: Unix seconds (latest file only).
    case outage
    /// How many runs the present result has held (latest file only).
    case streak
    /// The result before the present one (latest file only).
    case previous
    /// The results of the last runs as letters, newest last: `S`, `A`, `E` (latest file only).
    case recent
    /// `false` if the history no longer has the record (latest file only).
    case kept
    /// The newest record of every check of an address that has several (latest file only).
    case checks
}
