// SPDX-License-Identifier: MIT

/// Takes the script's output apart as it comes, keeping a bounded part of it.
struct SectionReader {
    /// Of a longer line only that many bytes at its beginning are looked at.
    static let lineLimit = 64 * 1024

    /// What has come so far.
    private(set) var gathered: Gathered
    /// True once the script has come to its end.
    private(set) var isComplete = false
    /// True if the machine has ended the script because its time was over.
    private(set) var isOutOfTime = false

    /// True once the first section has begun.
    private(set) var hasBegun = false

    /// True once the error stream has come to its end as well.
    var isAtEnd: Bool { isComplete && error.isEnded }

    /// The section whose output is coming; nil before the first and between two.
    var section: Section? { output.section }

    /// What is known of one of the two streams.
    private struct Stream {
        var section: Section?
        var line: [UInt8] = []
        var isEnded = false
        /// How many sections `processes` have begun.
        var views = 0
    }

    private let prefix: [UInt8]
    private let sections: [String: Section]
    private var output = Stream()
    private var error = Stream()

    /// A reader of the script for that gathering and nonce.
    init(_ gathering: Gathering, nonce: String) {
        gathered = Gathered(gathering)
        prefix = Array("\(GatherScript.frame)\(nonce):".utf8)
        sections = Dictionary(
            Section.all(of: gathering).map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Takes the next bytes of the output; what follows the script's end is ignored.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !output.isEnded, Self.takeLine(&rest, into: &output) { endOutputLine() }
    }

    /// Takes the next bytes of the error stream, likewise.
    mutating func takeError(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !error.isEnded, Self.takeLine(&rest, into: &error) { endErrorLine() }
    }

    /// What has come, with the reason why there is no more.
    mutating func end(with failure: VisitFailure?) -> Gathered {
        // A last line without its newline is evidence too.
        if !output.line.isEmpty { endOutputLine() }
        if !error.line.isEmpty { endErrorLine() }
        gathered.failure = failure
        return gathered
    }

    /// Moves bytes into a stream's line; true at the line's end.
    private static func takeLine(
        _ rest: inout Slice<UnsafeRawBufferPointer>,
        into stream: inout Stream
    ) -> Bool {
        let end = rest.firstIndex(of: 0x0A)
        stream.line += rest[..<(end ?? rest.endIndex)].prefix(lineLimit - stream.line.count)
        rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
        return end != nil
    }

    private mutating func endOutputLine() {
        let line = Self.takeLine(of: &output)
        guard let frame = frame(line) else {
            gathered.take(line, of: output.section)
            return
        }
        guard !takeNote(frame) else { return }
        follow(frame, on: &output)
        hasBegun = true
        isComplete = output.isEnded
        guard let section = frame.section else { return }
        gathered.mark(section, status: frame.isBegin ? nil : frame.status)
        settle()
    }

    /// Reaches the verdicts, so that the lists need not be kept.
    ///
    /// The complaints about a list must have come as well, and the next one must not have begun. At the end of the script,
    /// the reader's owner reaches those that are left.
    private mutating func settle() {
        switch output.section {
        case .scan, .arguments, .processes: break
        default: if !output.isEnded, output.views == error.views { gathered.settleEnded() }
        }
    }

    /// Takes a frame that stands between sections or within one: process ids, what was searched, or that time is over.
    private mutating func takeNote(_ frame: Frame) -> Bool {
        switch frame.kind {
        case "o": gathered.processes.takeOwn(frame.fields.joined(separator: ":"))
        case "t": isOutOfTime = true
        case "i":
            guard case .logs(let index) = frame.section else { return true }
            gathered.logs[index].take(frame.fields.dropFirst())
        default: return false
        }
        return true
    }

    private mutating func endErrorLine() {
        let line = Self.takeLine(of: &error)
        if let frame = frame(line) {
            guard !takeNote(frame) else { return }
            follow(frame, on: &error)
            settle()
        } else {
            gathered.takeError(line, of: error.section)
        }
    }

    private static func takeLine(of stream: inout Stream) -> [UInt8] {
        defer { stream.line.removeAll(keepingCapacity: stream.line.capacity <= 4096) }
        return stream.line
    }

    private func follow(_ frame: Frame, on stream: inout Stream) {
        stream.section = frame.isBegin ? frame.section : nil
        stream.isEnded = frame.isEnd
        if stream.section == .processes { stream.views += 1 }
    }

    /// What a line that frames a section says.
    private struct Frame {
        var kind: Substring
        /// Everything after the kind.
        var fields: [Substring]
        var section: Section?
        var status: Int?

        var isBegin: Bool { kind == "b" }
        var isEnd: Bool { fields.first == "z" }
    }

    /// The frame that a line is; nil for any other line.
    private func frame(_ line: [UInt8]) -> Frame? {
        guard line.starts(with: prefix) else { return nil }
        let words = String(decoding: line[prefix.count...], as: UTF8.self).split(separator: ":")
        let fields = Array(words.dropFirst())
        return Frame(
            kind: words.first ?? "",
            fields: fields,
            section: fields.first.flatMap { sections[String($0)] },
            status: fields.count > 1 ? Int(fields[1]) : nil
        )
    }
}
