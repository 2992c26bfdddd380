// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// The scan of the second half of a data file, on a thread of its own, while the first half is being scanned.
///
/// Where it begins is a guess: a line that looks like the start of an address. Whoever scans the first half finds out
/// whether an address is expected just there; if so, what this scan says holds for the whole, and if not, it is void.
final class RestOfScan {
    /// Smaller files are scanned before a thread has started.
    private static let leastSize = 1 << 20

    /// Where it begins, in bytes from the start of the file.
    let start: Int
    private let work: Work
    private var thread: pthread_t

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
        work = Work(bytes, from: start, since: since)
        thread = pthread_t()
        let context = Unmanaged.passUnretained(work).toOpaque()
        guard pthread_create(&thread, nil, scanRest, context) == 0 else { return nil }
    }

    /// Waits for the outcome; to be called exactly once, before the bytes go.
    func finish() -> Result<[HistoryList], JSONError> {
        pthread_join(thread, nil)
        return work.outcome
    }

    /// The first place behind the middle where a list ends with a line and an address begins the next one.
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
    fileprivate final class Work {
        let bytes: UnsafeRawBufferPointer
        let start: Int
        let since: Timestamp?
        var outcome: Result<[HistoryList], JSONError> = .success([])

        init(_ bytes: UnsafeRawBufferPointer, from start: Int, since: Timestamp?) {
            self.bytes = bytes
            self.since = since
            self.start = start
        }
    }
}

private func scanRest(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let work = Unmanaged<RestOfScan.Work>.fromOpaque(context).takeUnretainedValue()
    work.outcome = Result { () throws(JSONError) in
        try HistoryScanner.scan(work.bytes, from: work.start, since: work.since)
    }
    return nil
}
