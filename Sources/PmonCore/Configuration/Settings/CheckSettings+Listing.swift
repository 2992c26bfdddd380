// SPDX-License-Identifier: MIT

extension CheckSettings {
    /// The settings as keys and values that `set` reads back, in a fixed order, without secrets.
    ///
    /// Left out are `pwd`, `bearer`, `passphrase`, headers and bodies that carry credentials, and a proxy with a password.
    package func pairs() -> [(key: String, value: String)] {
        var pairs: [(key: String, value: String)] = []
        func add(_ key: CheckKey, _ value: String?) {
            if let value { pairs.append((key.rawValue, value)) }
        }
        add(.name, name)
        add(.group, group)
        add(.method, method)
        if case .literal(let text)? = body, !holdsSecretBody { add(.body, text.reveal()) }
        for header in headers where !header.isSecret {
            if case .literal(let value) = header.value {
                pairs.append(("header.\(header.name)", value.reveal()))
            }
        }
        add(.user, user)
        add(.timeout, timeout.map(DurationText.format))
        add(.retries, retries.map(String.init))
        add(.follow, follow.map(String.init))
        add(.ip, ip?.rawValue)
        add(.addresses, addresses?.rawValue)
        add(.http, http?.rawValue)
        if let proxy, URLText.redacted(proxy) == proxy { add(.proxy, proxy) }
        // Relative paths would start at the ini file's folder once more when they are read back.
        add(.ca, ca.map { $0 == Self.systemTrust ? $0 : FilePaths.absolute($0) })
        add(.cert, cert.map(FilePaths.absolute))
        add(.key, key.map(FilePaths.absolute))
        add(.insecure, insecure.map { $0 ? "true" : "false" })
        add(.resolve, resolve)
        add(.slow, slow.map { $0 == .zero ? "none" : DurationText.format($0) })
        add(.certWarn, certWarn?.description)
        add(.after, after?.description)
        add(.recover, recover.map(String.init))
        add(.needs, needs.isEmpty ? nil : needs.joined(separator: ","))
        add(.expectStatus, expectStatus?.description)
        add(.expectBody, expectBody)
        add(.rejectBody, rejectBody)
        for expectation in expectHeaders {
            pairs.append(("expect.header.\(expectation.name)", expectation.pattern))
        }
        for expectation in expectJSON {
            pairs.append(("expect.json.\(expectation.path)", expectation.text))
        }
        add(.expectTime, expectTime.map(DurationText.format))
        return pairs
    }

    /// The same settings with the secrets of `other` where these have none.
    ///
    /// Completes a target object that names a configured target.
    package func takingSecrets(from other: CheckSettings) -> CheckSettings {
        var settings = self
        settings.pwd = pwd ?? other.pwd
        settings.bearer = bearer ?? other.bearer
        settings.passphrase = passphrase ?? other.passphrase
        if other.holdsSecretBody { settings.body = body ?? other.body }
        if proxy == nil, let theirs = other.proxy, URLText.redacted(theirs) != theirs {
            settings.proxy = theirs
        }
        for header in other.headers where header.isSecret {
            let isOwn = headers.contains { $0.name.lowercased() == header.name.lowercased() }
            if !isOwn { settings.headers.append(header) }
        }
        return settings
    }
}
