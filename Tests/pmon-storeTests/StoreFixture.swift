// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonJSON
import PmonRecord
import PmonTool
import TestSupport

@testable import pmon_store

/// A store in a fresh folder, and records to feed it with.
final class StoreFixture {
    let folder: TemporaryFolder
    var configuration = Configuration()

    init() throws {
        folder = try TemporaryFolder()
        configuration.pmon.dataFile = folder.file("pmon.json")
        configuration.pmon.latestFile = folder.file("current.json")
    }

    func settings() throws -> StoreSettings {
        try StoreSettings(configuration, StoreFixture.options())
    }

    /// Flags as if they had been parsed.
    static func options(data: String? = nil, latest: String? = nil) -> FileOptions {
        var options = FileOptions()
        options.data = data
        options.latest = latest
        return options
    }

    func store() throws -> Store {
        Store(try settings(), log: Diagnostics(tool: "test", stderrLevel: .fatal))
    }

    /// Stores records of one run of the program.
    func store(_ records: [String], folding: Bool = false) throws {
        try store().commit(Self.batch(records), folding: folding)
    }

    /// A record of an address at a second, whose run is the same number.
    static func record(_ url: String, _ second: Int, _ result: CheckResult = .success) -> String {
        #"{"url":"\#(url)","time":"x","result":"\#(result.rawValue)","message":"OK","at":\#(second),"run":\#(second)}"#
    }

    static func batch(_ records: [String]) -> Batch {
        var batch = Batch()
        var intake = RecordIntake()
        for record in records {
            Array(record.utf8).withUnsafeBytes { bytes in
                if let fields = try? intake.fields(of: bytes) {
                    batch.add(fields)
                } else {
                    batch.reject(bytes)
                }
            }
        }
        return batch
    }

    /// The `run` of every record of an address in the data file.
    func runs(of url: String) throws -> [Int] {
        let bytes = try folder.bytes("pmon.json")
        let value = try bytes.withUnsafeBytes { try JSONParser.decode($0) }
        return value.object?[url]?.array?.compactMap { $0.object?["run"]?.int } ?? []
    }

    /// What the latest file says of an address.
    func latest(_ url: String) throws -> JSONObject? {
        let file = try LatestFile(folder.file("current.json"))
        return try file.entries.first { $0.url.text == url }
            .flatMap { try JSONParser.decode($0.bytes).object }
    }
}
