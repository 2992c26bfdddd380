// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import Testing

@testable import pmon_ssh

struct RunningProcessTests {
    @Test func `the kernel's line is read whole and up to the start, whatever the name`() throws {
        let rest = "S 10 20 30 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 5 0 4711 "
        for name in ["java", "a b", "x) R 1", "(sd-pam)", "7 (y", "a:b", ""] {
            let process = try #require(RunningProcess(stat: "/proc/42/stat:(\(name)) \(rest)"))
            #expect(
                process == RunningProcess(stat: "/proc/42/stat:42 (\(name)) \(rest)99 98 97")
            )
            #expect(process.name == name && process.number == 42 && process.parent == 10)
            #expect(process.group == 20 && process.start == 4711 && !process.hasEnded)
        }
    }

    @Test func `a name with a newline stands for no other process`() throws {
        let rest = ") S 10 20 30 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 5 0 4711 "
        let process = try #require(RunningProcess(stat: "/proc/42/stat:\(rest)"))
        #expect(process.number == 42 && process.name.isEmpty && process.parent == 10)
        let forged = try #require(RunningProcess(stat: "/proc/42/stat:5 (a)Z 1 1 1 9\(rest)"))
        #expect(forged.number == 42 && forged.parent == 10 && !forged.hasEnded)
    }

    @Test func `the lines of this machine are read`() throws {
        let text = try FileBytes.read("/proc/self/stat", limit: 4096)
        let line = "/proc/\(getpid())/stat:" + String(decoding: text, as: UTF8.self)
        let own = try #require(RunningProcess(stat: line))
        #expect(own.number == Int(getpid()) && own.parent == Int(getppid()))
        #expect(own.start > 0)
    }

    @Test func `a process in state Z has ended unless other threads of it go on`() {
        let lines = Visited.view(["42 (j) Z 1 42 1 9", "42 (j) Z 1 42 3 9"])
        #expect(lines.compactMap(RunningProcess.init(stat:)).map(\.hasEnded) == [true, false])
    }

    @Test(arguments: [
        ("00:07", 7), ("12:34", 754), ("01:00:00", 3600), ("2-01:00:01", 176_401),
    ])
    func `without the kernel's files, the age says when it began`(age: String, seconds: Int) throws
    {
        let process = try #require(RunningProcess(list: " 42  1   42 \(age) /usr/sbin/sshd"))
        #expect(process.start == -100 * seconds)
        #expect(process.name == "sshd" && process.isServer)
    }

    @Test(arguments: [
        ("Ss 42 1 42 10:00 /usr/sbin/shop", "shop", false),
        ("Z 42 1 42 10:00 (shop)", "shop", true),
        ("Z+ 42 1 42 10:00 shop", "shop", true), ("S 42 1 42 10:00 Zeit", "Zeit", false),
        ("42 1 42 10:00 Z", "Z", false), ("42 1 42 10:00 <defunct>", "<defunct>", true),
    ])
    func `without the kernel's files, the state says whether it has ended`(
        line: String,
        name: String,
        hasEnded: Bool
    ) throws {
        let process = try #require(RunningProcess(list: line))
        #expect(process.number == 42 && process.name == name && process.hasEnded == hasEnded)
    }

    @Test(arguments: [
        "", "42", "/proc/42/stat:42 (x", "/proc/self/stat:1 (y) S 1 1 1 1", "/proc/42",
        "/proc/42/stat:(y) S 1 a 1 1", "1 2 3 4 5", "1 2 3 x:y z",
        "/proc/loadavg: 1/200 4711", "42 (y) S 10 20 30 0 -1 0 1 2 3 4 5 6 7 8 20 0 5 0 4711 ",
    ])
    func `anything else is no process`(line: String) {
        #expect(RunningProcess(stat: line) == nil && RunningProcess(list: line) == nil)
    }
}
