// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

@testable import PmonConfig

/// `docs/configuration.md` and the code name the same keys, with the same defaults.
struct ConfigurationDocumentTests {
    private func table(_ section: String) throws -> MarkdownTable {
        try #require(
            MarkdownTable.under("[\(section)]", in: try ProjectFiles.text("docs/configuration.md"))
        )
    }

    private func expectSame(_ documented: [String], _ known: [String]) {
        #expect(Set(documented) == Set(known))
        #expect(documented.count == known.count)
    }

    /// Each documented default that is a value, with its key.
    private func defaults(_ section: String) throws -> [(key: String, value: String)] {
        try table(section).rows.compactMap { row in
            guard let key = MarkdownTable.quoted(row[0]).first,
                let value = MarkdownTable.quoted(row[1]).first,
                row[1] == "`\(value)`"
            else { return nil }
            return (key, value == "none" ? "" : value)
        }
    }

    @Test func `every key is documented, and every documented key is known`() throws {
        expectSame(try table("pmon").names(), PmonKey.allCases.map(\.rawValue))
        expectSame(try table("remote").names(), RemoteSettings.Key.allCases.map(\.rawValue))
        expectSame(try table("email").names(), EmailSettings.Key.allCases.map(\.rawValue))
        let prefixes = CheckKey.prefixes.map { $0 + ($0 == "expect.json." ? "PATH" : "NAME") }
        expectSame(
            try table("checks").names(),
            CheckKey.allCases.map(\.rawValue) + prefixes + ["step.N", "step.N.KEY"]
        )
        #expect(try table("urls").names() == ["url.XX"])
    }

    @Test func `every documented default of pmon is the one in the code`() throws {
        var settings = PmonSettings()
        let defaults = try defaults("pmon")
        #expect(defaults.count > 20)
        for (key, value) in defaults {
            let key = try #require(PmonKey(rawValue: key))
            try settings.set(key, to: value, folder: "")
            #expect(settings == PmonSettings(), "\(key)")
        }
    }

    @Test func `every documented default of remote and email is the one in the code`() throws {
        var remote = RemoteSettings()
        for (key, value) in try defaults("remote") {
            try remote.set(try #require(RemoteSettings.Key(rawValue: key)), to: value, folder: "")
            #expect(remote == RemoteSettings(), "\(key)")
        }
        var email = EmailSettings()
        for (key, value) in try defaults("email") {
            try email.set(try #require(EmailSettings.Key(rawValue: key)), to: value, folder: "")
            #expect(email == EmailSettings(), "\(key)")
        }
    }

    @Test func `an empty value of a check whose default is none is that default`() throws {
        // A header, an expectation of one or a body may be empty and mean something by it.
        let free = CheckKey.prefixes + ["body", CheckKey.step]
        let keys = try defaults("checks").filter { $0.value.isEmpty }.map(\.key)
            .filter { key in !free.contains { key.hasPrefix($0) } }
        #expect(keys.count > 5)
        for key in keys {
            var settings = CheckSettings()
            #expect(try settings.set(key, to: "", folder: "") == .taken)
            #expect(settings == CheckSettings(), "\(key)")
        }
    }

    @Test func `the word none is the default of durations, paths, proxies and the type`() throws {
        var pmon = PmonSettings()
        for key: PmonKey in [.logFile, .every, .slow, .proxy, .dataArchive] {
            try pmon.set(key, to: "none", folder: "/")
        }
        #expect(pmon == PmonSettings())
        var checks = CheckSettings()
        for key in ["cert", "key", "expect.time"] {
            #expect(try checks.set(key, to: "None", folder: "/") == .taken)
        }
        #expect(checks == CheckSettings())
        var remote = RemoteSettings()
        for key: RemoteSettings.Key in [.type, .key] {
            try remote.set(key, to: "none", folder: "/")
        }
        #expect(remote == RemoteSettings())
        var email = EmailSettings()
        try email.set(.remind, to: "none", folder: "/")
        #expect(email == EmailSettings())
    }

    @Test func `the documented statuses are the standard`() throws {
        let value = try #require(try defaults("checks").first { $0.key == "expect.status" }?.value)
        #expect(try StatusRanges(value) == .standard)
    }

    @Test func `the documented words are those of the choices`() throws {
        func words(_ section: String, _ key: String) throws -> Set<String> {
            let row = try #require(try table(section).rows.first { $0[0] == "`\(key)`" })
            return Set(MarkdownTable.quoted(row[2]))
        }
        #expect(try words("pmon", "log.level") == Set(LogLevel.allCases.map(\.rawValue)))
        #expect(try words("pmon", "ip") == Set(IPFamily.allCases.map(\.rawValue)))
        #expect(try words("pmon", "http") == Set(HTTPVersion.allCases.map(\.rawValue)))
        #expect(try words("email", "tls") == Set(MailTLS.allCases.map(\.rawValue)))
        #expect(try words("email", "on") == Set(MailTrigger.allCases.map(\.rawValue)))
    }

    @Test func `the sections of the document are those of the reader`() throws {
        let headings = MarkdownTable.all(in: try ProjectFiles.text("docs/configuration.md")).map(
            \.heading
        )
        #expect(
            headings.filter { $0.hasPrefix("[") } == ConfigurationReader.sections.map { "[\($0)]" }
        )
    }

    @Test func `the sample configuration has no error and no warning`() throws {
        let configuration = try ConfigurationReader.read(
            try ProjectFiles.bytes("pmon.ini"),
            name: "pmon.ini"
        )
        #expect(configuration.warnings.isEmpty)
        #expect(!configuration.targets.isEmpty)
    }
}
