// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonCore

struct FileNamesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The message of the refusal; nil if the files are fine.
    private func problem(_ lines: String, _ options: FileOptions = FileOptions()) throws -> String?
    {
        let path = try folder.write("pmon.ini", "[pmon]\n\(lines)\n")
        let configuration = try Configuration.load(path)
        do throws(ToolError) {
            try FileNames(configuration, options).expectDifferent()
            return nil
        } catch {
            #expect(error.status == .configuration)
            return error.message
        }
    }

    @Test func `files of different names and of different folders are fine`() throws {
        #expect(try problem("") == nil)
        #expect(try problem("data.archive = pmon.json.gz\nlog.file = pmon.log") == nil)
        #expect(try problem("latest.file = a/pmon.json\nlog.file = b/pmon.json") == nil)
        #expect(try problem("log.file = /dev/null") == nil)
    }

    @Test(arguments: [
        ("latest.file = ./pmon.json", "data.file", "latest.file"),
        ("data.file = pmon.ini", "the configuration", "data.file"),
        ("log.file = current.json.told", "the memory of pmon-mail beside latest.file", "log.file"),
        ("data.archive = pmon.json.journal", "the journal of data.file", "data.archive"),
        ("log.file = pmon.json.lock", "the lock of data.file", "log.file"),
        ("log.file = pmon.json.rejected", "the rejected lines of data.file", "log.file"),
        ("log.file = known_hosts", "log.file", "known_hosts"),
        ("log.file = PMON.json", "data.file", "log.file"),
        ("data.archive = log\nlog.file = log", "data.archive", "log.file"),
        ("data.archive = pmon.json.tmp", "a temporary file of data.file", "data.archive"),
        ("latest.file = pmon.json.broken.2", "a damaged copy of data.file", "latest.file"),
        ("log.file = x\nlatest.file = x.7", "an older part of log.file", "latest.file"),
    ])
    func `one file for two purposes is refused with both`(
        lines: String,
        purpose: String,
        other: String
    ) throws {
        let message = try #require(try problem(lines))
        #expect(message.contains("\(purpose) and \(other) are the same file: "))
    }

    @Test func `links do not hide it`() throws {
        try folder.write("pmon.json", "{}")
        symlink("pmon.json", folder.file("soft"))
        link(folder.file("pmon.json"), folder.file("hard"))
        symlink("pmon.json.journal", folder.file("ahead"))
        for name in ["soft", "hard", "ahead"] {
            #expect(try problem("data.archive = \(name)") != nil)
        }
    }

    @Test func `flags take the place of configured files`() throws {
        #expect(try problem("", FileOptions(data: folder.file("current.json"))) == nil)
        let latest = FileOptions(latest: folder.file("pmon.ini"))
        #expect(try problem("", latest)?.hasPrefix("the configuration and --latest") == true)
        let both = FileOptions(data: folder.file("x"), latest: folder.file("./x"))
        #expect(try problem("", both)?.hasPrefix("--data and --latest") == true)
    }

    @Test func `a device is no file that can be replaced, but takes what is dropped`() throws {
        #expect(
            try problem("latest.file = /dev/null") == "latest.file: /dev/null: not a regular file"
        )
        #expect(try problem("data.archive = /dev/null") == nil)
        let pipe = folder.file("pipe")
        mkfifo(pipe, 0o600)
        #expect(try problem("data.archive = pipe") == "data.archive: \(pipe): not a regular file")
    }
}
