// SPDX-License-Identifier: MIT

/// The first bytes of a body as they came, with their content encodings, to be shown where the check fails.
struct BodyStart {
    /// Bytes that are kept at most.
    let limit: Int
    /// The bytes.
    private(set) var bytes: [UInt8] = []
    /// Bytes that came.
    private(set) var total = 0

    /// Nothing yet.
    init(limit: Int = 0) { self.limit = limit }

    /// Takes the next piece of the body.
    mutating func take(_ piece: UnsafeRawBufferPointer) {
        total += piece.count
        guard bytes.count < limit else { return }
        bytes += piece.prefix(limit - bytes.count)
    }
}
