// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

@testable import PmonConfig

struct SettingLookupTests {
    private let folder: TemporaryFolder
    private let settings: SettingLookup

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            "p.ini",
            """
            [pmon]
            timeout = 4s
            proxy = http://u:geheim@p:1
            data.file = d.json
            [urls]
            url.a = http://u:geheim@h/
            url.b = http://h/
            [checks]
            url.A.timeout = 1s
            url.a.pwd = geheim
            url.a.header.X-API-KEY = geheim
            url.a.header.Accept = text/html
            url.a.expect.json.A.b = 1
            [remote]
            url.a.process = nginx
            url.a.timeout = 7s
            [email]
            timeout = 9s
            pwd = env:PMON_SECRET
            [maintenance]
            Nightly = daily 02:00 1h: http://u:geheim@h/

            """
        )
        settings = try SettingLookup(file: folder.file("p.ini"))
    }

    @Test(arguments: [
        ("timeout", "4s", 2), ("TIMEOUT", "4s", 2), ("pmon.timeout", "4s", 2),
        ("url.a.timeout", "1s", 9), ("URL.B.timeout", "4s", 2), ("checks.url.a.timeout", "1s", 9),
        ("remote.url.a.timeout", "7s", 16), ("email.timeout", "9s", 18),
        ("url.a.process", "nginx", 15), ("url.a", "http://u:***@h/", 6),
        ("proxy", "http://u:***@p:1", 3), ("url.b.proxy", "http://u:***@p:1", 3),
        ("url.a.pwd", "***", 10), ("email.pwd", "env:PMON_SECRET", 19),
        ("url.a.header.X-Api-Key", "***", 11), ("url.a.header.accept", "text/html", 12),
        ("url.a.expect.json.A.b", "1", 13),
        ("nightly", "daily 02:00 1h: http://u:***@h/", 21),
        ("maintenance.Nightly", "daily 02:00 1h: http://u:***@h/", 21),
    ])
    func `a setting is found with its line, and secrets are hidden`(
        name: String,
        value: String,
        line: Int
    ) throws {
        #expect(try settings.line(name) == "\(value)\t\(folder.file("p.ini")):\(line)")
    }

    @Test(arguments: [
        ("url.a.expect.json.A.B", "none"), ("url.b.header.accept", "none"),
        ("http.port", "8080"), ("remote.url.b.scan_cmd", "ps aux"), ("url.b.ca", "system"),
        ("url.b.method", "GET"), ("email.on", "always"), ("http.pwd", "none"),
    ])
    func `a setting that is not in the file has its default`(name: String, value: String) throws {
        #expect(try settings.line(name) == "\(value)\tdefault")
    }

    @Test func `paths begin at the root and start at the folder of the file`() throws {
        #expect(try settings.line("data.file").hasPrefix("\(folder.path)/d.json\t"))
        #expect(try settings.line("latest.file") == "\(folder.path)/current.json\tdefault")
        #expect(try settings.line("silence.file") == "\(folder.path)/pmon.silence\tdefault")
    }

    @Test(arguments: [
        ("htp.port", "unknown setting 'htp.port', did you mean http.port?"),
        ("url.c.timeout", "'url.c' is not in [urls]"), ("url.c", "'url.c' is not in [urls]"),
        ("url.a.colour", "unknown setting 'url.a.colour'"), ("", "unknown setting ''"),
        ("url.a.header.", "unknown setting 'url.a.header.'"),
    ])
    func `what is no setting is wrong usage`(name: String, message: String) {
        let error = #expect(throws: ToolError.self) { try settings.line(name) }
        #expect(error?.status == .usage)
        #expect(error?.message == message)
    }

    @Test func `the default file of silences is beside the latest file`() throws {
        let path = try folder.write("q.ini", "[pmon]\nlatest.file = /var/lib/pmon/x.json\n")
        let lookup = try SettingLookup(file: path)
        #expect(try lookup.line("silence.file") == "/var/lib/pmon/pmon.silence\tdefault")
        #expect(
            try Configuration.load(path).pmon.silenceFile == "/var/lib/pmon/pmon.silence"
        )
    }

    @Test func `without a file all settings have their defaults`() throws {
        #expect(try SettingLookup(file: nil).line("timeout") == "10s\tdefault")
    }
}
