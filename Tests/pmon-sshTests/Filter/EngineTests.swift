// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonSystem
import PmonTool
import Synchronization
import TestSupport
import Testing

@testable import pmon_ssh

struct EngineTests {
    private final class Lines: Sendable {
        private let lines = Mutex<[[UInt8]]>([])
        func add(_ line: OutputWriter.Line) {
            let bytes = line()
            lines.withLock { $0.append(bytes) }
        }
        func records() throws -> [Record] { try lines.withLock { $0 }.map { try Record(line: $0) } }
    }

    private func run(
        _ text: String,
        _ targets: [String],
        cancelling: Bool = false,
        resolver: NameResolver? = nil
    ) throws -> [Record] {
        let inventory = try Configurations.inventory(text)
        let inbox = Inbox(wake: try WakePipe())
        let lines = Lines()
        for target in targets {
            inbox.add(.check(OwnCheck(target: target, run: 1, begin: .now())))
        }
        inbox.close(cancelling: cancelling)
        Engine(
            inventory,
            PmonSettings(),
            inbox: inbox,
            concurrency: 1,
            log: Diagnostics(tool: "test", stderrLevel: .fatal),
            resolver: resolver,
            post: lines.add
        ).run()
        return try lines.records()
    }

    @Test func `machines that do not answer give up their turn`() throws {
        let server = try SSHServer()
        let folder = server.keys.folder
        var text = "[pmon]\ndata.file = \(folder.file("d"))\n[urls]\n"
        var remote = "[remote]\n"
        // Nobody answers at these addresses for documentation, or there is no way to them.
        for number in 1...3 {
            text += "url.\(number) = ssh://192.0.2.\(number)\n"
            remote += "url.\(number).timeout = 8s\nurl.\(number).pwd = x\n"
        }
        text += "url.9 = ssh://127.0.0.1:\(server.port)\n"
        remote +=
            "url.9.key = \(folder.file("user"))\nurl.9.user = \(server.user)\nurl.9.process = sshd\n"
        let begin = Monotonic.now()
        let records = try run(text + remote, ["url.1", "url.2", "url.3", "url.9"])
        // One after the other would take 24 seconds.
        #expect(Monotonic.now() - begin < .seconds(20))
        let results = Dictionary(uniqueKeysWithValues: records.map { ($0.target ?? "", $0.result) })
        #expect(results.count == 4)
        #expect(results["url.9"] == .success)
        #expect(results["url.1"] == .exceptionError)
    }

    @Test func `several addresses of one machine take one login`() throws {
        let server = try SSHServer()
        let folder = server.keys.folder
        var text = "[pmon]\ndata.file = \(folder.file("d"))\n[urls]\n"
        var remote = "[remote]\n"
        for number in 1...5 {
            text += "url.\(number) = ssh://127.0.0.1:\(server.port)\n"
            remote +=
                "url.\(number).key = \(folder.file("user"))\nurl.\(number).user = \(server.user)\n"
                + "url.\(number).process = marker \(number)\nurl.\(number).scan_cmd = echo marker 1\n"
        }
        let records = try run(text + remote, (1...5).map { "url.\($0)" })
        #expect(records.map(\.result).filter { $0 == .success }.count == 1)
        #expect(records.map(\.result).filter { $0 == .applicationError }.count == 4)
        let logins = try server.log().split(separator: "\n").filter {
            $0.contains("Accepted publickey")
        }
        #expect(logins.count == 1)
    }

    private static let named =
        "[urls]\nurl.1 = ssh://one.example.org\n[remote]\nurl.1.pwd = x\nurl.1.timeout = 30s\n"

    @Test func `where lookups that nobody waits for hang, a name is not blamed`() throws {
        let gate = try WakePipe()
        let lookups = Mutex(0)
        let resolver = NameResolver(threadLimit: 1) { _ in
            lookups.withLock { $0 += 1 }
            WakePipe.wait(for: [gate.readEnd], limit: .seconds(20))
            return .failure(.noAddress)
        }
        defer { gate.wake() }
        // A question that no thread takes in its time is dropped, so it may have to be asked again.
        while lookups.withLock({ $0 == 0 }) {
            let soon = Monotonic.now() + .milliseconds(50)
            _ = resolver.ask(NameQuestion(host: "hanging"), until: soon) { _ in }
        }
        while resolver.hasRoom {}
        let record = try #require(try run(Self.named, ["url.1"], resolver: resolver).first)
        #expect(record.reason == .timeout)
        let verdict = record[.verdict]?.string ?? ""
        #expect(verdict.contains("pmon itself cannot look its name up"))
    }

    @Test func `machines of one name share one lookup, and each has its own port`() throws {
        let lookups = Mutex(0)
        let resolver = NameResolver(threadLimit: 4) { _ in
            lookups.withLock { $0 += 1 }
            return NameQuestion(host: "127.0.0.1").resolve()
        }
        let server = try SSHServer()
        let folder = server.keys.folder
        let text =
            "[pmon]\ndata.file = \(folder.file("d"))\n[urls]\nurl.1 = ssh://one.example.org:1\n"
            + "url.2 = ssh://one.example.org:\(server.port)\n[remote]\nurl.1.pwd = x\n"
            + "url.2.key = \(folder.file("user"))\nurl.2.user = \(server.user)\nurl.2.process = sshd\n"
        let records = try run(text, ["url.1", "url.2"], resolver: resolver)
        let results = Dictionary(uniqueKeysWithValues: records.map { ($0.target ?? "", $0) })
        #expect(results["url.1"]?.reason == .refused)
        #expect(results["url.2"]?.result == .success)
        #expect(lookups.withLock { $0 } == 1)
    }

    @Test func `what is cancelled is answered all the same`() throws {
        let text =
            "[urls]\nurl.1 = ssh://192.0.2.1\nurl.2 = ssh://192.0.2.2\n[remote]\nurl.1.pwd = x\n"
        let records = try run(text, ["url.1", "url.2"], cancelling: true)
        #expect(records.count == 2)
        #expect(records.allSatisfy { $0[.verdict]?.string?.contains("told to stop") == true })
    }
}
