// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import PmonText
import TestSupport
import Testing

@testable import PmonConfig
@testable import PmonTool

struct ConfigurationTests {
    @Test func `no print of a configuration shows a secret`() throws {
        let text = """
            [pmon]
            http.pwd = geheim01
            proxy = http://u:geheim02@proxy/
            [urls]
            url.1 = https://u:geheim03@host/
            [checks]
            url.1.pwd = geheim04
            url.1.bearer = geheim05
            url.1.header.Authorization = geheim06
            url.1.header.X-Plain = geheim07
            url.1.proxy = http://u:geheim08@proxy/
            url.1.body = password=geheim09
            [remote]
            url.1.pwd = geheim10
            url.1.passphrase = geheim11
            [email]
            pwd = geheim12
            """
        let configuration = try ConfigurationReader.read(Array(text.utf8), name: "x.ini")
        let target = try #require(configuration.target("url.1"))
        let remote = try #require(configuration.remotes["url.1"])
        let email = try #require(configuration.email)
        // They are all there.
        #expect(target.address.contains("geheim03"))
        #expect(email.pwd == .literal(Secret("geheim12")))
        let context = ToolContext(configuration: configuration, log: Diagnostics(tool: "x"))
        let values: [Any] = [
            configuration, configuration.pmon, target, target.checks, target.checks.headers, remote,
            email, context,
        ]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(describing: value), String(reflecting: value), dumped] {
                #expect(!text.contains("geheim"))
            }
            #expect(!leaks(Mirror(reflecting: value)))
        }
        #expect(!target.redacted.contains("geheim"))
    }

    private func leaks(_ mirror: Mirror) -> Bool {
        mirror.children.contains { child in
            (child.value as? String)?.contains("geheim") == true
                || leaks(Mirror(reflecting: child.value))
        }
    }

    @Test func `a file is loaded, and its folder is where paths start`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("pmon.ini", "[urls]\nurl.1 = http://host/\n")
        let configuration = try Configuration.load(path)
        #expect(configuration.file == path)
        #expect(configuration.folder == folder.path)
        #expect(configuration.pmon.dataFile == folder.file("pmon.json"))
        #expect(Configuration().folder.isEmpty)
        #expect(Configuration().pmon.dataFile == "pmon.json")
    }

    @Test func `a missing file ends with 66`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: ToolError.self) {
            try Configuration.load(folder.file("none.ini"))
        }
        #expect(error?.status == .noInput)
    }

    @Test(arguments: [
        ("[email]\npwd = x", true), ("[pmon]\nhttp.pwd = x", true),
        ("[pmon]\nproxy = http://u:p@h", true),
        ("[urls]\nurl.1 = http://u:p@h/", true),
        ("[urls]\nurl.1 = http://h/\n[checks]\nurl.1.bearer = x", true),
        ("[urls]\nurl.1 = http://h/\n[checks]\nurl.1.header.Cookie = x", true),
        ("[urls]\nurl.1 = http://h/\n[checks]\nurl.1.proxy = http://u:p@h", true),
        ("[urls]\nurl.1 = http://h/\n[remote]\nurl.1.passphrase = x", true),
        ("[email]\npwd = env:X", false), ("[email]\npwd = file:x", false),
        ("[email]\npwd =", false),
        ("[urls]\nurl.1 = http://u@h/", false),
        ("[urls]\nurl.1 = http://h/\n[checks]\nurl.1.header.Accept = x", false),
    ])
    func `a literal secret that others can read is warned about`(text: String, isWarned: Bool)
        throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("pmon.ini", text)
        chmod(path, 0o644)
        let warnings = try Configuration.load(path).warnings
        #expect(warnings.contains { $0.contains("can be read by others") } == isWarned)
        chmod(path, 0o640)
        #expect(try Configuration.load(path).warnings.isEmpty)
    }

    @Test func `changed targets are found`() {
        var configuration = Configuration()
        configuration.targets = [
            Target(key: "url.1", address: "http://a/"), Target(key: "url.2", address: "http://b/"),
        ]
        #expect(configuration.target("URL.2")?.address == "http://b/")
        configuration.targets.removeFirst()
        #expect(configuration.target("url.1") == nil)
        #expect(configuration.target("url.2")?.address == "http://b/")
    }
}
