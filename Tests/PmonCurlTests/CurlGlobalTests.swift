// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct CurlGlobalTests {
    @Test func `the library can be prepared more than once`() throws {
        try CurlGlobal.prepare()
        try CurlGlobal.prepare()
    }
}
