// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonText

/// What mails call the checks: as page and table do, but for the `https://` of an address that has no name.
struct CheckNames {
    private let targets: [CheckIdentity: Target]
    private let addresses: [URLKey: Target]
    private let known = Known()

    /// The names so far: a replay makes thousands of mails about the same checks.
    private final class Known {
        var alone: [CheckIdentity: String] = [:]
    }

    /// The names that targets of a configuration have.
    init(_ targets: [Target]) {
        addresses = Dictionary(
            targets.map { (URLKey($0.redacted), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.targets = Dictionary(
            targets.map { target in
                let name = CheckName(target: Array(target.key.utf8))
                return (CheckIdentity(URLKey(target.redacted), name), target)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The name of a check; all that are watched from several places get the place.
    func name(of check: CheckIdentity, isShared: Bool, hasPlaces: Bool) -> String {
        guard isShared else {
            if let name = known.alone[check] { return name }
            let name = clean(title(of: target(of: check) ?? addresses[check.url], check, isShared))
            known.alone[check] = name
            return name
        }
        let name = title(of: target(of: check), check, isShared)
        guard hasPlaces else { return clean(name) }
        let place = check.name.place.map { String(decoding: $0, as: UTF8.self) } ?? "here"
        return clean("\(name) (\(place))")
    }

    private func title(of target: Target?, _ check: CheckIdentity, _ isShared: Bool) -> String {
        let url = URLText.redacted(check.url.text)
        let key = check.name.target.map { String(decoding: $0, as: UTF8.self) }
        let title = Target.title(of: target, key: key, url: url, isShared: isShared)
        return title == url ? Self.short(url) : title
    }

    private func target(of check: CheckIdentity) -> Target? {
        targets[CheckIdentity(check.url, CheckName(target: check.name.target))]
    }

    /// An address without what all have in common, which mail programs would make a link of.
    private static func short(_ url: String) -> String {
        let short = url.removingPrefix("https://") ?? url.removingPrefix("http://") ?? url
        let isBare =
            short.utf8.last == UInt8(ascii: "/")
            && short.utf8.lazy.filter { $0 == UInt8(ascii: "/") }.count == 1
        return isBare ? String(short.dropLast()) : short
    }

    private func clean(_ text: String) -> String {
        MailText.line(text, limit: ReportLimits.name)
    }
}
