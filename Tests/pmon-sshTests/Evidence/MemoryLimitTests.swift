// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct MemoryLimitTests {
    private func room(_ lines: [(String, String)], of total: Int? = 1_000_000) -> [Int]? {
        var limit = MemoryLimit()
        for (file, line) in lines {
            let isTaken = limit.take(line, of: "/sys/fs/cgroup/" + file)
            #expect(isTaken)
        }
        return limit.room(of: total).map { [$0.size, $0.left] }
    }

    @Test func `both versions of control groups, without the cache of files`() {
        let new = [
            ("memory.max", "104857600"), ("memory.current", "104857600"),
            ("memory.stat", "inactive_file 1048576"), ("memory.stat", "active_file 1048576"),
            ("memory.stat", "inactive_anon 90000000"),
        ]
        #expect(room(new) == [102_400, 2048])
        let old = [
            ("memory/memory.limit_in_bytes", "104857600"),
            ("memory/memory.usage_in_bytes", "104857600"),
            ("memory/memory.stat", "total_inactive_file 1048576"),
        ]
        #expect(room(old) == [102_400, 1024])
    }

    @Test func `no limit, one above what the machine has, and what cannot be`() {
        #expect(room([]) == nil)
        #expect(room([("memory.max", "max"), ("memory.current", "1")]) == nil)
        #expect(room([("memory.max", "104857600")]) == nil)
        #expect(room([("memory.max", "9223372036854771712"), ("memory.current", "1")]) == nil)
        #expect(room([("memory.max", "104857600"), ("memory.current", "1")], of: 1000) == nil)
        #expect(room([("memory.max", "0"), ("memory.current", "1")]) == nil)
        let full = [("memory.max", "1024"), ("memory.current", "9000"), ("memory.stat", "a b")]
        #expect(room(full) == [1, 0])
        var other = MemoryLimit()
        let isTaken = other.take("1", of: "/proc/meminfo")
        #expect(!isTaken)
    }
}
