// SPDX-License-Identifier: MIT

/// Finds the name a mistyped one was probably meant to be.
enum NearestName {
    /// The known name with the least edits to `name`, if they are at most a third of its length and at least one is allowed.
    static func of(_ name: String, among known: [String]) -> String? {
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

    /// Levenshtein's distance: insertions, deletions and replacements from one to the other.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (rowIndex, leftByte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = rowIndex + 1
            for (column, rightByte) in right.enumerated() {
                let replaced = diagonal + (leftByte == rightByte ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
