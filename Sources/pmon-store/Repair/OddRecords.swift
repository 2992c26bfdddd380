// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonTool

/// The records of a data file that are valid in it, but not as lines of stdin; told with their line in the file.
struct OddRecords {
    /// Maximum number of those that are reported one by one.
    private static let limit = 10

    private let name: String
    private let log: Diagnostics
    private var count = 0
    private var lineNumber = 1
    private var counted = 0

    init(name: String, log: Diagnostics) {
        self.name = name
        self.log = log
    }

    /// Looks at a list's records, in the order of the file.
    mutating func look(at list: HistoryList, in bytes: UnsafeRawBufferPointer) {
        let head = RecordLine.head(of: list.url)
        var line = ExportLine(isThorough: true)
        var buffer: [UInt8] = []
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
        while let record = records.next() {
            buffer.removeAll(keepingCapacity: true)
            switch line.append(record, head: head, to: &buffer) {
            case .asItIs: continue
            case .repaired(let problem): tell(record, in: bytes, "\(problem); export mends it")
            case .notTaken(let problem):
                tell(record, in: bytes, "\(problem); stdin does not take what export prints of it")
            }
        }
    }

    /// Says how many more there were.
    func finish() {
        guard count > Self.limit else { return }
        log.warn("\(name): and \(count - Self.limit) more records of this kind")
    }

    private mutating func tell(
        _ record: UnsafeRawBufferPointer,
        in bytes: UnsafeRawBufferPointer,
        _ text: String
    ) {
        count += 1
        guard count <= Self.limit, let start = bytes.baseAddress, let place = record.baseAddress
        else { return }
        // The lists come in the order of the file, so each byte is counted once.
        let offset = max(place - start, counted)
        for byte in bytes[counted..<offset] where byte == 0x0A { lineNumber += 1 }
        counted = offset
        log.warn("\(name):\(lineNumber): \(text)")
    }
}
