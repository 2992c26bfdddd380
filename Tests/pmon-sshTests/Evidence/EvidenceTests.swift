// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_ssh

struct EvidenceTests {
    private func evidence(
        processes: [String] = Visited.list,
        disks: [String] = ["/dev/sda 1 1 1 10% /"],
        memory: [String] = ["MemTotal: 100 kB", "MemAvailable: 90 kB"],
        logs: [String] = [],
        logStatus: Int = 0,
        failure: VisitFailure? = nil,
        isReached: Bool = true,
        pattern: String = "error"
    ) throws -> Evidence {
        let inventory = try Configurations.inventory(
            "[urls]\nurl.1 = http://db1/\n[remote]\nurl.1.type = ssh\nurl.1.process = java\n"
                + "url.1.log.dir = /var/log\nurl.1.log.files = *.log\nurl.1.log.pattern = \(pattern)\n"
        )
        let entry = try #require(inventory.entries["url.1"])
        var gathered = Gathered(inventory.sites[0].gathering, failure: failure)
        if isReached {
            let parts: [(Section, [String], Int)] = [
                (.scan(0), processes, 0), (.fileSystem, disks, 0),
                (.memory, memory.map { "/proc/meminfo:" + $0 }, 0),
                (.logs(0), logs, logStatus),
            ]
            for (section, lines, status) in parts {
                for line in lines { gathered.take(Array(line.utf8), of: section) }
                gathered.mark(section, status: status)
            }
            Visited.take(into: &gathered)
        }
        return Evidence(gathered, site: inventory.sites[0], entry: entry)
    }

    private func value(_ evidence: Evidence, _ key: RecordKey) -> JSONValue? {
        evidence.members.first { $0.key == key }?.value
    }

    @Test func `all evidence goes into its members`() throws {
        let evidence = try evidence(logs: ["an error", "two errors"])
        #expect(value(evidence, .ssh) == .strings(["30 java"]))
        #expect(value(evidence, .fileSystem) == .string("/dev/sda 1 1 1 10% /"))
        #expect(value(evidence, .memory) == .string("MemTotal: 100 kB\nMemAvailable: 90 kB"))
        #expect(value(evidence, .logs) == .string("an error\ntwo errors"))
        #expect(value(evidence, .verdict) == .string("2 log lines match 'error', last: two errors"))
    }

    @Test func `where nothing is wrong the verdict says so`() throws {
        #expect(
            try evidence().verdict
                == "process 'java' is running; nothing unusual found on local@db1"
        )
    }

    @Test func `the weightiest comes first`() throws {
        let evidence = try evidence(
            processes: ["1 init"],
            disks: ["/dev/sda 1 1 1 91% /", "/dev/sdb 1 1 0 100% /var"],
            memory: ["MemTotal: 1024000 kB", "MemAvailable: 10240 kB"],
            logs: ["disk error"]
        )
        #expect(
            evidence.verdict
                == "process 'java' is not running; /var is 100 % full; / is 91 % full; "
                + "memory is exhausted: 10 MiB of 1000 MiB available; "
                + "1 log line matches 'error', last: disk error"
        )
        #expect(value(evidence, .ssh) == .strings(["no line of 'ps aux' holds 'java'"]))
    }

    @Test func `a machine that cannot be reached is all there is to say`() throws {
        let refused = VisitFailure(.refused, "connection refused")
        let evidence = try evidence(failure: refused, isReached: false)
        let text = "cannot look into local@db1: connection refused"
        #expect(evidence.members.map(\.key) == [.ssh, .verdict])
        #expect(value(evidence, .ssh) == .strings([text]))
        #expect(evidence.verdict == text)
    }

    @Test func `what came before a fault counts, and the fault is told`() throws {
        let late = VisitFailure(.timeout, "no answer within 10s")
        let evidence = try evidence(disks: ["/dev/sda 1 1 1 99% /"], failure: late)
        let text = "evidence from local@db1 is incomplete: no answer within 10s"
        #expect(value(evidence, .ssh) == .strings(["30 java", text]))
        #expect(evidence.verdict == "/ is 99 % full; \(text)")
    }

    @Test func `a pattern that is none does not pass for logs without a match`() throws {
        let evidence = try evidence(pattern: "er\\(ror")
        #expect(evidence.verdict.hasPrefix("log.pattern 'er\\(ror' is not a grep pattern: "))
    }

    @Test func `a folder that cannot be searched is no empty text`() throws {
        let evidence = try evidence(logStatus: LogScript.Status.forbidden)
        #expect(evidence.verdict == "the log folder /var/log is not readable")
        #expect(value(evidence, .logs) == nil)
    }

    @Test func `a process that has ended is named with its line`() throws {
        let evidence = try evidence(processes: ["PID STAT COMMAND", "7 Z [java]"])
        #expect(
            value(evidence, .ssh)
                == .strings([
                    "7 Z [java]",
                    "each line of 'ps aux' that holds 'java' is of a process that has ended (state Z)",
                ])
        )
        #expect(evidence.verdict.hasPrefix("process 'java' is not running: it has ended"))
    }

    @Test func `logs that were searched in vain are an empty text`() throws {
        #expect(value(try evidence(), .logs) == .string(""))
    }
}
