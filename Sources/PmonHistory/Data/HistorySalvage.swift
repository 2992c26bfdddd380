// SPDX-License-Identifier: MIT

package import PmonRecord

/// The whole records of a damaged data file, each with its address as far as that is certain.
///
/// A record of unknown address is given one only if it carries its `url`, or if its `target` and `run` show that it
/// continues the list that was open before the damage. All others are kept apart.
package struct HistorySalvage {
    /// The addresses at which a target is known to stand.
    package typealias Targets = [String: Set<URLKey>]

    /// The records of each address in their order, as ranges of the file.
    package private(set) var records: [URLKey: [Range<Int>]] = [:]
    /// The records whose address is unknown, as ranges of the file.
    package private(set) var unplaced: [Range<Int>] = []
    /// How many records have an address.
    private(set) var count = 0
    /// Bytes that are neither part of a record nor of an address nor what stands between them.
    package let lostBytes: Int

    private let bytes: UnsafeRawBufferPointer
    /// A segment of the file in which a record did not continue the open list.
    private var doubtful: Int?
    private var identities: [URLKey: [RecordIdentity: Range<Int>]] = [:]

    /// Reads all bytes; `known` are the targets that other files name.
    package init(_ bytes: UnsafeRawBufferPointer, known: Targets = [:]) {
        self.bytes = bytes
        let scan = SalvageScan(bytes)
        lostBytes = scan.lostBytes
        take(scan.pieces.filter { $0.url != nil })
        let others = scan.pieces.filter { $0.url == nil }
        guard !others.isEmpty else { return }
        var targets = known
        for (url, ranges) in records {
            for range in ranges {
                if let target = fields(of: range).target {
                    targets[target, default: []].insert(url)
                }
            }
        }
        for piece in others { place(piece, targets, known) }
        unplaced.sort { $0.lowerBound < $1.lowerBound }
        for url in records.keys { records[url]?.sort { $0.lowerBound < $1.lowerBound } }
    }

    /// Takes records of known address; of an address with several lists, each record once.
    private mutating func take(_ pieces: [SalvageScan.Piece]) {
        var lists: [URLKey: Set<Int>] = [:]
        for piece in pieces {
            if let url = piece.url { lists[url, default: []].insert(piece.list) }
        }
        for piece in pieces {
            guard let url = piece.url else { continue }
            if lists[url]?.count ?? 0 > 1 {
                addOnce(piece.range, to: url)
            } else {
                add(piece.range, to: url)
            }
        }
    }

    private mutating func place(_ piece: SalvageScan.Piece, _ targets: Targets, _ known: Targets) {
        let fields = fields(of: piece.range)
        guard let url = fields.url ?? open(piece, fields, targets, known) else {
            return unplaced.append(piece.range)
        }
        if identities[url] == nil {
            for range in records[url] ?? [] {
                identities[url, default: [:]][identity(range)] = range
            }
        }
        addOnce(piece.range, to: url)
    }

    /// Adds a record unless it is there already; another one of the same identity is kept apart.
    private mutating func addOnce(_ range: Range<Int>, to url: URLKey) {
        let identity = identity(range)
        guard let other = identities[url]?[identity] else {
            identities[url, default: [:]][identity] = range
            return add(range, to: url)
        }
        if !bytes[range].elementsEqual(bytes[other]) { unplaced.append(range) }
    }

    private mutating func add(_ range: Range<Int>, to url: URLKey) {
        records[url, default: []].append(range)
        count += 1
    }

    private func identity(_ range: Range<Int>) -> RecordIdentity {
        RecordIdentity(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }

    /// The address whose list was open, if the record certainly continues it; nil otherwise.
    ///
    /// A target may have moved from one address to another, so three things must agree: nothing but the open list knows
    /// the target, other files still know it there, and the record is of a later run than those before it.
    private mutating func open(
        _ piece: SalvageScan.Piece,
        _ fields: RecordFields,
        _ targets: Targets,
        _ known: Targets
    ) -> URLKey? {
        guard piece.segment != doubtful, let url = piece.open, let target = fields.target,
            targets[target] == [url], known[target] != nil, let run = fields.run,
            let last = records[url]?.last(where: { $0.lowerBound < piece.range.lowerBound }),
            let lastRun = self.fields(of: last).run, run > lastRun
        else {
            doubtful = piece.segment
            return nil
        }
        return url
    }

    private func fields(of range: Range<Int>) -> RecordFields {
        RecordFields(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
}
