// SPDX-License-Identifier: MIT

extension Duration {
    /// The duration in microseconds, rounded towards zero.
    package var wholeMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// The duration in milliseconds, rounded towards zero; the unit of libcurl's and poll's time-outs.
    package var wholeMilliseconds: Int { Int(wholeMicroseconds / 1000) }

    /// The duration in seconds.
    package var inSeconds: Double { Double(wholeMicroseconds) / 1_000_000 }
}
