// SPDX-License-Identifier: MIT

import PmonText

/// Collects HTML; text is escaped, markup is spelled in the source alone.
struct HTMLWriter {
    /// The text written so far, in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// An empty document.
    init() {
        bytes.reserveCapacity(8192)
    }

    /// Adds markup.
    ///
    /// A `StaticString` cannot hold anything that was read from somewhere.
    mutating func markup(_ markup: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: markup.utf8Start,
                count: markup.utf8CodeUnitCount
            )
        )
    }

    /// Adds text, escaped.
    mutating func text(_ text: String) { MarkupEscape.append(text, to: &bytes) }
}
