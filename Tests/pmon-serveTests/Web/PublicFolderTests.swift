// SPDX-License-Identifier: MIT

import Glibc
import NIOCore
import Testing

@testable import pmon_serve

struct PublicFolderTests {
    let folder = TestFolder()

    @Test func `its files are served with their types`() throws {
        try folder.write("index.html", "<p>own</p>")
        let reply = PublicFolder(path: folder.path).reply("index.html")
        #expect(reply?.entity?.type == "text/html; charset=utf-8")
        #expect(reply?.entity?.plain.readableBytes == 10)
        #expect(PublicFolder.type("a.b/c.unknown") == "application/octet-stream")
    }

    @Test(arguments: [
        "../etc/passwd", "..%2fetc%2fpasswd", "%2e%2e/etc/passwd", "..", ".", "", "a//b",
        "/etc/passwd",
        "..\\..\\etc", "index.html%00.png", ".hidden", "sub/../../index.html",
        "sub/%2e%2e/index.html",
        "link", "sub", "nothing.html", "%252e%252e/x",
    ])
    func `nothing outside and nothing hidden is served`(path: String) throws {
        try folder.write("index.html", "<p>own</p>")
        mkdir("\(folder.path)/sub", 0o755)
        symlink("/etc/passwd", "\(folder.path)/link")
        defer { unlink("\(folder.path)/link") }
        #expect(PublicFolder(path: folder.path).reply(path) == nil)
    }
}
