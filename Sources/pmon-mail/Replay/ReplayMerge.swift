// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem

/// Merges the ascending pieces of a history into one order.
struct ReplayMerge {
    private var heap: [PieceReader] = []

    /// Memory for the buffers of all pieces together, and the least and most for one of them, in bytes.
    private static let memory = 32 << 20
    private static let least = 4 << 10
    private static let most = 1 << 20

    /// A merge of pieces of a file.
    init(_ file: OpenFile, _ pieces: [Range<Int>]) throws(ToolError) {
        let size = max(Self.least, min(Self.most, Self.memory / max(1, pieces.count)))
        for (index, range) in pieces.enumerated() {
            let reader = PieceReader(file, range, bufferSize: size, index: index)
            if try reader.advance() { heap.append(reader) }
        }
        for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
    }

    /// The next record; nil after the last one.
    mutating func next() throws(ToolError) -> Entry? {
        guard let first = heap.first, let entry = first.entry else { return nil }
        if try !first.advance() {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        sink(0)
        return entry
    }

    /// Moves a reader down to where those below it come later.
    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && heap[child].comes(before: heap[least]) {
                least = child
            }
            guard least != index else { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}

/// Reads the records of one piece of the file.
private final class PieceReader {
    /// The present record; nil before the first and after the last one.
    private(set) var entry: Entry?
    private let file: OpenFile
    private let index: Int
    private var range: Range<Int>
    private let size: Int
    private var buffer: [UInt8] = []
    private var position = 0

    init(_ file: OpenFile, _ range: Range<Int>, bufferSize: Int, index: Int) {
        self.file = file
        self.range = range
        self.index = index
        size = bufferSize
    }

    func comes(before other: PieceReader) -> Bool {
        guard let entry, let otherEntry = other.entry else { return entry != nil }
        return entry.order == otherEntry.order
            ? index < other.index : entry.order < otherEntry.order
    }

    /// Moves to the next record; false after the last one.
    func advance() throws(ToolError) -> Bool {
        var length = lineLength()
        while length == nil, !range.isEmpty {
            try fill()
            length = lineLength()
        }
        guard let length else {
            entry = nil
            return false
        }
        entry = buffer.withUnsafeBytes { bytes in
            try? Entry(
                RecordFields(
                    UnsafeRawBufferPointer(rebasing: bytes[position..<(position + length)])
                )
            )
        }
        position += length + 1
        return entry != nil
    }

    private func lineLength() -> Int? {
        buffer[position...].firstIndex(of: 0x0A).map { $0 - position }
    }

    private func fill() throws(ToolError) {
        let count = min(size, range.count)
        let rest = Array(buffer[position...])
        let start = range.lowerBound
        var read: Result<Int, ToolError> = .success(0)
        buffer = [UInt8](unsafeUninitializedCapacity: rest.count + count) { memory, used in
            _ = memory.initialize(fromContentsOf: rest)
            let room = UnsafeMutableRawBufferPointer(memory)[rest.count...]
            do throws(ToolError) {
                let count = try file.read(into: .init(rebasing: room.prefix(count)), from: start)
                read = .success(count)
                used = rest.count + count
            } catch {
                read = .failure(error)
                used = rest.count
            }
        }
        let filled = try read.get()
        position = 0
        guard filled > 0 else {
            throw ToolError(.inputOutput, "cannot read: \(file.path): shorter than written")
        }
        range = (start + filled)..<range.upperBound
    }
}
