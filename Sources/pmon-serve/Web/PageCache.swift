// SPDX-License-Identifier: MIT

import Synchronization

/// Pages of the present snapshot that were rendered before.
final class PageCache: Sendable {
    /// Maximum number of pages kept, so that queries of strangers cannot fill the memory.
    static let limit = 24

    private struct State {
        // Weak, so that the cache keeps no old snapshot alive. Its address in memory would not identify it: a later
        // snapshot may get the same one.
        weak var snapshot: Snapshot?
        var entities: [String: Entity] = [:]
    }

    private let state = Mutex(State())

    /// Returns the page of a key; renders it if it is missing or belongs to another snapshot.
    func entity(_ key: String, snapshot: Snapshot, _ make: () -> HTML) -> Entity {
        let known = state.withLock { $0.snapshot === snapshot ? $0.entities[key] : nil }
        if let known { return known }
        let entity = Entity(make().bytes, type: "text/html; charset=utf-8")
        state.withLock { state in
            if state.snapshot !== snapshot || state.entities.count >= Self.limit {
                state.snapshot = snapshot
                state.entities = [:]
            }
            state.entities[key] = entity
        }
        return entity
    }
}
