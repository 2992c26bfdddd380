// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Reads records and hands them to the store in batches.
final class InputLoop {
    /// A batch that grows to this many bytes is brought to disk before more is read, so that memory stays bounded.
    private static let batchLimit = 4 << 20

    private let store: Store
    private let log: Diagnostics
    private let reader = LineReader()
    private let tee: LineWriter?
    private var batch = Batch()
    private var badLines = 0
    private var teeError: ToolError?

    init(_ store: Store, tee: Bool, log: Diagnostics) {
        self.store = store
        self.log = log
        self.tee = tee ? LineWriter() : nil
    }

    /// Reads to the end of the input and stores all of it.
    func run() throws(ToolError) -> ExitStatus {
        while teeError == nil, let line = try next() {
            take(line)
            if batch.size >= Self.batchLimit {
                try store.append(batch)
                batch = Batch()
            }
        }
        return try finish()
    }

    /// Stores what is left and tells how it went.
    private func finish() throws(ToolError) -> ExitStatus {
        flushTee()
        try store.commit(batch)
        batch = Batch()
        if let teeError { throw teeError }
        if badLines > 0 || store.foundDamage { return .data }
        return Signals.stopRequest ?? .success
    }

    private func next() throws(ToolError) -> LineReader.Line? {
        if !reader.hasBufferedLine { flushTee() }
        return try reader.next()
    }

    private func take(_ line: LineReader.Line) {
        let isBlank = line.bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if isBlank { return }
        do throws(RecordCheck.Problem) {
            if line.isTooLong {
                throw RecordCheck.Problem(text: "longer than \(LineReader.standardLimit) bytes")
            }
            batch.add(line.bytes, url: try RecordCheck.url(of: line.bytes))
        } catch {
            badLines += 1
            log.error("line \(line.number): \(error.text); kept in the rejected file")
            batch.reject(line.bytes)
            return
        }
        guard let tee, teeError == nil else { return }
        do throws(ToolError) {
            try tee.write(line: line.bytes)
        } catch {
            teeError = error
        }
    }

    /// A reader of stdout that has gone must not cost a record: what was read is stored first.
    private func flushTee() {
        guard let tee, teeError == nil else { return }
        do throws(ToolError) {
            try tee.flush()
        } catch {
            teeError = error
        }
    }
}
