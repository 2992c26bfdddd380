// SPDX-License-Identifier: MIT

/// Takes the script's output apart as it comes, keeping a bounded part of it.
struct SectionReader {
    /// Of a longer line only that many bytes at its beginning are looked at.
    static let lineLimit = 64 * 1024

    /// What has come so far.
    private(set) var gathered: Gathered
    /// True once the script has come to its end.
    private(set) var isComplete = false

    private let prefix: [UInt8]
    private let sections: [String: Section]
    private var current: Section?
    private var line: [UInt8] = []

    /// A reader of the script for that gathering and nonce.
    init(_ gathering: Gathering, nonce: String) {
        gathered = Gathered(gathering)
        prefix = Array("\(GatherScript.frame)\(nonce):".utf8)
        sections = Dictionary(
            uniqueKeysWithValues: Section.all(of: gathering).map { ($0.code, $0) }
        )
    }

    /// Takes the next bytes of the output; what follows the script's end is ignored.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes where !isComplete {
            if byte == 0x0A {
                endLine()
            } else if line.count < Self.lineLimit {
                line.append(byte)
            }
        }
    }

    /// Takes what came on the error stream.
    mutating func takeError(_ bytes: UnsafeRawBufferPointer) {
        for line in bytes.split(separator: 0x0A).prefix(3) where gathered.complaint.lines.count < 3
        {
            gathered.complaint.take(Array(line.prefix(TextSection.lineLimit)))
        }
    }

    /// What has come, with the reason why there is no more.
    mutating func end(with failure: VisitFailure?) -> Gathered {
        // A last line without its newline is evidence too.
        if !line.isEmpty { endLine() }
        gathered.failure = failure
        return gathered
    }

    private mutating func endLine() {
        defer { line.removeAll(keepingCapacity: line.capacity <= 4096) }
        guard line.starts(with: prefix) else {
            if current != nil || gathered.complaint.lines.count < 3 {
                gathered.take(line, of: current)
            }
            return
        }
        let fields = String(decoding: line[prefix.count...], as: UTF8.self).split(separator: ":")
        guard let kind = fields.first, fields.count >= 2 else { return }
        if fields[1] == "z" {
            isComplete = true
        } else if let section = sections[String(fields[1])] {
            let status = fields.count > 2 ? Int(fields[2]) : nil
            gathered.mark(section, status: kind == "e" ? status : nil)
            current = kind == "b" ? section : nil
        }
    }
}
