// SPDX-License-Identifier: MIT

package import PmonJSON
import PmonSystem
import PmonText

extension Target {
    /// The member of a target object that names what was left out.
    package static let secretsMember = "secrets"

    /// The target object that `-` reads back: address, key, what people call it, and settings, without secrets, which it
    /// names.
    package var listed: JSONObject {
        var object: JSONObject = ["url": .string(redacted)]
        if !key.isEmpty { object["target"] = .string(key) }
        if let title { object[CheckKey.name.rawValue] = .string(title) }
        for (key, value) in checks.pairs() { object[key] = .string(value) }
        let secrets = secretNames
        if !secrets.isEmpty {
            object[Self.secretsMember] = .string(secrets.joined(separator: ","))
        }
        return object
    }

    /// The keys of its secrets as `secrets` of a target object has them, and `address` for a password in its address.
    package var secretNames: [String] {
        (redacted == address ? [] : ["address"]) + checks.secretNames
    }
}

extension CheckSettings {
    /// The settings as keys and values that `set` reads back, in a fixed order, without secrets.
    ///
    /// Left out are `pwd`, `bearer`, `passphrase`, headers, bodies and `send` that carry credentials, and a proxy with a password.
    func pairs() -> [(key: String, value: String)] {
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
        add(.tls, tls?.rawValue)
        if case .literal(let text)? = send, !holdsSecretSend { add(.send, text.reveal()) }
        add(.resolve, resolve)
        add(.slow, slow.map { $0 == .zero ? "none" : DurationText.format($0) })
        add(.certWarn, certWarn?.description)
        add(.after, after?.description)
        add(.recover, recover.map(String.init))
        add(.needs, needs.isEmpty ? nil : needs.joined(separator: ","))
        add(.every, every.map(DurationText.format))
        add(.places, places.isEmpty ? nil : places.joined(separator: ","))
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
        pairs += captures.map { ("\(CheckKey.capture)\($0.name)", $0.text) }
        for step in steps {
            let name = "\(CheckKey.step)\(step.number)"
            if let address = step.address { pairs.append((name, URLText.redacted(address))) }
            pairs += step.checks.pairs().map { ("\(name).\($0.key)", $0.value) }
        }
        return pairs
    }

    /// The keys that `pairs` leaves out because their values are secrets, in lower case.
    var secretNames: [String] {
        var names: [String] = []
        func add(_ key: CheckKey, _ isSecret: Bool) {
            if isSecret { names.append(key.rawValue) }
        }
        add(.pwd, pwd != nil)
        add(.bearer, bearer != nil)
        add(.passphrase, passphrase != nil)
        add(.body, body != nil && holdsSecretBody)
        add(.send, send != nil && holdsSecretSend)
        add(.proxy, proxy.map { URLText.redacted($0) != $0 } ?? false)
        names += headers.filter(\.isSecret).map { "header.\($0.name.lowercased())" }
        for step in steps {
            let name = "\(CheckKey.step)\(step.number)"
            if let address = step.address, URLText.redacted(address) != address {
                names.append("\(name).address")
            }
            names += step.checks.secretNames.map { "\(name).\($0)" }
        }
        return names
    }

    /// True if both take the same steps: secrets and captured values then go nowhere else.
    package func hasSteps(of other: CheckSettings) -> Bool {
        captures == other.captures && steps.count == other.steps.count
            && zip(steps, other.steps).allSatisfy { mine, theirs in
                mine.number == theirs.number && mine.checks.captures == theirs.checks.captures
                    && [theirs.address, theirs.address.map { URLText.redacted($0) }]
                        .contains(mine.address)
            }
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
        if other.holdsSecretSend { settings.send = send ?? other.send }
        if proxy == nil, let theirs = other.proxy, URLText.redacted(theirs) != theirs {
            settings.proxy = theirs
        }
        for header in other.headers where header.isSecret {
            let isOwn = headers.contains { $0.name.lowercased() == header.name.lowercased() }
            if !isOwn { settings.headers.append(header) }
        }
        for (index, step) in other.steps.enumerated() where settings.steps.indices.contains(index) {
            settings.steps[index].address = step.address
            settings.steps[index].checks = settings.steps[index].checks
                .takingSecrets(from: step.checks)
        }
        return settings
    }
}
