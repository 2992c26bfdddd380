// SPDX-License-Identifier: MIT

package import PmonText

extension CheckSettings {
    /// The outcome of setting a key.
    package enum Outcome: Equatable, Sendable {
        /// The value was taken.
        case taken
        /// The key is unknown; the value is a similar known key, if there is one.
        case unknown(nearest: String?)
    }

    /// Takes the value of one key of `[checks]`, written without `url.XX.` in front.
    ///
    /// Relative paths start at `folder`. Throws what was expected where the value is of another form.
    package mutating func set(
        _ spelling: String,
        to text: String,
        folder: String
    ) throws(SettingProblem) -> Outcome {
        let lower = spelling.lowercased()
        if let name = suffix(of: spelling, lower, behind: "expect.header.") {
            try HeaderSetting.check(name: name)
            expectHeaders.append(HeaderExpectation(name: name, pattern: text))
        } else if let path = suffix(of: spelling, lower, behind: "expect.json.") {
            expectJSON.append(try JSONExpectation(path: path, text: text))
        } else if let name = suffix(of: spelling, lower, behind: "header.") {
            let source = try SecretSource.read(text, folder: folder) ?? .literal(Secret(""))
            headers.append(try HeaderSetting(name: name, value: source, text: text))
        } else if let name = suffix(of: spelling, lower, behind: CheckKey.capture) {
            captures.append(try CaptureSetting(name: name, text: text))
        } else if let step = suffix(of: spelling, lower, behind: CheckKey.step) {
            try set(step: step, to: text, folder: folder)
        } else if let key = CheckKey(rawValue: lower) {
            try set(key, to: text, folder: folder)
        } else {
            let known =
                CheckKey.allCases.map(\.rawValue) + CheckKey.prefixes.map { "\($0)NAME" }
                + ["\(CheckKey.step)N"]
            return .unknown(nearest: NearestName.of(lower, among: known))
        }
        return .taken
    }

    private func suffix(of spelling: String, _ lower: String, behind prefix: String) -> String? {
        lower.hasPrefix(prefix) ? String(spelling.dropFirst(prefix.count)) : nil
    }

    private mutating func set(
        _ key: CheckKey,
        to text: String,
        folder: String
    ) throws(SettingProblem) {
        switch key {
        case .name: name = try SettingValue.optionalText(text)
        case .group: group = try SettingValue.optionalText(text)
        case .method: method = try Self.method(text)
        case .body: body = try SecretSource.read(text, folder: folder) ?? .literal(Secret(""))
        case .user: user = try SettingValue.optionalText(text)
        case .pwd: pwd = try SecretSource.read(text, folder: folder)
        case .bearer: bearer = try SecretSource.read(text, folder: folder)
        case .timeout: timeout = try SettingValue.duration(text)
        case .retries: retries = try SettingValue.integer(text, 0...100)
        case .follow: follow = try SettingValue.integer(text, 0...100)
        case .ip: ip = try SettingValue.choice(text)
        case .addresses: addresses = try SettingValue.choice(text)
        case .http: http = try SettingValue.choice(text)
        case .proxy: proxy = try SettingValue.optionalText(text)
        case .ca:
            ca =
                text.lowercased() == Self.systemTrust
                ? Self.systemTrust : try SettingValue.optionalPath(text, folder: folder)
        case .cert: cert = try SettingValue.optionalPath(text, folder: folder)
        case .key: self.key = try SettingValue.optionalPath(text, folder: folder)
        case .passphrase: passphrase = try SecretSource.read(text, folder: folder)
        case .insecure: insecure = try SettingValue.boolean(text)
        case .tls: tls = text.isEmpty ? nil : try SettingValue.choice(text)
        case .send:
            send = try SecretSource.read(text, folder: folder)
            if case .literal(let text)? = send { _ = try EscapedText.bytes(text.reveal()) }
        case .resolve: resolve = try SettingValue.optionalText(text)
        case .slow: slow = try SettingValue.overriding(text)
        case .certWarn: certWarn = try CertificateWarning(text)
        case .after: after = text.isEmpty ? nil : try AlarmThreshold(text)
        case .recover:
            recover = text.isEmpty ? nil : try SettingValue.integer(text, 1...1_000_000)
        case .needs:
            needs = SettingValue.isNone(text) ? [] : try SettingValue.list(text).map(KeyName.target)
        case .every: every = try SettingValue.optionalDuration(text)
        case .places: places = SettingValue.isNone(text) ? [] : try Self.places(text)
        case .expectStatus: expectStatus = try StatusRanges(text)
        case .expectBody: expectBody = text.isEmpty ? nil : text
        case .rejectBody: rejectBody = text.isEmpty ? nil : text
        case .expectTime: expectTime = try SettingValue.optionalDuration(text)
        }
    }

    /// Names of places, each once.
    private static func places(_ text: String) throws(SettingProblem) -> [String] {
        var places: [String] = []
        for place in try SettingValue.list(text) where !places.contains(place) {
            places.append(place)
        }
        return places
    }

    /// A method is a token of RFC 9110 section 5.6.2; letters are enough for all that is registered.
    private static func method(_ text: String) throws(SettingProblem) -> String {
        guard !text.isEmpty, text.utf8.count <= 32,
            text.utf8.allSatisfy({
                (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
            })
        else { throw SettingProblem(expected: "a method such as GET or POST", found: text) }
        return text.uppercased()
    }
}
