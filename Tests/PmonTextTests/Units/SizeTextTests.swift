// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct SizeTextTests {
    @Test(arguments: [
        ("512KiB", 524_288), ("10 MiB", 10_485_760), ("1GiB", 1 << 30), ("8", 8), ("8B", 8),
        ("1kb", 1000), ("1.5MB", 1_500_000), ("2GB", 2_000_000_000), ("4k", 4096), ("0", 0),
        ("1M", 1 << 20), ("1 g", 1 << 30), ("0.5KiB", 512),
    ])
    func `a number and its unit are a size`(text: String, bytes: Int) {
        #expect(SizeText.parse(text) == bytes)
    }

    @Test(arguments: [
        "", "KiB", "-1", "+1", "1e9", "1 TiBB", "1KiBs", "1..5", "99999999999GiB",
        "999999999999999999999", "10 5", "1,5MB",
    ])
    func `anything else is none`(text: String) {
        #expect(SizeText.parse(text) == nil)
    }

    @Test(arguments: [
        (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1 KiB"), (8 << 20, "8 MiB"),
        (1 << 30, "1 GiB"), ((1 << 30) + 1024, "1048577 KiB"),
    ])
    func `the largest unit that leaves it whole is written`(bytes: Int, text: String) {
        #expect(SizeText.format(bytes) == text)
        #expect(SizeText.parse(text) == bytes)
    }
}
