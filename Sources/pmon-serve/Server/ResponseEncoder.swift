// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird

/// The last step of every answer: validators, compression, HEAD, security fields.
enum ResponseEncoder {
    /// The response for a reply.
    static func response(_ reply: Reply, to request: WebRequest, closing: Bool = false) -> Response
    {
        var fields = reply.fields
        SecurityFields.add(to: &fields)
        if closing { fields[.connection] = "close" }
        guard let entity = reply.entity else {
            return Response(status: reply.status, headers: fields)
        }
        fields[.contentType] = entity.type
        fields[.vary] = "Accept, Accept-Encoding, Cookie, Authorization"
        if reply.status == .ok {
            fields[.eTag] = entity.tag
            if request.method == .get || request.method == .head,
                matches(request.fields[.ifNoneMatch], entity.tag)
            {
                fields[.contentType] = nil
                var response = Response(status: .notModified, headers: fields)
                response.headers[.contentLength] = nil
                return response
            }
        }
        var body = entity.plain
        if request.takesGzip, let gzip = entity.gzip() {
            body = gzip
            fields[.contentEncoding] = "gzip"
        }
        let response = Response(
            status: reply.status,
            headers: fields,
            body: ResponseBody(byteBuffer: body)
        )
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Whether an If-None-Match field names the tag, by the weak comparison of RFC 9110, 8.8.3.2.
    static func matches(_ field: String?, _ tag: String) -> Bool {
        guard let field else { return false }
        func opaque(_ tag: some StringProtocol) -> Substring {
            let tag = tag.trimmed
            return tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
        }
        return field.split(separator: ",").contains { candidate in
            candidate.trimmed == "*" || opaque(candidate) == opaque(tag)
        }
    }
}
