// SPDX-License-Identifier: MIT

/// What is known of one of the files that the model is read from.
struct SourceFile: Equatable, Sendable {
    /// Whether it could be read.
    enum Condition: Equatable, Sendable {
        /// It is not there.
        case missing
        /// It was read.
        case good
        /// It cannot be read; the text says why.
        case bad(String)
    }

    /// Its name without folder.
    var name: String
    /// Whether it could be read.
    var condition: Condition
    /// Unix seconds of its last change.
    var changed: Double?
    /// Bytes.
    var size: Int

    /// The problem without the name of the file.
    var reason: String? {
        guard let problem, let place = problem.range(of: "\(name): ") else { return problem }
        return String(problem[place.upperBound...])
    }

    /// Why it cannot be read, if so.
    var problem: String? {
        if case .bad(let text) = condition { text } else { nil }
    }
}
