// SPDX-License-Identifier: MIT

import Glibc
import PmonConfig
import PmonRecord
import PmonSystem
import PmonTool

@testable import pmon_serve

/// What several tests are made from: histories, snapshots, settings, sites.
enum Fixture {
    /// An instant that counts as now: 2026-11-22 12:00:00 UTC.
    static let now = 1_795_348_800.0

    /// Checks at the distance of a minute that end 30 s before now; a letter each (`o`, `a`, `d`), a capital one under
    /// maintenance.
    static func runs(_ letters: String, distance: Double = 60) -> Runs {
        var runs = Runs()
        let count = letters.count
        for (index, letter) in letters.enumerated() {
            let state =
                CheckState.allCases.first { $0.letter == Character(letter.lowercased()) } ?? .noData
            let check = RecordedCheck(
                at: now - 30 - Double(count - 1 - index) * distance,
                state: state,
                milliseconds: state == .ok ? 100 + Double(index) : nil,
                message: state == .ok ? "OK" : "503",
                isMaintenance: letter.isUppercase
            )
            runs.add(check, message: state == .ok ? 0 : 1)
        }
        var calendar = LocalDays()
        runs.seal(expected: nil, calendar: &calendar)
        return runs
    }

    /// Two messages, as `runs` numbers them.
    static var messages: MessageTable {
        var table = MessageTable()
        _ = table.index(of: "OK")
        _ = table.index(of: "503")
        return table
    }

    /// A line of a data or latest file.
    static func record(
        _ result: CheckResult = .success,
        at: Double = now - 30,
        message: String = "\"OK\"",
        more: String = ""
    ) -> String {
        let time = Timestamp(seconds: at).local
        return
            "{\"time\":\"\(time)\",\"result\":\"\(result.rawValue)\",\"message\":\(message),\"at\":\(at)\(more)}"
    }

    /// A data file of lists of records.
    static func dataFile(_ lists: [(url: String, records: [String])]) -> String {
        let parts = lists.map { "\"\($0.url)\": [\n\($0.records.joined(separator: ",\n"))\n]" }
        return "{\n\(parts.joined(separator: ",\n"))\n}\n"
    }

    /// A latest file of records.
    static func latestFile(_ records: [(url: String, record: String)]) -> String {
        "{\(records.map { "\"\($0.url)\":\($0.record)" }.joined(separator: ","))}"
    }

    /// Settings of a configuration text, with the files in a folder.
    static func settings(
        _ folder: TestFolder,
        _ ini: String = "",
        noMail: Bool = false
    ) throws -> Settings {
        try folder.write("pmon.ini", "[pmon]\nid = test\n\(ini)")
        let configuration = try Configuration.load(folder.path + "/pmon.ini")
        var options = ServeOptions()
        options.noMail = noMail
        options.port = nil
        options.bind = nil
        options.once = false
        var files = FileOptions()
        files.data = folder.path + "/pmon.json"
        files.latest = folder.path + "/current.json"
        return try Settings(configuration, options: options, files: files, shared: SharedOptions())
    }

    /// A snapshot read from files.
    static func snapshot(
        _ folder: TestFolder,
        _ ini: String = "",
        data: String? = nil,
        latest: String? = nil,
        now: Double = Fixture.now
    ) throws -> Snapshot {
        if let data { try folder.write("pmon.json", data) }
        if let latest { try folder.write("current.json", latest) }
        var reader = ModelReader()
        let settings = try settings(folder, ini)
        _ = reader.read(settings)
        return reader.snapshot(settings, now: now)
    }

    /// A snapshot of one address in each state, in files of a folder.
    static func mixed(_ folder: TestFolder, _ ini: String = "") throws -> Snapshot {
        let addresses: [(String, CheckResult, String)] = [
            ("http://a.example.org/", .success, "\"OK\""),
            ("http://b.example.org/", .applicationError, "503"),
            ("http://c.example.org/", .exceptionError, "\"connection refused\""),
        ]
        return try snapshot(
            folder,
            ini,
            data: dataFile(
                addresses.map { url, result, message in
                    (
                        url,
                        [
                            record(at: now - 90),
                            record(result, message: message),
                        ]
                    )
                }
            ),
            latest: latestFile(addresses.map { ($0.0, record($0.1, message: $0.2)) })
        )
    }

    /// A page's context around a snapshot.
    static func context(_ snapshot: Snapshot, now: Double = Fixture.now) -> PageContext {
        PageContext(snapshot: snapshot, now: now)
    }
}

/// A folder of its own for a test, which goes with it.
final class TestFolder {
    /// Where it is.
    let path: String

    init() {
        var template = Array("/tmp/pmon-serve-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    }

    deinit {
        for name in [
            "pmon.ini", "pmon.silence", "pmon.json", "current.json", "pmon.json.journal", "out",
            "index.html",
            "a.css",
        ] {
            unlink("\(path)/\(name)")
        }
        rmdir("\(path)/sub")
        rmdir(path)
    }

    /// Writes a file anew, as the store does it: the old one is replaced, not changed.
    func write(_ name: String, _ text: String) throws {
        let temporary = "\(path)/\(name).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        let bytes = Array(text.utf8)
        guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ToolError(.cannotCreate, temporary)
        }
        close(descriptor)
        rename(temporary, "\(path)/\(name)")
    }
}
