// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonJSON

/// What the server answers, before compression, validators and security fields are added.
struct Reply: Sendable {
    /// Status of the answer.
    var status: HTTPResponse.Status
    /// Fields beside those that every answer gets.
    var fields: HTTPFields
    /// Body with its type; `nil` for none.
    var entity: Entity?
    /// What went wrong, in a sentence without full stop; `nil` where nothing did.
    private(set) var problem: String?

    /// An answer.
    init(_ status: HTTPResponse.Status = .ok, fields: HTTPFields = [:], entity: Entity? = nil) {
        self.status = status
        self.fields = fields
        self.entity = entity
    }

    /// Plain text.
    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status, entity: Entity(Array(text.utf8), type: "text/plain; charset=utf-8"))
    }

    /// An HTML page.
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status, entity: Entity(html.bytes, type: "text/html; charset=utf-8"))
    }

    /// A JSON value; without a `validator` the tag is drawn from the content.
    static func json(
        _ value: JSONValue,
        status: HTTPResponse.Status = .ok,
        validator: String? = nil
    ) -> Reply {
        var bytes = JSONWriter.bytes(value)
        bytes.append(0x0A)
        return Reply(
            status,
            entity: Entity(bytes, type: "application/json", validator: validator)
        )
    }

    /// A failure as a problem document of RFC 9457.
    static func problem(
        _ status: HTTPResponse.Status,
        _ detail: String,
        fields: HTTPFields = [:]
    ) -> Reply {
        let value: JSONValue = .object([
            "type": .string("about:blank"), "title": .string(status.reasonPhrase),
            "status": .int(status.code), "detail": .string(detail),
        ])
        var bytes = JSONWriter.bytes(value)
        bytes.append(0x0A)
        var reply = Reply(
            status,
            fields: fields,
            entity: Entity(bytes, type: "application/problem+json")
        )
        reply.problem = detail
        return reply
    }

    /// The refusal of a method, with those allowed.
    static func notAllowed(_ methods: String) -> Reply {
        var reply = problem(.methodNotAllowed, "this address answers \(methods) only")
        reply.fields[.allow] = methods
        return reply
    }
}
