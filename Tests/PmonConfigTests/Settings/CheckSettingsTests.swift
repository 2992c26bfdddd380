// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct CheckSettingsTests {
    /// A value for every key; the order is that of the listing.
    static let values: [(String, String)] = [
        ("name", "Shop"), ("group", "g"), ("method", "POST"), ("body", "{\"a\":\n1}"),
        ("header.X-Trace", "on"),
        ("user", "u"), ("timeout", "1500ms"), ("retries", "2"), ("follow", "0"), ("ip", "4"),
        ("addresses", "all"),
        ("http", "1.0"),
        ("proxy", "http://p:1"), ("ca", "/ca"), ("cert", "/cert"), ("key", "/key"),
        ("insecure", "true"), ("tls", "starttls"), ("send", "PING\\r\\n"), ("resolve", "127.0.0.1"),
        ("slow", "2s"), ("cert.warn", "7d"), ("after", "2/3"), ("recover", "4"),
        ("needs", "url.gw,url.vpn"),
        ("every", "90s"), ("places", "berlin,paris"), ("expect.status", "200-204,404"),
        ("expect.body", "in stock"), ("reject.body", "error"),
        ("expect.header.Content-Type", "json"), ("expect.json.data.Items.0", "!= x"),
        ("expect.time", "3s"), ("capture.csrf", "body value=\"*\""),
        ("step.2", "https://a/{csrf}"), ("step.2.method", "PUT"), ("step.2.capture.id", "json id"),
    ]
    static let secrets: [(String, String)] = [
        ("pwd", "geheim1"), ("bearer", "geheim2"), ("passphrase", "geheim6"),
        ("header.Authorization", "geheim3"),
        ("header.X-Api-Key", "geheim4"),
        ("header.X-Plain", "env:GEHEIM5"),
    ]

    @Test(arguments: ["env:GEHEIM7", "file:/geheim", "AUTH geheim\\r\\n", "password=geheim"])
    func `what is sent may be a secret`(send: String) throws {
        let settings = try settings([("send", send)])
        #expect(settings.holdsSecretSend)
        #expect(settings.pairs().isEmpty)
        #expect(CheckSettings().takingSecrets(from: settings) == settings)
    }

    private func settings(_ values: [(String, String)], folder: String = "") throws -> CheckSettings
    {
        var settings = CheckSettings()
        for (key, value) in values {
            #expect(try settings.set(key, to: value, folder: folder) == .taken)
        }
        return settings
    }

    @Test func `the values name every key`() {
        let named = Set((Self.values + Self.secrets).map(\.0))
        for key in CheckKey.allCases { #expect(named.contains(key.rawValue)) }
        for prefix in CheckKey.prefixes { #expect(named.contains { $0.hasPrefix(prefix) }) }
    }

    @Test func `what is listed is read back alike, and holds no secret`() throws {
        let settings = try settings(Self.values + Self.secrets)
        let pairs = settings.pairs()
        #expect(pairs.map(\.key) == Self.values.map(\.0))
        #expect(pairs.map(\.value) == Self.values.map(\.1))
        let again = try self.settings(pairs.map { ($0.key, $0.value) })
        #expect(again == (try self.settings(Self.values)))
        #expect(again.takingSecrets(from: settings) == settings)
    }

    @Test func `a proxy with a password is a secret`() throws {
        let settings = try settings([("proxy", "http://u:geheim@p:1")])
        #expect(settings.pairs().isEmpty)
        #expect(CheckSettings().takingSecrets(from: settings).proxy == "http://u:geheim@p:1")
        #expect(
            try self.settings([("proxy", "none")]).takingSecrets(from: settings).proxy == "none"
        )
    }

    @Test func `secrets of one's own are kept`() throws {
        let own = try settings([("pwd", "mine"), ("header.authorization", "mine")])
        let merged = own.takingSecrets(from: try settings(Self.secrets))
        #expect(merged.pwd == .literal(Secret("mine")))
        #expect(merged.headers.filter { $0.name.lowercased() == "authorization" }.count == 1)
    }

    @Test func `paths start at the folder, and are listed so that they stay where they are`() throws
    {
        let settings = try settings(
            [("ca", "ca.pem"), ("cert", "a/c.pem"), ("key", "/k.pem")],
            folder: "conf"
        )
        #expect(
            [settings.ca, settings.cert, settings.key] == ["conf/ca.pem", "conf/a/c.pem", "/k.pem"]
        )
        for pair in settings.pairs() { #expect(pair.value.hasPrefix("/")) }
    }

    @Test func `keys have no case, header names and paths keep theirs`() throws {
        let settings = try settings([
            ("Expect.JSON.Data.A", "1"), ("HEADER.X-a", "v"), ("Expect.Header.ETag", "v"),
            ("TimeOut", "1"),
        ])
        #expect(settings.expectJSON.map(\.path) == ["Data.A"])
        #expect(settings.headers.map(\.name) == ["X-a"])
        #expect(settings.expectHeaders.map(\.name) == ["ETag"])
        #expect(settings.timeout == .seconds(1))
    }

    @Test func `an unknown key names the nearest`() throws {
        var settings = CheckSettings()
        #expect(
            try settings.set("expect.stats", to: "1", folder: "")
                == .unknown(nearest: "expect.status")
        )
        #expect(try settings.set("nonsense", to: "1", folder: "") == .unknown(nearest: nil))
        #expect(settings == CheckSettings())
    }

    @Test func `what all addresses have can be switched off for one, and is listed so`() throws {
        let off = [("proxy", "none"), ("ca", "system"), ("slow", "none"), ("cert.warn", "none")]
        let settings = try settings(off.dropLast() + [("cert.warn", "None")], folder: "/etc")
        #expect(settings.pairs().map(\.value) == off.map(\.1))
        #expect(try self.settings(off, folder: "/etc") == settings)
    }

    @Test(arguments: [
        ("name", "a\nb"), ("method", ""), ("method", "GET /"), ("method", "a\r\nb"),
        ("header.", "x"), ("header.a b", "x"),
        ("header.A", "x\ny"), ("header.A", "env:"), ("timeout", ""), ("timeout", "0"),
        ("retries", "x"), ("follow", "-1"),
        ("ip", "v4"), ("http", "1"), ("insecure", "perhaps"), ("slow", "0"), ("cert.warn", "x"),
        ("expect.status", "2xx"),
        ("expect.json.", "x"), ("expect.json.a..b", "x"), ("expect.json.a", "< x"),
        ("expect.time", "0"), ("pwd", "file:"),
        ("bearer", "env:"), ("user", "a\nb"),
    ])
    func `a wrong value is refused`(key: String, value: String) {
        var settings = CheckSettings()
        #expect(throws: SettingProblem.self) { try settings.set(key, to: value, folder: "") }
    }

    @Test(arguments: ["", "a b", "a:b"])
    func `no header of such a name can be expected`(name: String) {
        #expect(throws: SettingProblem.self) { try settings([("expect.header.\(name)", "x")]) }
    }
}
