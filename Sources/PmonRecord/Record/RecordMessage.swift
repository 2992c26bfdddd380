// SPDX-License-Identifier: MIT

/// The `message` of a record: `"OK"` or a sentence, or the bare HTTP status.
package enum RecordMessage: Equatable, Sendable {
    /// `"OK"` or one plain sentence.
    case text(String)
    /// The HTTP status, when the status alone is wrong.
    case status(Int)

    /// The message of a successful check.
    package static let ok = RecordMessage.text("OK")

    /// For people: the text, or the digits of the status.
    package var text: String {
        switch self {
        case .text(let text): text
        case .status(let status): String(status)
        }
    }
}
