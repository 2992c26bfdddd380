// SPDX-License-Identifier: MIT

/// An address to be checked for a scan.
struct Job: Sendable {
    /// The address.
    let target: ProbeTarget
    /// The scan that the record belongs to.
    let scan: ScanIdentity
    /// Place of the address in its scan, from 0.
    let index: Int
}
