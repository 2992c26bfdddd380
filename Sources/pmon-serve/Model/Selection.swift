// SPDX-License-Identifier: MIT

/// Order statistics in linear time.
enum Selection {
    /// The median, for an even number the mean of the two in the middle; reorders `values`.
    static func median(_ values: inout [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let middle = values.count / 2
        return values.withUnsafeMutableBufferPointer { values in
            let upper = select(values, middle)
            guard values.count % 2 == 0 else { return upper }
            // After the selection all smaller values stand before the middle.
            let lower = values[..<middle].max() ?? upper
            return (lower + upper) / 2
        }
    }

    /// The least value that a share of them (0 to 1) does not exceed, the nearest rank; reorders `values`.
    static func percentile(_ values: inout [Double], _ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        // A product such as 0.95 * 20 may be a little more than whole in binary.
        let rank = Int((share * Double(values.count) - 1e-9).rounded(.up)) - 1
        let last = values.count - 1
        return values.withUnsafeMutableBufferPointer { select($0, min(max(rank, 0), last)) }
    }

    /// The value that would stand at `rank` if the values were sorted (Hoare's quickselect).
    private static func select(_ values: UnsafeMutableBufferPointer<Double>, _ rank: Int) -> Double
    {
        var low = 0
        var high = values.count - 1
        while low < high {
            let pivot = values[low + (high - low) / 2]
            var left = low
            var right = high
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                break
            }
        }
        return values[rank]
    }
}
