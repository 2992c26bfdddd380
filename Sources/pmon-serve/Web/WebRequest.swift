// SPDX-License-Identifier: MIT

import HTTPTypes

/// What a client asked for, free of the server's own types.
struct WebRequest: Sendable {
    /// Method of the request, upper case.
    var method: HTTPRequest.Method
    /// Path before decoding, beginning with `/`.
    var path: String
    /// Decoded parameters after the `?`.
    var query: FormFields
    /// Header fields.
    var fields: HTTPFields
    /// Host and port that the client addressed, from the Host field.
    var authority: String?
    /// Address the connection comes from, without port; `nil` if unknown.
    var remote: String?
    /// Body, at most ``Limits/body`` bytes.
    var body: [UInt8]

    /// A request; in tests most parts are left out.
    init(
        method: HTTPRequest.Method = .get,
        target: String = "/",
        fields: HTTPFields = [:],
        authority: String? = "localhost",
        remote: String? = "127.0.0.1",
        body: [UInt8] = []
    ) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? "/"
        query = FormFields(parts.count > 1 ? String(parts[1]) : "")
        self.fields = fields
        self.authority = authority
        self.remote = remote
        self.body = body
    }

    /// Whether the client puts HTML before JSON: it names `text/html` in Accept, with no less
    /// weight than `application/json`.
    ///
    /// Who accepts anything (`*/*`), as curl does, is a script.
    var wantsHTML: Bool {
        let html = weight("text/html") ?? 0
        return html > 0 && html >= weight("application/json") ?? 0
    }

    /// Weight of a media type that Accept names, from 0 to 1: RFC 9110, section 12.4.2.
    private func weight(_ type: String) -> Double? {
        for range in (fields[.accept] ?? "").lowercased().split(separator: ",") {
            let parts = range.split(separator: ";").map(\.trimmed)
            guard parts.first == type[...] else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
            return weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        }
        return nil
    }

    /// Whether the connection ends with the answer.
    var closes: Bool {
        fields[.connection]?.split(separator: ",").contains { $0.trimmed.lowercased() == "close" }
            ?? false
    }

    /// Whether the client takes gzip.
    var takesGzip: Bool {
        guard let accepted = fields[.acceptEncoding]?.lowercased() else { return false }
        return accepted.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";")
            guard let name = parts.first?.trimmed, name == "gzip" || name == "*" else {
                return false
            }
            return !parts.dropFirst().contains { part in
                let weight = part.trimmed
                return weight.hasPrefix("q=0")
                    && !weight.dropFirst(2).contains { "123456789".contains($0) }
            }
        }
    }

    /// Value of a cookie.
    func cookie(_ name: String) -> String? {
        for pair in (fields[.cookie] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmed == name { return String(parts[1].trimmed) }
        }
        return nil
    }
}

extension StringProtocol {
    /// Without the spaces and tabs around it.
    var trimmed: Substring {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
