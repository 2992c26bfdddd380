// SPDX-License-Identifier: MIT

import Glibc
import NIOCore
import PmonRecord
import Testing

@testable import pmon_serve

struct ModelReaderTests {
    let folder = TestFolder()
    let url = "http://a.example.org/"

    private func list(_ count: Int) -> [String] {
        (0..<count).map { Fixture.record(at: Fixture.now - 1000 + Double($0) * 60) }
    }

    private func read(_ reader: inout ModelReader, _ settings: Settings) -> Bool {
        reader.read(settings)
    }

    private func runs(_ reader: inout ModelReader, _ settings: Settings) -> Runs {
        reader.snapshot(settings, now: Fixture.now).monitors.first?.runs ?? Runs()
    }

    @Test func `nothing there is nothing read, and no failure`() throws {
        let snapshot = try Fixture.snapshot(folder)
        #expect(snapshot.monitors.isEmpty)
        #expect(snapshot.brokenFile == nil)
        #expect(!snapshot.isReadable)
    }

    @Test func `what was appended is added, what was there is kept once`() throws {
        let settings = try Fixture.settings(folder)
        var reader = ModelReader()
        try folder.write("pmon.json", Fixture.dataFile([(url, list(3))]))
        #expect(read(&reader, settings))
        #expect(runs(&reader, settings).count == 3)
        #expect(!read(&reader, settings))
        try folder.write("pmon.json", Fixture.dataFile([(url, list(5))]))
        #expect(read(&reader, settings))
        #expect(runs(&reader, settings).count == 5)
    }

    @Test func `a list that was cut at its old end is read anew`() throws {
        let settings = try Fixture.settings(folder)
        var reader = ModelReader()
        try folder.write("pmon.json", Fixture.dataFile([(url, list(9))]))
        _ = reader.read(settings)
        try folder.write("pmon.json", Fixture.dataFile([(url, Array(list(12).suffix(5)))]))
        _ = reader.read(settings)
        #expect(runs(&reader, settings).at == (7..<12).map { Fixture.now - 1000 + Double($0) * 60 })
        try folder.write("pmon.json", "{}")
        _ = reader.read(settings)
        #expect(runs(&reader, settings).count == 0)
    }

    @Test func `a damaged file is named, and the last good data stays`() throws {
        let settings = try Fixture.settings(folder)
        var reader = ModelReader()
        try folder.write("pmon.json", Fixture.dataFile([(url, list(3))]))
        try folder.write("current.json", Fixture.latestFile([(url, Fixture.record())]))
        _ = reader.read(settings)
        try folder.write("current.json", "{\"http://a.example.org/\": [")
        try folder.write("pmon.json", "{\"http://a.example.org/\": [{]")
        #expect(read(&reader, settings))
        let snapshot = reader.snapshot(settings, now: Fixture.now)
        #expect(snapshot.brokenFile?.name == "pmon.json")
        #expect(snapshot.files.count { $0.problem != nil } == 2)
        #expect(snapshot.monitors.first?.runs.count == 3)
        #expect(snapshot.monitors.first?.result == .ok)
        try folder.write("pmon.json", Fixture.dataFile([(url, list(4))]))
        try folder.write("current.json", Fixture.latestFile([(url, Fixture.record())]))
        _ = reader.read(settings)
        #expect(reader.snapshot(settings, now: Fixture.now).isReadable)
    }

    @Test func `the revision changes with the files and with the configuration`() throws {
        let settings = try Fixture.settings(folder)
        var reader = ModelReader()
        try folder.write("pmon.json", Fixture.dataFile([(url, list(3))]))
        _ = reader.read(settings)
        let first = reader.snapshot(settings, now: Fixture.now).revision
        #expect(reader.snapshot(settings, now: Fixture.now + 60).revision == first)
        try folder.write("pmon.json", Fixture.dataFile([(url, list(4))]))
        _ = reader.read(settings)
        let second = reader.snapshot(settings, now: Fixture.now).revision
        #expect(second != first)
        let other = try Fixture.settings(folder, "every = 5m\n")
        #expect(reader.snapshot(other, now: Fixture.now).revision != second)
    }

    @Test func `a password of an older file is masked`() throws {
        let secret = "http://user:canary-7f@a.example.org/"
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([
                (secret, [Fixture.record(.exceptionError, message: "\"no \(secret)\"")])
            ]),
            latest: Fixture.latestFile([
                (secret, Fixture.record(.exceptionError, message: "\"no \(secret)\""))
            ])
        )
        #expect(snapshot.monitors.count == 1)
        let page = ListPage.html(Fixture.context(snapshot), query: ListQuery()).text
        #expect(page.contains("user:***@a.example.org"))
        #expect(!page.contains("canary"))
        let legacy = String(buffer: snapshot.legacy.plain)
        #expect(legacy.contains("user:***@a.example.org") && !legacy.contains("canary"))
    }
}
