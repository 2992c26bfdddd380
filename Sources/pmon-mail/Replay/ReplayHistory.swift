// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// The lines of a history, kept in a temporary file until they can be read in the order of time.
///
/// `pmon-store export` gives the history of one address after the other. Memory holds only where each ascending piece
/// begins and ends, of which there are about as many as addresses.
final class ReplayHistory {
    private let file: OpenFile
    private var pending: [UInt8] = []
    private var size = 0
    private var newest = Int64.min
    /// Where each ascending piece of the file begins and ends.
    private(set) var pieces: [Range<Int>] = []

    private static let chunk = 1 << 20

    /// Makes the file, without a name, in `TMPDIR` or `/tmp`.
    ///
    /// Throws 73 if it cannot be created.
    init() throws(ToolError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let name =
            "\(folder.isEmpty ? "/tmp" : folder)/pmon-mail-\(getpid())-\(Monotonic.now().nanoseconds)"
        file = try OpenFile(
            name,
            O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
            mode: 0o600,
            fallback: .cannotCreate
        )
        unlink(name)
        pending.reserveCapacity(Self.chunk + 4096)
    }

    /// Adds the line of a record that belongs at `order`.
    func append(_ line: UnsafeRawBufferPointer, order: Int64) throws(ToolError) {
        if order < newest || pieces.isEmpty { pieces.append(size..<size) }
        newest = order
        pending.append(contentsOf: line)
        pending.append(0x0A)
        size += line.count + 1
        pieces[pieces.count - 1] = pieces[pieces.count - 1].lowerBound..<size
        if pending.count >= Self.chunk { try flush() }
    }

    /// The records in order, those of the same moment as they came.
    func merge() throws(ToolError) -> ReplayMerge {
        try flush()
        return try ReplayMerge(file, pieces)
    }

    private func flush() throws(ToolError) {
        try file.write(pending)
        pending.removeAll(keepingCapacity: true)
    }
}
