// SPDX-License-Identifier: MIT

/// A parsed regular expression.
indirect enum PatternNode: Equatable, Sendable {
    /// Nothing, which is always found.
    case empty
    /// One scalar of a set.
    case set(ScalarSet)
    /// One after the other.
    case sequence([PatternNode])
    /// One of them.
    case alternatives([PatternNode])
    /// At least `minimum` times and, unless it is nil, at most `maximum` times.
    case repetition(PatternNode, minimum: Int, maximum: Int?)
    /// A place in the text, without length.
    case assertion(PatternAssertion)
}

/// A place in a text.
enum PatternAssertion: Equatable, Hashable, Sendable {
    /// `\A`, and `^` without `(?m)`.
    case textStart
    /// `\z`.
    case textEnd
    /// `^` with `(?m)`.
    case lineStart
    /// `$` with `(?m)`.
    case lineEnd
    /// `\b`: between an ASCII word character and another.
    case wordBoundary
    /// `\B`.
    case noWordBoundary
}

/// Why a regular expression cannot be used.
package struct PatternError: Error, Equatable, Sendable {
    /// For people, with the place: `look-around is not supported at 3`.
    package let message: String
}
