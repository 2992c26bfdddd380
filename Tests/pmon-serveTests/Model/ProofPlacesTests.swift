// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ProofPlacesTests {
    @Test func `the latest stands first, and a list that moved takes its records along`() {
        var places = ProofPlaces()
        places.listStart = 1000
        places.add(inData: 1500, length: 10, at: 2)
        places.add(inData: 1100, length: 10, at: 1)
        places.add(inJournal: 7, length: 10, at: 3)
        #expect(places.proofs.map(\.at) == [3, 2, 1])
        places.listStart = 5000
        #expect(places.proofs.map(\.offset) == [7, 5500, 5100])
        #expect(places.proofs.map(\.isInJournal) == [true, false, false])
    }

    @Test func `a record that a fold moved is known at its new place`() {
        var places = ProofPlaces()
        places.add(inJournal: 7, length: 10, at: 3)
        places.add(inData: 900, length: 11, at: 3)
        #expect(places.proofs == [Proof(at: 3, offset: 900, length: 11, isInJournal: false)])
    }

    @Test func `only the latest are remembered`() {
        var places = ProofPlaces()
        for index in 0..<250 { places.add(inData: index, length: 1, at: Double(index)) }
        #expect(places.proofs.count == ProofPlaces.limit)
        #expect(places.proofs.first?.at == 249 && places.proofs.last?.at == 150)
    }
}
