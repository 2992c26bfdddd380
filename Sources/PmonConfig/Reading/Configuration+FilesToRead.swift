// SPDX-License-Identifier: MIT

import PmonSystem

extension Configuration {
    /// Every file of pmon: the configuration itself, the files that settings name, and those of results.
    ///
    /// Others stand beside these, under a name that begins with theirs and a dot.
    package var files: [String] {
        let beside = FilePaths.resolve("known_hosts", folder: FilePaths.folder(of: pmon.dataFile))
        let named = [
            file, pmon.dataFile, pmon.latestFile, pmon.silenceFile, pmon.logFile, pmon.dataArchive,
        ]
        return named.compactMap(\.self) + [beside] + remotes.values.compactMap(\.knownHosts)
            + filesToRead.map(\.path)
    }

    /// The files that settings name for reading: certificates, keys and secrets.
    ///
    /// Each path comes once, with the key of a setting that names it.
    package var filesToRead: [(purpose: String, path: String)] {
        var purposes: [String: String] = [:]
        func note(_ purpose: String, _ path: String?) {
            if let path { purposes[path] = purposes[path] ?? purpose }
        }
        func note(_ purpose: String, _ source: SecretSource?) {
            if case .file(let path)? = source { note(purpose, path) }
        }
        note("ca.file", pmon.caFile)
        note("http.pwd", pmon.httpPwd)
        note("pwd of [email]", email?.pwd)
        for (key, remote) in remotes {
            note("\(key).key of [remote]", remote.key)
            note("\(key).pwd of [remote]", remote.pwd)
            note("\(key).passphrase of [remote]", remote.passphrase)
        }
        for target in targets {
            let (key, checks) = (target.key, target.checks)
            note("\(key).ca", checks.ca == CheckSettings.systemTrust ? nil : checks.ca)
            note("\(key).cert", checks.cert)
            note("\(key).key", checks.key)
            note("\(key).pwd", checks.pwd)
            note("\(key).bearer", checks.bearer)
            note("\(key).passphrase", checks.passphrase)
            note("\(key).body", checks.body)
            for header in checks.headers { note("\(key).header.\(header.name)", header.value) }
        }
        return purposes.map { ($0.value, $0.key) }.sorted { $0.path < $1.path }
    }
}
