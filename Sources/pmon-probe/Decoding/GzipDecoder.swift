// SPDX-License-Identifier: MIT

/// Undoes gzip (RFC 1952), whose text may be one of several members.
final class GzipDecoder: ContentDecoder {
    private static let magic: [UInt8] = [0x1F, 0x8B]

    private let inflater = Inflater(windowBits: 15 + 32)
    private var hasBegun = false
    /// Bytes after the end of a member that may begin another.
    private var start: [UInt8] = []
    /// True once bytes came that are no member.
    private var ignoresRest = false

    var isWhole: Bool { !hasBegun || inflater.hasEnded }

    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool {
        var rest = bytes
        while !rest.isEmpty, !ignoresRest {
            hasBegun = true
            if inflater.hasEnded {
                start.append(rest[0])
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
                guard Self.magic.starts(with: start) else {
                    ignoresRest = true
                    break
                }
                guard start.count == Self.magic.count else { continue }
                start = []
                inflater.reset()
                let (_, wantsMore) = try Self.magic.lend {
                    magic throws(DecodingProblem) in try inflater.feed(magic, to: sink)
                }
                guard wantsMore else { return false }
            }
            let (used, wantsMore) = try inflater.feed(rest, to: sink)
            guard wantsMore else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(used))
        }
        return true
    }
}
