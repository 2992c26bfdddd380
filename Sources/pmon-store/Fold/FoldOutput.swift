// SPDX-License-Identifier: MIT

import PmonHistory
import PmonSystem

/// Writes a new data file out of parts of the old one and new bytes, in few and large system calls.
final class FoldOutput {
    private static let bufferSize = 1 << 20
    /// Parts of the old file from this size on are written from where they are.
    private static let directSize = 32 << 10
    /// The disk begins with what was written whenever it has become this much, while the rest is still being written.
    private static let startSize = 8 << 20

    private let file: OpenFile
    private let old: UnsafeRawBufferPointer
    private var buffer: [UInt8] = []
    /// The part of the old file that was appended last and not written yet.
    private var part = 0..<0
    /// Bytes of the new file, and how many of them the disk has been told of.
    private var written = 0
    private var started = 0

    init(_ file: OpenFile, old: UnsafeRawBufferPointer) {
        self.file = file
        self.old = old
        buffer.reserveCapacity(Self.bufferSize + Self.directSize)
    }

    /// Writes what stands between two entries.
    ///
    /// Where it stands so in the old file before `oldStart` as well, the two entries become one part.
    func startEntry(isFirst: Bool, oldStart: Int?) throws(ToolError) {
        if !isFirst, let oldStart, oldStart == part.upperBound + 2, !part.isEmpty,
            old[part.upperBound] == UInt8(ascii: ","), old[part.upperBound + 1] == 0x0A
        {
            part = part.lowerBound..<oldStart
            return
        }
        try append(isFirst ? "\n" : ",\n")
    }

    /// Appends a part of the old file.
    func append(old range: Range<Int>) throws(ToolError) {
        if range.lowerBound == part.upperBound, !part.isEmpty {
            part = part.lowerBound..<range.upperBound
            return
        }
        try settlePart()
        part = range
    }

    /// Appends text.
    func append(_ text: StaticString) throws(ToolError) {
        try settlePart()
        buffer.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
        try flushIfFull()
    }

    /// Appends bytes.
    func append(_ bytes: [UInt8]) throws(ToolError) {
        try settlePart()
        buffer.append(contentsOf: bytes)
        try flushIfFull()
    }

    /// Appends a record as the data file holds it.
    func append(withoutURL record: UnsafeRawBufferPointer) throws(ToolError) {
        try settlePart()
        RecordLine.appendWithoutURL(record, to: &buffer)
        try flushIfFull()
    }

    /// Appends a record of the journal as the data file holds it.
    func append(fromJournal record: UnsafeRawBufferPointer) throws(ToolError) {
        try settlePart()
        RecordLine.appendFromJournal(record, to: &buffer)
        try flushIfFull()
    }

    /// Writes all that was appended.
    func flush() throws(ToolError) {
        try settlePart()
        try writeBuffer()
        file.startWriting(from: started)
    }

    private func settlePart() throws(ToolError) {
        guard !part.isEmpty else { return }
        let bytes = UnsafeRawBufferPointer(rebasing: old[part])
        part = part.upperBound..<part.upperBound
        if bytes.count < Self.directSize {
            buffer.append(contentsOf: bytes)
            return try flushIfFull()
        }
        try writeBuffer()
        try file.write(bytes)
        note(bytes.count)
    }

    private func flushIfFull() throws(ToolError) {
        if buffer.count >= Self.bufferSize { try writeBuffer() }
    }

    private func writeBuffer() throws(ToolError) {
        guard !buffer.isEmpty else { return }
        try file.write(buffer)
        note(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    private func note(_ count: Int) {
        written += count
        guard written - started >= Self.startSize else { return }
        file.startWriting(from: started)
        started = written
    }
}
