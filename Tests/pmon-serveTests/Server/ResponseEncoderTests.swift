// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Testing

@testable import pmon_serve

struct ResponseEncoderTests {
    private let reply = Reply.text(String(repeating: "text ", count: 500))

    private func response(_ fields: HTTPFields, _ method: HTTPRequest.Method = .get) -> Response {
        ResponseEncoder.response(reply, to: WebRequest(method: method, fields: fields))
    }

    @Test(arguments: ["\"x\", TAG", "TAG", "*", "W/\"a\",TAG"])
    func `what the client has is not sent again`(field: String) {
        let tag = reply.entity?.tag ?? ""
        let response = response([.ifNoneMatch: field.replacing("TAG", with: tag)])
        #expect(response.status == .notModified)
        #expect(response.headers[.contentLength] == nil)
        #expect(response.headers[.eTag] == tag)
        #expect(response.headers[.contentSecurityPolicy] != nil)
    }

    @Test func `another tag gets the body, packed for who takes it`() {
        #expect(response([.ifNoneMatch: "\"other\""]).body.contentLength == 2500)
        let packed = response([.acceptEncoding: "gzip"])
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect((packed.body.contentLength ?? 2500) < 200)
        #expect(packed.headers[.vary]?.contains("Accept-Encoding") == true)
    }

    @Test func `HEAD tells the length and sends nothing`() {
        let response = response([:], .head)
        #expect(response.headers[.contentLength] == "2500")
        #expect(response.body.contentLength == 0)
    }
}
