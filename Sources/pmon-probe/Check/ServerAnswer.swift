// SPDX-License-Identifier: MIT

import PmonCurl
import PmonJSON
import PmonText

/// What a server answered, as the record shows it in `response`; one object, so that outcomes without one stay small.
final class ServerAnswer: Sendable {
    /// Bytes of all header lines together, and lines.
    static let mostHeaderBytes = 4096
    static let mostHeaders = 64

    /// The lines `Name: value`.
    let headers: [String]
    /// The beginning of the body; nil where there is none.
    let body: String?
    /// True if not all of it is shown.
    let isTruncated: Bool

    /// An answer whose parts hold no secrets any more.
    init(headers: [String], body: String?, isTruncated: Bool) {
        self.headers = headers
        self.body = body
        self.isTruncated = isTruncated
    }

    /// The answer to the last request of a handle; nil if there was none.
    convenience init?(
        _ handle: EasyHandle,
        body start: BodyStart,
        hidesBody: Bool = false,
        hidesNamed: Bool = false,
        target: ProbeTarget
    ) {
        let lines = AnswerHeaders(
            // One more shows that there are more.
            handle.replyHeaders(atMost: Self.mostHeaders + 1),
            mask: target.mask
        )
        let text = AnswerText(
            start,
            encodings: handle.headerValues("Content-Encoding"),
            contentType: handle.string(.contentType),
            mask: target.mask,
            limit: target.plan.keepSize,
            hidesNamed: hidesNamed
        )
        guard !lines.lines.isEmpty || text.text != nil else { return nil }
        let isHidden = hidesBody && text.text != nil
        self.init(
            headers: lines.lines,
            body: isHidden ? "not shown: a value that is to be captured may be in it" : text.text,
            isTruncated: lines.isTruncated || text.isTruncated || isHidden
        )
    }

    /// What a server said whose words are no HTTP; nil if it said nothing.
    convenience init?(said start: BodyStart, target: ProbeTarget) {
        let text = AnswerText(
            start,
            encodings: [],
            contentType: nil,
            mask: target.mask,
            limit: target.plan.keepSize
        )
        guard text.text != nil else { return nil }
        self.init(headers: [], body: text.text, isTruncated: text.isTruncated)
    }

    /// The `response` of a record.
    var json: JSONValue {
        var object = JSONObject()
        object["headers"] = .strings(headers)
        object["body"] = body.map { .string($0) }
        object["truncated"] = isTruncated ? .bool(true) : nil
        return .object(object)
    }

    /// The bytes of a body that have to be kept to show that many: a secret that begins in them must be found whole.
    static func needed(toShow size: Int, mask: SecretMask) -> Int {
        size == 0 ? 0 : size + min(mask.longest, 16 << 10)
    }
}
