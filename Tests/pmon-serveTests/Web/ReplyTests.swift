// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import Testing

@testable import pmon_serve

struct ReplyTests {
    @Test func `a problem is one of RFC 9457`() {
        let reply = Reply.problem(.notFound, "no \"x\"")
        #expect(reply.entity?.type == "application/problem+json")
        #expect(
            reply.entity.map { String(buffer: $0.plain) }
                == "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"no \\\"x\\\"\"}\n"
        )
    }

    @Test func `a refused method names those allowed`() {
        #expect(Reply.notAllowed("GET, HEAD").fields[.allow] == "GET, HEAD")
    }
}
