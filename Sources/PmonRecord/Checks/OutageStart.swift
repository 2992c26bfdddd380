// SPDX-License-Identifier: MIT

/// When an outage began: the one definition of it for latest file, page and mail.
///
/// An outage goes from the first failing run to the first good one, whatever the kinds of failure in between. Failing
/// runs under planned maintenance begin none; in one that began before they are part of it.
package struct OutageStart: Equatable, Sendable {
    /// When the outage began that goes on or, after a good run, the last one; nil if none is known.
    package private(set) var at: Timestamp?
    /// True if the last run failed.
    private(set) var isFailing: Bool

    /// The state after a run.
    package init(at: Timestamp? = nil, isFailing: Bool = false) {
        (self.at, self.isFailing) = (at, isFailing)
    }

    /// Goes on to the next run.
    package mutating func observe(isFailing: Bool, isMaintenance: Bool, at instant: Timestamp?) {
        if isFailing {
            if !self.isFailing { at = nil }
            if at == nil, !isMaintenance { at = instant }
        }
        self.isFailing = isFailing
    }
}
