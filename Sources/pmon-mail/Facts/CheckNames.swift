// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// What mails call the checks.
struct CheckNames {
    private let targets: [CheckIdentity: String]
    private let addresses: [URLKey: String]
    private let known = Known()

    /// The names so far: a replay makes thousands of mails about the same checks.
    private final class Known {
        var alone: [CheckIdentity: String] = [:]
    }

    /// The names that targets of a configuration have.
    init(_ targets: [Target]) {
        let named = targets.compactMap { target in
            target.checks.name.map { (target: target, name: $0) }
        }
        addresses = Dictionary(
            named.map { (URLKey($0.target.redacted), $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        self.targets = Dictionary(
            named.map { named in
                let name = CheckName(target: Array(named.target.key.utf8))
                return (CheckIdentity(URLKey(named.target.redacted), name), named.name)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The configured name of a check, else the address without what all have in common.
    ///
    /// Where an address is shared by several checks, those without a name of their own get that of their target, and all
    /// that are watched from several places get the place.
    func name(of check: CheckIdentity, isShared: Bool, hasPlaces: Bool) -> String {
        guard isShared else {
            if let name = known.alone[check] { return name }
            let name = clean(targetName(of: check) ?? addresses[check.url] ?? address(of: check))
            known.alone[check] = name
            return name
        }
        var parts: [String] = []
        if targetName(of: check) == nil, let target = check.name.target {
            parts.append(String(decoding: target, as: UTF8.self))
        }
        if hasPlaces {
            parts.append(check.name.place.map { String(decoding: $0, as: UTF8.self) } ?? "here")
        }
        let name = clean(targetName(of: check) ?? address(of: check))
        guard !parts.isEmpty else { return name }
        return clean("\(name) (\(parts.joined(separator: ", ")))")
    }

    private func targetName(of check: CheckIdentity) -> String? {
        targets[CheckIdentity(check.url, CheckName(target: check.name.target))]
    }

    private func address(of check: CheckIdentity) -> String {
        let text = URLText.redacted(check.url.text)
        let short = text.removingPrefix("https://") ?? text.removingPrefix("http://") ?? text
        let isBare =
            short.utf8.last == UInt8(ascii: "/")
            && short.utf8.lazy.filter { $0 == UInt8(ascii: "/") }.count == 1
        return isBare ? String(short.dropLast()) : short
    }

    private func clean(_ text: String) -> String {
        MailText.line(text, limit: ReportLimits.name)
    }
}
