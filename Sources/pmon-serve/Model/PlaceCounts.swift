// SPDX-License-Identifier: MIT

/// Counts for each target how many of its places are well.
struct PlaceCounts {
    /// The monitors, with the counts in those that have several places.
    let noted: [Monitor]

    private struct Key: Hashable {
        let url: String
        let target: String?
    }

    /// Counts the places of monitors.
    init(_ monitors: [Monitor]) {
        var counts: [Key: (well: Int, of: Int)] = [:]
        for monitor in monitors where !monitor.isRemoved {
            let key = Key(url: monitor.url, target: monitor.target)
            let count = counts[key] ?? (0, 0)
            counts[key] = (count.well + (monitor.result == .ok ? 1 : 0), count.of + 1)
        }
        noted = monitors.map { monitor in
            let count = counts[Key(url: monitor.url, target: monitor.target)]
            guard let count, count.of > 1, !monitor.isRemoved else { return monitor }
            var monitor = monitor
            monitor.places = count
            return monitor
        }
    }
}
