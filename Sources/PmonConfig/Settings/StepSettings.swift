// SPDX-License-Identifier: MIT

package import PmonText

/// A further step of a check: the keys `step.N` and `step.N.KEY`.
package struct StepSettings: Equatable, Sendable {
    /// Its number, from 2; step 1 is the check's own address.
    package let number: Int
    /// Its address as configured; nil where none is.
    @Masked package var address: String? = nil
    /// The settings of its request and of its conditions.
    package var checks = CheckSettings()
    /// The first of its keys that was set, for messages where its address is missing.
    package let firstKey: String

    /// Steps of a check at most, its own address among them.
    static let most = 50

    /// The keys that hold for a check as a whole.
    static let sharedKeys: Set<CheckKey> = [
        .name, .group, .timeout, .retries, .addresses, .slow, .certWarn, .after, .recover, .needs,
    ]

    /// The keys that step 1 has for all steps: they say how a server is reached, not what it is asked.
    static let inheritedKeys: Set<CheckKey> = [
        .follow, .ip, .http, .proxy, .ca, .cert, .key, .passphrase, .insecure, .resolve,
    ]

    /// A step without settings; step 1 stands for the check's own address.
    package init(number: Int, firstKey: String) {
        self.number = number
        self.firstKey = firstKey
    }

    /// Splits the text after `step.` into the number and the key: `2`, or `2.method`.
    static func split(_ text: String) throws(SettingProblem) -> (number: Int, key: String?) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let number = Int(parts[0]), "\(number)" == parts[0], (1...most).contains(number)
        else {
            throw SettingProblem(expected: "a step from 2 to \(most)", found: String(parts[0]))
        }
        guard number > 1 else {
            throw SettingProblem("step 1 is the address itself: its keys have no step.1")
        }
        return (number, parts.count == 2 ? String(parts[1]) : nil)
    }
}

extension CheckSettings {
    /// Takes the address of a step, or one of its keys.
    mutating func set(
        step text: String,
        to value: String,
        folder: String
    ) throws(SettingProblem) {
        let (number, key) = try StepSettings.split(text)
        let position = steps.firstIndex { $0.number >= number } ?? steps.endIndex
        if position == steps.endIndex || steps[position].number != number {
            steps.insert(StepSettings(number: number, firstKey: "step.\(text)"), at: position)
        }
        guard let key else {
            guard value.utf8.count <= Target.longestAddress else {
                throw SettingProblem("expected an address of 64 KiB at most")
            }
            steps[position].address = try SettingValue.plainText(value)
            return
        }
        if let shared = CheckKey(rawValue: key.lowercased()),
            StepSettings.sharedKeys.contains(shared)
        {
            throw SettingProblem("expected it without step.\(number): it holds for the whole check")
        }
        guard !key.lowercased().hasPrefix(CheckKey.step) else {
            throw SettingProblem("expected no step within a step")
        }
        let outcome = try steps[position].checks.set(key, to: value, folder: folder)
        guard case .unknown(let nearest) = outcome else { return }
        let hint = nearest.map { ", did you mean step.\(number).\($0)?" } ?? ""
        throw SettingProblem("unknown key of a step\(hint)")
    }
}
