// SPDX-License-Identifier: MIT

import Foundation
import PmonConfig
import PmonSystem
import TestSupport
import Testing

@testable import PmonTool

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
        #expect(try problem("silence.file = none\nlog.file = pmon.silence") == nil)
        #expect(try problem("silence.file = .") == nil)
    }

    @Test(arguments: [
        ("{\n\"http://a/\": [\n]\n}\n", true), (#" {"http://a/":{"result":"SUCCESS"}}"#, true),
        ("{}\n", true), (#"{"url":"http://a/","result":"SUCCESS"}"#, true),
        ("1a2b3c4d 25 {\"url\":\"http://a/\"}\n", true), ("1a2b3c4d 9 settled -\n", true),
        ("2026-11-28 23:00:00 pmon-store: info: {\n", false), ("", false), ("\n", false),
        ("words 5 more\n", false), ("{ not json", false),
    ])
    func `a file of records is no log`(content: String, isRefused: Bool) throws {
        try folder.write("other", content)
        let message = try problem("log.file = other")
        #expect((message != nil) == isRefused)
        if isRefused {
            #expect(message?.hasPrefix("log.file: ") == true)
            #expect(message?.hasSuffix(": holds records, expected a log") == true)
        }
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
        ("log.file = pmon.silence", "log.file", "silence.file"),
        ("silence.file = pmon.ini", "the configuration", "silence.file"),
        ("silence.file = ./pmon.json.journal", "the journal of data.file", "silence.file"),
        (
            "latest.file = a/current.json\ndata.archive = a/pmon.silence", "data.archive",
            "silence.file"
        ),
        (
            "silence.file = current.json.told", "the memory of pmon-mail beside latest.file",
            "silence.file"
        ),
        ("silence.file = ca.pem\nca.file = ca.pem", "silence.file", "ca.file"),
    ])
    func `one file for two purposes is refused with both`(
        lines: String,
        purpose: String,
        other: String
    ) throws {
        let message = try #require(try problem(lines))
        #expect(message.contains("\(purpose) and \(other) are the same file: "))
    }

    @Test(arguments: [
        ("data.file = ca.pem\nca.file = ./ca.pem", "data.file and ca.file"),
        (
            "latest.file = k\n[urls]\nurl.1 = https://a/\n[checks]\nurl.1.key = k\nurl.1.cert = k",
            "latest.file and url.1."
        ),
        (
            "data.archive = s\n[email]\nserver = a\nto = a@b\nfrom = a@b\npwd = file:s",
            "data.archive and pwd of [email]"
        ),
        (
            "log.file = t\n[urls]\nurl.1 = https://a/\n[checks]\nurl.1.bearer = file:x/../t",
            "log.file and url.1.bearer"
        ),
        (
            "data.file = t\n[urls]\nurl.1 = https://a/\n[checks]\nurl.1.header.X-Key = file:t.journal",
            "the journal of data.file and url.1.header.X-Key"
        ),
        (
            "[urls]\nurl.1 = https://a/\n[remote]\nurl.1.type = ssh\nurl.1.key = known_hosts",
            "known_hosts and url.1.key of [remote]"
        ),
    ])
    func `a file that is read is not written`(lines: String, purposes: String) throws {
        mkdir(folder.file("x"), 0o777)
        let message = try #require(try problem(lines))
        #expect(message.contains(purposes))
        #expect(message.contains("are the same file: "))
    }

    @Test func `files that are only read may be the same`() throws {
        let checks = "[urls]\nurl.1 = https://a/\n[checks]\n"
        #expect(
            try problem("ca.file = a.pem\n\(checks)url.1.cert = a.pem\nurl.1.key = a.pem") == nil
        )
        #expect(try problem("\(checks)url.1.bearer = file:pmon.ini") == nil)
        #expect(try problem("ca.file = /etc") == nil)
    }

    @Test(arguments: [".", "..", "x", "x/", "./x/."])
    func `a folder is no file`(name: String) throws {
        mkdir(folder.file("x"), 0o777)
        for key in ["data.file", "latest.file", "data.archive", "log.file"] {
            let message = try #require(try problem("\(key) = \(name)"))
            #expect(message.contains("\(key): "))
            #expect(message.hasSuffix(": a folder, expected a file"))
        }
    }

    @Test func `the names of files beside another history are taken`() throws {
        try folder.write("other", "{}")
        for suffix in [".journal", ".lock", ".rejected", ".told", ".told.lock", ".tmp", ".broken"] {
            for key in ["data.file", "latest.file", "data.archive", "log.file"] {
                let message = try problem("\(key) = other\(suffix)")
                if suffix == ".told.lock" {
                    #expect(message == nil)
                } else {
                    #expect(try #require(message).contains("beside \(folder.file("other"))"))
                }
                #expect(try problem("\(key) = another\(suffix)") == nil)
            }
        }
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
        #expect(try problem("data.file = pipe") == "data.file: \(pipe): not a regular file")
        symlink("/dev/null", folder.file("x.journal"))
        #expect(try problem("data.file = x")?.hasPrefix("the journal of data.file: ") == true)
    }
}
