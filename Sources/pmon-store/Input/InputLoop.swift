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
    /// The longest time a record of endless input waits for its commit; nil for input that ends.
    private let flush: Duration?
    private var batch = Batch()
    private var check = RecordCheck()
    /// When the batch is due.
    private var due: ContinuousClock.Instant?
    /// True if parts of the input that goes on are in the journal already.
    private var hasParts = false
    private var badLines = 0
    private var records = 0
    private let began = Monotonic.now()
    private var teeError: ToolError?

    init(_ store: Store, tee: Bool, flush: Duration?, log: Diagnostics) {
        self.store = store
        self.log = log
        self.flush = flush
        self.tee = tee ? LineWriter() : nil
    }

    /// Reads to the end of the input and stores all of it.
    func run() throws(ToolError) -> ExitStatus {
        while teeError == nil {
            try commitIfDue()
            guard let line = try reader.next() else { break }
            take(line)
            if batch.size >= Self.batchLimit { try commitPart() }
        }
        flushTee()
        // The rest joins the parts, so that the journal has to be read once.
        if hasParts { try commitPart() }
        try store.commit(batch)
        let seconds = JSONNumber((Monotonic.now() - began).inSeconds, decimals: 2).text
        log.info("\(records) records came, \(badLines) bad lines, \(seconds) s")
        if let teeError { throw teeError }
        if badLines > 0 || store.foundDamage { return .data }
        // Endless input ends by a signal as it should.
        return flush == nil ? Signals.stopRequest ?? .success : .success
    }

    /// Commits what has waited long enough, while there is nothing to read and while there is.
    private func commitIfDue() throws(ToolError) {
        if !reader.hasBufferedLine { flushTee() }
        guard let flush else { return }
        if batch.isEmpty {
            due = nil
            return
        }
        let due = self.due ?? .now + flush
        self.due = due
        let left = due - .now
        if left > .zero, try reader.waitForLine(atMost: left) { return }
        try commitPart()
    }

    private func commitPart() throws(ToolError) {
        if flush == nil {
            try store.append(batch)
            hasParts = true
        } else {
            try store.commit(batch)
        }
        log.debug("\(batch.size) bytes of records stored")
        batch = Batch()
        due = nil
    }

    private func take(_ line: LineReader.Line) {
        let isBlank = line.bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if isBlank { return }
        do throws(RecordCheck.Problem) {
            if line.isTooLong {
                throw RecordCheck.Problem(text: "longer than \(LineReader.standardLimit) bytes")
            }
            batch.add(line.bytes, url: try check.url(of: line.bytes))
            records += 1
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
