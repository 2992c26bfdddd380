// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct CertificateWarningTests {
    private static let day = 86_400.0

    @Test(arguments: [
        (90.0, 21.0), (63.0, 21.0), (47.0, 47.0 / 3), (6.0, 2.0), (1.0 / 24, 1.0 / 72), (0.0, 0.0),
        (-1.0, 0.0),
    ])
    func `auto is 21 days or a third of the lifetime`(lifetime: Double, left: Double) throws {
        let threshold = try #require(
            CertificateWarning.auto.threshold(lifetime: lifetime * Self.day)
        )
        #expect(abs(threshold.inSeconds - left * Self.day) < 0.001)
    }

    @Test func `without a lifetime auto is 21 days`() {
        #expect(CertificateWarning.auto.threshold(lifetime: nil) == .seconds(21 * 86_400))
    }

    @Test(arguments: ["auto", "none", "21d", "1h", "0s"])
    func `a value is listed as it was written`(text: String) throws {
        #expect(try CertificateWarning(text).description == text)
    }

    @Test func `words are read without case`() throws {
        #expect(try CertificateWarning("Auto") == .auto)
        #expect(try CertificateWarning("NONE") == .none)
    }

    @Test(arguments: ["", "x", "-1d", "auto 3d"])
    func `other values are refused, with what was expected`(text: String) {
        #expect {
            try CertificateWarning(text)
        } throws: { "\($0)".contains("auto, none or") }
    }
}
