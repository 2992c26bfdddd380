// SPDX-License-Identifier: MIT

import NIOCore
import Testing

@testable import pmon_serve

struct EntityTests {
    @Test func `the tag follows the content, or what it is told`() {
        let a = Entity([1, 2], type: "t")
        #expect(a.tag == Entity([1, 2], type: "t").tag)
        #expect(a.tag != Entity([1, 3], type: "t").tag)
        #expect(Entity([1], type: "t", validator: "v").tag == "W/\"v\"")
    }

    @Test func `what is small is not compressed`() {
        #expect(Entity([1, 2, 3], type: "t").gzip() == nil)
        let long = Entity([UInt8](repeating: 7, count: 5000), type: "t")
        #expect((long.gzip()?.readableBytes ?? 5000) < 100)
    }
}
