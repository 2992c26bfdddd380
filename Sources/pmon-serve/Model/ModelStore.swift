// SPDX-License-Identifier: MIT

import Glibc
import PmonRecord
import PmonSystem
import Synchronization

/// Holds the snapshot that requests are answered from, and keeps it up to date.
final class ModelStore: Sendable {
    private let current: Mutex<Snapshot>
    /// What strangers see of a snapshot, made when the first of them asks.
    private let restricted = Mutex<(of: Snapshot, snapshot: Snapshot)?>(nil)
    private let reader: Mutex<ModelReader>

    /// Seconds between two looks at the files.
    static let pause = 0.5
    /// Seconds after which uptimes are worked out again although no file changed.
    static let refresh = 60.0

    /// Reads the files for the first time.
    init(_ settings: Settings) {
        var reader = ModelReader()
        _ = reader.read(settings)
        current = Mutex(reader.snapshot(settings, now: Timestamp.now().seconds))
        self.reader = Mutex(reader)
    }

    /// The state of the files.
    var snapshot: Snapshot { current.withLock { $0 } }

    /// The state of the files as strangers may see it.
    var snapshotForStrangers: Snapshot {
        let full = snapshot
        return restricted.withLock { restricted in
            if let known = restricted, known.of === full { return known.snapshot }
            let made = full.forStrangers()
            restricted = (full, made)
            return made
        }
    }

    /// Looks at the files, and takes over what changed.
    ///
    /// With `always` a new snapshot is made even if nothing changed, as after a new configuration.
    func update(_ settings: Settings, always: Bool = false) {
        reader.withLock { reader in
            let now = Timestamp.now().seconds
            let isOld = now - snapshot.made >= Self.refresh || now < snapshot.made
            guard reader.read(settings) || isOld || always else { return }
            let snapshot = reader.snapshot(settings, now: now)
            current.withLock { $0 = snapshot }
        }
    }

    /// Looks at the files again and again on a thread of its own, since reading blocks.
    ///
    /// After each look `looked` is called, on that thread.
    func follow(
        _ settings: @escaping @Sendable () -> Settings,
        looked: @escaping @Sendable () -> Void
    ) throws(ToolError) {
        try WorkerThread.startDetached { [weak self] in
            while true {
                usleep(useconds_t(Self.pause * 1_000_000))
                guard let self else { return }
                self.update(settings())
                looked()
            }
        }
    }
}
