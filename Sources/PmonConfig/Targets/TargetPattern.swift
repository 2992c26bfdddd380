// SPDX-License-Identifier: MIT

import PmonText

/// A glob that selects targets: by key, name or address, or with `group:` by group.
package struct TargetPattern: Equatable, Sendable {
    /// Longest pattern in bytes; an address can be as long.
    static let longest = Target.longestAddress

    /// The pattern without its quotes.
    package let text: String
    private let glob: String
    /// The same in lower case, for keys.
    private let keyGlob: String
    private let isGroup: Bool

    /// A pattern without quotes.
    ///
    /// Throws if it is empty, longer than 64 KiB, or holds control characters.
    init(_ text: String) throws(SettingProblem) {
        guard text.utf8.count <= Self.longest else {
            throw SettingProblem("expected a pattern of at most 64 KiB")
        }
        self.text = try SettingValue.plainText(text)
        let group = text.removingPrefix("group:")
        isGroup = group != nil
        glob = group ?? text
        keyGlob = glob.lowercased()
        guard !glob.isEmpty else {
            throw SettingProblem(expected: "a group after group:", found: text)
        }
    }

    /// True if the pattern selects that target; keys are compared without case.
    func matches(_ target: TargetTraits) -> Bool {
        if isGroup { return target.group.map { Glob.fits(glob, $0) } ?? false }
        if let key = target.key, Glob.fits(keyGlob, key) { return true }
        if let key = target.shortKey, Glob.fits(keyGlob, key) { return true }
        if let name = target.name, Glob.fits(glob, name) { return true }
        return Glob.fits(glob, target.url)
    }

    /// The key that the pattern names if it is one, such as `url.shop`, and no glob.
    var literalKey: String? { !isGroup && KeyName.isTarget(glob) ? keyGlob : nil }

    /// The pattern that selects the group of this name instead.
    var ofGroup: TargetPattern? { isGroup ? nil : try? TargetPattern("group:\(text)") }
}
