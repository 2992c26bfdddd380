// SPDX-License-Identifier: MIT

import Synchronization

/// Pages of the present snapshot that were made before.
final class PageCache: Sendable {
    /// Pages that are kept; queries of strangers must not fill the memory.
    static let limit = 24

    private struct State {
        var snapshot: ObjectIdentifier?
        var entities: [String: Entity] = [:]
    }

    private let state = Mutex(State())

    /// The page of a key, made if it is not there or of another snapshot.
    func entity(_ key: String, snapshot: Snapshot, _ make: () -> HTML) -> Entity {
        let name = ObjectIdentifier(snapshot)
        let known = state.withLock { $0.snapshot == name ? $0.entities[key] : nil }
        if let known { return known }
        let entity = Entity(make().bytes, type: "text/html; charset=utf-8")
        state.withLock { state in
            if state.snapshot != name || state.entities.count >= Self.limit {
                state.snapshot = name
                state.entities = [:]
            }
            state.entities[key] = entity
        }
        return entity
    }
}
