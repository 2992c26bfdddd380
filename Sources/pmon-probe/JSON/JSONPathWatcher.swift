// SPDX-License-Identifier: MIT

/// Looks out for the values at some paths of a JSON text that streams past.
///
/// A path is a list of keys and indexes. `JSONStream` refuses a key that occurs twice in an object.
struct JSONPathWatcher: JSONStreamHandler {
    /// What stands at a path.
    enum Finding: Equatable, Sendable {
        /// Nothing.
        case nothing
        /// A value that holds no others.
        case scalar(JSONScalar)
        /// An object, or an array of that many elements.
        case object
        case array(count: Int)
    }

    private struct Container {
        let isArray: Bool
        /// Elements begun so far.
        var count = 0
        /// The present key.
        var key = ""
    }

    /// What was found so far, in the order of the paths.
    private(set) var findings: [Finding]
    private let paths: [[String]]
    /// How many steps of each path lead to the innermost container, if it lies on the path.
    private var matched: [Int]
    private var containers: [Container] = []
    /// Which path the innermost containers are themselves the values of, to count elements.
    private var counting: [(path: Int, depth: Int)] = []

    /// A watcher of those paths; none is empty.
    init(_ paths: [[String]]) {
        self.paths = paths
        findings = Array(repeating: .nothing, count: paths.count)
        matched = Array(repeating: 0, count: paths.count)
    }

    mutating func begin(isArray: Bool) {
        let depth = containers.count
        valueBegins(.object, isArray: isArray)
        if depth > 0 {
            for path in paths.indices where isOnPath(path, depth) && paths[path].count > depth {
                matched[path] = depth
            }
        }
        containers.append(Container(isArray: isArray))
    }

    mutating func end() {
        let ended = containers.removeLast()
        let depth = containers.count
        for path in paths.indices where depth > 0 && matched[path] == depth {
            matched[path] = depth - 1
        }
        while let last = counting.last, last.depth == depth {
            findings[last.path] = .array(count: ended.count)
            counting.removeLast()
        }
    }

    mutating func key(_ text: String) {
        containers[containers.count - 1].key = text
    }

    mutating func scalar(_ value: JSONScalar) {
        valueBegins(.scalar(value), isArray: false)
    }

    /// Notes a value that is one that is looked for.
    private mutating func valueBegins(_ finding: Finding, isArray: Bool) {
        let depth = containers.count
        guard depth > 0 else { return }
        containers[depth - 1].count += 1
        for path in paths.indices where paths[path].count == depth && isOnPath(path, depth) {
            findings[path] = isArray ? .array(count: 0) : finding
            if isArray { counting.append((path, depth)) }
        }
    }

    /// True if the value that begins at this depth is the one that a path's step leads to.
    private func isOnPath(_ path: Int, _ depth: Int) -> Bool {
        guard matched[path] == depth - 1, paths[path].count >= depth else { return false }
        let container = containers[depth - 1]
        let step = paths[path][depth - 1]
        return container.isArray ? step == String(container.count - 1) : step == container.key
    }
}
