// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct MemoryUsageTests {
    @Test func `enough memory is no news`() {
        let usage = MemoryUsage([
            "MemTotal: 1000 kB", "MemAvailable: 50 kB", "SwapTotal: 0 kB", "SwapFree: 0 kB",
        ])
        #expect(usage.alarms.isEmpty)
    }

    @Test func `memory and swap that run out are named with their sizes`() {
        let usage = MemoryUsage([
            "MemTotal:       16384000 kB", "MemFree:  1 kB", "MemAvailable:     512000 kB",
            "SwapTotal:       2048000 kB", "SwapFree:          0 kB",
        ])
        #expect(
            usage.alarms == [
                "memory is exhausted: 500 MiB of 15 GiB available",
                "swap is exhausted: 0 MiB of 2000 MiB free",
            ]
        )
    }

    @Test func `old kernels tell free and cached memory`() {
        #expect(
            MemoryUsage(["MemTotal: 100000 kB", "MemFree: 1 kB", "Cached: 9000 kB"]).alarms.isEmpty
        )
        #expect(
            MemoryUsage(["MemTotal: 100000 kB", "MemFree: 1 kB", "Cached: 9 kB"]).alarms.count == 1
        )
    }

    @Test func `ZFS' cache is not used up`() {
        let lines = ["MemTotal: 64000000 kB", "MemAvailable: 900000 kB"]
        #expect(MemoryUsage(lines).alarms.count == 1)
        #expect(MemoryUsage(lines, reclaimable: 40_000_000).alarms.isEmpty)
    }

    @Test func `swap full of pages that nobody needs is no news`() {
        let swap = ["SwapTotal: 8000000 kB", "SwapFree: 0 kB"]
        #expect(
            MemoryUsage(["MemTotal: 64000000 kB", "MemAvailable: 50000000 kB"] + swap).alarms
                .isEmpty
        )
        let scarce = MemoryUsage(["MemTotal: 64000000 kB", "MemAvailable: 6000000 kB"] + swap)
        #expect(scarce.alarms == ["swap is exhausted: 0 MiB of 7812 MiB free"])
    }

    @Test func `a large machine with much memory left is not exhausted`() {
        let lines = ["MemTotal: 1055916032 kB", "MemAvailable: 52428800 kB"]
        #expect(MemoryUsage(lines).alarms.isEmpty)
        #expect(MemoryUsage([lines[0], "MemAvailable: 4000000 kB"]).alarms.count == 1)
    }

    @Test func `a container's limit counts beside the memory of its host`() {
        var limit = MemoryLimit()
        for (file, value) in [("memory.max", 536_870_912), ("memory.current", 530_000_000)] {
            _ = limit.take("\(value)", of: "/sys/fs/cgroup/\(file)")
        }
        let lines = ["MemTotal: 64000000 kB", "MemAvailable: 50000000 kB"]
        let usage = MemoryUsage(lines, limit: limit)
        #expect(
            usage.alarms == ["the container's memory is exhausted: 6 MiB of 512 MiB available"]
        )
        #expect(usage.remarks == ["ContainerLimit: 524288 kB", "ContainerAvailable: 6709 kB"])
        #expect(MemoryUsage(lines).remarks.isEmpty)
    }

    @Test func `other text says nothing`() {
        #expect(MemoryUsage(["", "x", "MemTotal:", "MemTotal: much kB"]).alarms.isEmpty)
    }
}
