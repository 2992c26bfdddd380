// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonConfig

struct ConfigurationFilesToReadTests {
    @Test func `each path comes once, with the key that names it`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "pmon.ini",
            """
            [pmon]
            ca.file = ca.pem
            http.pwd = file:page
            [urls]
            url.1 = https://a/
            url.2 = https://b/
            [checks]
            url.1.ca = system
            url.1.cert = one.pem
            url.1.key = one.pem
            url.2.cert = one.pem
            url.2.body = file:body
            url.2.header.X-Key = env:KEY
            [remote]
            url.1.type = ssh
            url.1.passphrase = file:phrase
            [email]
            pwd = literal
            """
        )
        let files = try Configuration.load(path).filesToRead
        #expect(
            files.map { $0.path.split(separator: "/").last } == [
                "body", "ca.pem", "one.pem", "page", "phrase",
            ]
        )
        #expect(
            files.map(\.purpose) == [
                "url.2.body", "ca.file", "url.1.cert", "http.pwd", "url.1.passphrase of [remote]",
            ]
        )
    }
}
