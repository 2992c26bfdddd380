// SPDX-License-Identifier: MIT

/// Where the latest records with evidence of one address stand in the files.
///
/// The evidence itself, kilobytes a failure, stays in the files and is read when somebody asks.
struct ProofPlaces: Equatable, Sendable {
    /// Places that are remembered.
    static let limit = 100

    /// Where the address' list begins in the data file; a fold moves the list but not what is in it.
    var listStart = 0
    private var places: [Place] = []

    private struct Place: Equatable {
        var at: Double
        /// From the list's beginning, or from that of the journal.
        var offset: Int
        var length: Int
        var isInJournal: Bool
    }

    /// None.
    init() {}

    /// Notes a record of the data file, `offset` counted from the beginning of the file.
    mutating func add(inData offset: Int, length: Int, at: Double) {
        add(Place(at: at, offset: offset - listStart, length: length, isInJournal: false))
    }

    /// Notes a record of the journal.
    mutating func add(inJournal offset: Int, length: Int, at: Double) {
        add(Place(at: at, offset: offset, length: length, isInJournal: true))
    }

    /// A record that a fold has moved is one that is known, at another place.
    private mutating func add(_ place: Place) {
        if let index = places.lastIndex(where: { $0.at == place.at }) {
            places[index] = place
            return
        }
        let index = places.lastIndex { $0.at < place.at }.map { $0 + 1 } ?? 0
        places.insert(place, at: index)
        if places.count > Self.limit { places.removeFirst() }
    }

    /// The records, the latest first.
    var proofs: [Proof] {
        places.reversed().map { place in
            Proof(
                at: place.at,
                offset: place.isInJournal ? place.offset : listStart + place.offset,
                length: place.length,
                isInJournal: place.isInJournal
            )
        }
    }
}

/// Where the record of a failed check with its evidence stands.
struct Proof: Equatable, Sendable {
    /// Unix seconds of the check.
    let at: Double
    /// Bytes before the record in its file.
    let offset: Int
    /// Bytes of the record.
    let length: Int
    /// Whether it stands in the journal instead of the data file.
    let isInJournal: Bool
}
