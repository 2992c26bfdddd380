// SPDX-License-Identifier: MIT

private import Glibc
import PmonJSON
import PmonRecord
import PmonSystem

/// The scan of the second half of a data file, on a thread of its own, while the first half is being scanned.
///
/// Where it begins is a guess: a line that looks like the start of an address. The scan of the first half checks that an
/// address starts exactly there. If it does, the two results are joined; otherwise this one is discarded.
final class RestOfScan {
    /// Smaller files are scanned before a thread has started.
    private static let leastSize = 1 << 20

    /// Where it begins, in bytes from the start of the file.
    let start: Int
    private let work: Work
    private let thread: WorkerThread

    /// Starts the scan; nil if the file is too small, looks like nothing that can be divided, or no core is free.
    init?(
        _ bytes: UnsafeRawBufferPointer,
        since: Timestamp? = nil,
        leastSize: Int = leastSize
    ) {
        guard bytes.count >= leastSize, sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1,
            let start = Self.startOfAddress(in: bytes)
        else { return nil }
        self.start = start
        let work = Work(bytes, from: start, since: since)
        guard let thread = try? WorkerThread.start({ work.scan() }) else { return nil }
        self.work = work
        self.thread = thread
    }

    /// Waits for the outcome; to be called exactly once, before the bytes go.
    func finish() -> Result<[HistoryList], JSONError> {
        thread.join()
        return work.outcome
    }

    /// The first place after the middle where a list ends with a line and an address begins the next one.
    private static func startOfAddress(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var place = bytes.count / 2
        let end = bytes.count / 4 * 3
        while place < end, let found = memchr(base + place, 0x0A, end - place) {
            let newline = UnsafeRawPointer(found) - base
            if base.loadUnaligned(fromByteOffset: newline, as: UInt32.self) == 0x0A2C_5D0A,
                bytes[newline + 4] == UInt8(ascii: "\"")
            {
                return newline + 4
            }
            place = newline + 1
        }
        return nil
    }

    /// What the thread works on; it alone touches this until it has been joined.
    private final class Work: @unchecked Sendable {
        let bytes: UnsafeRawBufferPointer
        let start: Int
        let since: Timestamp?
        var outcome: Result<[HistoryList], JSONError> = .success([])

        init(_ bytes: UnsafeRawBufferPointer, from start: Int, since: Timestamp?) {
            self.bytes = bytes
            self.since = since
            self.start = start
        }

        func scan() {
            outcome = Result { () throws(JSONError) in
                try HistoryScanner.scan(bytes, from: start, since: since)
            }
        }
    }
}
