// SPDX-License-Identifier: MIT

/// Finds the name a mistyped one was probably meant to be.
package enum NearestName {
    /// The known name with the least edits to `name`, if they are at most a third of its length and at least one is allowed.
    package static func of(_ name: String, among known: [String]) -> String? {
        let wanted = Array(name.lowercased().utf8)
        // Nobody mistypes a key of that length, and the distance costs its square.
        guard wanted.count <= 256 else { return nil }
        let allowed = max(1, wanted.count / 3)
        var best: (name: String, edits: Int)?
        for candidate in known where abs(candidate.utf8.count - wanted.count) <= allowed {
            let edits = edits(wanted, Array(candidate.lowercased().utf8))
            if edits <= allowed, edits < best?.edits ?? Int.max {
                best = (candidate, edits)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
    ///
    /// https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var current = beforeLast
        for row in left.indices {
            current[0] = row + 1
            for column in right.indices {
                var least = min(
                    last[column] + (left[row] == right[column] ? 0 : 1),
                    last[column + 1] + 1,
                    current[column] + 1
                )
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current[column + 1] = least
            }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[right.count]
    }
}
