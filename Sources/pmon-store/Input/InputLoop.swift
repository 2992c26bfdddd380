// SPDX-License-Identifier: MIT

import Glibc
import PmonJSON
import PmonRecord
import PmonSystem
import PmonText
import PmonTool

/// Reads records and hands them to the store in batches.
final class InputLoop {
    /// A batch that grows to this many bytes is brought to disk before more is read, so that memory stays bounded.
    private static let batchLimit = 4 << 20
    /// So much of one input waits in the journal at most, as a fold needs memory for each of its records.
    private static let journalLimit = 64 << 20
    /// Where lines are passed on, they are stored after the input has paused for so long.
    private static let pause = Duration.milliseconds(20)

    private let store: Store
    private let log: Diagnostics
    private let reader = LineReader()
    private let tee: TeeOutput?
    /// The longest time a record of endless input waits for its commit; nil for input that ends.
    private let flush: Duration?
    private var batch = Batch()
    private var intake = RecordIntake()
    /// When the batch is to be stored, where that does not wait for the end of the input.
    private var due: ContinuousClock.Instant?
    /// Bytes of an input that goes on that are in the journal already.
    private var partBytes = 0
    private var outage = Outage()
    private var badLines = 0
    private var records = 0
    private let began = Monotonic.now()

    init(_ store: Store, tee: Bool, flush: Duration?, log: Diagnostics) {
        self.store = store
        self.log = log
        self.flush = flush
        self.tee = tee ? TeeOutput() : nil
    }

    /// Reads to the end of the input and stores all of it.
    func run() throws(ToolError) -> ExitStatus {
        do throws(ToolError) {
            if flush != nil { try begin() }
            try read()
            try finish()
        } catch {
            tee?.drain()
            sayBadLines()
            throw error
        }
        tee?.drain()
        sayBadLines()
        let seconds = JSONNumber((Monotonic.now() - began).inSeconds, decimals: 2).text
        log.info("\(records) records came, \(badLines) bad lines, \(seconds) s")
        if let error = tee?.error { throw error }
        if batch.notKept > 0, let status = store.rejectedFault { return status }
        if badLines > 0 || store.foundDamage { return .data }
        // Endless input ends by a signal as it should.
        return flush == nil ? Signals.stopRequest ?? .success : .success
    }

    /// Endless input is not begun where nothing could be stored; a fault that passes is waited for.
    private func begin() throws(ToolError) {
        do throws(ToolError) {
            try store.commit(&batch)
        } catch {
            guard [.data, .inputOutput, .tryAgain].contains(error.status) else { throw error }
            due = .now + outage.note(error, log: log)
        }
    }

    private func read() throws(ToolError) {
        while tee?.error == nil {
            if flush != nil, let due, due <= .now { try storePart() }
            let isWaiting = tee?.isFull == true && !batch.isEmpty
            if batch.size >= Self.batchLimit || isWaiting, !outage.isGoingOn { try storePart() }
            if batch.size >= Self.batchLimit || tee?.isFull == true {
                guard Signals.stopRequest == nil else { return }
                waitWithoutReading()
                continue
            }
            if !reader.hasBufferedLine, try !waitForLine() { continue }
            guard let line = try reader.next() else { return }
            take(line)
        }
    }

    /// Waits for a line; false if something else is to be done first.
    private func waitForLine() throws(ToolError) -> Bool {
        tee?.push()
        if flush == nil, tee?.isHolding == true, due == nil { due = .now + Self.pause }
        let left = due.map { $0 - .now }
        if let left, left <= .zero {
            try storePart()
            return false
        }
        return try reader.waitForLine(atMost: left, orWritable: tee?.waiting ?? -1)
    }

    /// Waits until there is room again: for the reader of stdout, or for the next attempt to store.
    private func waitWithoutReading() {
        var waits = [
            pollfd(fd: tee?.waiting ?? -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        let left = due.map { max(.zero, $0 - .now) } ?? .seconds(60)
        poll(&waits, 2, Int32(clamping: Int(left / .milliseconds(1)) + 1))
        tee?.push()
    }

    /// Stores what was read so far.
    ///
    /// A batch that is merely full is brought into the journal; all that a fold costs comes once for many of them.
    private func storePart() throws(ToolError) {
        log.debug("\(batch.size) bytes of records to store")
        let isDue = flush != nil && due.map { $0 <= .now } ?? true
        do throws(ToolError) {
            if isDue || partBytes + batch.size >= Self.journalLimit {
                // What joins earlier parts lets the journal be read once.
                if partBytes > 0 { try store.append(&batch) }
                due = nil
                try store.commit(&batch)
                partBytes = 0
                outage.end(log: log)
            } else {
                let size = batch.size
                try store.append(&batch)
                partBytes += size
                if flush == nil { due = nil }
            }
        } catch {
            guard flush != nil else { throw error }
            due = .now + outage.note(error, log: log)
        }
        if batch.isEmpty { tee?.release() }
    }

    /// Stores the rest; endless input is tried again for a while, because no other run gets it.
    private func finish() throws(ToolError) {
        var patience = Patience()
        while true {
            do throws(ToolError) {
                // The rest joins the parts, so that the journal has to be read once.
                if partBytes > 0 { try store.append(&batch) }
                try store.commit(&batch)
                break
            } catch {
                guard flush != nil, !batch.isEmpty,
                    patience.allows(outage.note(error, log: log))
                else {
                    giveUp()
                    throw error
                }
                patience.wait()
            }
        }
        outage.end(log: log)
        tee?.release()
    }

    /// Reports what is not stored; records of endless input go to stdout, unless stored ones do.
    private func giveUp() {
        guard !batch.isEmpty else {
            tee?.release()
            return
        }
        let count = batch.entries.count
        guard flush != nil, count > 0, tee == nil else {
            if flush != nil || Signals.stopRequest != nil {
                log.error("\(count) records that were read are not stored")
            }
            return
        }
        let output = LineWriter()
        do throws(ToolError) {
            for entry in batch.entries { try output.write(line: batch.lines[entry.range]) }
            try output.flush()
            log.error("\(count) records that were read are not stored; they are on stdout")
        } catch {
            log.error("\(count) records that were read are lost: \(error.message)")
        }
    }

    private func take(_ line: LineReader.Line) {
        let isBlank = line.bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if isBlank { return }
        let isFirst = batch.isEmpty
        do throws(RecordIntake.Problem) {
            guard !line.isTooLong else { throw .tooLong }
            batch.add(try intake.fields(of: line.bytes))
            records += 1
            tee?.take(line.bytes)
        } catch {
            badLines += 1
            log.error("line \(line.number): \(error)")
            batch.reject(line.bytes)
        }
        // While an attempt is awaited for which nothing had to be kept, new lines do not wait for it.
        if let flush, due == nil || isFirst { due = min(due ?? .now + flush, .now + flush) }
    }

    private func sayBadLines() {
        guard badLines > 0 else { return }
        let lines = badLines == 1 ? "1 bad line" : "\(badLines) bad lines"
        let place =
            switch batch.notKept {
            case 0: ", in"
            case badLines: ", not in"
            default: "; all but \(batch.notKept) are in"
            }
        log.error("\(lines) kept out\(place) \(store.rejectedFile)")
    }
}
